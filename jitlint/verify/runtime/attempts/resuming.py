"""Resumes after an error of tracing: an operation that a tracer cannot do gets a sample result.

What comes after an error in the same function is not reached otherwise. Only the instructions
that have stopped the trace get a sample. A later error can confirm, but its absence cannot refute,
since the earlier errors may be corrected in another way.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from ..limits import MOST_RESUMED_PLACES
from ..observe.watch import Raised
from ..program.attempt import Attempt
from ..program.kinds import names_of
from ..program.locations import UserFiles, frame_above, tracebacks
from ..program.userjax import Tracer, numpy
from .attempt_plan import AttemptPlan

OF_ANSWERS = frozenset(
    ("ConcretizationTypeError", "TracerArrayConversionError", "TracerBoolConversionError",
     "TracerIntegerConversionError")
)  # fmt: skip
SAMPLES: dict[str, Any] = {
    "__int__": 1, "__float__": 1.0, "__complex__": 1 + 0j, "__index__": 1,
}  # fmt: skip
OF_SHAPE = ("__array__", "item", "tolist")


@dataclass(frozen=True, slots=True)
class MaskedError:
    """The error at the spot, and those before it that were passed over."""

    raised: Raised
    passed: tuple[Raised, ...]


def innermost(error: BaseException, files: UserFiles) -> Raised | None:
    """Returns the error where the innermost frame of the user's has it."""
    found = None
    for entry in tracebacks(error):
        code = entry.tb_frame.f_code
        if file := files.user(code.co_filename):
            found = Raised.of(error, code, entry.tb_lasti, file, entry.tb_lineno)
    return found


def is_tracing_stop(error: BaseException) -> bool:
    """Whether an error is that a tracer has no answer."""
    return not OF_ANSWERS.isdisjoint(names_of(error))


def find_masked_error(plan: AttemptPlan, attempt: Attempt) -> MaskedError | None:
    """Returns JAX's error at the spot behind others: both answers are tried, `if` for `if`."""
    for first in (True, False):
        answers = SampleAnswers(plan.files, first)
        while len(answers.passed) < MOST_RESUMED_PLACES:
            with answers.given():
                trace = plan.trace(attempt)
            at_spot = trace.record.at_spot(plan.question.errors)
            if at_spot and at_spot[0].from_jax and answers.passed:
                return MaskedError(at_spot[0], tuple(answers.passed))
            error = trace.error
            stop = innermost(error, plan.files) if error and is_tracing_stop(error) else None
            if stop is None or trace.record.is_at_spot(stop) or not answers.pass_over(stop):
                break
    return None


@dataclass(slots=True)
class SampleAnswers:
    """Answers for tracers at the instructions that have stopped a trace, True and False in turn."""

    files: UserFiles
    first: bool
    passed: list[Raised] = field(default_factory=list[Raised])
    _counts: Counter[tuple[CodeType, int]] = field(default_factory=Counter[tuple[CodeType, int]])

    def pass_over(self, raised: Raised) -> bool:
        """Adds an instruction; returns False if it was there already."""
        is_new = (raised.code, raised.offset) not in self._places()
        self.passed += [raised] * is_new
        return is_new

    @contextlib.contextmanager
    def given(self) -> Generator[None]:
        """Replaces, in the block, what Python asks of tracers."""
        names = [each for each in ("__bool__", *SAMPLES, *OF_SHAPE) if hasattr(Tracer, each)]
        originals = {name: getattr(Tracer, name) for name in names}
        self._counts.clear()
        try:
            for name, original in originals.items():
                setattr(Tracer, name, self._answering(name, original))
            yield
        finally:
            for name, original in originals.items():
                setattr(Tracer, name, original)

    def _answering(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def answering(tracer: Any, *args: Any, **kwargs: Any) -> Any:
            place = self._user_place()
            if place not in self._places():
                return original(tracer, *args, **kwargs)
            self._counts[place] += 1
            if name == "__bool__":
                return self.first == (self._counts[place] % 2 == 1)
            return SAMPLES[name] if name in SAMPLES else _ones(name, tracer)

        return answering

    def _places(self) -> set[tuple[CodeType, int]]:
        return {(each.code, each.offset) for each in self.passed}

    def _user_place(self) -> tuple[CodeType, int] | None:
        frame = self.files.innermost(frame_above(2))
        return (frame.f_code, frame.f_lasti) if frame is not None else None


def _ones(name: str, tracer: Any) -> Any:
    ones = numpy.ones(tracer.shape, tracer.dtype)
    return ones if name == "__array__" else getattr(ones, name)()
