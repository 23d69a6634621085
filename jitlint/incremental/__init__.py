"""Incremental checks: stored results, summaries of modules, dependencies, and relocation."""
