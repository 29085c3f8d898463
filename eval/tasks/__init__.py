"""The tasks: one file each, this folder is the list. A file offers its task as `TASK`."""
