"""Events of misuse: where a transformation, a wrapper or a library is not used as it is meant.

Most of these happen outside all traces too.
"""

from jitlint.core.finding import Place
from jitlint.interpreter.domain.values import Value
from jitlint.interpreter.events import Event


class Discard(Event, frozen=True):
    """An expression statement throws away what a pure function returned.

    `function` is a dotted name: `jax.Array.at.set`, `jax.random.split`, `jax.numpy.append`…
    """

    function: str


class DebugFormat(Event, frozen=True):
    """`jax.debug.print` is given a text that already shows a tracer."""

    value: Value


class StaticArgument(Event, frozen=True):
    """A call of a staged wrapper passes a value for a static parameter.

    `varies` is the loop in which the value changes from turn to turn; `fresh` what is made anew
    at each call: `a lambda`, `an object`; `unhashable` what has no hash beyond `value`'s kind.
    """

    wrapper: str
    function: str
    parameter: str
    value: Value
    varies: Place | None
    fresh: str
    unhashable: str = ""


class TracedArgument(Event, frozen=True):
    """A call of a wrapper passes a value for a parameter that is to be traced.

    `opaque` is a class of the program that surely is no pytree, and whose object the value is or
    holds.
    """

    wrapper: str
    function: str
    parameter: str
    value: Value
    opaque: str = ""


class TracedResult(Event, frozen=True):
    """What a traced function returns to a call of its wrapper; `opaque` is as above."""

    wrapper: str
    function: str
    value: Value
    opaque: str = ""


class WrongOption(Event, frozen=True):
    """An option of a wrapper names what its function does not have: `option` is its name."""

    wrapper: str
    function: str
    option: str
    named: str


class TracedMethod(Event, frozen=True):
    """A method is staged with an untraceable first argument: `problem` is `self` (no pytree),
    `cls` (classmethod over the wrapper) or `staticmethod` (the wrapper over staticmethod)."""

    wrapper: str
    method: str
    problem: str


class DonatedRead(Event, frozen=True):
    """A name is read after its buffer was donated at `donated_at`."""

    name: str
    donated_at: Place


class DonatedTwice(Event, frozen=True):
    """A call of `function` is handed the array `name` for what it donates and for what it reads."""

    function: str
    name: str
    donated: str
    read: str


class SetItem(Event, frozen=True):
    """`value[index] = …`, `del value[index]` or `value += …` in place, of any value."""

    value: Value
    target: str


class LoopBody(Event, frozen=True):
    """A body of `jax.lax.scan` returned `result`, which must be a pair."""

    function: str
    result: Value


class ChangedCarry(Event, frozen=True):
    """The body of a loop hands on a carry of another structure than `loop` was given.

    `path` leads from the carry to the part that differs, as JAX writes it: empty for the whole,
    else `[0]`, `['loss']`, `.total`; `before` and `after` say what is there.
    """

    loop: str
    function: str
    path: str
    before: str
    after: str


class DifferentBranches(Event, frozen=True):
    """Two branches of `function` return different structures, each with the name of its branch."""

    function: str
    branches: tuple[str, str]
    path: str
    first: str
    second: str


class DifferentiatedIntegers(Event, frozen=True):
    """A call differentiates by a value that surely is, or holds, integers: `what` says which."""

    wrapper: str
    function: str
    parameter: str
    what: str


class DifferentiatedResult(Event, frozen=True):
    """A function that is differentiated returns `what`, instead of one number or, `with_aux`, a
    pair of one and of what else there is.
    """

    wrapper: str
    function: str
    what: str
    with_aux: bool


class DifferentiatedLoop(Event, frozen=True):
    """Reverse mode goes through the loop at a place, whose number of turns is not known."""

    wrapper: str
    function: str
    loop: Place


class SingularGradient(Event, frozen=True):
    """A gradient is taken of `function`, which is infinite where its argument is not kept off.

    `how` is `choice`, where `where` does not choose it there, or `square`, where a root is squared;
    `argument` is the place of what it is given.
    """

    function: str
    how: str
    argument: Place


class UnfitAxes(Event, frozen=True):
    """The axes of a mapping do not fit the arguments of a call: `problem` says how."""

    wrapper: str
    function: str
    problem: str


class KeyOfEachTurn(Event, frozen=True):
    """A loop makes a key of the same seed in every turn; `used_at` is where the turn uses it."""

    name: str
    loop: Place
    used_at: Place


class TracedNondiff(Event, frozen=True):
    """A call passes a tracer for a parameter that `custom_vjp` leaves out of its derivatives.

    `custom_jvp` does with tracers of a `body` that is differentiated as a whole, by a `call` there.
    """

    function: str
    parameter: str
    value: Value
    body: str = ""
    call: Place | None = None


class UnboundAxis(Event, frozen=True):
    """A collective of JAX names an axis that no transformation around it binds."""

    function: str
    axis: str


class OutsideTransform(Event, frozen=True):
    """What Haiku wants a transform around surely has none: `how` is `calls` or `makes`.

    `function` is a dotted name of Haiku or a class of the program; `called_at` is the call of the
    function around, None at the top of a module.
    """

    function: str
    how: str
    called_at: Place | None


class OtherTraceLevel(Event, frozen=True):
    """A trace of `transform` changes a module, variable or stream of Flax NNX made outside of it.

    `kind` says which of them, `target` what is written or called, in the user's words.
    """

    target: str
    kind: str
    transform: str


class UnfitShapes(Event, frozen=True):
    """`function`, an operator or a dotted name, surely cannot do what `problem` says with arrays
    of their shapes.
    """

    function: str
    problem: str


class IndexBeyond(Event, frozen=True):
    """An item is read or updated that an array of the `type` surely has not.

    `how` is `x[…]`, `.at[…].set` or `jax.numpy.take`, `problem` says which index is meant.
    """

    how: str
    type: str
    problem: str


class WideInteger(Event, frozen=True):
    """A number is handed to JAX that is an int of more than 32 bits: `number` as it is written."""

    number: str


class WideType(Event, frozen=True):
    """A call of `function` asks for the `dtype` of 64 bits."""

    function: str
    dtype: str


class WideTooLate(Event, frozen=True):
    """64 bits are switched on after arrays were made: those of `names` stay as they are.

    The first of them is of the `dtype`.
    """

    names: tuple[str, ...]
    dtype: str


class KeyReuse(Event, frozen=True):
    """A random key is consumed again: `first_at` is where it was consumed before."""

    name: str
    function: str
    first_at: Place


class RemovedName(Event, frozen=True):
    """A name is used that JAX has removed."""

    name: str


class Unroll(Event, frozen=True):
    """A Python loop of `turns` turns runs while tracing, with array work in it.

    `keeps` are the arrays whose types are the same in each turn, and the lists of such arrays.
    """

    turns: int
    keeps: tuple[str, ...] = ()


class Memo(Event, frozen=True):
    """A memoised function makes an array while it is traced: `by` is the decorator."""

    function: str
    by: str
    value: Value
