"""Facts: observations in one place of a program that mean something only beside others.

They name things by their places, not by the objects of this run, so that stored facts can be put
beside new ones; `facts/whole_program` makes events of them.
"""

from typing import Literal

import msgspec

from jitlint.core.finding import Place
from jitlint.interpreter.events import StaleRead, Trace
from jitlint.interpreter.events.compiling import FreshPerCall, LatentFlag
from jitlint.interpreter.events.misuse import (
    DonatedRead,
    DonatedTwice,
    OtherTraceLevel,
    WideInteger,
    WideTooLate,
    WideType,
)


class Fact(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """Any fact."""


class Absent(Fact, frozen=True):
    """A dotted name was asked for that is no module of the program."""

    name: str


class Exports(Fact, frozen=True):
    """The public modules of a package were asked what they export."""

    package: str


class TracedBy(Fact, frozen=True):
    """The function defined at a place is traced, from `starts` on."""

    function: Place
    starts: Place


class HandedUnknown(Fact, frozen=True):
    """A transformation is handed a callable of which nothing is known, within a function."""

    transform: str
    within: str
    at: Place


class StagedThere(Fact, frozen=True):
    """A wrapper that is made anew in a loop is met where an outer trace stages that loop."""

    at: Place


class StateRead(Fact, frozen=True):
    """Traced code reads the state `name` of a module or class, which `owner` is the place of.

    `said` is the state in the user's words, `kind` is `global` or `attribute`, `reader` the
    place of the function that reads.
    """

    owner: Place
    name: str
    at: Place
    trace: Trace
    said: str
    kind: str
    reader: Place | None


class StateChange(Fact, frozen=True):
    """The function at `changer`, or a module, changes the state `name` outside of all traces."""

    owner: Place
    name: str
    changer: Place | None
    at: Place


class Making(Fact, frozen=True):
    """The function at a place sets attributes while an object is being made."""

    function: Place | None


class Called(Fact, frozen=True):
    """A function is called outside of what JAX traces once, by which one, and in which loop.

    `numbers` says that what differs from call to call are arrays and floats: it could be traced.
    """

    function: Place
    caller: Place | None
    loop: Place | None
    numbers: bool = False


class MadePerCall(Fact, frozen=True):
    """The function at `maker` makes a wrapper for each of its own calls.

    Each call `drops` it after one call of the wrapper, or calls it in a loop and `repeats` that, or
    hands it to who calls, who `drops` it: `handed`. The object that a constructor makes `keeps` it.
    """

    maker: Place
    event: FreshPerCall
    how: Literal["drops", "repeats", "handed", "keeps"] = "drops"


class Filled(Fact, frozen=True):
    """The execution of a module calls the memoised function at a place outside of all traces."""

    function: Place


class AskedFilled(Fact, frozen=True):
    """Traced code calls the memoised function at a place, which some module has called or not.

    Where the execution of a `module` has begun the trace, it is one of the others.
    """

    function: Place
    filled: bool
    module: str = ""


class Unfollowed(Fact, frozen=True):
    """A call of the function at a place is nested too deep in others to be followed."""

    function: Place


class UnknownBases(Fact, frozen=True):
    """The class at a place has too many classes above it: nothing is known of its bases."""

    cls: Place


class Passed(Fact, frozen=True):
    """A call passes a parameter of the function at a place."""

    function: Place
    parameter: str


class Flag(Fact, frozen=True):
    """The function at a place asks a parameter that may be passed by no call."""

    function: Place
    event: LatentFlag


class Rebound(Fact, frozen=True):
    """A compiled function goes on with what a name no longer holds."""

    event: StaleRead


class Donated(Fact, frozen=True):
    """A name is read whose buffer a call donates, unless that call is part of a trace."""

    event: DonatedRead


class DonatedBoth(Fact, frozen=True):
    """A call hands on an array twice that it donates, unless that call is part of a trace."""

    event: DonatedTwice


class NothingDonated(Fact, frozen=True):
    """The call at a place, which donates otherwise, is met inside a trace."""

    at: Place


class Wide(Fact, frozen=True):
    """The text of a module speaks of x64: the program may have switched 64 bits on."""

    module: str


class WideNumber(Fact, frozen=True):
    """JAX is handed an int of more than 32 bits, which it refuses unless 64 bits are on.

    It is the `module` that has called what hands it over.
    """

    event: WideInteger
    module: str


class MutableVariables(Fact, frozen=True):
    """A module may make variables of Flax NNX that any trace can write to."""

    module: str


class WrittenElsewhere(Fact, frozen=True):
    """A trace writes to what was made outside, which NNX refuses unless variables are mutable."""

    event: OtherTraceLevel


class WideTypeAsked(Fact, frozen=True):
    """JAX is asked for a type of 64 bits, where the `module` is run, and not imported."""

    event: WideType
    module: str


class LateSwitch(Fact, frozen=True):
    """A `module` switches 64 bits on after it has made arrays."""

    event: WideTooLate
    module: str


class CalledWith(Fact, frozen=True):
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


AnyFact = (
    Absent | Exports | TracedBy | StagedThere | StateRead | StateChange | Making | Called
    | MadePerCall | Passed | Flag | Rebound | CalledWith | Donated | NothingDonated
    | DonatedBoth | Wide | WideNumber | Unfollowed | UnknownBases | HandedUnknown | Filled
    | AskedFilled | MutableVariables | WrittenElsewhere | WideTypeAsked | LateSwitch
)  # fmt: skip
