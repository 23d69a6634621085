"""What a run of the user's program had JAX compile: watched `inside` of it, told outside."""
