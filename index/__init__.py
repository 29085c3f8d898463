"""Text to nearest texts. Knows records, not contracts."""
