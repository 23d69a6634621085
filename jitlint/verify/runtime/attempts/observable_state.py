"""The observable effects of some equal calls: their output, the state they leave, their results."""

import io
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

from ..limits import EQUAL_CALLS
from ..observe.comparing import same
from ..observe.snapshot import Snapshot
from ..program.attempt import Attempt
from ..program.userjax import jax
from .attempt_plan import AttemptPlan


@dataclass(frozen=True, slots=True)
class ObservableState:
    """Output as sorted lines, the state of the program as text, and the results."""

    output: list[str]
    state: str
    results: list[Any]


def looks_the_same(plan: AttemptPlan, attempt: Attempt) -> bool:
    """Whether calls with jit have the same observable effects as those without.

    User code runs here, and may raise anything: then nothing is known, but that Python's numbers
    may lack what arrays have.
    """
    return _is_same(plan, attempt) or _is_same(plan, attempt.with_arrays())


def _is_same(plan: AttemptPlan, attempt: Attempt) -> bool:
    before = Snapshot.of(plan.modules(), attempt.subject.leading, attempt.subject.function)
    try:
        staged = _seen(before, attempt, disabled=False)
        before.restore()
        plain = _seen(before, attempt, disabled=True)
    except BaseException:
        return False
    is_state_same = (staged.output, staged.state) == (plain.output, plain.state)
    return is_state_same and same(staged.results, plain.results)


def _seen(program: Snapshot, attempt: Attempt, disabled: bool) -> ObservableState:
    stream = io.StringIO()
    jit = jax.disable_jit() if disabled else nullcontext()
    with redirect_stdout(stream), redirect_stderr(stream), jit:
        call = attempt.repeatable()
        results = [jax.block_until_ready(call()) for _ in range(EQUAL_CALLS)]
        jax.effects_barrier()
    return ObservableState(sorted(stream.getvalue().splitlines()), program.state(), results)
