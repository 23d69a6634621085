"""Runs of the user's program: `inside` watches what JAX compiles there, the rest reports it."""
