"""The small model that scores exact fragments of a text from named features."""
