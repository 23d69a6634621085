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


_NUMPY_CLASSES = frozenset(
    f"numpy.{name}"
    for name in (
        "ndarray generic number integer signedinteger unsignedinteger inexact floating"
        " complexfloating flexible character bool bool_ int8 int16 int32 int64 intp uint8 uint16"
        " uint32 uint64 float16 float32 float64 complex64 complex128 str_ bytes_ datetime64"
        " timedelta64"
    ).split()
)


NO_TRACER = PYTHON_CLASSES | _NUMPY_CLASSES | {
    "builtins.type",
    "numbers.Number", "numbers.Real", "numbers.Integral", "numbers.Complex",
}  # fmt: skip
