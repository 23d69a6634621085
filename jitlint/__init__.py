"""jitlint finds what breaks, vanishes or recompiles under `jax.jit`, and proves it with JAX."""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Imports what watches a program, `watch` and `expect`, when that is first asked for."""
    if name not in ("expect", "watch"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module("jitlint.runs.api"), name)
