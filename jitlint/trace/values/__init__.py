"""What the abstract tracer knows of a value: which of JAX's kinds it is, and whence it comes.

The four kinds of array behave differently under Python (each is measured in the tests):

    abstract   a tracer under jit, scan, vmap: has no concrete value at all
    concrete   a tracer under grad without staging: `if` and `int()` work, `float()` raises
    captured   an array from outside read under staging: `float(a)` works, `if a > 0` raises
    eager      an array outside every trace: everything works
"""

from itertools import count
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from jitlint.finding import Place

if TYPE_CHECKING:
    from jitlint.models.words import Model
    from jitlint.read import ir
    from jitlint.trace.frames import Frame

Kind = Literal["abstract", "concrete", "captured", "eager"]
count_containers = count().__next__


class Source(Struct, frozen=True, order=True):
    """An argument of a traced function, which a value depends on."""

    function: str
    argument: str


Depends = frozenset[Source]
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
    that a tracer belongs to.
    """

    kind: Kind
    depends: Depends = NOTHING
    certain: bool = True
    dtype: str = ""
    level: int = 0


class Tree(Struct, frozen=True):
    """A traced argument whose structure is unknown: an array or a container of them."""

    kind: Kind
    depends: Depends = NOTHING
    level: int = 0


class Sequence(Struct, eq=False):
    """A tuple, list, set or iterator with identity; `items` is None where their number is unknown.

    An iterator's `items` are those that it has not given yet.

    `level` is the depth of traces at which it was made: 0 outside all of them; `made` counts the
    containers made before.
    """

    kind: Literal["tuple", "list", "set", "iterator"]
    items: "list[Value] | None"
    element: "Value"
    level: int
    name: str = ""
    made: int = field(default_factory=count_containers)


class Mapping(Struct, eq=False):
    """A dict with identity; `rest` is what any key not in `items` may give, `made` as above."""

    items: "dict[str | int, Value]"
    rest: "Value | None"
    level: int
    name: str = ""
    made: int = field(default_factory=count_containers)


class Layout(Struct, frozen=True):
    """How JAX takes the objects of a class apart: into what it traces, and what it keeps.

    Of `others`, which are neither, arrays are traced and Python's values kept (`python`), or
    all are kept (`kept`), or nothing is known. `maker` is what gave the class its methods.
    """

    traced: frozenset[str] = frozenset()
    static: frozenset[str] = frozenset()
    others: Literal["unknown", "python", "kept"] = "unknown"
    maker: str = ""


class Class(Struct, eq=False):
    """A class of the program; `fields` are what its annotations say of instances, once asked.

    `layout` is None where JAX is not known to take its instances apart; `is_plain_dataclass` says
    that its objects compare by value and can change, and so have no hash; `order` is its method
    resolution order, once asked.
    """

    node: "ir.Class"
    module: str
    bases: "tuple[Value, ...]"
    attributes: "dict[str, Value]"
    frame: "Frame"
    fields: "dict[str, Value] | None" = None
    layout: Layout | None = None
    is_plain_dataclass: bool = False
    order: "tuple[Class, ...] | None" = None


class Instance(Struct, eq=False):
    """An object of a class of the program; its attributes are joined over all writes.

    `changed` are those that were something else before, or that hold what was changed in place.
    """

    cls: Class
    attributes: "dict[str, Value]"
    level: int
    name: str = ""
    changed: frozenset[str] = frozenset()


class Function(Struct, eq=False):
    """A function of the program with the frame that it closes over.

    `loops` are the loops, of the frame that made it, which it is made anew in; `memoised` is
    the decorator that keeps its results; `wrapped` the function whose signature it shows.
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


class Bound(Struct, frozen=True):
    """A method taken from an object."""

    function: "Value"
    self: "Value"
    loops: tuple[Place, ...] = ()


class Partial(Struct, frozen=True):
    """`functools.partial(function, *arguments, **keywords)`."""

    function: "Value"
    arguments: "tuple[Value, ...]"
    keywords: "tuple[tuple[str, Value], ...]"
    loops: tuple[Place, ...] = ()


class Transformed(Struct, eq=False):
    """What `jax.jit(f)`, `jax.grad(f)`, `jax.vmap(f)` return: `function`, traced when called.

    `options` are the other arguments of the wrapper, by parameter name.
    """

    model: "Model"
    function: "Value"
    options: "dict[str, Value]"
    at: Place
    within: "Frame"
    loops: tuple[Place, ...] = ()


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
