"""The abstract interpreter: runs a program as JAX traces it, and emits events for the rules."""
