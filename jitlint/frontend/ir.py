"""The intermediate representation: the result of lowering a file, and the input of the interpreter.

Every node carries `at`, its ordinal in the file's lowering; `locations` turns it into rows and
columns. Nodes are msgspec structs, so that they can be cached safely.
"""

from typing import Literal

import msgspec

from jitlint.frontend.function_hashes import FileHashes


class Node(msgspec.Struct, frozen=True, tag=True, array_like=True, gc=False):
    """Anything with a place in a file."""

    at: int


class Constant(Node, frozen=True):
    """`1`, `"a"`, `None`, `True`; `...`, complex numbers and bytes are `Opaque`."""

    value: bool | int | float | str | None


class Opaque(Node, frozen=True):
    """An expression whose value is Python's own and does not matter, such as `1j` or `b""`."""

    text: str


class Name(Node, frozen=True):
    id: str


class Attribute(Node, frozen=True):
    value: "Expression"
    name: str


class Subscript(Node, frozen=True):
    """`value[index]`; several indices make a `Collection` of kind tuple."""

    value: "Expression"
    index: "Expression"


class Slice(Node, frozen=True):
    lower: "Expression | None"
    upper: "Expression | None"
    step: "Expression | None"


class Argument(Node, frozen=True):
    """`value`, `keyword=value`, `*value` (stars 1) or `**value` (stars 2)."""

    value: "Expression"
    keyword: str = ""
    stars: int = 0


class Call(Node, frozen=True):
    function: "Expression"
    arguments: tuple[Argument, ...]


class Unary(Node, frozen=True):
    """`operator` is `not`, `-`, `+` or `~`."""

    operator: str
    operand: "Expression"


class Binary(Node, frozen=True):
    operator: str
    left: "Expression"
    right: "Expression"


class Compare(Node, frozen=True):
    """`left op right op right`; operators are spelled as in Python, `not in`, `is not`."""

    left: "Expression"
    operators: tuple[str, ...]
    rights: tuple["Expression", ...]


class Boolean(Node, frozen=True):
    """`left and right` or `left or right`, nested to the left as Python reads it."""

    operator: Literal["and", "or"]
    left: "Expression"
    right: "Expression"


class Ternary(Node, frozen=True):
    test: "Expression"
    body: "Expression"
    orelse: "Expression"


class Collection(Node, frozen=True):
    kind: Literal["tuple", "list", "set"]
    items: tuple["Expression", ...]


class Starred(Node, frozen=True):
    value: "Expression"


class Dict(Node, frozen=True):
    """Keys and values side by side; `**value` has the key None."""

    keys: tuple["Expression | None", ...]
    values: tuple["Expression", ...]


class Lambda(Node, frozen=True):
    function: "Function"


class Loop(Node, frozen=True):
    """`for target in iterable if condition…` of a comprehension."""

    target: "Expression"
    iterable: "Expression"
    conditions: tuple["Expression", ...]


class Comprehension(Node, frozen=True):
    """`element` is the value, or the key of a dict whose value is `value`."""

    kind: Literal["list", "set", "dict", "generator"]
    element: "Expression"
    value: "Expression | None"
    loops: tuple[Loop, ...]


class Formatted(Node, frozen=True):
    """`{value!conversion:spec}` of an f-string; an empty spec formats nothing."""

    value: "Expression"
    conversion: str
    spec: tuple["Expression", ...]


class Format(Node, frozen=True):
    """An f-string: its text as constants, its holes as `Formatted`."""

    parts: tuple["Expression", ...]


class Walrus(Node, frozen=True):
    target: str
    value: "Expression"


class Yield(Node, frozen=True):
    value: "Expression | None"
    delegates: bool = False


class Await(Node, frozen=True):
    value: "Expression"


Expression = (
    Constant | Opaque | Name | Attribute | Subscript | Slice | Call | Unary | Binary | Compare
    | Boolean | Ternary | Collection | Starred | Dict | Lambda | Comprehension | Formatted
    | Format | Walrus | Yield | Await
)  # fmt: skip


class Parameter(Node, frozen=True):
    """`kind` is as in `inspect`: before `/`, ordinary, `*args`, after `*`, `**kwargs`."""

    name: str
    kind: Literal["positional", "ordinary", "star", "keyword", "stars"]
    default: Expression | None
    annotation: Expression | None

    @property
    def is_optional(self) -> bool:
        """Returns whether a call may omit it."""
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


class Facts(msgspec.Struct, frozen=True):
    """All that is known of one file: a pure function of its text.

    `path` is as given; `cells` holds, for a notebook, the row of `text` (from 0) at which
    each code cell starts and the cell's number (from 1); `says_x64` that it may have JAX's 64 bits.
    """

    path: str
    body: tuple[Statement, ...]
    functions: int
    cells: tuple[tuple[int, int], ...] = ()
    hashes: FileHashes = FileHashes()
    says_x64: bool = False
