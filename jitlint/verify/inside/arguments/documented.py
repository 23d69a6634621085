"""What a docstring says of parameters: shapes, words to choose from, kinds of values."""

import ast
import inspect
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from .choices import SIZE, Array, Choice, Fixed, Function
from .names import by_name
from .signatures import signature_of
from .uses import Use

HEAD = re.compile(
    r"^(?P<indent>\s*)(?:[-*]\s*|:param\s+(?:\w+\s+)?)?`{0,2}(?P<names>\w+(?:\s*,\s*\w+)*)`{0,2}"
    r"(?:\s*\((?P<google>[^)]*\)?[^)]*)\)\s*:|\s*:)(?P<rest>.*)$"
)
SHAPE = re.compile(
    r"(?:shape|size|dimensions?)[\s:=`]*(?:of\s|is\s|math:`)?\s*`*([(\[][^()\[\]]*[)\]])"
)
LEADING = re.compile(r"^\W*([(\[][^()\[\]]*,[^()\[\]]*[)\]])\W*(?:array|ndarray|matrix|float|int)")
QUOTED = re.compile(r"[\"'`]([A-Za-z][\w\-+]*)[\"']")
BRACES = re.compile(r"\{([^{}]*)\}")
TERM = re.compile(r"^[\w\s*+\-/()]+$")
JUXTAPOSED = re.compile(r"(\d)\s*([A-Za-z])")
NO_ARRAY = re.compile(r"\W*(int|bool|str|float|callable|function|dict|list|tuple|optional\W*$)")
LONGEST_AXIS = 64


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one parameter: the kind of value, and the prose."""

    kind: str
    prose: str

    def words(self) -> list[str]:
        """The texts to choose from."""
        braces = [inner for text in (self.kind, self.prose) for inner in BRACES.findall(text)]
        found = [word for inner in braces for word in QUOTED.findall(inner)]
        return list(dict.fromkeys(found or QUOTED.findall(self.kind)))

    def shape(self, sizes: Mapping[str, int]) -> tuple[int, ...] | None:
        """The shape of an array, with lengths for what it is given in."""
        for text in (self.kind, self.prose):
            for pattern in (SHAPE, LEADING):
                for found in pattern.findall(text):
                    if (shape := _shape(found, sizes)) is not None:
                        return shape
        return None


def said_of(function: Any, name: str) -> Choice | None:
    """Returns what a docstring says of a parameter; lengths given in others are as these."""
    parameters = signature_of(function)
    said = said_in(function, parameters)
    if name not in said:
        return None
    sizes = {each: _length(p, said.get(each)) for each, p in parameters.items()}
    return documented(said[name], {each: size for each, size in sizes.items() if size})


def is_closer(said: Choice, declared: Choice | None, use: Use) -> bool:
    """Whether a docstring tells more than an annotation and the code."""
    if isinstance(said, Array):
        is_open = declared is None or (isinstance(declared, Array) and declared.shape is None)
        return is_open and (use.rank or 0) <= said.rank and not use.keys
    if isinstance(said, Fixed) and isinstance(said.value, str):
        is_text = isinstance(declared, Fixed) and isinstance(declared.value, str)
        return is_text and not use.words
    return False


def said_in(function: Any, parameters: Collection[str]) -> dict[str, Said]:
    """Returns what the docstring of a function, or of a class, says of its parameters."""
    text = inspect.getdoc(function) or ""
    found: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    names: list[str] = []
    depth = 0
    for line in text.splitlines():
        head = HEAD.match(line)
        if head is not None and not _are_names(head["names"], parameters):
            head = None
        indent = len(line) - len(line.lstrip())
        if head is not None and (not names or indent <= depth):
            names = [each.strip() for each in head["names"].split(",")]
            depth = indent
            for name in names:
                kinds.setdefault(name, head["google"] or head["rest"])
                found.setdefault(name, []).append(head["rest"] if head["google"] else "")
        elif names and line.strip() and indent > depth:
            for name in names:
                found[name].append(line.strip())
        elif line.strip():
            names = []
    return {name: Said(kind.strip(), " ".join(found[name]).strip()) for name, kind in kinds.items()}


def documented(said: Said, sizes: Mapping[str, int]) -> Choice | None:
    """Returns the choice for a parameter of which a docstring says something."""
    kind = said.kind.lower()
    shape = said.shape(sizes) if not NO_ARRAY.match(kind) else None
    if shape is not None:
        return Array(len(shape), _dtype(kind), shape)
    if re.match(r"\W*(callable|function)\b", kind):
        return Function()
    if words := said.words():
        return Fixed(words[0])
    if re.match(r"\W*bool", kind):
        return Fixed(False)
    return Fixed(1.0) if re.match(r"\W*float(,|\)|$)", kind) else None


def _length(parameter: inspect.Parameter, said: Said | None) -> int:
    """Returns the number that a parameter is given, or 0 if it is none."""
    if type(parameter.default) is int:
        return parameter.default
    is_whole = parameter.annotation in (int, "int") or (said and said.kind.startswith("int"))
    choice = by_name(parameter.name, True)
    value = choice.value if is_whole and isinstance(choice, Fixed) else 0
    return value if type(value) is int else 2


def _dtype(kind: str) -> str:
    if re.search(r"\bint", kind):
        return "int32"
    return "complex64" if "complex" in kind else "float32"


def _are_names(text: str, parameters: Collection[str]) -> bool:
    return all(name.strip() in parameters for name in text.split(","))


def _shape(text: str, sizes: Mapping[str, int]) -> tuple[int, ...] | None:
    axes = [axis.strip(" `$:*\\") for axis in text[1:-1].split(",")]
    axes = [axis for axis in axes if axis and not axis.startswith("..")]
    found = [_axis(axis, sizes) for axis in axes]
    known = [each for each in found if each is not None]
    return tuple(known) if len(known) == len(found) and known else None


def _axis(axis: str, sizes: Mapping[str, int]) -> int | None:
    """Returns a length like `2N-1`; a word that stands for none is as long as others."""
    if axis.isdigit():
        return int(axis) if int(axis) <= LONGEST_AXIS else None
    if not TERM.match(axis):
        return None
    try:
        tree = ast.parse(JUXTAPOSED.sub(r"\1*\2", axis), mode="eval")
        value = _value(tree.body, sizes)
    except (SyntaxError, ValueError, ArithmeticError):
        return None
    return value if 0 < value <= LONGEST_AXIS else None


def _value(node: ast.expr, sizes: Mapping[str, int]) -> int:
    match node:
        case ast.Constant(int(number)):
            return number
        case ast.Name(name):
            return sizes.get(name, SIZE)
        case ast.UnaryOp(ast.USub(), inner):
            return -_value(inner, sizes)
        case ast.BinOp(left, operator, right):
            one, other = _value(left, sizes), _value(right, sizes)
            match operator:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.Div() | ast.FloorDiv():
                    return one // other
                case ast.Pow() if 0 <= other <= 3:
                    return one**other
                case _:
                    raise ValueError
        case _:
            raise ValueError
