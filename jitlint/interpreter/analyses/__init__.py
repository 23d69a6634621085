"""Analyses: they observe the evaluation, and emit what goes wrong later, or over many calls."""
