"""The expressions of the IR; read them by way of `ir`."""

from typing import Literal

import msgspec


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

# A lambda holds a function, and a function holds expressions: the names must meet somewhere.
from jitlint.read.ir_statements import Function  # noqa: E402
