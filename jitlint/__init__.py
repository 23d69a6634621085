"""jitlint finds what breaks, vanishes or recompiles under `jax.jit`, and proves it with JAX."""

__version__ = "0.1.0"

_ELSEWHERE = {
    "watch": ("jitlint.runs.api", "watch"),
    "expect": ("jitlint.runs.api", "expect"),
    "load_ipython_extension": ("jitlint.ipython.extension", "load"),
    "unload_ipython_extension": ("jitlint.ipython.extension", "unload"),
}


def __getattr__(name: str) -> object:
    """Imports what is asked for here when that is first done."""
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    module, name = _ELSEWHERE[name]
    return getattr(importlib.import_module(module), name)
