"""Attempts to call a function as its program would, and what can be said of each."""
