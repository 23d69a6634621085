"""What a function's body tells of its parameters: keys it looks up, lengths it unpacks, words."""

import ast
from dataclasses import dataclass, field

from .index import Definition, Index


@dataclass(frozen=True, slots=True)
class Hints:
    """By parameter: the keys of a dict, the length of a tuple, the strings it is compared with."""

    keys: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    lengths: dict[str, int] = field(default_factory=dict[str, int])
    words: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


def hints(index: Index, name: str, row: int) -> Hints:
    """Returns the hints of the function that starts, with its decorators, at a row."""
    found = Hints()
    for node in index.functions.get(name, ()):
        if _starts(node) == row:
            for inner in ast.walk(node):
                _take(inner, found)
    return found


def _starts(node: Definition) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _take(node: ast.AST, found: Hints) -> None:
    match node:
        case ast.Subscript(ast.Name(name), ast.Constant(str(key))):
            _add(found.keys, name, key)
        case ast.Assign([ast.Tuple(targets)], ast.Name(name)):
            found.lengths[name] = len(targets)
        case ast.Compare(ast.Name(name), _, [ast.Constant(str(word))]):
            _add(found.words, name, word)
        case _:
            pass


def _add(found: dict[str, tuple[str, ...]], name: str, word: str) -> None:
    found[name] = tuple(dict.fromkeys((*found.get(name, ()), word)))
