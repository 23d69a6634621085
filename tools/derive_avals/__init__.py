"""Derives by which word each function of JAX makes the aval of its result."""
