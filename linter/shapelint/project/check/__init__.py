"""Checking: one pipeline from paths or texts to a report."""
