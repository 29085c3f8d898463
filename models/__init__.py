"""Text in, labels and vectors out. Knows no contract."""
