"""What an error tells of the arguments: its kind, how far the function got, the code at fault."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType, TracebackType
from typing import Any

from ..places import in_jax, positions_at

NOWHERE = (0, 0, 0, 0)
INSTALLED = re.compile(r"[\\/]((site|dist)-packages|lib[\\/]python[\d.]+)[\\/]|^<")
MOST_STEPS = 24
RANK = re.compile(
    r"rank|dimension|axis|axes|shape|ndim|unpack|broadcast|index out of range|0-d|len\(\)"
    r"|too many indices|dot_general|matmul|concatenate|einsum|unsized|size|square|subscript",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"must be (of )?integer|integer type|as an integer|integer scalar|subtypes of integer"
    r"|must have integer|indices must be",
    re.IGNORECASE,
)
CHOICE = re.compile(
    r"must be|one of|unknown|support|expected|valid|choose|choice|either|allowed|available|option",
    re.IGNORECASE,
)
AT_PATH = re.compile(r"at path ([\w.]+)")
QUOTED = re.compile(r"['`\"](\w+)['`\"]")
DTYPE = re.compile(r"dtype|integer|boolean|bool|float|complex|key|type", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """A function on the way to an error: its file, name and first row, and how far it got."""

    file: str
    name: str
    row: int
    span: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Failure:
    """An error without its frames: `trail` leads from the function itself to where it came from.

    Code of JAX's is left out of that. `missing` is an attribute that was asked for, and `holder`
    the class that was to have it; `key` is one that a mapping lacks.
    """

    names: tuple[str, ...]
    message: str
    trail: tuple[Step, ...] = ()
    place: str = ""
    missing: str = ""
    holder: str = ""
    key: str = ""

    @property
    def span(self) -> tuple[int, int, int, int]:
        """The place in the function itself."""
        return self.trail[0].span if self.trail else NOWHERE

    @property
    def kind(self) -> str:
        """What is wrong: attribute, call, hash, concrete, whole, truth, abstract, rank, …."""
        if self.missing or "object has no attribute" in self.message:
            return "attribute"
        if "not callable" in self.message:
            return "call"
        if "unhashable" in self.message or "Non-hashable" in self.message:
            return "hash"
        if any("Concretization" in name or "TracerArray" in name for name in self.names):
            return "concrete"
        if WHOLE.search(self.message):
            return "whole"
        if "truth value of an array" in self.message:
            return "truth"
        if "abstract array" in self.message or "valid JAX type" in self.message:
            return "abstract"
        if RANK.search(self.message):
            return "rank"
        return "dtype" if DTYPE.search(self.message) else "other"

    @property
    def sign(self) -> str:
        """What tells this error from others."""
        return f"{self.span}{self.place}{self.message}"

    @property
    def named(self) -> list[str]:
        """The arguments that the message itself names."""
        return [each.partition("[")[0] for each in AT_PATH.findall(self.message)]

    @property
    def mentioned(self) -> list[str]:
        """The words in quotes, which may be parameters."""
        return QUOTED.findall(self.message)

    @property
    def wanted(self) -> list[str]:
        """The words in quotes of a message that says which ones there are."""
        is_choice = self.kind in ("other", "rank", "dtype") and "AttributeError" not in self.names
        return self.mentioned if is_choice and CHOICE.search(self.message) else []

    @property
    def numbers(self) -> list[int]:
        """The numbers in the message, which may be lengths that are wanted."""
        found = map(int, re.findall(r"(?<![\w.])\d{1,2}(?![\w.])", self.message))
        return list(dict.fromkeys(each for each in found if each > 0))

    @property
    def progress(self) -> tuple[int, ...]:
        """How far the function got, and those that it called: the later the better.

        What a class leaves to those derived from it is not there at all.
        """
        if "NotImplementedError" in self.names:
            return ()
        return tuple(edge for step in self.trail for edge in step.span[:2])


def failure_of(error: BaseException, code: CodeType | None) -> Failure:
    """Returns what an error tells; `code` is the function's."""
    names = tuple(kind.__name__ for kind in type(error).__mro__)
    trail, place = _trail(error.__traceback__, code)
    missing, holder = _missing(error)
    key = next(iter(error.args), None) if isinstance(error, KeyError) else None
    text = key if isinstance(key, str) else ""
    return Failure(names, _message(error), trail, place, missing, holder, text)


def _missing(error: BaseException) -> tuple[str, str]:
    if not isinstance(error, AttributeError):
        return "", ""
    try:
        return error.name or "", type(error.obj).__name__
    except Exception:
        return "", ""


def _message(error: BaseException) -> str:
    try:
        return str(error)[:500]
    except Exception:
        return ""


def _trail(traceback: TracebackType | None, code: CodeType | None) -> tuple[tuple[Step, ...], str]:
    """Returns the steps from the function on, and the innermost place that is not JAX's."""
    steps: list[Step] = []
    place, home = "", {}
    while traceback is not None:
        frame = traceback.tb_frame
        here = frame.f_code
        home = frame.f_globals if here is code and not steps else home
        if here is code or not in_jax(here.co_filename):
            place = f"{here.co_qualname}:{traceback.tb_lasti}"
            if here is code or (steps and is_near(frame.f_globals, home)):
                step = Step(here.co_filename, here.co_name, here.co_firstlineno, _span(traceback))
                steps.append(step)
        traceback = traceback.tb_next
    return tuple(steps[:MOST_STEPS]), place


def is_near(namespace: Mapping[str, Any], home: Mapping[str, Any]) -> bool:
    """Whether two modules belong together: to one package, or both to what is not installed."""
    names = [str(each.get("__name__") or "").partition(".")[0] for each in (namespace, home)]
    files = [str(each.get("__file__") or "<") for each in (namespace, home)]
    return names[0] == names[1] or not any(INSTALLED.search(file) for file in files)


def _span(traceback: TracebackType) -> tuple[int, int, int, int]:
    positions = positions_at(traceback.tb_frame.f_code, traceback.tb_lasti)
    row, end_row, column, end_column = positions
    if row is None or end_row is None or column is None or end_column is None:
        return (traceback.tb_lineno, 0, traceback.tb_lineno, 0)
    return (row, column, end_row, end_column)
