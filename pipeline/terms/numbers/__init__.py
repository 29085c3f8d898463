"""Numbers as contracts write them: read, compare, and write anew in the same style."""
