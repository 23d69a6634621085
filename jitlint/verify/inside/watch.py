"""Sees, while it is on, a stretch of code run, errors pass through user code, a function start."""

import re
import sys
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Protocol, Self

from .places import Files, Spot, in_jax
from .sightings import Sighting, Target

MOST_ERRORS = 1000
OF_ARRAYS = re.compile(r"JAX arrays are immutable|unhashable type: '\w*Tracer'|__delitem__$")


@dataclass(frozen=True, slots=True)
class Raised:
    """An error where the user's code saw it first: the innermost frame that is the user's."""

    names: tuple[str, ...]
    message: str
    code: CodeType
    offset: int
    file: str
    row: int

    @classmethod
    def of(cls, error: BaseException, code: CodeType, offset: int, file: str, row: int) -> Self:
        """Returns an error that was seen at an instruction of a file's."""
        names = tuple(each.__name__ for each in type(error).__mro__)
        return cls(names, _first_line(error), code, offset, file, row)

    @property
    def name(self) -> str:
        """The name of its class."""
        return self.names[0]

    @property
    def from_jax(self) -> bool:
        """Whether the class is one of JAX's own, or the message of its arrays' own making."""
        own = any(name.startswith(("JAX", "_JAX")) for name in self.names)
        return own or OF_ARRAYS.match(self.message) is not None


@dataclass(slots=True)
class Record:
    """What is to be seen, and what was: `ran` counts runs of the spot, `traced` those under JAX.

    A run is counted at the first instruction of the spot that was seen, its `anchor`.
    """

    spot: Spot
    target: Target | None = None
    ran: int = 0
    traced: int = 0
    anchor: tuple[CodeType, int] | None = None
    errors: list[Raised] = field(default_factory=list[Raised])
    sighting: Sighting | None = None

    def at_spot(self, accepted: Iterable[str]) -> list[Raised]:
        """Returns the errors of an accepted class that were raised at the spot."""
        wanted = set(accepted)
        return [e for e in self.errors if wanted & set(e.names) and self.hit(e)]

    def hit(self, error: Raised) -> bool:
        """Whether an error was raised at the spot."""
        return error.file == self.spot.file and self.spot.meets(error.code, error.offset)


@dataclass(frozen=True, slots=True)
class Interest:
    """What of one code object matters: whose it is, and for which records what is in it."""

    file: str = ""
    offsets: dict[int, tuple[Record, ...]] = field(default_factory=dict[int, tuple[Record, ...]])
    targets: tuple[Record, ...] = ()


class Observer(Protocol):
    """The interpreter's side: hands frames to the watch while it is on."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


class Watch:
    """A context manager that fills records; it keeps no frame and no error beyond its block."""

    def __init__(self, files: Files, records: Iterable[Record]) -> None:
        self._files = files
        self._records = tuple(records)
        self._interests: dict[CodeType, Interest] = {}
        self._seen: dict[int, BaseException] = {}
        self._observer = _observer(self)

    def __enter__(self) -> Self:
        self._observer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._seen.clear()

    def interest(self, code: CodeType) -> Interest:
        """Returns what of a code object matters."""
        known = self._interests.get(code)
        if known is None:
            known = self._interests[code] = self._judge(code)
        return known

    def owns(self, code: CodeType) -> bool:
        """Whether a code object is the user's."""
        return bool(self.interest(code).file)

    def wants(self, code: CodeType) -> tuple[bool, Container[int]]:
        """Returns whether the starts of a code object matter, and which instructions do."""
        interest = self.interest(code)
        return bool(interest.targets), interest.offsets

    def started(self, frame: FrameType) -> None:
        """Takes in that a function's body begins."""
        for record in self.interest(frame.f_code).targets:
            if record.sighting is None:
                record.sighting = Sighting.of(frame)

    def stepped(self, frame: FrameType, offset: int) -> None:
        """Takes in that an instruction is about to run."""
        here = (frame.f_code, offset)
        for record in self.interest(frame.f_code).offsets.get(offset, ()):
            record.anchor = record.anchor or here
            if record.anchor == here:
                record.ran += 1
                record.traced += _under_jax(frame)

    def raised(self, frame: FrameType, error: BaseException) -> None:
        """Takes in that an error passes through a frame; outer frames come later."""
        file = self.interest(frame.f_code).file
        if not file or id(error) in self._seen or len(self._seen) >= MOST_ERRORS:
            return
        self._seen[id(error)] = error
        raised = Raised.of(error, frame.f_code, frame.f_lasti, file, frame.f_lineno)
        for record in self._records:
            record.errors.append(raised)

    def _judge(self, code: CodeType) -> Interest:
        file = self._files.user(code.co_filename)
        if not file:
            return Interest()
        here = [record for record in self._records if record.spot.file == file]
        offsets: dict[int, tuple[Record, ...]] = {}
        for record in here:
            for offset in record.spot.offsets(code):
                offsets[offset] = (*offsets.get(offset, ()), record)
        targets = tuple(r for r in self._records if r.target and r.target.is_code(file, code))
        return Interest(file, offsets, targets)


def _first_line(error: BaseException) -> str:
    try:
        lines = str(error).strip().splitlines()
    except Exception:
        lines = []
    return lines[0] if lines else ""


def _under_jax(frame: FrameType | None) -> bool:
    while frame is not None:
        if in_jax(frame.f_code.co_filename):
            return True
        frame = frame.f_back
    return False


def _observer(watch: Watch) -> Observer:
    if sys.version_info >= (3, 12):
        from .monitor import Monitor

        return Monitor(watch)
    from .settrace import Settrace

    return Settrace(watch)
