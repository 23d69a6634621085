"""The words of a stub, which describe the effect of a library on its arguments.

A stub is Python stub syntax; `load` reads it. Its annotations are the words below, and inside
brackets also the names of the parameters of the same signature.

    def scan(f: Traces[init, Each[xs]], init: Any, xs: Any = None, ...) -> Result[f]: ...

On a parameter

    Stages            a function, traced abstractly whenever the returned wrapper is called
    Maps              the same, but only arrays that are mapped become abstract (vmap)
    Differentiates    the same, with concrete tracers (grad)
    …Arrays           StagesArrays and so on: what is no array stays as it is (Equinox)
    …Closed           StagesClosed: what is handed in stays as it is, arrays too (checkify)
    …Objects          StagesObjects and so on: objects handed in may be changed (Flax NNX)
    …Methods          StagesMethods and so on: a class, whose methods are meant (Flax linen)
    Traces[a, b]      a function that is traced here and now under staging, handed a and b
    TracesAll[a, b]   a sequence of such functions
    Maps[a, b], Differentiates[a, b]    here and now too: handed a and b, as vmap or grad do
    Calls[a, b]       a function that is called here and now, in the surrounding context
    Host              a function that runs on the host with real arrays: never traced
    StaticNums, StaticNames, ArgNums, InAxes    the options of Stages, Differentiates, Maps
    XsAxes            as InAxes, of the arguments after a carry, which is always traced
    InSpecs           the same of shard_map: what None stands for is handed on as it is
    Static            a value that must not be traced
    Sized[a, b]       a value that must not be traced unless the call passes a or b too
    Concrete          a value that is converted to a Python or NumPy value
    Dispatches        a value whose own method is called; a list of arrays is converted
    Tested            a value that is asked for its truth, or an iterable of such values
    Any               nothing is done with it that matters

A method has no `self`, unless the stub says a word of it: `def item(self: Concrete)`
converts the array whose method it is.

In brackets, beside parameter names. A starred parameter stands for all that it took, and
`*a` for the items of the tuple a.

    Array, Tree       a traced array, a traced pytree; `*Array` as many as the function takes
    Each[a]           a slice of a along its leading axis, leaf by leaf (scan, map)
    Leaf[a]           a leaf of the pytree a
    Item[a]           what iterating over a gives
    Given[a]          a where the call passes it, else no argument at all
    Any               unknown

As a return annotation or attribute

    Array             a jax array: abstract under staging or of abstract arguments
    Tree              an array or a container of arrays
    NumPy             an ndarray or NumPy scalar, unless an argument it dispatches on is traced
    Static            a Python value, even of a traced argument; Static[int] says which type
    Arithmetic[a, b]  what an operator gives: an array if a or b is one, else a Python value
    a                 the very value given as the parameter a
    Same[a]           what was given as a, with its Python scalars made arrays
    Like[a]           of a's structure, with other arrays for arrays and values for values
    Reduced[a]        as Like, but of a Python number a Python number
    Result[f]         what the function f, of this call, returned; where it was traced its
                      Python scalars are made arrays. Result[f, g] is one of the two
    OfClass[a]        an object of a's class, of which nothing else is known
    Filled[a, f]      the structure of the pytree a, with results of f for leaves
    tuple[w, v]       a tuple of these, read as the word Tuple; list[w], of unknown length, List
    If[a, w, v]       w where the call passes a and it is not False or None, else v
    Wrapped           the wrapper of Stages, Maps, Differentiates, returning what the function
                      does; Wrapped[w] returns w, where Result[f] is that call's
    Untraced          a context manager: what is inside it is not traced
    Effect[kind]      None, after acting on the world: print, log, write, random, time
    Impure[kind]      an answer that changes from call to call: random, time, environment,
                      input, read
    Logger, a.B       an instance of that class of a stub; Logger[f] one that holds f, and
                      whose methods call it by `self: Calls[…]`
    Any               unknown

A decorator may stand before a `def`: `@classmethod`, `@staticmethod`, and
`@varies("a", "b")`: those parameters, or without any the function itself, are not in every
version of the library, or not with a default.
"""

from dataclasses import dataclass, field
from typing import Literal

ParameterKind = Literal["positional", "ordinary", "star", "keyword", "stars"]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


TRANSFORMS = frozenset(
    how + what
    for how in ("Stages", "Maps", "Differentiates")
    for what in ("", "Arrays", "Closed", "Objects", "Methods")
)
ON_PARAMETERS = TRANSFORMS | _set(
    "Traces TracesAll Calls Host StaticNums StaticNames ArgNums InAxes XsAxes InSpecs Static Sized"
    " Concrete Dispatches Tested Any"
)
IN_BRACKETS = _set("Array Tree Each Leaf Item Given Star Any")
RETURNED = _set(
    "Array Tree NumPy Static Arithmetic Same Like Reduced Result Filled Each Leaf Item tuple list"
    " OfClass If Wrapped Untraced Effect Impure Any"
)
SPELLED = {"tuple": "Tuple", "list": "List"}
BETWEEN = {
    **dict.fromkeys(_set("Array Tree NumPy Untraced Any Host Concrete Dispatches Tested"), (0, 0)),
    **dict.fromkeys(_set("StaticNums StaticNames ArgNums InAxes XsAxes InSpecs"), (0, 0)),
    **{name: (0, 0) for name in TRANSFORMS if name.startswith("Stages")},
    **dict.fromkeys(_set("Each Leaf Item Given Same Like Reduced OfClass Star list List"), (1, 1)),
    **dict.fromkeys(_set("Wrapped Static Effect Impure"), (0, 1)),
    "Filled": (2, 2),
    "If": (3, 3),
    **dict.fromkeys(_set("Result Arithmetic Sized tuple"), (1, 9)),
}
KINDS = {
    "Effect": _set("print log write random time"),
    "Impure": _set("random time environment input read"),
    "Static": _set("int float complex bool str bytes tuple list dict range None numpy"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what stands in its brackets: `Traces[init, Each[xs]]`.

    A parameter's name and a kind are words too: `init`, `random`. `*xs` is the word `Star`
    with xs inside, an instance the word `Instance` with the class's dotted name inside.
    """

    name: str
    inside: "tuple[Word, ...]" = ()


ANY = Word("Any")


@dataclass(frozen=True, slots=True)
class ModelParameter:
    """`varies` where not every version of the library has it."""

    name: str
    kind: ParameterKind
    word: Word = ANY
    has_default: bool = False
    varies: bool = False

    @property
    def is_optional(self) -> bool:
        """Returns whether a call may omit it."""
        return self.has_default


@dataclass(frozen=True, slots=True)
class Model:
    """A function of a library, or a method without its `self` unless a word says more of it.

    `words` are those on its parameters, which are asked for at each call.
    """

    name: str
    parameters: tuple[ModelParameter, ...]
    returns: Word = ANY
    varies: bool = False
    words: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = frozenset(parameter.word.name for parameter in self.parameters)
        object.__setattr__(self, "words", words)


@dataclass(frozen=True, slots=True)
class ModelClass:
    """A class of a library: `jax.Array`; the methods in `unbound` need no instance."""

    name: str
    bases: tuple[str, ...]
    attributes: dict[str, Word]
    methods: dict[str, Model]
    unbound: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ModelValue:
    """A plain value of a library, such as `jax.numpy.pi` or `os.environ`."""

    name: str
    word: Word


Known = Model | ModelClass | ModelValue
