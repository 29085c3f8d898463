"""Measuring: data sets, tasks, scorers, runs."""
