"""What a function's body tells of its parameters: keys it looks up, lengths it unpacks, words."""

import ast
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hints:
    """By parameter: the keys of a dict, the length of a tuple, the strings it is compared with."""

    keys: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    lengths: dict[str, int] = field(default_factory=dict[str, int])
    words: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def take(self, node: ast.AST) -> None:
        """Takes in what one piece of the body tells."""
        match node:
            case ast.Subscript(ast.Name(name), ast.Constant(str(key))):
                _add(self.keys, name, key)
            case ast.Assign([ast.Tuple(targets)], ast.Name(name)):
                self.lengths[name] = len(targets)
            case ast.Compare(ast.Name(name), _, [ast.Constant(str(word))]):
                _add(self.words, name, word)
            case _:
                pass


def _add(found: dict[str, tuple[str, ...]], name: str, word: str) -> None:
    found[name] = tuple(dict.fromkeys((*found.get(name, ()), word)))
