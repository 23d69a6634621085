"""What an error tells of the arguments: its kind, how far the function got, the code at fault."""

import re
from dataclasses import dataclass
from types import CodeType, TracebackType
from typing import Any

from ..places import in_jax

NOWHERE = (0, 0, 0, 0)
RANK = re.compile(
    r"rank|dimension|axis|axes|shape|ndim|unpack|broadcast|index out of range|0-d|len\(\)"
    r"|too many indices|dot_general|matmul|concatenate|einsum|unsized|size|square|subscript",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"must be (of )?integer|integer type|as an integer|integer scalar", re.IGNORECASE
)
AT_PATH = re.compile(r"at path ([\w.]+)")
QUOTED = re.compile(r"['`\"](\w+)['`\"]")
DTYPE = re.compile(r"dtype|integer|boolean|bool|float|complex|key|type", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Failure:
    """An error without its frames: `span` is in the function itself, `place` where it came from.

    `missing` is an attribute that was asked for.
    """

    names: tuple[str, ...]
    message: str
    span: tuple[int, int, int, int] = NOWHERE
    place: str = ""
    missing: str = ""

    @property
    def kind(self) -> str:
        """What is wrong: attribute, call, hash, concrete, whole, abstract, rank, …."""
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
    def progress(self) -> tuple[int, int]:
        """How far the function got: the later the better."""
        return (self.span[0], self.span[1])


def failure_of(error: BaseException, code: CodeType | None) -> Failure:
    """Returns what an error tells; `code` is the function's."""
    names = tuple(kind.__name__ for kind in type(error).__mro__)
    span, place = _place(error.__traceback__, code)
    missing = getattr(error, "name", None) if isinstance(error, AttributeError) else None
    return Failure(names, _message(error), span, place, missing or "")


def _message(error: BaseException) -> str:
    try:
        return str(error)[:500]
    except Exception:
        return ""


def _place(traceback: TracebackType | None, code: CodeType | None) -> tuple[Any, str]:
    """Returns the span in the function, and the innermost place that is not JAX's."""
    found, place = NOWHERE, ""
    while traceback is not None:
        here = traceback.tb_frame.f_code
        if here is code:
            found = _span(traceback)
        if not in_jax(here.co_filename):
            place = f"{here.co_qualname}:{traceback.tb_lasti}"
        traceback = traceback.tb_next
    return found, place


def _span(traceback: TracebackType) -> tuple[int, int, int, int]:
    positions = list(traceback.tb_frame.f_code.co_positions())[traceback.tb_lasti // 2]
    row, end_row, column, end_column = positions
    if row is None or end_row is None or column is None or end_column is None:
        return (traceback.tb_lineno, 0, traceback.tb_lineno, 0)
    return (row, column, end_row, end_column)
