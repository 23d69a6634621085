"""What a trace would meet, told without knowing any rule.

The tracer emits an event wherever Python is about to ask something of a value; whether that
is a mistake is for the rules to say. Most events are harmless, and a rule's first lines say
which are not.
"""

from dataclasses import dataclass
from typing import Literal

from jitlint.finding import Entry, Place, Step
from jitlint.trace.values import Value


@dataclass(frozen=True, slots=True)
class Trace:
    """The innermost trace that an event happens in.

    `stages` is true of jit, scan and the like: Python runs once for many calls, and jnp makes
    abstract arrays even of constants. It is false where only `vmap` or `grad` traces.
    `level` counts the traces around, from 1: what was made at a lower level outlives this one.
    `chain` leads from the outermost transformation to the line of the event.
    """

    entry: Entry[Place]
    stages: bool
    level: int
    chain: tuple[Step[Place], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """`at` is the expression or statement meant; `trace` is None outside all traces."""

    at: Place
    trace: Trace | None


@dataclass(frozen=True, slots=True)
class Branch(Event):
    """Python asks a value for its truth.

    `asks` is what asks, in the user's words: `if`, `while`, `assert`, `if-else`, `and`, `or`,
    `not`, `in`, `not in`, `match`, `a comprehension's if`, `a chained comparison`, or the
    name of a builtin: `max()`, `min()`, `any()`, `all()`, `sorted()`, `filter()`, `bool()`.
    """

    asks: str
    test: Value


@dataclass(frozen=True, slots=True)
class Convert(Event):
    """Python makes a value of its own out of another.

    `by` is `float()`, `int()`, `complex()`, `.item()`, `.tolist()`, `math.sqrt()`, `a format
    spec`, `%d-formatting`, `%-formatting`; `at` the whole call or hole, `value_at` the expression
    converted.
    """

    by: str
    value: Value
    value_at: Place


@dataclass(frozen=True, slots=True)
class NumpyCall(Event):
    """A NumPy function is called. `concrete` are the arguments that it converts to ndarrays,
    each with its expression; arguments that it passes on to a method of the array are not in it.
    """

    function: str
    concrete: tuple[tuple[Value, Place], ...]


@dataclass(frozen=True, slots=True)
class Index(Event):
    """A value is used as an index of a `list`, `tuple`, `str`, `range()` or NumPy `ndarray`."""

    container: Literal["list", "tuple", "str", "range()", "ndarray"]
    index: Value
    index_at: Place


@dataclass(frozen=True, slots=True)
class Effect(Event):
    """A call acts on the world, or asks it: `function` is its dotted name.

    `kind` is `print`, `log`, `write`, `random`, `time`, `environment`, `input`, `read`.
    """

    kind: str
    function: str
    arguments: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Mutate(Event):
    """State changes that was there before the call.

    `how` is `global`, `nonlocal`, `attribute`, `item`, or the method: `append`, `update`…
    `target` is the state in the user's words (`HISTORY`, `self.count`); `level` the depth of
    traces at which that state was made (0: outside all), `stored` what is put there.
    """

    how: str
    target: str
    level: int
    stored: Value


@dataclass(frozen=True, slots=True)
class FreshCall(Event):
    """A wrapper is made and called in the same loop, over a function made in that loop.

    `at` is the wrapper's call (`jax.jit(…)`), `made` what is made anew there: `a lambda`,
    `a def`, `functools.partial`, `jax.grad(…)`, `a bound method`; `loop` the loop's place.
    """

    wrapper: str
    made: str
    loop: Place
    called_at: Place
