"""Measurements of jitlint on other people's code."""
