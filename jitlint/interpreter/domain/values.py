"""Abstract values: which of JAX's kinds a value is, and which arguments it depends on.

The four kinds of array behave differently under Python (each is measured in the tests):

    abstract   a tracer under jit, scan, vmap: has no concrete value at all
    concrete   a tracer under grad without staging: `if` and `int()` work, `float()` raises
    captured   an array from outside read under staging: `float(a)` works, `if a > 0` raises
    eager      an array outside every trace: everything works
"""

from dataclasses import dataclass, field
from itertools import count
from typing import Literal

import msgspec
from msgspec import Struct

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.assumption import Assumption
from jitlint.interpreter.domain.aval import ANYTHING, Aval
from jitlint.interpreter.domain.tangent import Tangent
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.models.words import Model

Kind = Literal["abstract", "concrete", "captured", "eager"]
count_containers = count().__next__


class Origin(Struct, frozen=True, order=True):
    """An argument of a traced function, which a value depends on."""

    function: str
    argument: str


Depends = frozenset[Origin]
NOTHING: Depends = frozenset()


class Unknown(Struct, frozen=True):
    """Anything else: silent by construction."""


class Static(Struct, frozen=True):
    """A Python or NumPy value. `known` says whether `value` is what it is.

    `type` is a builtin's name (`int`, `float`, `str`, `bool`…), `numpy` for an ndarray or
    NumPy scalar, or empty. `shows` is a traced value that a text was made of.
    """

    value: bool | int | float | str | None = None
    known: bool = False
    type: str = ""
    shows: "Array | Tree | None" = None


class Array(Struct, frozen=True):
    """A jax array; not `certain` where only some path of the program makes it one.

    `dtype` is `bool`, `int`, `float` or empty where unknown; `level` the depth of the trace
    that a tracer belongs to; `aval` its type, and `tangent` its derivative, as far as known.
    """

    kind: Kind
    depends: Depends = NOTHING
    certain: bool = True
    dtype: str = ""
    level: int = 0
    aval: Aval = ANYTHING
    tangent: Tangent | None = None


class Tree(Struct, frozen=True):
    """A traced argument whose structure is unknown: an array or a container of them."""

    kind: Kind
    depends: Depends = NOTHING
    level: int = 0
    tangent: Tangent | None = None


class Sequence(Struct, eq=False):
    """A tuple, list, set or iterator with identity; `items` is None where their number is unknown.

    An iterator's `items` are those that it has not given yet. A `ragged` one holds arrays of many
    sizes. `level` counts the traces around where it was made, `made` the containers before it.
    """

    kind: Literal["tuple", "list", "set", "iterator"]
    items: "list[Value] | None"
    element: "Value"
    level: int
    name: str = ""
    ragged: bool = False
    made: int = msgspec.field(default_factory=count_containers)


class Mapping(Struct, eq=False):
    """A dict with identity; `rest` is what any key not in `items` may give, `made` as above.

    It is not `exact` where a key of `items` may be absent, since only some path puts it in.
    """

    items: "dict[str | int, Value]"
    rest: "Value | None"
    level: int
    name: str = ""
    exact: bool = True
    made: int = msgspec.field(default_factory=count_containers)


class Layout(Struct, frozen=True):
    """The parts into which JAX takes objects of a class: what it traces, and what it keeps.

    Of `others`, which are neither, arrays are traced and Python's values kept (`python`), or
    all are kept (`kept`), or nothing is known. `maker` is what gave the class its methods.
    """

    traced: frozenset[str] = frozenset()
    static: frozenset[str] = frozenset()
    others: Literal["unknown", "python", "kept"] = "unknown"
    maker: str = ""


class Class(Struct, eq=False):
    """A class of the program; `fields` are what its annotations say of instances, once asked.

    `layout` is None where JAX is not known to take these apart; those of `is_plain_dataclass` have
    no hash; `order` is that of its bases, once asked; `anyone` is any instance of an open class.
    """

    node: "ir.Class"
    module: str
    bases: "tuple[Value, ...]"
    attributes: "dict[str, Value]"
    frame: "Frame"
    fields: "dict[str, Value] | None" = None
    layout: Layout | None = None
    is_plain_dataclass: bool = False
    decorators: "tuple[Value, ...]" = ()
    order: "tuple[Class, ...] | None" = None
    anyone: "Instance | None" = None
    made: int = msgspec.field(default_factory=count_containers)


class Instance(Struct, eq=False):
    """An object of a class of the program; its attributes are joined over all writes.

    `changed` are those that were something else before, or that hold what was changed in place.
    """

    cls: Class
    attributes: "dict[str, Value]"
    level: int
    name: str = ""
    changed: frozenset[str] = frozenset()
    made: int = msgspec.field(default_factory=count_containers)


class Function(Struct, eq=False):
    """A function of the program with the frame that it closes over.

    It is made anew in `loops`; `memoised` keeps its results, and `wrapped` has the signature it
    shows. It `is_behind` an unseen decorator, which chooses what to call if it `is_one_of_many`.
    """

    node: "ir.Function"
    module: str
    frame: "Frame"
    defaults: "dict[str, Value]"
    at: Place
    loops: tuple[Place, ...] = ()
    owner: Class | None = None
    memoised: str = ""
    wrapped: "Value | None" = None
    is_behind: bool = False
    is_one_of_many: bool = False
    made: int = msgspec.field(default_factory=count_containers)


class Bound(Struct, frozen=True):
    """A method taken from an object."""

    function: "Value"
    self: "Value"
    loops: tuple[Place, ...] = ()


class Partial(Struct, frozen=True):
    """`functools.partial(function, *arguments, **keywords)`.

    `is_open` says that it gives further keywords, of which nothing is known.
    """

    function: "Value"
    arguments: "tuple[Value, ...]"
    keywords: "tuple[tuple[str, Value], ...]"
    loops: tuple[Place, ...] = ()
    is_open: bool = False


class Transformed(Struct, eq=False):
    """The wrapper that `jax.jit(f)`, `jax.grad(f)`, `jax.vmap(f)` return, which traces `function`.

    `options` are the other arguments of the wrapper, by parameter name. `was_called` says that it
    was called in the trace that made it, with arguments of which all is known. What is `assumed`
    where it was made holds of its calls.
    """

    model: "Model"
    function: "Value"
    options: "dict[str, Value]"
    at: Place
    within: "Frame"
    loops: tuple[Place, ...] = ()
    was_called: bool = False
    assumed: tuple[tuple[Assumption, bool], ...] = ()


class Library(Struct, frozen=True):
    """Something of a library, by its dotted name; `self` where it is a method of a value."""

    name: str
    self: "Value | None" = None


class Foreign(Struct, frozen=True):
    """An instance of a class of a library; `owner` is the value that it was taken from."""

    cls: str
    owner: "Value | None" = None


class Module(Struct, frozen=True):
    """A module of the program."""

    name: str


class OneOf(Struct, frozen=True):
    """One of a few values, by the path taken."""

    values: "tuple[Value, ...]"


Value = (
    Unknown | Static | Array | Tree | Sequence | Mapping | Class | Instance | Function | Bound
    | Partial | Transformed | Library | Foreign | Module | OneOf
)  # fmt: skip
Traced = Array | Tree
Names = dict[str, Value]
NameFact = Literal["consumed", "donated", "large"]
UNKNOWN = Unknown()
BOOL = Static(type="bool")


@dataclass(slots=True)
class Environment:
    """The state of the names of a frame at one point of its execution.

    `names` are their values. `facts` are what else may hold of a name, each with a number: a random
    key is `consumed` and an array `donated` by the node of that ordinal, and an array is `large`
    with so many elements. A fact may stand for a path too, such as `keys[0]` or `self.key`.
    `assumed` are the answers to undecided tests on whose one side the execution is.
    """

    names: Names = field(default_factory=dict[str, Value])
    facts: dict[tuple[str, NameFact], int] = field(default_factory=dict[tuple[str, NameFact], int])
    assumed: dict[Assumption, bool] = field(default_factory=dict[Assumption, bool])

    def copy(self) -> "Environment":
        """Returns an environment that changes by itself from now on."""
        return Environment(self.names.copy(), self.facts.copy(), self.assumed.copy())

    def forget(self, name: str, *facts: NameFact) -> None:
        """Ends facts about a name, which is bound anew."""
        for fact in facts if self.facts else ():
            self.facts.pop((name, fact), None)

    def rebind(self, name: str) -> None:
        """Ends what was assumed of a name, which is bound anew."""
        self.assumed = {each: v for each, v in self.assumed.items() if each.root != name}


@dataclass(slots=True)
class Leaves:
    """The environments in which one turn of a loop is left by `break` or by `continue`."""

    breaks: list[Environment] = field(default_factory=list[Environment])
    continues: list[Environment] = field(default_factory=list[Environment])


@dataclass(slots=True, eq=False)
class Frame:
    """One call of a function, one class body or one module in execution.

    `parent` is the scope that free names are looked up in; `caller` and `called_at` say how
    execution came here; `level` counts the traces around; `loops` are the loops of this frame
    that are running, `targets` the names that each binds anew; `branches` counts the undecided
    branches around; `imports` are names of modules that were still being executed when they
    were imported, or that nobody has read since, `origins` how those were found that were;
    `given` are the arguments as they came, `donates` whether any call of this frame donated an
    array, `memoised` the decorator that keeps what it returns; `values` are those of the
    expressions evaluated here, each as it was last, by the ordinals of their nodes; `yields_all`
    says that a generator surely gives all of its `yields`, and in their order; `reshaped` counts
    how often a name bound here has come to hold arrays of other types than before.
    """

    path: str
    module: str
    parent: "Frame | None"
    function: "ir.Function | None" = None
    caller: "Frame | None" = None
    called_at: Place | None = None
    level: int = 0
    environment: Environment = field(default_factory=Environment)
    loops: tuple[Place, ...] = ()
    targets: dict[Place, frozenset[str]] = field(default_factory=dict[Place, frozenset[str]])
    given: Names = field(default_factory=dict[str, Value])
    donates: bool = False
    memoised: str = ""
    branches: int = 0
    returns: list[Value] = field(default_factory=list[Value])
    yields: list[Value] = field(default_factory=list[Value])
    yields_all: bool = True
    reshaped: int = 0
    leaves: list[Leaves] = field(default_factory=list[Leaves])
    imports: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    origins: dict[str, WorkUnit] = field(default_factory=dict[str, WorkUnit])
    values: dict[int, Value] = field(default_factory=dict[int, Value])
    is_class: bool = False

    @property
    def names(self) -> Names:
        """The values of the names bound here."""
        return self.environment.names

    @property
    def facts(self) -> dict[tuple[str, NameFact], int]:
        """The facts about names bound here."""
        return self.environment.facts

    @property
    def qualname(self) -> str:
        """The `__qualname__` of the function in execution, empty at module level."""
        frame = self._of_function
        return frame.function.qualname if frame and frame.function else ""

    @property
    def defined(self) -> Place | None:
        """The place of the function in execution, None at module level."""
        frame = self._of_function
        return frame.place(frame.function) if frame and frame.function else None

    @property
    def _of_function(self) -> "Frame | None":
        frame: Frame | None = self
        while frame and not frame.function:
            frame = frame.parent
        return frame

    @property
    def around(self) -> "Frame":
        """The frame that `:=` binds a name in: of a comprehension it is the one around."""
        frame = self
        while frame.parent and not frame.function and not frame.is_class:
            frame = frame.parent
        return frame

    @property
    def globals(self) -> "Frame":
        """The frame of the module."""
        frame = self
        while frame.parent:
            frame = frame.parent
        return frame

    def place(self, node: ir.Node) -> Place:
        """Returns the place of a node of this frame's file."""
        return Place(self.path, node.at)

    def value_of(self, node: ir.Expression) -> Value:
        """Returns what an expression was worth when it was last evaluated here."""
        return self.values.get(node.at, UNKNOWN)

    def has_value(self, node: ir.Expression) -> bool:
        """Says whether an expression has been evaluated here."""
        return node.at in self.values

    def find(self, name: str) -> "Frame | None":
        """Returns the frame in which a name is bound, if any."""
        frame: Frame | None = self
        while frame:
            if name in frame.environment.names and (frame is self or not frame.is_class):
                return frame
            if frame.function and name in frame.function.locals:
                return None
            frame = frame.parent
        return None
