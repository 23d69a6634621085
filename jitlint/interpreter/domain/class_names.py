"""Dotted names of classes: of arrays, of Python values, and those that no tracer belongs to."""

ARRAY_CLASSES = frozenset(
    {
        "jax.Array",
        "jax.numpy.ndarray",
        "jax.core.Tracer",
        "jaxtyping.Array",
        "numpy.ndarray",
        "jax.numpy.generic",
    }
)


PYTHON_CLASSES = frozenset(
    f"builtins.{name}" for name in ("int", "float", "complex", "bool", "str", "bytes")
)


NO_TRACER = PYTHON_CLASSES | {
    "builtins.type", "numpy.ndarray", "numpy.generic", "numpy.number", "numpy.integer",
    "numpy.floating",
    "numbers.Number", "numbers.Real", "numbers.Integral", "numbers.Complex",
}  # fmt: skip
