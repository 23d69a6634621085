"""The form of a call of a jitted function, and the same values passed in the form of another."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..program.user_code import value_or
from ..program.userjax import jax, numpy

NUMBERS = (bool, int, float, complex)
CONTAINERS = (list, tuple, dict)
VARIADIC = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
BY_POSITION, BY_KEYWORD, LEFT_OUT = "passed by position", "passed by keyword", "left out"
WEAK = " of a Python number"
Difference = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class CalledForm:
    """The arguments of a call by parameter: how each is passed, and its value or default."""

    how: dict[str, str]
    values: dict[str, Any]

    @classmethod
    def of(cls, function: Callable[..., Any], args: Any, kwargs: dict[str, Any]) -> "CalledForm":
        """Returns the form of a call; raises TypeError where `*args` or `**kwargs` take some."""
        signature = inspect.signature(function)
        given = signature.bind(*args, **kwargs).arguments
        declared = signature.parameters
        if any(declared[name].kind in VARIADIC for name in given):
            raise TypeError("no parameter of its own")
        names = [name for name, each in declared.items() if each.kind not in VARIADIC]
        how = dict.fromkeys(names, LEFT_OUT) | dict.fromkeys(kwargs, BY_KEYWORD)
        how |= dict.fromkeys(names[: len(args)], BY_POSITION)
        return cls(how, {name: given.get(name, declared[name].default) for name in names})

    def call(self) -> tuple[list[Any], dict[str, Any]]:
        """Returns the arguments as they are passed."""
        args = [self.values[name] for name, how in self.how.items() if how == BY_POSITION]
        kwargs = {n: self.values[n] for n, how in self.how.items() if how == BY_KEYWORD}
        return args, kwargs

    def in_form_of(self, other: "CalledForm") -> "CalledForm | None":
        """Returns the call in the form of another; None where that leaves out what is passed.

        Where one of both has a number of Python's, or what is typed as one, it gets what the other
        has. All other values stay.
        """
        for name, how in self.how.items():
            if other.how[name] == LEFT_OUT != how:
                return None
        values = {
            name: _converted(value, other.values[name]) for name, value in self.values.items()
        }
        return CalledForm(other.how, values)

    def differences(self, other: "CalledForm") -> list[Difference]:
        """Returns where two calls differ in form: the path, and what is there in each."""
        found = [(name, how, other.how[name]) for name, how in self.how.items()]
        passed = [name for name, *how in found if LEFT_OUT not in how]
        pairs = [(name, self.values[name], other.values[name]) for name in passed]
        by_type = [each for pair in pairs for each in _differences(*pair)]
        return [*(each for each in found if each[1] != each[2]), *by_type]


def _differences(path: str, value: Any, other: Any) -> Iterator[Difference]:
    if (keys := _keys_of_both(value, other)) is not None:
        for key in keys:
            yield from _differences(f"{path}[{key!r}]", value[key], other[key])
    elif _is_of_another_form(value, other):
        yield path, _text(value), _text(other)


def _converted(value: Any, other: Any) -> Any:
    if (keys := _keys_of_both(value, other)) is not None:
        items = {key: _converted(value[key], other[key]) for key in keys}
        return items if isinstance(value, dict) else type(value)(items.values())
    return other if _is_of_another_form(value, other) else value


def _keys_of_both(value: Any, other: Any) -> list[Any] | None:
    """Returns the keys or places of two containers of one kind, if they have the same."""
    if type(value) is not type(other) or type(value) not in CONTAINERS:
        return None
    keys: list[Any] = [*value] if isinstance(value, dict) else [*range(len(value))]
    others: list[Any] = [*other] if isinstance(other, dict) else [*range(len(other))]
    return keys if {*keys} == {*others} else None


def _is_of_another_form(value: Any, other: Any) -> bool:
    """Whether one is a number of Python's, or typed as one, and the other is not, or of a type."""
    if type(value) in CONTAINERS and type(other) in CONTAINERS:
        return type(value) is not type(other)
    types = _type(value), _type(other)
    if None in types or types[0] == types[1]:
        return False
    return WEAK in f"{types[0]}{types[1]}" or {type(value), type(other)} & {*NUMBERS} != set()


def _type(value: Any) -> str | None:
    """Returns the type that JAX sees of an array or a number; None of anything else."""
    if isinstance(value, NUMBERS):
        return value_or(None, lambda: _type(jax.numpy.asarray(value)))
    if not isinstance(value, (jax.Array, numpy.ndarray, numpy.generic)):
        return None
    weak = WEAK if getattr(value, "weak_type", False) else ""
    return f"{value.dtype}[{','.join(map(str, value.shape))}]{weak}"


def _text(value: Any) -> str:
    is_plain = type(value) in (*NUMBERS, *CONTAINERS)
    return f"a Python {type(value).__name__}" if is_plain else _type(value) or "an object"
