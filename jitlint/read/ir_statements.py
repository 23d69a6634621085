"""The statements of the IR, with functions and classes; read them by way of `ir`."""

from typing import Literal

from jitlint.read.ir_expressions import Argument, Expression, Node


class Parameter(Node, frozen=True):
    """`kind` is as in `inspect`: before `/`, ordinary, `*args`, after `*`, `**kwargs`."""

    name: str
    kind: Literal["positional", "ordinary", "star", "keyword", "stars"]
    default: Expression | None
    annotation: Expression | None

    @property
    def is_optional(self) -> bool:
        """Says whether a call may leave it out."""
        return self.default is not None


class Function(Node, frozen=True):
    """A `def` or a lambda (name `<lambda>`, body one `Return`); `at` is its name or the lambda."""

    name: str
    qualname: str
    parameters: tuple[Parameter, ...]
    body: tuple["Statement", ...]
    decorators: tuple[Expression, ...]
    returns: Expression | None
    is_async: bool
    is_generator: bool
    globals: tuple[str, ...]
    nonlocals: tuple[str, ...]
    locals: frozenset[str]


class Class(Node, frozen=True):
    name: str
    qualname: str
    bases: tuple[Argument, ...]
    body: tuple["Statement", ...]
    decorators: tuple[Expression, ...]


class Evaluate(Node, frozen=True):
    """An expression as a statement."""

    value: Expression


class Assign(Node, frozen=True):
    """`targets` are assigned left to right; a bare annotation has no value."""

    targets: tuple[Expression, ...]
    value: Expression | None
    annotation: Expression | None = None


class Augment(Node, frozen=True):
    """`target operator= value`; the operator has no `=`."""

    target: Expression
    operator: str
    value: Expression


class Return(Node, frozen=True):
    value: Expression | None


class Raise(Node, frozen=True):
    error: Expression | None


class If(Node, frozen=True):
    """`elif` is an `If` alone in `orelse`."""

    test: Expression
    body: tuple["Statement", ...]
    orelse: tuple["Statement", ...]


class While(Node, frozen=True):
    test: Expression
    body: tuple["Statement", ...]
    orelse: tuple["Statement", ...]


class For(Node, frozen=True):
    target: Expression
    iterable: Expression
    body: tuple["Statement", ...]
    orelse: tuple["Statement", ...]


class WithItem(Node, frozen=True):
    value: Expression
    target: Expression | None


class With(Node, frozen=True):
    items: tuple[WithItem, ...]
    body: tuple["Statement", ...]


class Handler(Node, frozen=True):
    """`except error as name:`; no error catches all."""

    error: Expression | None
    name: str
    body: tuple["Statement", ...]


class Try(Node, frozen=True):
    body: tuple["Statement", ...]
    handlers: tuple[Handler, ...]
    orelse: tuple["Statement", ...]
    final: tuple["Statement", ...]


class Assert(Node, frozen=True):
    test: Expression
    message: Expression | None


class Delete(Node, frozen=True):
    targets: tuple[Expression, ...]


class Jump(Node, frozen=True):
    kind: Literal["break", "continue"]


class ImportedName(Node, frozen=True):
    """`name as alias`; the alias is the bound name when none is written."""

    name: str
    alias: str


class Import(Node, frozen=True):
    """`import a.b as c` has no module; `from ..m import x` has level 2; `*` is a name."""

    module: str | None
    level: int
    names: tuple[ImportedName, ...]


class Part(Node, frozen=True):
    """A pattern, or one inside another: `name` is what it binds the whole of its subject to.

    `keys` are, of a mapping, the keys, and of a class the attributes, None where a key is no plain
    constant or an attribute is given by its position; there is one for each of `inside`. Of a
    value it is that value.
    """

    kind: Literal["any", "value", "rest", "sequence", "mapping", "class", "either", "none"]
    name: str = ""
    inside: tuple["Part", ...] = ()
    keys: tuple[str | int | None, ...] = ()
    cls: Expression | None = None


class Pattern(Node, frozen=True):
    """A `case` pattern: what it compares with, what it binds, and whether it unpacks.

    `compares` are the values compared with `==`; `irrefutable` matches anything; `whole`
    says where the names are found.
    """

    compares: tuple[Expression, ...]
    binds: tuple[str, ...]
    unpacks: bool
    irrefutable: bool
    whole: Part


class Case(Node, frozen=True):
    pattern: Pattern
    guard: Expression | None
    body: tuple["Statement", ...]


class Match(Node, frozen=True):
    subject: Expression
    cases: tuple[Case, ...]


Statement = (
    Evaluate | Assign | Augment | Return | Raise | If | While | For | With | Try | Assert
    | Delete | Jump | Import | Match | Function | Class
)  # fmt: skip
