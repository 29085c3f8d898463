"""Language models: text in, JSON text out.

The folder is the registry: a module that has `KINDS` and `open_writer` serves those kinds, and is
found by `models.writers.configured`. Importing a module here imports no heavy library.
"""
