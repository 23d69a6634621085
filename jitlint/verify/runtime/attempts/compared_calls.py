"""Calls of a function before and after its text is replaced: results, derivatives, errors."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..limits import (
    COMPARED_CALL_SECONDS,
    FEWEST_COMPARED_INPUTS,
    MOST_COMPARED_INPUTS,
    MOST_COMPARED_STARTS,
    MOST_COMPARED_VARIANTS,
)
from ..observe.branch_sides import BranchSides
from ..observe.comparing import same, shortly
from ..observe.effects import Effects
from ..observe.snapshot import Snapshot
from ..observe.watch import Watch
from ..program.attempt import Attempt, TimeUpError
from ..program.kinds import names_of
from ..program.transforms import is_jit
from ..program.userjax import jax, monitoring
from ..program.verdict import error_text
from .alarm import alarmed
from .attempt_plan import AttemptPlan
from .slopes import Slopes
from .variants import variants

BACKWARD, FORWARD = "backward", "forward"
COMPILE = "/jax/core/compile/backend_compile_duration"


@dataclass(frozen=True, slots=True)
class ComparedCall:
    """A call, and what the original has made of it.

    `value`, `slopes` and `effects` are those without jit; `mapped` is the result under the
    transformation, but without jit, if there is one. With jit it may have `raised` an error, and
    had the effects `staged`.
    """

    attempt: Attempt
    value: Any
    slopes: Slopes
    effects: Effects
    mapped: Any
    raised: BaseException | None
    staged: Effects

    def again(self, program: Snapshot) -> "Comparison":
        """Makes the call of what the function is now, and compares."""
        with jax.disable_jit():
            (value, error), effects = Effects.of(program, self.attempt.tried_plainly)
        if error is None:
            value, error = self.attempt.tried_plainly()
        if error is not None:
            return Comparison(f"the rewritten function raises {error_text(error)}")
        if not same(self.value, value):
            return Comparison(f"the result was {shortly(self.value)}, and is {shortly(value)}")
        if said := self.effects.difference(effects):
            return Comparison(said)
        direction, said = self._slopes_now()
        return Comparison(said, direction) if said else self._under_jax(program, direction)

    def _slopes_now(self) -> tuple[str, str]:
        """Returns the direction in which derivatives were compared, and how they differ."""
        if self.slopes.gradient is None:
            return "", ""
        now = Slopes.of(self.attempt)
        backwards = now.gradient is not None
        was = self.slopes.gradient if backwards else self.slopes.forward
        found = now.gradient if backwards else now.forward
        if same(was, found):
            return (BACKWARD if backwards else FORWARD), ""
        return "", f"the gradient was {shortly(was)}, and is {shortly(found)}"

    def _under_jax(self, program: Snapshot, direction: str) -> "Comparison":
        (value, error), effects = Effects.of(program, lambda: _result(self.attempt))
        if error is not None:
            return Comparison(f"still, or newly, raises {error_text(error)}")
        if self.mapped is not None and not same(self.mapped, value):
            plain, with_jit = shortly(self.mapped), shortly(value)
            return Comparison(f"with jit the result is {with_jit}, without it {plain}")
        lost = "" if self._does_as_before(effects) else self.effects.difference(effects)
        return Comparison("", direction, lost, bool(self.effects) and not lost)

    def _does_as_before(self, effects: Effects) -> bool:
        """Whether the effects with jit are the same that they were with jit."""
        return self.raised is None and not self.staged.difference(effects)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a call differs, or the direction of the derivatives that were compared.

    `lost` says which effect jit keeps from happening, where nothing shows that it did before;
    `has_effects` that there are some, and all of them happen.
    """

    difference: str
    direction: str = ""
    lost: str = ""
    has_effects: bool = False


def compared_calls(
    attempts: Iterable[Attempt], sides: BranchSides, program: Snapshot
) -> list[ComparedCall]:
    """Returns calls that the original can make, which take all sides that can be found."""
    for attempt in islice(attempts, MOST_COMPARED_STARTS):
        with sides.heard():
            _, error = _without_jit(attempt)
        if error is None:
            return [_compared(each, program) for each in _chosen(attempt, sides)]
    return []


def _chosen(start: Attempt, sides: BranchSides) -> Iterator[Attempt]:
    """Yields the calls that run, and take a side that none before has taken, or are among a few."""
    sides.taken.clear()
    count = 0
    for attempt in variants(start, MOST_COMPARED_VARIANTS):
        is_complete = bool(count) and not sides.missing()
        if count >= (FEWEST_COMPARED_INPUTS if is_complete else MOST_COMPARED_INPUTS):
            return
        with sides.heard() as taken:
            value, error = _without_jit(attempt)
        is_new = not taken <= sides.taken
        if error is not None or not (is_new or count < FEWEST_COMPARED_INPUTS):
            continue
        again, _ = _without_jit(attempt)
        if same(value, again):
            sides.taken |= taken
            count += 1
            yield attempt


def _without_jit(attempt: Attempt) -> tuple[Any, BaseException | None]:
    """Returns the result of a call, or its error: also if it takes too long."""
    try:
        with alarmed(COMPARED_CALL_SECONDS), jax.disable_jit():
            return attempt.tried_plainly()
    except TimeUpError as error:
        return None, error


def _compared(attempt: Attempt, program: Snapshot) -> ComparedCall:
    with jax.disable_jit():
        (value, _), effects = Effects.of(program, attempt.tried_plainly)
        slopes = Slopes.of(attempt)
        mapped = value if _is_plain(attempt) else _result(attempt)[0]
    (_, raised), staged = Effects.of(program, lambda: _result(attempt))
    return ComparedCall(attempt, value, slopes, effects, mapped, raised, staged)


def _is_plain(attempt: Attempt) -> bool:
    """Whether the transformation leaves the result as it is."""
    return attempt.subject.host or is_jit(attempt.transform)


def reach(calls: Iterable[ComparedCall], plan: AttemptPlan) -> bool:
    """Returns whether a call runs what the question is about."""
    record = plan.record()
    with Watch(plan.files, [record]):
        for each in calls:
            _without_jit(each.attempt)
    return record.ran > 0


def compilations(attempt: Attempt) -> int:
    """Returns how often JAX compiles for a call when it has compiled nothing yet."""
    counted: Counter[str] = Counter()

    def listen(event: str, seconds: float, **_: Any) -> None:
        counted[event] += 1

    jax.clear_caches()
    monitoring.register_event_duration_secs_listener(listen)
    _result(attempt)
    return counted[COMPILE]


def _result(attempt: Attempt) -> tuple[Any, BaseException | None]:
    try:
        return jax.block_until_ready(_under_jax(attempt)), None
    except TimeUpError:
        raise
    except BaseException as error:
        return None, error


def _under_jax(attempt: Attempt) -> Any:
    """Makes a call under its transformation; what JAX has compiled it keeps."""
    if not attempt.as_written:
        return attempt.repeatable()()
    call, subject = attempt.call.on_device(), attempt.subject
    return subject.wrapper(*subject.leading, *call.args, **call.kwargs)


def errors_of(calls: Iterable[ComparedCall], accepted: Iterable[str]) -> str:
    """Returns the name of an accepted error that a call has raised, or an empty text."""
    wanted = {*accepted}
    raised = (name for each in calls if each.raised for name in names_of(each.raised))
    return next((name for name in raised if name in wanted), "")
