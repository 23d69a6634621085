"""jitlint finds what breaks, vanishes or recompiles under `jax.jit`, and proves it with JAX."""

__version__ = "0.1.0"
