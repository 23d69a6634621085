"""Hears where a stretch of code indexes arrays of JAX's, and asks NumPy for the same items."""

import functools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import prod
from typing import Any

from ..program.locations import Spot, UserFiles, frame_above
from ..program.userjax import Tracer, jax, numpy

OUTSIDE = "out of bounds"
ITEM = "__getitem__"
ENDS = ("start", "stop", "step")
_ZERO, _SPREAD = numpy.zeros((), bool), numpy.broadcast_to
Reading = Callable[..., tuple[tuple[int, ...], Any] | None]


@dataclass(frozen=True, slots=True)
class IndexUse:
    """An array's shape, an index of it as text, and what NumPy raises for that: empty if nothing.

    One that JAX has `raised` an error for is no silent one.
    """

    shape: tuple[int, ...]
    index: str
    problem: str = ""
    raised: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether NumPy raises an error, and JAX has raised none."""
        return bool(self.problem) and not self.raised


@dataclass(slots=True)
class HeardIndexing:
    """The uses of an index that the code at a spot makes itself, and those of unknown indices."""

    files: UserFiles
    spot: Spot
    uses: list[IndexUse] = field(default_factory=list[IndexUse])
    unknown: int = 0
    hears: list[tuple[Any, str, Any]] = field(default_factory=list[tuple[Any, str, Any]])

    def listen(self) -> None:
        """Puts itself in the place of what reads and updates items; no array is made for that."""
        owners: list[Any] = [each for each in {*_below(jax.Array), Tracer} if ITEM in vars(each)]
        updating: list[Any] = [
            type(made(None)[0]) for made in map(_made_by_at, owners) if made is not None
        ]
        for owner in owners:
            self._replace(owner, ITEM, _of_item)
        for owner in dict.fromkeys(updating):
            for name in _methods(owner):
                self._replace(owner, name, _of_update)
        self._replace(sys.modules["jax.numpy"], "take", _of_take)

    def has_heard_all(self) -> bool:
        """Whether the program has put nothing else in the place of what hears."""
        return all(_names(owner).get(name) is hear for owner, name, hear in self.hears)

    def _replace(self, owner: Any, name: str, reading: Reading) -> None:
        original = getattr(owner, name)

        @functools.wraps(original)
        def hear(*args: Any, **kwargs: Any) -> Any:
            frame = frame_above(1)
            file = self.files.user(frame.f_code.co_filename)
            if file != self.spot.file or not self.spot.is_made_at(frame.f_code, frame.f_lasti):
                return original(*args, **kwargs)
            try:
                result = original(*args, **kwargs)
            except Exception:
                self._note(reading(*args, **kwargs), raised=True)
                raise
            self._note(reading(*args, **kwargs), raised=False)
            return result

        setattr(owner, name, hear)
        self.hears.append((owner, name, hear))

    def _note(self, used: tuple[tuple[int, ...], Any] | None, *, raised: bool) -> None:
        use = _control(*used, raised=raised) if used is not None else None
        if use is None:
            self.unknown += 1
        else:
            self.uses.append(use)


def _names(owner: Any) -> dict[str, Any]:
    return {**owner.__dict__}


def _methods(owner: Any) -> list[str]:
    """Returns the names of a class's own methods that are public."""
    return [n for n, value in _names(owner).items() if callable(value) and not n.startswith("_")]


def _below(owner: type) -> Iterator[type]:
    for each in owner.__subclasses__():
        yield each
        yield from _below(each)


def _made_by_at(owner: type) -> Any:
    """Returns the class of `x.at`; it is a property of some arrays' classes, abstract in others."""
    found = getattr(getattr(owner, "at", None), "fget", None)
    return found if isinstance(found, type) else None


def _of_item(array: Any, index: Any) -> tuple[tuple[int, ...], Any]:
    return array.shape, index


def _of_update(reference: Any, *_: Any, mode: Any = None, **__: Any) -> Any:
    """A call that passes `mode` says what it wants to have done."""
    return None if mode is not None else (reference.array.shape, reference.index)


def _of_take(
    a: Any, indices: Any, axis: Any = None, out: Any = None, mode: Any = None, **_: Any
) -> Any:
    """Returns what is the same as an item: that of an axis, or of all elements in a row."""
    if mode is not None or isinstance(axis, Tracer):
        return None
    shape = numpy.shape(a)
    if axis is None:
        return (prod(shape),), indices
    return shape, (*[slice(None)] * (int(axis) % max(len(shape), 1)), indices)


def _control(shape: tuple[int, ...], index: Any, *, raised: bool) -> IndexUse | None:
    """Returns what NumPy says of the same index, or None where it is not known, or no index."""
    parts: list[Any] = [*index] if isinstance(index, tuple) else [index]  # type: ignore[reportUnknownArgumentType]
    if any(isinstance(bound, Tracer) for part in parts for bound in _numbers(part)):
        return None
    text, problem = ", ".join(map(_shown, parts)), ""
    try:
        known = (numpy.asarray(e) if isinstance(e, jax.Array) else e for e in parts)
        _SPREAD(_ZERO, shape)[tuple(known)]
    except IndexError as error:
        problem = str(error)
    except Exception:
        return None
    if problem and OUTSIDE not in problem:
        return None
    return IndexUse(shape, text, problem, raised)


def _numbers(part: Any) -> list[Any]:
    """Returns the ends of a slice, or what is one number."""
    return [getattr(part, e) for e in ENDS] if type(part) is slice else [part]  # type: ignore[reportUnknownArgumentType]


def _shown(part: Any) -> str:
    """Returns a part of an index as a user writes it."""
    if part is Ellipsis:
        return "..."
    if not isinstance(part, slice):
        return str(part)
    ends = ["" if each is None else str(each) for each in _numbers(part)]
    return ":".join(ends if ends[2] else ends[:2])
