"""Scoring rules: pure functions of predictions and gold."""
