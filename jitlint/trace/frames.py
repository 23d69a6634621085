"""Scopes while the program is being called: where names live, and how one got there."""

from dataclasses import dataclass, field

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.ledger import Work
from jitlint.trace.values import Unknown, Value

Environment = dict[str, Value]
_UNKNOWN = Unknown()


@dataclass(slots=True)
class Leaves:
    """What the names hold where one turn of a loop is left by `break` or by `continue`."""

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
    says that a generator surely gives all of its `yields`, and in their order.
    """

    path: str
    module: str
    parent: "Frame | None"
    function: ir.Function | None = None
    caller: "Frame | None" = None
    called_at: Place | None = None
    level: int = 0
    names: Environment = field(default_factory=dict[str, Value])
    loops: tuple[Place, ...] = ()
    targets: dict[Place, frozenset[str]] = field(default_factory=dict[Place, frozenset[str]])
    given: Environment = field(default_factory=dict[str, Value])
    donates: bool = False
    memoised: str = ""
    branches: int = 0
    returns: list[Value] = field(default_factory=list[Value])
    yields: list[Value] = field(default_factory=list[Value])
    yields_all: bool = True
    leaves: list[Leaves] = field(default_factory=list[Leaves])
    imports: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    origins: dict[str, Work] = field(default_factory=dict[str, Work])
    values: dict[int, Value] = field(default_factory=dict[int, Value])
    is_class: bool = False

    @property
    def qualname(self) -> str:
        """The `__qualname__` of the function in execution, empty at module level."""
        frame: Frame | None = self
        while frame and not frame.function:
            frame = frame.parent
        return frame.function.qualname if frame and frame.function else ""

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
        return self.values.get(node.at, _UNKNOWN)

    def has_value(self, node: ir.Expression) -> bool:
        """Says whether an expression has been evaluated here."""
        return node.at in self.values

    def find(self, name: str) -> "Frame | None":
        """Returns the frame in which a name is bound, if any."""
        frame: Frame | None = self
        while frame:
            if name in frame.names and (frame is self or not frame.is_class):
                return frame
            if frame.function and name in frame.function.locals:
                return None
            frame = frame.parent
        return None


@dataclass(frozen=True, slots=True)
class Binding:
    """A name of the frame `owner` that a function binds from within."""

    owner: Frame
    name: str
    at: Place
