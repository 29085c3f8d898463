"""A reviewer's own labels, read from CSV or JSON lines and written as a data set for tasks."""
