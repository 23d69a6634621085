"""Events of compilation: JAX compiles again, keeps a compiled value too long, or hides its cost."""

from jitlint.core.finding import Place
from jitlint.interpreter.events import Event


class FreshPerCall(Event, frozen=True):
    """A function makes a function, wraps it and calls the wrapper, each time it is called.

    `at` is the wrapper, `made` as in `FreshCall`, `function` the function that does so, `loop` a
    loop of the program in which that one is called, if any is known.
    """

    wrapper: str
    made: str
    function: str
    loop: Place | None


class GrowingArgument(Event, frozen=True):
    """A call of a staged wrapper in a loop passes what has another size in every turn.

    `how` is `slice`, `array`, `list`, `size` where it is made of another size, or `item` where it
    is one of several that were; `function` and `parameter` name what takes it.
    """

    function: str
    parameter: str
    how: str
    loop: Place


STRONG = "a strongly typed array"


class OtherForm(Event, frozen=True):
    """A staged wrapper is called in another form than at `first_at`.

    `how` is `by keyword`, `by position`, `left out`, or the type of what is passed: `int`,
    `float`, `bool`, `an array`, `STRONG` where no Python number has its type; `before` is the same
    of the first call. `parameter` may lead on to a leaf of it: `state['loss']`.
    """

    function: str
    parameter: str
    how: str
    before: str
    first_at: Place


class CapturedConstant(Event, frozen=True):
    """Traced code reads an array from outside, of at least `elements` elements."""

    name: str
    elements: int


class LatentFlag(Event, frozen=True):
    """A staged function asks a parameter for its truth that no call passes: its default is static.

    `at` is the test, `asks` as in `Branch`.
    """

    function: str
    parameter: str
    asks: str


class UnawaitedTime(Event, frozen=True):
    """Two readings of a clock are subtracted, and `function`, called between them, not awaited."""

    function: str
    called_at: Place
