"""Observes runs of a stretch of code, errors that pass through user code, starts of a function."""

import re
import sys
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import ClassVar, Protocol, Self

from ..limits import MOST_OBSERVED_ERRORS, MOST_TRACES
from ..program.kinds import from_jax, names_of
from ..program.locations import Spot, UserFiles, by_row, callers, in_jax, tracebacks
from ..program.observed_calls import ObservedCall, TargetFunction
from ..program.question import Question
from ..program.surroundings import within_surroundings
from ..program.user_code import first_line_of
from .retrace_diff import Signature, signature
from .tracer_escapes import Escapes, exit_offsets

if sys.version_info >= (3, 12):
    from .monitor import Monitor
else:
    from .settrace import Settrace

OF_ARRAYS = re.compile(r"JAX arrays are immutable|unhashable type: '\w*Tracer'|__delitem__$")
SPEAKS_OF_JAX = re.compile(r"[Tt]racer|JAX|\bjax\b|[Aa]rray|[Bb]uffer|ashable|static")
OF_DELETED = re.compile(r"has been (deleted|donated)")
OF_ARITY = re.compile(
    r"takes .*\barguments?\b.* given|missing .*\barguments?\b|too many positional arguments"
    r"|unexpected keyword argument|multiple values for (keyword )?argument"
)


@dataclass(frozen=True, slots=True)
class Raised:
    """An error where the user's code saw it first: the innermost frame that is the user's.

    One `from_below` was raised by what that has called, a library or JAX.
    """

    names: tuple[str, ...]
    message: str
    code: CodeType
    offset: int
    file: str
    row: int
    from_below: bool = False

    @classmethod
    def of(cls, error: BaseException, code: CodeType, offset: int, file: str, row: int) -> Self:
        """Returns an error that was seen at an instruction of a file's."""
        message, inside = first_line_of(error), [*tracebacks(error)][-1:]
        from_below = any(each.tb_frame.f_code is not code for each in inside)
        return cls(names_of(error), message, code, offset, file, row, from_below)

    @property
    def name(self) -> str:
        """The name of its class."""
        return self.names[0]

    @property
    def from_jax(self) -> bool:
        """Whether the class is one of JAX's own, or the message of its arrays' own making."""
        return from_jax(self.names) or OF_ARRAYS.match(self.message) is not None

    @property
    def is_of_another_cause(self) -> bool:
        """Whether Python has raised it for a reason that no rule claims.

        An argument may be missing; or user code does something by itself, without arrays.
        """
        if self.name not in ("TypeError", "ValueError", "IndexError"):
            return False
        is_own = not self.from_below and not SPEAKS_OF_JAX.search(self.message)
        return is_own or (self.name == "TypeError" and OF_ARITY.search(self.message) is not None)


@dataclass(slots=True)
class SpotRecord:
    """The observations at one spot: `ran` counts its runs, `traced` those under JAX.

    A run is counted at the first instruction of the spot that was seen, its `anchor`. The
    `signatures` are of what JAX traces for a call at the spot, if they are wanted,
    and the `escapes` are the tracers that the spot's statement puts somewhere, likewise.
    """

    spot: Spot
    target: TargetFunction | None = None
    ran: int = 0
    traced: int = 0
    anchor: tuple[CodeType, int] | None = None
    errors: list[Raised] = field(default_factory=list[Raised])
    observed_call: ObservedCall | None = None
    signatures: list[Signature] | None = None
    escapes: Escapes | None = None

    def forget(self) -> None:
        """Makes the record empty."""
        self.ran = self.traced = 0
        self.anchor = self.observed_call = None
        self.errors.clear()
        if self.signatures:
            self.signatures.clear()

    def at_spot(self, accepted: Iterable[str]) -> list[Raised]:
        """Returns the errors of an accepted class that were raised at the spot."""
        wanted = set(accepted)
        return [e for e in self.errors if wanted & set(e.names) and self.is_at_spot(e)]

    def claimed(self, accepted: Iterable[str]) -> list[Raised]:
        """Returns those of the errors that a rule can have meant."""
        return [each for each in self.at_spot(accepted) if not each.is_of_another_cause]

    def is_at_spot(self, error: Raised) -> bool:
        """Whether an error was raised at the spot."""
        return error.file == self.spot.file and self.spot.meets(error.code, error.offset)


def record_of(question: Question, files: UserFiles) -> SpotRecord:
    """Returns an empty record for a question, of what its kind of claim needs to be seen."""
    escapes = Escapes(files) if question.kind == "leaks" else None
    return SpotRecord(question.spot, question.target, escapes=escapes)


Records = tuple[SpotRecord, ...]


@dataclass(frozen=True, slots=True)
class Interest:
    """The parts of one code object that matter: its file, and the records by instruction."""

    file: str = ""
    offsets: dict[int, Records] = field(default_factory=dict[int, Records])
    targets: Records = ()
    traced: Records = ()
    exit_offsets: dict[int, Records] = field(default_factory=dict[int, Records])


class Observer(Protocol):
    """The interpreter's side: hands frames to the watch while it is on.

    To stop it says whether it was on all the time.
    """

    def start(self) -> None: ...
    def stop(self) -> bool: ...


class Watch:
    """A context manager that fills records; it keeps no frame and no error beyond its block.

    It is `interrupted` when user code has turned the interpreter's events off, or taken them: then
    the records are incomplete. The flag is shared by all watches of the process.
    """

    interrupted: ClassVar[bool] = False

    def __init__(self, files: UserFiles, records: Iterable[SpotRecord]) -> None:
        self._files = files
        self._records = tuple(records)
        self._interests: dict[int, tuple[CodeType, Interest]] = {}
        self._seen: dict[int, BaseException] = {}
        self._observer = _observer(self)

    def __enter__(self) -> Self:
        self._observer.start()
        return self

    def __exit__(self, *_: object) -> None:
        if not self._observer.stop():
            Watch.interrupted = True
        self._seen.clear()

    def interest(self, code: CodeType) -> Interest:
        """Returns what of a code object matters; it is kept, so that no other is taken for it."""
        known = self._interests.get(id(code))
        if known is None:
            known = self._interests[id(code)] = (code, self._judge(code))
        return known[1]

    def owns(self, code: CodeType) -> bool:
        """Whether a code object is the user's."""
        return bool(self.interest(code).file)

    def wants(self, code: CodeType) -> tuple[bool, Container[int]]:
        """Returns whether the starts of a code object matter, and which instructions do."""
        interest = self.interest(code)
        steps = interest.offsets.keys() | interest.exit_offsets.keys()
        return bool(interest.targets or interest.traced), steps

    def started(self, frame: FrameType) -> None:
        """Records the start of a function's body."""
        for record in self.interest(frame.f_code).targets:
            if record.observed_call is None:
                record.observed_call = ObservedCall.of(frame)
        for record in self.interest(frame.f_code).traced:
            seen = record.signatures
            if seen is not None and len(seen) < MOST_TRACES and self._is_traced(frame, record):
                seen.append(signature(frame))

    def stepped(self, frame: FrameType, offset: int) -> None:
        """Records that an instruction is about to run."""
        here = (frame.f_code, offset)
        for record in self.interest(frame.f_code).exit_offsets.get(offset, ()):
            if record.escapes:
                record.escapes.leave(frame)
        for record in self.interest(frame.f_code).offsets.get(offset, ()):
            record.anchor = record.anchor or here
            if record.anchor == here:
                around = within_surroundings(callers(frame))
                is_traced = any(in_jax(each.f_code.co_filename) for each in around)
                record.ran += 1
                record.traced += is_traced
                if record.escapes and is_traced:
                    record.escapes.enter(frame)

    def raised(self, frame: FrameType, error: BaseException) -> None:
        """Records an error that passes through a frame; outer frames come later.

        That an array has been deleted is the fault of every frame that has handed it on.
        """
        file = self.interest(frame.f_code).file
        if not file or len(self._seen) >= MOST_OBSERVED_ERRORS:
            return
        is_outer = id(error) in self._seen
        if is_outer and not (
            isinstance(error, (RuntimeError, ValueError)) and OF_DELETED.search(str(error))
        ):
            return
        self._seen[id(error)] = error
        raised = Raised.of(error, frame.f_code, frame.f_lasti, file, frame.f_lineno)
        for record in self._records:
            record.errors.append(raised)

    def _judge(self, code: CodeType) -> Interest:
        file = self._files.user(code.co_filename)
        if not file:
            return Interest()
        rows = by_row(code)
        at_spot = [(r, r.spot.offsets(code, rows)) for r in self._records if r.spot.file == file]
        left = [(r, exit_offsets(code, r.spot)) for r, offsets in at_spot if r.escapes and offsets]
        targets = tuple(r for r in self._records if r.target and r.target.is_code(file, code))
        traced = tuple(record for record in self._records if record.signatures is not None)
        return Interest(file, _by_offset(at_spot), targets, traced, _by_offset(left))

    def _is_traced(self, frame: FrameType, record: SpotRecord) -> bool:
        """Whether JAX has called a function since the spot has called JAX."""
        is_under_jax = False
        for above in within_surroundings(callers(frame.f_back)):
            if file := self.interest(above.f_code).file:
                is_here = is_under_jax and file == record.spot.file
                return is_here and record.spot.meets(above.f_code, above.f_lasti)
            is_under_jax = is_under_jax or in_jax(above.f_code.co_filename)
        return False


def _by_offset(pairs: Iterable[tuple[SpotRecord, Iterable[int]]]) -> dict[int, Records]:
    found: dict[int, Records] = {}
    for record, offsets in pairs:
        for offset in offsets:
            found[offset] = (*found.get(offset, ()), record)
    return found


def _observer(watch: Watch) -> Observer:
    return Monitor(watch) if sys.version_info >= (3, 12) else Settrace(watch)
