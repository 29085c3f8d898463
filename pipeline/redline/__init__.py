"""The redliner: tracked changes and comments in the original Word file, read back."""
