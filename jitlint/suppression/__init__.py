"""Suppression of findings by comments and baselines."""
