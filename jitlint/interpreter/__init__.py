"""Runs the program abstractly, and tells what JAX would meet; each room says what belongs there."""
