"""Names by where they are read, bound and passed in a part of a file, gathered once for all."""

import ast
from dataclasses import dataclass, field
from functools import lru_cache

KEPT = 64  # parts of files at a time


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The nodes of a part of a tree that read, bind or delete a name, or define it, by the name.

    `parameters` are the names of those of all functions in the part.
    """

    loads: dict[str, list[ast.Name]] = field(default_factory=dict[str, list[ast.Name]])
    stores: dict[str, list[ast.Name]] = field(default_factory=dict[str, list[ast.Name]])
    binds: dict[str, list[ast.AST]] = field(default_factory=dict[str, list[ast.AST]])
    parameters: set[str] = field(default_factory=set[str])

    @classmethod
    @lru_cache(KEPT)
    def of(cls, part: ast.AST) -> "NameIndex":
        """Returns the names of a node and of all within it."""
        index = cls()
        for node in ast.walk(part):
            index._add(node)
        return index

    def _add(self, node: ast.AST) -> None:
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                self.loads.setdefault(name, []).append(node)
            case ast.Name(id=name):
                self.stores.setdefault(name, []).append(node)
                self.binds.setdefault(name, []).append(node)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                self.binds.setdefault(name, []).append(node)
            case ast.ClassDef(name=name):
                self.binds.setdefault(name, []).append(node)
            case ast.arg(arg=name):
                self.parameters.add(name)
                self.binds.setdefault(name, []).append(node)
            case ast.alias(name=module, asname=name):
                self.binds.setdefault(name or module, []).append(node)
            case _:
                return
