"""Events: typed observations of the interpreter, made without knowing any rule.

The interpreter emits an event wherever Python is about to ask something of a value; whether that
is a mistake is for the rules to say. Most events are harmless, and a rule's first lines say
which are not.
"""

from typing import Literal

from msgspec import Struct

from jitlint.core.finding import Entry, Place, Step
from jitlint.interpreter.domain.values import Value


class Trace(Struct, frozen=True):
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


class Event(Struct, frozen=True):
    """`at` is the expression or statement meant; `trace` is None outside all traces."""

    at: Place
    trace: Trace | None


class Branch(Event, frozen=True):
    """Python asks a value for its truth.

    `asks` is what asks, in the user's words: `if`, `while`, `assert`, `if-else`, `and`, `or`,
    `not`, `in`, `not in`, `match`, `a comprehension's if`, `a chained comparison`, or the
    name of a builtin: `max()`, `min()`, `any()`, `all()`, `sorted()`, `filter()`, `bool()`.
    """

    asks: str
    test: Value


class Convert(Event, frozen=True):
    """Python makes a value of its own out of another.

    `by` is `float()`, `int()`, `complex()`, `.item()`, `.tolist()`, `math.sqrt()`, `a format
    spec`, `%d-formatting`, `%-formatting`; `at` the whole call or hole, `value_at` the expression
    converted.
    """

    by: str
    value: Value
    value_at: Place


class NumpyCall(Event, frozen=True):
    """A NumPy function is called. `concrete` are the arguments that it converts to ndarrays,
    each with its expression; arguments that it passes on to a method of the array are not in it.
    """

    function: str
    concrete: tuple[tuple[Value, Place], ...]


class PythonIndex(Event, frozen=True):
    """A value is used as an index of a `list`, `tuple`, `str`, `range()` or NumPy `ndarray`."""

    container: Literal["list", "tuple", "str", "range()", "ndarray"]
    index: Value
    index_at: Place


class Effect(Event, frozen=True):
    """A call acts on the world, or asks it: `function` is its dotted name.

    `kind` is `print`, `log`, `write`, `random`, `time`, `environment`, `input`, `read`.
    """

    kind: str
    function: str
    arguments: tuple[Value, ...]


class Mutate(Event, frozen=True):
    """State changes that was there before the call.

    `how` is `global`, `nonlocal`, `attribute`, `item`, or the method: `append`, `update`…
    `target` is the state in the user's words (`HISTORY`, `self.count`); `level` the depth of
    traces at which that state was made (0: outside all), `stored` what is put there; `fills_in`
    says that only what is lacking is put there, as where results are kept.
    """

    how: str
    target: str
    level: int
    stored: Value
    fills_in: bool = False


class FreshCall(Event, frozen=True):
    """A wrapper is made and called in the same loop, over a function made in that loop.

    `at` is the wrapper's call (`jax.jit(…)`), `made` what is made anew there: `a lambda`,
    `a def`, `functools.partial`, `jax.grad(…)`, `a bound method`; `loop` the loop's place.
    """

    wrapper: str
    made: str
    loop: Place
    called_at: Place


class StaticParameter(Event, frozen=True):
    """A library's parameter that must be static is given a value: a shape, size or axis.

    `function` is the dotted name, `value_at` the argument's expression.
    """

    function: str
    parameter: str
    value: Value
    value_at: Place


class UnknownSize(Event, frozen=True):
    """A function whose result has as many elements as the values decide is called without size.

    `function` is the dotted name, or `x[mask]`, `x.at[mask]` where a boolean array indexes;
    `sizes` are the parameters that would settle it.
    """

    function: str
    sizes: tuple[str, ...]
    value: Value
    value_at: Place


class SliceBound(Event, frozen=True):
    """A jax array is sliced, `x[a:b]`: `bound` is one of the bounds; `updates` for `x.at[a:b]`."""

    bound: Value
    bound_at: Place
    updates: bool


class ArrayAttribute(Event, frozen=True):
    """An attribute is taken of an array that tracers do not have: `block_until_ready`…"""

    name: str
    value: Value
    value_at: Place


class Hash(Event, frozen=True):
    """A value is hashed: `by` is `a dict key`, `a set`, `hash()`, or a memoised function's name."""

    by: str
    value: Value
    value_at: Place


class NumpyEquality(Event, frozen=True):
    """NumPy answers whether arrays are equal: `function` is `numpy.array_equal` or `_equiv`."""

    function: str
    values: tuple[Value, ...]


class TypeTest(Event, frozen=True):
    """Python asks for the class of a value: `by` is `isinstance()`, `type()`, `np.isscalar()`.

    `classes` are dotted names; `argument` is true of a parameter of the traced function itself.
    """

    by: str
    value: Value
    value_at: Place
    classes: tuple[str, ...]


class Swallow(Event, frozen=True):
    """A handler catches what JAX raises for a traced value: `catches` is `except Exception`…

    `inside` is the event that the handler keeps from being an error.
    """

    catches: str
    inside: Event


class MutateArgument(Event, frozen=True):
    """A container or object handed to the traced function changes in place.

    JAX takes arguments apart and builds them anew, so the caller never sees the change.
    """

    how: str
    target: str
    parameter: str


class StaleRead(Event, frozen=True):
    """Traced code reads state that is assigned elsewhere after the trace: `changed_at`.

    `kind` is `global`, `closure`, `attribute` of a static or closed-over object.
    """

    name: str
    kind: str
    changed_at: Place
