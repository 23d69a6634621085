"""The part that runs in the user's program: it needs the standard library and JAX alone."""
