"""The stack of traces: those that are active, and the chain that leads from there to a line."""

from dataclasses import dataclass

from jitlint.core.finding import Entry, Place, Step
from jitlint.interpreter.domain.values import Frame
from jitlint.interpreter.events import Trace


@dataclass(slots=True, eq=False)
class ActiveTrace:
    """A trace in progress: `root` is the frame of the traced function once it runs.

    `stages` is as in `Trace`; `label` is what the chain says where tracing starts;
    `rebuilds` is false where changes to arguments reach the caller, as in Flax NNX;
    `persists` is true of a wrapper that is made once and called later; `kept` are the parameters
    whose arguments are handed on as they are; `axes` the axis names that it binds, None where
    that, or whoever calls, is not known.
    """

    entry: Entry[Place]
    stages: bool
    label: str
    root: Frame | None = None
    rebuilds: bool = True
    persists: bool = False
    kept: frozenset[str] = frozenset()
    axes: frozenset[str] | None = None


def describe(traces: list[ActiveTrace], frame: Frame) -> Trace | None:
    """Returns the trace that a frame is in, with the chain that leads there."""
    if not traces:
        return None
    staged = any(active.stages for active in traces)
    return Trace(traces[0].entry, staged, len(traces), _chain(traces, frame))


def starting_label(static: tuple[str, ...], traced: tuple[str, ...]) -> str:
    """Returns what is said where tracing starts: which arguments are static, which are not."""
    if not static:
        return "tracing starts here"
    verb = "is" if len(static) == 1 else "are"
    label = f"tracing starts here; {_listed(static)} {verb} static"
    if not traced:
        return label
    return f"{label}, {_listed(traced)} {'is' if len(traced) == 1 else 'are'} not"


def _chain(traces: list[ActiveTrace], frame: Frame) -> tuple[Step[Place], ...]:
    roots = {id(active.root): active for active in traces if active.root}
    steps: list[Step[Place]] = []
    here: Frame | None = frame
    while here:
        active = roots.get(id(here))
        if active:
            outermost = active is traces[0]
            label = active.label if outermost else f"traced again by `{active.entry.transform}`"
            steps.append(Step(active.entry.starts, label))
            if outermost:
                break
        elif here.called_at and not _is_start(here, roots):
            steps.append(Step(here.called_at, "called from here"))
        here = here.caller
    return tuple(reversed(steps))


def _is_start(frame: Frame, roots: dict[int, ActiveTrace]) -> bool:
    """A bound method or partial is called where its trace starts: one step stands for both."""
    active = roots.get(id(frame.caller))
    return active is not None and active.entry.starts == frame.called_at


def _listed(names: tuple[str, ...]) -> str:
    shown = [f"`{name}`" for name in names[:3]]
    if len(names) > 3:
        return f"{', '.join(shown)} and {len(names) - 3} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
