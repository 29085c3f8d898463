"""Data sets on disk, checked as they are read: a wrong label is an error, never a wrong number."""
