"""Recipes by docstring: shapes, words to choose from, kinds of values."""

import ast
import inspect
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..limits import LARGEST_EXPONENT, LONGEST_AXIS
from ..program.signatures import signature_of
from .names import by_name
from .recipes import SIZE, Callback, KnownValue, OnesArray, Recipe
from .usage import Usage

HEAD = re.compile(
    r"^(?P<indent>\s*)(?:[-*]\s*|:param\s+(?:\w+\s+)?)?`{0,2}(?P<names>\w+(?:\s*,\s*\w+)*)`{0,2}"
    r"(?:\s*\((?P<google>[^)]*\)?[^)]*)\)\s*:|\s*:)(?P<rest>.*)$"
)
SHAPE = re.compile(
    r"(?:shape|size|dimensions?)[\s:=`]*(?:of\s|is\s|math:`)?\s*`*([(\[][^()\[\]]*[)\]])"
)
LEADING = re.compile(r"^\W*([(\[][^()\[\]]*,[^()\[\]]*[)\]])\W*(?:array|ndarray|matrix|float|int)")
SEPARATOR = re.compile(r"\s*,\s*")
QUOTED = re.compile(r"[\"'`]([A-Za-z][\w\-+]*)[\"']")
BRACES = re.compile(r"\{([^{}]*)\}")
TERM = re.compile(r"^[\w\s*+\-/()]+$")
JUXTAPOSED = re.compile(r"(\d)\s*([A-Za-z])")
NO_ARRAY = re.compile(r"\W*(int|bool|str|float|callable|function|dict|list|tuple|optional\W*$)")
OPERATORS: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: int.__add__,
    ast.Sub: int.__sub__,
    ast.Mult: int.__mul__,
    ast.Div: int.__floordiv__,
    ast.FloorDiv: int.__floordiv__,
    ast.Pow: int.__pow__,
}


@dataclass(frozen=True, slots=True)
class ParameterText:
    """The text of a docstring about one parameter: the kind of value, and the prose."""

    kind: str
    prose: str

    def words(self) -> list[str]:
        """Returns the texts to choose from."""
        braces = [inner for text in (self.kind, self.prose) for inner in BRACES.findall(text)]
        found = [word for inner in braces for word in QUOTED.findall(inner)]
        return list(dict.fromkeys(found or QUOTED.findall(self.kind)))

    def shape(self, sizes: Mapping[str, int]) -> tuple[int, ...] | None:
        """Returns the shape of an array, with the lengths of the names that it is written in."""
        for text in (self.kind, self.prose):
            for pattern in (SHAPE, LEADING):
                for found in pattern.findall(text):
                    if (shape := _shape(found, sizes)) is not None:
                        return shape
        return None


def by_docstring(function: Any, name: str) -> Recipe | None:
    """Returns the recipe for a parameter that the docstring describes.

    A length that is another parameter has the value that this gets.
    """
    parameters = signature_of(function)
    texts = parameter_texts(function, parameters)
    if name not in texts:
        return None
    sizes = {each: _value_of(p, texts.get(each)) for each, p in parameters.items()}
    return described(texts[name], {each: size for each, size in sizes.items() if size})


def is_preferred(described: Recipe, declared: Recipe | None, usage: Usage) -> bool:
    """Whether a docstring says more than an annotation and the code."""
    if isinstance(described, OnesArray):
        is_open = declared is None or (isinstance(declared, OnesArray) and declared.shape is None)
        return is_open and (usage.rank or 0) <= described.rank and not usage.keys
    if isinstance(described, KnownValue) and isinstance(described.value, str):
        is_text = isinstance(declared, KnownValue) and isinstance(declared.value, str)
        return is_text and not usage.words
    return False


def parameter_texts(function: Any, parameters: Collection[str]) -> dict[str, ParameterText]:
    """Returns what the docstring of a function, or of a class, says of its parameters."""
    text = inspect.getdoc(function) or ""
    found: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    names: list[str] = []
    depth = 0
    for line in text.splitlines():
        head = HEAD.match(line)
        if head is not None and not {*SEPARATOR.split(head["names"])} <= {*parameters}:
            head = None
        indent = len(line) - len(line.lstrip())
        if head is not None and (not names or indent <= depth):
            names = SEPARATOR.split(head["names"])
            depth = indent
            for name in names:
                kinds.setdefault(name, head["google"] or head["rest"])
                found.setdefault(name, []).append(head["rest"] if head["google"] else "")
        elif names and line.strip() and indent > depth:
            for name in names:
                found[name].append(line.strip())
        elif line.strip():
            names = []
    prose = {name: " ".join(lines).strip() for name, lines in found.items()}
    return {name: ParameterText(kind.strip(), prose[name]) for name, kind in kinds.items()}


def described(text: ParameterText, sizes: Mapping[str, int]) -> Recipe | None:
    """Returns the recipe for a parameter with this text, if the text says enough."""
    kind = text.kind.lower()
    shape = text.shape(sizes) if not NO_ARRAY.match(kind) else None
    if shape is not None:
        dtype = "complex64" if "complex" in kind else "float32"
        return OnesArray(len(shape), "int32" if re.search(r"\bint", kind) else dtype, shape)
    if re.match(r"\W*(callable|function)\b", kind):
        return Callback()
    if words := text.words():
        return KnownValue(words[0])
    if re.match(r"\W*bool", kind):
        return KnownValue(False)
    return KnownValue(1.0) if re.match(r"\W*float(,|\)|$)", kind) else None


def _value_of(parameter: inspect.Parameter, text: ParameterText | None) -> int:
    """Returns the number that a parameter is given, or 0 if it is none."""
    if type(parameter.default) is int:
        return parameter.default
    is_integer = parameter.annotation in (int, "int") or (text and text.kind.startswith("int"))
    recipe = by_name(parameter.name, True)
    value = recipe.value if is_integer and isinstance(recipe, KnownValue) else 0
    return value if type(value) is int else 2


def _shape(text: str, sizes: Mapping[str, int]) -> tuple[int, ...] | None:
    axes = [axis.strip(" `$:*\\") for axis in text[1:-1].split(",")]
    found = [_length(axis, sizes) for axis in axes if axis and not axis.startswith("..")]
    known = [each for each in found if each is not None]
    return tuple(known) if len(known) == len(found) and known else None


def _length(axis: str, sizes: Mapping[str, int]) -> int | None:
    """Returns a length such as `2N-1`; an unknown name has the length of other axes."""
    if axis.isdigit():
        return int(axis) if int(axis) <= LONGEST_AXIS else None
    if not TERM.match(axis):
        return None
    try:
        tree = ast.parse(JUXTAPOSED.sub(r"\1*\2", axis), mode="eval")
        value = _number(tree.body, sizes)
    except (SyntaxError, ValueError, ArithmeticError):
        return None
    return value if 0 < value <= LONGEST_AXIS else None


def _number(node: ast.expr, sizes: Mapping[str, int]) -> int:
    match node:
        case ast.Constant(int(number)):
            return number
        case ast.Name(name):
            return sizes.get(name, SIZE)
        case ast.UnaryOp(ast.USub(), inner):
            return -_number(inner, sizes)
        case ast.BinOp(left, sign, right) if type(sign) in OPERATORS:
            right_number = _number(right, sizes)
            if isinstance(sign, ast.Pow) and not 0 <= right_number <= LARGEST_EXPONENT:
                raise ValueError
            return OPERATORS[type(sign)](_number(left, sizes), right_number)
        case _:
            raise ValueError
