"""Contracts written for this project, and the builder of their Word files."""
