"""One call of a function: its arguments, how they are written, and how the call ended."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from inspect import Parameter
from itertools import zip_longest
from types import CodeType
from typing import Any

from .failure import Failure, failure_of
from .userjax import jax, numpy

KINDS = {"float": "f", "int": "i", "uint": "u", "complex": "c"}
PYTHON_SCALARS = (bool, int, float, complex)


@dataclass(slots=True)
class CallOutcome:
    """The end of a call, from which the search for arguments goes on.

    A call that `missed_line` ended well, but the code that it was made for did not run.
    """

    is_known: bool = False
    failure: Failure | None = None
    missed_line: bool = False

    @property
    def is_success(self) -> bool:
        """Whether the call is known to have ended well."""
        return self.is_known and self.failure is None

    @property
    def needs_concrete(self) -> bool:
        """Whether the call failed since it needs the concrete value of a traced one."""
        return self.failure is not None and self.failure.kind == "concrete"

    def record(self, error: BaseException | None, code: CodeType | None = None) -> None:
        """Notes how the call ended; `code` is that of the called function."""
        self.is_known = True
        self.failure = failure_of(error, code) if error is not None else None


@dataclass(frozen=True, slots=True)
class SampleCall:
    """Arguments for a function; `written` if the program itself makes this call.

    `text` is the argument list as Python text, `source` where it comes from; an `invented`
    call holds objects that no constructor made, one `with_self` a method's instance. `uniform` is
    the number of the uniform values that it consists of, and an example of a docstring is
    `documented`.
    """

    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict[str, Any])
    text: str = ""
    written: bool = False
    source: str = ""
    invented: bool = False
    with_self: bool = False
    uniform: int = 0
    documented: bool = False
    outcome: CallOutcome = field(default_factory=CallOutcome, compare=False)

    @classmethod
    def of(
        cls,
        parameters: Mapping[str, Parameter],
        values: Mapping[str, Any],
        texts: Mapping[str, str] | None = None,
    ) -> "SampleCall":
        """Returns a call with values by parameter: by keyword after one that is left out."""
        args: list[Any] = []
        kwargs: dict[str, Any] = {}
        parts: list[str] = []
        by_keyword = False
        for name, parameter in parameters.items():
            if name not in values:
                by_keyword = by_keyword or parameter.kind is not parameter.VAR_POSITIONAL
                continue
            value = values[name]
            text = texts[name] if texts is not None else value_text(value)
            if parameter.kind is parameter.VAR_POSITIONAL:
                args += value
                parts.append(text[1:-1].rstrip(","))
            elif by_keyword or parameter.kind is parameter.KEYWORD_ONLY:
                kwargs[name] = value
                parts.append(f"{name}={text}")
            else:
                args.append(value)
                parts.append(text)
        return cls(tuple(args), kwargs, ", ".join(parts))

    @property
    def is_shown(self) -> bool:
        """Whether the program or its documents make this call."""
        return self.written or self.documented

    def is_concrete(self) -> bool:
        """Whether no argument is only the shape of an array."""
        return not any(map(is_shape, self.leaves()))

    def on_device(self) -> "SampleCall":
        """Returns the call with arrays of JAX's own in place of NumPy's and of mere shapes."""
        return self.mapped(to_device)

    def mapped(self, change: Callable[[Any], Any]) -> "SampleCall":
        """Returns the call with something else for each leaf of its arguments."""
        both = (self.args, self.kwargs)
        args, kwargs = jax.tree_util.tree_map(change, both, is_leaf=is_shape)
        return replace(self, args=args, kwargs=kwargs)

    def leaves(self) -> list[Any]:
        """Returns the leaves of the arguments."""
        return jax.tree_util.tree_leaves((self.args, self.kwargs), is_leaf=is_shape)


Calls = Iterator[SampleCall]


def call_text(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Returns arguments as Python text."""
    named = (f"{name}={value_text(value)}" for name, value in kwargs.items())
    return ", ".join([*map(value_text, args), *named])


def value_text(value: Any) -> str:
    """Returns a value as Python text; an array is written as one of ones."""
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


def describe(call: SampleCall, names: tuple[str, ...], static: frozenset[str]) -> str:
    """Returns the arguments as JAX sees them: `f32[3], n=4`."""
    pairs = zip_longest(call.args, names[: len(call.args)])
    positional = [_describe(value, name in static) for value, name in pairs]
    named = (f"{n}={_describe(v, n in static)}" for n, v in call.kwargs.items())
    return ", ".join([*positional, *named])


def _name(value: Any) -> str:
    """Returns the `__qualname__` of a function or a class."""
    name = getattr(value, "__qualname__", None)
    return name if isinstance(name, str) else ""


def is_shape(value: Any) -> bool:
    """Whether a value is only the shape and dtype of an array."""
    return isinstance(value, jax.ShapeDtypeStruct)


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


def to_device(leaf: Any) -> Any:
    """Returns an array of JAX's own for one of NumPy's and for a mere shape."""
    if is_shape(leaf):
        if jax.dtypes.issubdtype(leaf.dtype, jax.dtypes.prng_key):
            return jax.random.split(jax.random.key(0), leaf.shape)
        return jax.numpy.ones(leaf.shape, leaf.dtype)
    return jax.numpy.asarray(leaf) if isinstance(leaf, numpy.ndarray) else leaf
