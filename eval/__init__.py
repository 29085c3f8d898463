"""Measuring: data sets, scorers, tasks and runs that anyone can score again."""
