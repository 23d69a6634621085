"""Evaluation as Python does it, one statement or expression at a time."""
