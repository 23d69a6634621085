"""Sees the calls of what `jax.jit` made: which are traced, and whether their form is to blame.

A call that is traced is compared with the calls of the same function before it in the same run.
JAX is asked by `trace`, which uses the same cache as a call does, and computes nothing.
"""

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import FrameType
from typing import Any

from ..limits import MOST_COMPARED_FORMS
from ..program.locations import Spot, UserFiles, frame_above
from ..program.user_code import value_or
from ..program.userjax import is_outside, monitoring
from .call_forms import CalledForm, Difference

TRACE = "/jax/core/compile/jaxpr_trace_duration"
PROBE = "/jitlint/probe"
UNKNOWN = "<unknown>"


@dataclass(frozen=True, slots=True)
class EarlierCall:
    """A call of a jitted function, and the line of the user's that made it, maybe at the spot."""

    form: CalledForm
    shown: str
    is_at_spot: bool


@dataclass(frozen=True, slots=True)
class CallAtSpot:
    """A call at the spot of what was called before: whether it was traced.

    The form is to `blame` where JAX says so: the same call again is not traced, nor are it and the
    `earlier` call in one form. Of what is not traced, `is_known` says that the form was seen
    before, and another one, too, `is_alone` that nothing but the spot has called the function.
    """

    function: str
    shown: str
    traces: int
    is_known: bool = False
    is_alone: bool = False
    earlier: EarlierCall | None = None
    blame: tuple[Difference, ...] = ()


@dataclass(slots=True)
class FormCalls:
    """The calls of a run at the spot, but for the first of a function; all call the `callee`."""

    spot: Spot
    files: UserFiles
    callee: str = ""
    seen: list[CallAtSpot] = field(default_factory=list[CallAtSpot])
    number: int = 0
    _traces: int = 0
    _heard: bool = False
    _caller: FrameType | None = None
    _jit: Any = None

    def install(self) -> None:
        """Listens to JAX, and replaces the user's `jax.jit` before user code binds it."""
        monitoring.register_event_duration_secs_listener(self._on_event)
        names = vars(sys.modules["jax"])
        names["jit"] = self._jit = self._replacement(names["jit"])

    def hears(self) -> bool:
        """Whether the program has left in place what listens and what was replaced."""
        self._heard = False
        monitoring.record_event_duration_secs(PROBE, 0.0)
        return self._heard and vars(sys.modules["jax"]).get("jit") is self._jit

    def forget(self) -> None:
        """Begins a run, in which nothing has been called yet."""
        self.number += 1
        self.callee = ""
        self.seen.clear()

    def _replacement(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def replacement(*args: Any, **kwargs: Any) -> Any:
            made: Any = original(*args, **kwargs)
            if not self.files.user(frame_above(1).f_code.co_filename):
                return made
            if args or "fun" in kwargs:
                return HeardWrapper(made, self)
            return lambda function: HeardWrapper(made(function), self)  # type: ignore[reportUnknownLambdaType]

        return replacement

    def call(self, wrapper: "HeardWrapper", args: Any, kwargs: Any, frame: FrameType) -> Any:
        """Makes a call, and notes what JAX has traced for it."""
        own = self.files.innermost(frame)
        form = value_or(None, lambda: CalledForm.of(wrapper.made, args, kwargs))
        if own is None or form is None:
            return wrapper.made(*args, **kwargs)
        result, traces = self._counted(own, lambda: wrapper.made(*args, **kwargs))
        shown = self.files.shown_place(self.files.user(own.f_code.co_filename), own.f_lineno)
        earlier = wrapper.history(self.number)
        is_at_spot = self._is_at_spot(own)
        if is_at_spot:
            around = self.spot.call_around(own.f_code, own.f_lasti)
            self.callee = (around.name if around else "") or UNKNOWN
            if earlier:
                name = getattr(wrapper.made, "__name__", "the function")
                seen = CallAtSpot(name, shown, traces)
                self.seen.append(self._judged(wrapper.made, seen, form, earlier, own))
        if len(earlier) < MOST_COMPARED_FORMS:
            earlier.append(EarlierCall(form, shown, is_at_spot))
        return result

    def _judged(
        self,
        made: Any,
        seen: CallAtSpot,
        form: CalledForm,
        earlier: list[EarlierCall],
        own: FrameType,
    ) -> CallAtSpot:
        found = [(each, tuple(form.differences(each.form))) for each in earlier]
        if not seen.traces:
            is_known = len({bool(differences) for _, differences in found}) > 1
            is_alone = all(each.is_at_spot for each in earlier)
            return CallAtSpot(seen.function, seen.shown, 0, is_known, is_alone)
        is_new = len(found) < MOST_COMPARED_FORMS and all(differences for _, differences in found)
        for each, differences in found if is_new else ():
            if self._is_to_blame(made, form, each.form, own):
                return replace(seen, earlier=each, blame=differences)
        return seen

    def _is_to_blame(self, made: Any, form: CalledForm, before: CalledForm, own: FrameType) -> bool:
        """Whether both calls are known to JAX by now, and one of them in the form of the other.

        It is asked of the first call of a form alone: of a second one the sizes or the static
        values are new, or the cache was cleared.
        """
        if self._traces_of(made, form, own) or self._traces_of(made, before, own):
            return False
        in_one_form = [form.in_form_of(before), before.in_form_of(form)]
        return any(each and not self._traces_of(made, each, own) for each in in_one_form)

    def _traces_of(self, made: Any, form: CalledForm, own: FrameType) -> int:
        """What fails counts as one: then nothing is known."""
        args, kwargs = form.call()
        return value_or(1, lambda: self._counted(own, lambda: made.trace(*args, **kwargs))[1])

    def _counted(self, own: FrameType, work: Callable[[], Any]) -> tuple[Any, int]:
        """Returns what a call gives, and how often JAX has traced for the user's line itself."""
        around, self._caller, before = self._caller, own, self._traces
        try:
            return work(), self._traces - before
        finally:
            self._caller = around

    def _on_event(self, event: str, *_: Any, **__: Any) -> None:
        """JAX calls this on the stack that traces; what the traced code calls is not counted."""
        self._heard |= event == PROBE
        if event == TRACE and self._caller is not None:
            self._traces += self.files.innermost(frame_above(1)) is self._caller

    def _is_at_spot(self, own: FrameType) -> bool:
        is_here = self.files.user(own.f_code.co_filename) == self.spot.file
        return is_here and self.spot.meets(own.f_code, own.f_lasti)


class HeardWrapper:
    """What `jax.jit` made for the program, and the calls of it in this run."""

    def __init__(self, made: Any, calls: FormCalls) -> None:
        functools.update_wrapper(self, made, updated=())
        self.made = made
        self._calls = calls
        self._number = 0
        self._history: list[EarlierCall] = []

    def history(self, number: int) -> list[EarlierCall]:
        """Returns the calls of the run of a number."""
        if self._number != number:
            self._number, self._history = number, []
        return self._history

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not is_outside():
            return self.made(*args, **kwargs)
        return self._calls.call(self, args, kwargs, frame_above(1))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else functools.partial(self, instance)
