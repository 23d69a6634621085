"""Notes: what is taken down in one place of a program and means something only beside the others.

They name things by their places, not by what stands for them in this run, so that notes that were
kept can be put beside new ones; `whole` makes events of them.
"""

import msgspec

from jitlint.finding import Place
from jitlint.trace.events import StaleRead, Trace
from jitlint.trace.events.compiling import FreshPerCall, LatentFlag


class Note(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """Anything that is noted."""


class Absent(Note, frozen=True):
    """A dotted name was asked for that is no module of the program."""

    name: str


class Exports(Note, frozen=True):
    """The public modules of a package were asked what they export."""

    package: str


class TracedBy(Note, frozen=True):
    """A function is traced, from `starts` on."""

    function: str
    starts: Place


class StagedThere(Note, frozen=True):
    """A wrapper that is made anew in a loop is met where an outer trace stages that loop."""

    at: Place


class StateRead(Note, frozen=True):
    """Traced code reads the state `name` of a module or class, which `owner` is the place of.

    `said` is the state in the user's words, `kind` is `global` or `attribute`, `reader` the
    function that reads.
    """

    owner: Place
    name: str
    at: Place
    trace: Trace
    said: str
    kind: str
    reader: str


class StateChange(Note, frozen=True):
    """The function `changer` changes the state `name` outside of all traces."""

    owner: Place
    name: str
    changer: str
    at: Place


class Making(Note, frozen=True):
    """A function sets attributes while an object is being made."""

    function: str


class Called(Note, frozen=True):
    """A function is called outside of what JAX traces once, by which one, and in which loop."""

    function: Place
    caller: Place | None
    loop: Place | None


class MadePerCall(Note, frozen=True):
    """The function at `maker` makes a wrapper for each of its own calls."""

    maker: Place
    told: FreshPerCall


class Passed(Note, frozen=True):
    """A call passes a parameter of the function at a place."""

    function: Place
    parameter: str


class Flag(Note, frozen=True):
    """The function at a place asks a parameter that may be passed by no call."""

    function: Place
    told: LatentFlag


class Rebound(Note, frozen=True):
    """A compiled function goes on with what a name no longer holds."""

    told: StaleRead


class CalledWith(Note, frozen=True):
    """The wrapper made at a place is called with an argument for one parameter.

    `defined` and `function` are the wrapped function's place and name; `how` is `by position`, `by
    keyword` or `left out`, `kind` the kind of value, empty where it does not matter.
    """

    wrapper: Place
    defined: Place
    function: str
    parameter: str
    call: Place
    how: str
    kind: str
    at: Place


AnyNote = (
    Absent | Exports | TracedBy | StagedThere | StateRead | StateChange | Making | Called
    | MadePerCall | Passed | Flag | Rebound | CalledWith
)  # fmt: skip
