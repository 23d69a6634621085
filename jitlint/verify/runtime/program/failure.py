"""A failed call without its frames: the kind of the error, how far the call got, what it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType, TracebackType
from typing import Any

from ..limits import LONGEST_ERROR_MESSAGE, MOST_FAILURE_FRAMES
from .locations import in_jax, positions_at, tracebacks
from .user_code import message_of, value_or

NOWHERE = (0, 0, 0, 0)
END_OF_ROW = 1 << 16
INSTALLED = re.compile(r"[\\/]((site|dist)-packages|lib[\\/]python[\d.]+)[\\/]|^<")
# The categories of errors, the first that fits: by the message, "concrete" by the class.
KINDS = {
    "attribute": re.compile("object has no attribute"),
    "call": re.compile("not callable"),
    "hash": re.compile("unhashable|Non-hashable"),
    "concrete": re.compile("Concretization|TracerArray"),
    "integer": re.compile(
        r"must be (of |an )?integer|integer type|as an integer|integer scalar|subtypes of integer"
        r"|must have integer|indices must be",
        re.IGNORECASE,
    ),
    "truth": re.compile(
        "truth value of an array|Pred must be a scalar|return a boolean scalar|index must be scalar"
    ),
    "pytree": re.compile("abstract array|valid JAX type"),
    "key": re.compile("PRNG key|accepts a single key"),
    "rank": re.compile(
        r"rank|dimension|axis|axes|shape|ndim|unpack|broadcast|index out of range|0-d|len\(\)"
        r"|too many indices|dot_general|matmul|concatenate|einsum|unsized|size|square|subscript"
        r"|equal division|divisible|evenly",
        re.IGNORECASE,
    ),
    "dtype": re.compile("dtype|integer|boolean|bool|float|complex|key|type", re.IGNORECASE),
}
ALTERNATIVES = re.compile(
    r"must be|one of|unknown|(?<!un)(?<!not )support|expected|valid|choose|choice|either|allowed"
    r"|available|option",
    re.IGNORECASE,
)
AT_PATH = re.compile(r"at path (\w+(?:\.\w+)*)")
TEXT_INDEX = re.compile(r"string indexing; got idx=\(?'(\w+)'")
LEADING_AXIS = re.compile(
    r"vmap was requested to map|inconsistent sizes for array axes|leading axis"
    r"|Too many indices: (array is )?0-dimensional|out of bounds for array of dimension 0"
)
UNBOUND_AXIS = re.compile(r"unbound axis name: (.+?)(?:\. To fix this|$)")
RESULT = re.compile(r"unsupported operand type|(same|tree) structure|tree prefix")
DIVISION = re.compile(r"equal division|divisible|evenly")
MISSING_MESH_AXIS = re.compile(r"Resource axis: (.+?) of .* not found in mesh")
RANKS = re.compile(
    r"different numbers of dimensions|has type \w+\[\] but|corresponding output .* \w+\[\],"
)
TYPES = re.compile(
    r"int|float|str|tuple|list|dict|bool|NoneType|function|ndarray|StandIn|\w*Tracer"
)
QUOTED = re.compile(r"['`\"](\w+)['`\"]")
SHORT_NUMBER = re.compile(r"(?<![\w.])\d{1,2}(?![\w.])")


@dataclass(frozen=True, slots=True)
class FailureFrame:
    """A function between the call and the error: its file, name, first row, and where it was."""

    file: str
    name: str
    row: int
    span: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Failure:
    """An error without its frames.

    `errors` are the names of its class and of the base classes. `trail` leads from the called
    function to where the error came from, without JAX's own code. `attribute` is one that an
    object of the class `holder` lacks; `key` is one that a mapping lacks, or an array in its place.
    A refusal is an error that the program raises itself: where it stands tells no progress.
    """

    errors: tuple[str, ...]
    message: str
    trail: tuple[FailureFrame, ...] = ()
    place: str = ""
    attribute: str = ""
    holder: str = ""
    key: str = ""
    is_refusal: bool = False

    @property
    def span(self) -> tuple[int, int, int, int]:
        """The place in the called function itself."""
        return self.trail[0].span if self.trail else NOWHERE

    @property
    def kind(self) -> str:
        """The category of the error, from its class and its message."""
        if self.attribute:
            return "attribute"
        errors = " ".join(self.errors)
        texts = ((kind, errors if kind == "concrete" else self.message) for kind in KINDS)
        return next((kind for kind, text in texts if KINDS[kind].search(text)), "other")

    @property
    def signature(self) -> str:
        """A text that is the same for failures with one message at one place."""
        return f"{self.span}{self.place}{self.message}"

    @property
    def lacks_arrays(self) -> bool:
        """Whether what is mapped holds no array."""
        return "at least one argument containing an array" in self.message

    @property
    def lacks_leading_axis(self) -> bool:
        """Whether some array has no axis, or one of another length, where others are mapped."""
        return LEADING_AXIS.search(self.message) is not None

    @property
    def unbound_axis(self) -> str:
        """The name of the axis that a collective found nobody to have bound, or nothing."""
        found = UNBOUND_AXIS.search(self.message) if "NameError" in self.errors else None
        return found[1] if found else ""

    @property
    def is_division(self) -> bool:
        """Whether a length cannot be divided into as many parts as the code makes of it."""
        return DIVISION.search(self.message) is not None

    @property
    def lacks_mesh(self) -> bool:
        """Whether names of a sharding stand where no mesh is set."""
        return "requires a non-empty mesh" in self.message

    @property
    def missing_mesh_axis(self) -> str:
        """The name of an axis that the mesh lacks, or nothing."""
        found = MISSING_MESH_AXIS.search(self.message)
        return found[1] if found else ""

    @property
    def differs_in_rank(self) -> bool:
        """Whether arrays that should have as many axes as each other have not."""
        return RANKS.search(self.message) is not None

    @property
    def is_of_a_result(self) -> bool:
        """Whether what a function has returned is refused for its kind or its structure."""
        return RESULT.search(self.message) is not None

    @property
    def argument_paths(self) -> list[str]:
        """The arguments that JAX's message names."""
        return [each.partition("[")[0] for each in AT_PATH.findall(self.message)]

    @property
    def quoted_words(self) -> list[str]:
        """The words in quotes, which may be parameters or classes."""
        return QUOTED.findall(self.message)

    @property
    def allowed_words(self) -> list[str]:
        """The words in quotes, if the message reads as if it listed what is allowed."""
        is_list = self.kind in ("other", "rank", "dtype") and "AttributeError" not in self.errors
        is_list = is_list and ALTERNATIVES.search(self.message) is not None
        return [each for each in self.quoted_words if is_list and not TYPES.fullmatch(each)]

    @property
    def numbers(self) -> list[int]:
        """The numbers in the message, which may be required lengths."""
        found = map(int, SHORT_NUMBER.findall(self.message))
        return list(dict.fromkeys(each for each in found if each > 0))

    @property
    def progress(self) -> tuple[int, ...]:
        """The progress of the function, and of those that it called: greater is further.

        What is evaluated later ends later: a call ends after its arguments, but names that get its
        items stand before it. A method that a base class leaves to its subclasses is no progress.
        """
        if "NotImplementedError" in self.errors:
            return ()
        edges = [edge for frame in self.trail for edge in frame.span[2:]]
        return (*edges[:-1], END_OF_ROW) if "to unpack" in self.message else tuple(edges)


def failure_of(error: BaseException, code: CodeType | None) -> Failure:
    """Returns an error without its frames; `code` is that of the called function."""
    errors = tuple(kind.__name__ for kind in type(error).__mro__)
    trail, place = _trail(error, code)
    attribute, holder = _missing_attribute(error)
    message = message_of(error)[:LONGEST_ERROR_MESSAGE]
    key = _missing_key(error, message)
    return Failure(errors, message, trail, place, attribute, holder, key, _is_refusal(error))


def _is_refusal(error: BaseException) -> bool:
    """Whether user code raises an error about the values that it was given."""
    innermost = next(reversed([*tracebacks(error)]), None)
    return (
        isinstance(error, (ValueError, AssertionError, NotImplementedError))
        and innermost is not None
        and not in_jax(innermost.tb_frame.f_code.co_filename)
    )


def _missing_key(error: BaseException, message: str) -> str:
    """Returns the key that a mapping lacks, or that an array got where a mapping should be."""
    if isinstance(error, KeyError):
        key = next(iter(error.args), None)
        return key if isinstance(key, str) else ""
    found = TEXT_INDEX.search(message)
    return found[1] if found is not None else ""


def _missing_attribute(error: BaseException) -> tuple[str, str]:
    if not isinstance(error, AttributeError):
        return "", ""
    return value_or(("", ""), lambda: (error.name or "", type(error.obj).__name__))


def _trail(error: BaseException, code: CodeType | None) -> tuple[tuple[FailureFrame, ...], str]:
    """Returns the frames from the function on, and the innermost place outside of JAX."""
    frames: list[FailureFrame] = []
    place, home = "", {}
    for traceback in tracebacks(error):
        frame = traceback.tb_frame
        here = frame.f_code
        home = frame.f_globals if here is code and not frames else home
        if here is code or not in_jax(here.co_filename):
            place = f"{here.co_qualname}:{traceback.tb_lasti}"
            if here is code or (frames and is_same_project(frame.f_globals, home)):
                name, row = here.co_name, here.co_firstlineno
                frames.append(FailureFrame(here.co_filename, name, row, _span(traceback)))
    return tuple(frames[:MOST_FAILURE_FRAMES]), place


def is_same_project(namespace: Mapping[str, Any], home: Mapping[str, Any]) -> bool:
    """Whether two modules are of one package, or both of code that is not installed."""
    names = [str(each.get("__name__") or "").partition(".")[0] for each in (namespace, home)]
    files = [str(each.get("__file__") or "<") for each in (namespace, home)]
    return names[0] == names[1] or not any(INSTALLED.search(file) for file in files)


def _span(traceback: TracebackType) -> tuple[int, int, int, int]:
    positions = positions_at(traceback.tb_frame.f_code, traceback.tb_lasti)
    row, end_row, column, end_column = positions
    if row is None or end_row is None or column is None or end_column is None:
        return (traceback.tb_lineno, 0, traceback.tb_lineno, 0)
    return (row, column, end_row, end_column)
