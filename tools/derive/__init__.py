"""Derives the stubs in `jitlint/models/derived` by calling the installed JAX and NumPy."""
