"""A second opinion on scopes: the names that Python's own symbol table gives each function."""

import re
import symtable
from collections.abc import Iterator

COMPREHENSIONS = {"listcomp", "setcomp", "dictcomp", "genexpr"}
Scopes = list[tuple[str, list[str]]]


def scopes_of_text(text: str) -> Scopes:
    """Returns the name and own names of every function, comprehensions left out, sorted."""
    return sorted(_scopes(symtable.symtable(text, "<text>", "exec")))


def _scopes(table: symtable.SymbolTable) -> Iterator[tuple[str, list[str]]]:
    for child in table.get_children():
        name = child.get_name()
        if isinstance(child, symtable.Function) and name not in COMPREHENSIONS:
            names = [symbol.get_name() for symbol in child.get_symbols() if symbol.is_local()]
            yield "<lambda>" if name == "lambda" else name, sorted(map(_unmangled, names))
        yield from _scopes(child)


def _unmangled(name: str) -> str:
    """A private name of a class is its class's in the symbol table, and as written in the IR."""
    return re.sub(r"^_[A-Za-z0-9]+(?=__\w*[^_]_?$)", "", name)
