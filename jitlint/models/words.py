"""The words of a stub: what a library does with what it is given.

A stub is Python stub syntax. Its annotations are the words below; the words `Each[xs]` and
`xs` inside brackets name other parameters of the same signature.

    def scan(f: Traces[init, Each[xs]], init: Any, xs: Any = None, ...) -> Any: ...

On a parameter

    Stages            a function, traced abstractly whenever the returned wrapper is called
    Maps              the same, but only arrays that are mapped become abstract (vmap)
    Differentiates    the same, with concrete tracers (grad)
    Traces[a, b]      a function that is traced here and now under staging, handed a and b
    TracesAll[a, b]   a sequence of such functions
    Calls[a, b]       a function that is called here and now, in the surrounding context
    Host              a function that runs on the host with real arrays: never traced
    StaticNums, StaticNames, ArgNums, InAxes    the options of Stages, Differentiates, Maps
    Static            a value that must not be traced
    Concrete          a value that is converted to a Python or NumPy value
    Tested            a value that is asked for its truth, or an iterable of such values
    Any               nothing is done with it that matters

In brackets, beside parameter names: `Array` (a traced array), `Each[x]` (an element of x),
`Same[x]`, `Any` (unknown).

As a return annotation or attribute

    Array             a jax array: abstract under staging or of abstract arguments
    NumPy             an ndarray or NumPy scalar, unless an argument it dispatches on is traced
    Static            a Python value, even of a traced argument; Static[int] says which type
    Same[x]           what was given as x, with its Python scalars made arrays
    Wrapped           the wrapper of Stages, Maps, Differentiates
    Effect[kind]      None, after acting on the world: print, log, write
    Impure[kind]      an answer that changes from call to call: random, time, environment…
    Any               unknown
"""

from dataclasses import dataclass
from typing import Literal

ParameterKind = Literal["positional", "ordinary", "star", "keyword", "stars"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what stands in its brackets: `Traces[init, Each[xs]]`."""

    name: str
    inside: "tuple[Word, ...]" = ()


ANY = Word("Any")


@dataclass(frozen=True, slots=True)
class ModelParameter:
    name: str
    kind: ParameterKind
    word: Word = ANY
    has_default: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """A function of a library, or a method without its `self`."""

    name: str
    parameters: tuple[ModelParameter, ...]
    returns: Word = ANY


@dataclass(frozen=True, slots=True)
class ModelClass:
    """A class of a library: `jax.Array`, `jax.core.Tracer`."""

    name: str
    bases: tuple[str, ...]
    attributes: dict[str, Word]
    methods: dict[str, Model]


@dataclass(frozen=True, slots=True)
class ModelValue:
    """A plain value of a library, such as `jax.numpy.pi` or `os.environ`."""

    name: str
    word: Word


Known = Model | ModelClass | ModelValue
