"""Runs held against each other and against blessed baselines."""
