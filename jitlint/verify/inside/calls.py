"""One call of a function: its arguments, and how they are written and described."""

from dataclasses import dataclass, field, replace
from functools import cache
from types import CodeType
from typing import Any

from .arguments.failure import Failure, failure_of
from .userjax import jax, numpy

KINDS = {"float": "f", "int": "i", "uint": "u", "complex": "c"}
PYTHON_SCALARS = (bool, int, float, complex)


@dataclass(slots=True)
class Fate:
    """How a call ended, once it has been made: what comes next may depend on it.

    An `idle` one has ended without a run of what it was made for.
    """

    is_known: bool = False
    failure: Failure | None = None
    is_idle: bool = False

    @property
    def is_success(self) -> bool:
        """Whether the call is known to have ended well."""
        return self.is_known and self.failure is None

    @property
    def is_concrete(self) -> bool:
        """Whether the call failed since it asks a traced value for a concrete one."""
        return self.failure is not None and self.failure.kind == "concrete"

    def take(self, error: BaseException | None, code: CodeType | None = None) -> None:
        """Takes in how the call of a function with this code ended."""
        self.is_known = True
        self.failure = failure_of(error, code) if error is not None else None


@dataclass(frozen=True, slots=True)
class Call:
    """Arguments for a function; `written` if the program itself makes this call.

    `text` is the argument list as Python text, `source` where it comes from; an `invented`
    call holds objects that no constructor made, one `with_self` a method's instance. `plan` is
    the number of the guess that it follows.
    """

    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict[str, Any])
    text: str = ""
    written: bool = False
    source: str = ""
    invented: bool = False
    with_self: bool = False
    plan: int = 0
    fate: Fate = field(default_factory=Fate, compare=False)

    def is_concrete(self) -> bool:
        """Whether no argument is only the shape of an array."""
        leaves = jax.tree_util.tree_leaves((self.args, self.kwargs), is_leaf=is_shape)
        return not any(map(is_shape, leaves))

    def on_device(self) -> "Call":
        """Returns the call with arrays of JAX's own in place of NumPy's and of mere shapes."""
        both = (self.args, self.kwargs)
        args, kwargs = jax.tree_util.tree_map(_to_device, both, is_leaf=is_shape)
        return replace(self, args=args, kwargs=kwargs)


def call_text(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Returns arguments as Python text."""
    named = (f"{name}={value_text(value)}" for name, value in kwargs.items())
    return ", ".join([*map(value_text, args), *named])


def value_text(value: Any) -> str:
    """Returns a value as Python text: what is an array is made of ones."""
    match value:
        case None | bool() | int() | float() | complex() | str():
            return repr(value)
        case dict():
            items = (f"{key!r}: {value_text(each)}" for key, each in value.items())  # type: ignore[reportUnknownVariableType]
            return "{" + ", ".join(items) + "}"
        case list():
            return "[" + ", ".join(map(value_text, value)) + "]"  # type: ignore[reportUnknownArgumentType]
        case tuple() if type(value) is tuple:  # type: ignore[reportUnknownArgumentType]
            return "(" + "".join(f"{value_text(each)}, " for each in value).rstrip(" ") + ")"  # type: ignore[reportUnknownVariableType]
        case _ if _is_array(value):
            return _array_text(value)
        case _:
            return _name(value) or f"{type(value).__qualname__}(…)"


def describe(call: Call, names: tuple[str, ...], static: frozenset[str]) -> str:
    """Returns the arguments as JAX sees them: `f32[3], n=4`."""
    said = [_describe(v, _parameter(names, i) in static) for i, v in enumerate(call.args)]
    named = (f"{n}={_describe(v, n in static)}" for n, v in call.kwargs.items())
    return ", ".join([*said, *named])


def _name(value: Any) -> str:
    """Functions and classes go by their `__qualname__`, globals by the name they stand under."""
    name = getattr(value, "__qualname__", None) or getattr(value, "spelled", None)
    return name if isinstance(name, str) else ""


def is_shape(value: Any) -> bool:
    """Whether a value is only the shape and dtype of an array."""
    return isinstance(value, jax.ShapeDtypeStruct)


def _parameter(names: tuple[str, ...], index: int) -> str:
    return names[index] if index < len(names) else ""


def _describe(value: Any, is_static: bool) -> str:
    if is_static or value is None or isinstance(value, (str, bytes)):
        return value_text(value)
    if isinstance(value, PYTHON_SCALARS):
        return _short(jax.dtypes.canonicalize_dtype(type(value)), ())
    if _is_array(value):
        return _short(value.dtype, value.shape)
    if isinstance(value, (list, tuple)) and type(value) in (list, tuple):  # type: ignore[reportUnknownArgumentType]
        left, right = "[]" if isinstance(value, list) else "()"
        return left + ", ".join(_describe(each, False) for each in value) + right  # type: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        items = (f"{key!r}: {_describe(each, False)}" for key, each in value.items())  # type: ignore[reportUnknownVariableType]
        return "{" + ", ".join(items) + "}"
    return value_text(value)


def _short(dtype: Any, shape: tuple[int, ...]) -> str:
    name = _dtype_name(dtype)
    letters = name.rstrip("0123456789")
    sizes = ",".join(map(str, shape))
    return f"{KINDS.get(letters, letters)}{name[len(letters) :]}[{sizes}]"


@cache
def _dtype_name(dtype: Any) -> str:
    return str(dtype)


def _is_array(value: Any) -> bool:
    return is_shape(value) or isinstance(value, (jax.Array, numpy.ndarray, numpy.generic))


def _array_text(value: Any) -> str:
    shape = f"{value.shape[0]}" if len(value.shape) == 1 else f"{tuple(value.shape)}"
    dtype = _dtype_name(value.dtype)
    return f"jnp.ones({shape})" if dtype == "float32" else f'jnp.ones({shape}, "{dtype}")'


def _to_device(leaf: Any) -> Any:
    if is_shape(leaf):
        if jax.dtypes.issubdtype(leaf.dtype, jax.dtypes.prng_key):
            return jax.random.split(jax.random.key(0), leaf.shape)
        return jax.numpy.ones(leaf.shape, leaf.dtype)
    return jax.numpy.asarray(leaf) if isinstance(leaf, numpy.ndarray) else leaf
