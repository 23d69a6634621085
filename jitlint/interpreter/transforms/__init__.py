"""Transformations of JAX: their options, and calls of the wrappers that they return."""
