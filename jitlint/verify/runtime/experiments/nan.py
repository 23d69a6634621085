"""Takes the gradient that the program takes, also with other arguments, and looks for NaN.

Confirmed when JAX's gradient is NaN where the value is a number, and the NaN arises at the span.
The arguments are the program's, and such as have zero, one, or a number that the code compares
with in their place. Refuted when the program's own call was tried so, what the span computes of was
each number at which slopes may be infinite, and no NaN came of it.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from ..attempts.attempt_plan import AttemptPlan
from ..attempts.pre_import import PreImport
from ..inputs.bounds import ReadSpot
from ..limits import (
    MOST_CALLS_OF_CALLER,
    MOST_PROBED_ATTEMPTS,
    MOST_PROBED_GRADIENTS,
    MOST_SINGLE_ARGUMENTS,
    MOST_WRITTEN_NUMBERS,
)
from ..observe.gradients import DifferentiatedCall, HeardGradients
from ..observe.nan_origins import SINGULAR, GradientSteps, extended, is_float
from ..program.attempt import Attempt
from ..program.call import CallOutcome, call_text
from ..program.resolve_function import Unreachable
from ..program.transforms import EVERY, FIRST, last_name
from ..program.user_code import value_or
from ..program.userjax import jax, numpy
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted

BEFORE_IMPORT = True


@dataclass(slots=True)
class GradientProbe:
    """Tries the gradients that pass through the spot, and keeps what was found."""

    pre_import: PreImport
    read: ReadSpot
    found: list[Verdict] = field(default_factory=list[Verdict])
    probed: int = 0
    guessed: bool = False

    def try_call(self, call: DifferentiatedCall) -> None:
        """Looks for arguments of one call at which its gradient is NaN."""
        if self.probed >= MOST_PROBED_GRADIENTS or self._is_confirmed:
            return
        question, files = self.pre_import.question, self.pre_import.files
        steps = GradientSteps(call, question.spot, files, self.read.is_square)
        try:
            if not steps.at_spot:
                return
        except Exception as error:
            self.found.append(inconclusive("other_error", error_text(error)))
            return
        self.probed += 1
        self.found.append(self._tried(steps))

    @property
    def _is_confirmed(self) -> bool:
        return any(each.outcome == "confirmed" for each in self.found)

    def _tried(self, steps: GradientSteps) -> Verdict:
        met, name = frozenset[float](), steps.call.name
        place = self.pre_import.files.shown_place(steps.spot.file, steps.spot.row)
        for numbers in self._variants(steps):
            origin = steps.origin(numbers)
            met |= origin.met
            if origin.is_nan and origin.arises and steps.is_nan_at(numbers):
                text = f"the gradient of `{name}` is NaN, and its value is a number"
                return confirmed(text, _text(steps, numbers), f"the NaN arises at {place}")
        text = f"no gradient of `{name}` is NaN that the code at {place} computes"
        if self.guessed or steps.call.made_up or met != frozenset(SINGULAR):
            return inconclusive("not_reproduced", text)
        return refuted(text)

    def _variants(self, steps: GradientSteps) -> Iterator[list[Any]]:
        """Yields the given numbers, then others for all, for the first of each, or for one."""
        given = [steps.leaves[each] for each in steps.places]
        yield given
        values = (*SINGULAR, *self.read.bounds)
        for value in values:
            yield [_filled(each, value) for each in given]
            yield [_with_first(each, value) for each in given]
        for place in range(min(len(given), MOST_SINGLE_ARGUMENTS) if len(given) > 1 else 0):
            for value in values:
                yield [_filled(n, value) if i == place else n for i, n in enumerate(given)]


def test(pre_import: PreImport) -> Verdict:
    """Returns what a process of its own finds."""
    return pre_import.judged_in_fork(_listen)


def _listen(pre_import: PreImport) -> Verdict:
    extended()
    probe = GradientProbe(pre_import, ReadSpot.of(pre_import.question.spot))
    heard = HeardGradients(probe.try_call)
    heard.listen()
    plan = pre_import.plan()
    reasons = [*probe.found]
    for attempt in _attempts(plan) if not _has(reasons, "confirmed") else ():
        reasons += _judge(attempt, probe, heard, guessed=attempt.is_guessed)
        if not _has(reasons, "confirmed"):
            reasons += _judge(_of_zeros(attempt), probe, heard, guessed=True)
        if _has(reasons, "confirmed") or len(_tried(reasons)) >= MOST_PROBED_ATTEMPTS:
            break
    for outcome in ("confirmed", "refuted"):
        for each in _has(reasons, outcome):
            return each
    return [*(reasons[-1:] or [inconclusive("args_not_found")]), *_tried(reasons)[:1]][-1]


def _tried(verdicts: list[Verdict]) -> list[Verdict]:
    """Returns the verdicts of gradients that were computed."""
    return [each for each in verdicts if each.reason.startswith("not_reproduced") or each.evidence]


def _attempts(plan: AttemptPlan) -> Iterator[Attempt]:
    """Yields calls of what asks for the trace, which may be jit of a gradient, and then all others.

    An attempt at what jit traces leaves the gradient out.
    """
    entry = plan.question.entry
    with suppress(Unreachable):
        if entry is not None and entry.within:
            yield from islice(plan.of_host(entry.within, entry.starts.path), MOST_CALLS_OF_CALLER)
    with suppress(Unreachable):
        yield from plan.attempts()


def _has(verdicts: list[Verdict], outcome: str) -> list[Verdict]:
    return [each for each in verdicts if each.outcome == outcome]


def _of_zeros(attempt: Attempt) -> Attempt:
    """Returns the attempt with zeros for floats: what is differentiated may not be handed them."""
    call = attempt.call.on_device().mapped(
        lambda leaf: _filled(leaf, 0.0) if is_float(leaf) else leaf
    )
    return replace(attempt, call=replace(call, text="", outcome=CallOutcome()))


def _judge(
    attempt: Attempt, probe: GradientProbe, heard: HeardGradients, *, guessed: bool
) -> list[Verdict]:
    """Runs an attempt without jit, so that all that is differentiated has values."""
    probe.found.clear()
    probe.probed, probe.guessed = 0, guessed
    try:
        with jax.disable_jit():
            for call in _direct(attempt):
                heard.hear(call)
            attempt.repeatable()()
    except Exception as error:
        text = error_text(error)
        return [*probe.found] or [inconclusive("other_error", text, attempt.arguments)]
    return [*probe.found] or [inconclusive("line_not_reached", "", attempt.arguments)]


def _direct(attempt: Attempt) -> Iterator[DifferentiatedCall]:
    """Yields the call of the function itself, if what the attempt applies to it is a gradient."""
    name, subject = last_name(attempt.transform), attempt.subject
    if subject.host or name not in FIRST | EVERY:
        return
    call, first = attempt.call.on_device(), len(subject.leading)
    args = (*subject.leading, *call.args)
    places = (first,) if name in FIRST else tuple(range(first, len(args)))
    yield DifferentiatedCall(subject.function, places, args, call.kwargs)


def _filled(number: Any, value: float) -> Any:
    """Returns the same kind of number, or array of numbers, with one value everywhere."""
    if type(number) is float:
        return value
    return jax.numpy.full(numpy.shape(number), value).astype(number.dtype)


def _with_first(number: Any, value: float) -> Any:
    """Returns the same numbers with another first one; what is one number stays."""
    if not numpy.ndim(number) or not numpy.size(number):
        return number
    elements = numpy.array(number)
    elements.flat[0] = value
    return jax.numpy.asarray(elements)


def _text(steps: GradientSteps, numbers: list[Any]) -> str:
    """Returns the call as Python text: where all elements are one number, that is written."""
    leaves = list(steps.leaves)
    for place, number in zip(steps.places, numbers, strict=True):
        leaves[place] = number
    texts = [_written(each) for each in leaves]
    flat = ", ".join(texts)
    return f"{steps.call.name}({value_or(flat, lambda: call_text(*steps.arguments(texts)))})"


def _written(leaf: Any) -> str:
    if not hasattr(leaf, "dtype") or not numpy.size(leaf) or leaf.dtype.kind not in "if":
        return call_text((leaf,), {})
    elements = numpy.asarray(leaf)
    first, *others = numpy.unique(elements).tolist()
    if not others:
        return f"{first}" if not elements.ndim else f"jnp.full({elements.shape}, {first})"
    is_short = elements.size <= MOST_WRITTEN_NUMBERS
    return f"jnp.array({elements.tolist()})" if is_short else call_text((leaf,), {})
