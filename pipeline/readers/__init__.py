"""Readers: one module or package for each kind of file; the folder is the registry."""
