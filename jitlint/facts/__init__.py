"""Conclusions from the facts of all modules of a program together."""
