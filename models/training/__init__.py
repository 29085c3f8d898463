"""Training: scripts that turn labelled units into weights. Needs the `train` extra."""
