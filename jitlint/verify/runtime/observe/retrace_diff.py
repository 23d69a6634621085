"""The arguments of each trace of a function, and their changes from one to the next, in words."""

import inspect
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import FrameType
from typing import Any

from ..limits import LONGEST_ARGUMENT_TEXT
from ..program.call import value_text
from ..program.user_code import shortened, value_or
from ..program.userjax import Tracer, jax

WEAK = " of a Python number"
CONSTANTS = (type(None), bool, int, float, complex, str, bytes)


@dataclass(frozen=True, slots=True)
class TraceInput:
    """One argument: of tracers the types, with the paths to them, of what is static the text.

    An object that is no constant is held weakly, for what JAX has cached would live on with it.
    """

    leaves: tuple[tuple[str, str], ...]
    structure: str = ""
    is_traced: bool = False
    held: "weakref.ref[Any] | None" = None
    is_function: bool = False

    @property
    def text(self) -> str:
        """The argument on one line."""
        if not self.is_traced:
            return self.leaves[0][1]
        return self.leaves[0][1] if self.structure == "*" else self.structure

    def is_other_object(self, other: "TraceInput") -> bool:
        """Whether both are objects, and not the same one."""
        if self.held is None or other.held is None:
            return False
        return self.held() is None or self.held() is not other.held()


Arguments = Mapping[str, TraceInput]


@dataclass(frozen=True, slots=True)
class Signature:
    """A function by its name, and what it was given."""

    function: str
    arguments: Arguments


def signature(frame: FrameType) -> Signature:
    """Returns what a function is given, whose frame is at its start."""
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    names = [name for name in code.co_varnames[:count] if name in frame.f_locals]
    given = {name: _given(frame.f_locals[name]) for name in names}
    return Signature(code.co_name, given)


def changes(signatures: Sequence[Signature]) -> str:
    """Returns what the second was given that the first was not, and how often that went on."""
    all_given = [each.arguments for each in signatures]
    pairs = [*pairwise(all_given)]
    found = [[*_differences(one, other)] for one, other in pairs]
    first = next((each for each in found if each), None)
    if first is None:
        return _equal_only_to_itself(pairs)
    more = sum(map(bool, found)) - 1
    often = {0: "", 1: ", and once more"}.get(more, f", and {more} times more")
    return " and ".join(first) + often


def _given(value: Any) -> TraceInput:
    leaves, structure = jax.tree_util.tree_flatten_with_path(value)
    if not any(isinstance(leaf, Tracer) for _, leaf in leaves):
        return TraceInput((("", _text(value)),), held=_held(value), is_function=callable(value))
    text = tuple((jax.tree_util.keystr(path), _type(leaf)) for path, leaf in leaves)
    return TraceInput(
        text, str(structure).removeprefix("PyTreeDef(").removesuffix(")"), is_traced=True
    )


def _type(leaf: Any) -> str:
    if not isinstance(leaf, Tracer):
        return _text(leaf)
    aval: Any = getattr(leaf, "aval", leaf)
    weak = WEAK if getattr(aval, "weak_type", False) else ""
    sizes = ",".join(map(str, getattr(aval, "shape", ())))
    return f"{getattr(aval, 'dtype', type(aval).__name__)}[{sizes}]{weak}"


def _text(value: Any) -> str:
    """A class that says nothing of its own says nothing that can change."""
    own = not isinstance(value, CONSTANTS) and type(value).__repr__ is not object.__repr__
    write = repr if own and not callable(value) else value_text
    text = " ".join(value_or(type(value).__qualname__, lambda: write(value)).split())
    return shortened(text, LONGEST_ARGUMENT_TEXT)


def _held(value: Any) -> "weakref.ref[Any] | None":
    return None if isinstance(value, CONSTANTS) else value_or(None, lambda: weakref.ref(value))


def _differences(one: Arguments, other: Arguments) -> Iterator[str]:
    for name in (each for each in other if each in one):
        before, after = one[name], other[name]
        if before.is_traced and after.is_traced:
            yield from _of_traced(name, before, after)
        elif before.text != after.text:
            static = "" if before.is_traced or after.is_traced else "static "
            yield f"{static}`{name}` changed from {before.text} to {after.text}"


def _of_traced(name: str, before: TraceInput, after: TraceInput) -> Iterator[str]:
    if before.structure != after.structure:
        text = f"from {_structure(before)} to {_structure(after)}"
        yield f"the structure of `{name}` changed {text}"
        return
    for (path, old), (_, new) in zip(before.leaves, after.leaves, strict=True):
        if old != new:
            yield f"`{name}{path}` changed from {old} to {new}"
            return


def _structure(given: TraceInput) -> str:
    is_long = len(given.structure) > LONGEST_ARGUMENT_TEXT
    return f"{len(given.leaves)} leaves" if is_long else given.structure


def _equal_only_to_itself(pairs: Sequence[tuple[Arguments, Arguments]]) -> str:
    """Equal arguments are traced again if one of them is only equal to itself, or the function."""
    for one, other in pairs:
        names = [n for n in other if n in one and one[n].is_other_object(other[n])]
        if names:
            what = "function object" if other[names[0]].is_function else "object"
            text = " and ".join(f"static `{name}`" for name in names)
            return f"{text} is a new {what} each time, equal only to itself"
    return ""
