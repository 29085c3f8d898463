"""Speed and scale, runnable by anyone."""
