"""What JAX makes of functions: transformations, their options, and calls of what they return."""
