"""A folder of readers that do harm, handed to the sandbox in place of the real one."""
