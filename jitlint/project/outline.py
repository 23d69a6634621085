"""The outline of a module's text: what it imports, and which names its definitions mention."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jitlint.project.imports import BoundImport, imports_of
from jitlint.project.program import Unit

_SKIPPED = re.compile(
    r'"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*'''"
    r'|"(?:[^"\\\n]|\\[\s\S])*"'
    r"|'(?:[^'\\\n]|\\[\s\S])*'"
    r"|#[^\n]*"
)
_MARGIN = re.compile(r"^(?=[^\s)\]}])", re.MULTILINE)
_GOES_ON = re.compile(r"(?:else|elif|except|finally)\b")
_IMPORTS = re.compile(r"(?:from|import)\b")
_DEFINITION = re.compile(r"(?:async\s+def|def|class)\s+(\w+)")
_INSIDE = re.compile(r"^[ \t]*(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)
_TARGETS = re.compile(
    r"""^[ \t]*+\(?([\w.,* \t\[\]"']++)\)?[ \t]*+(?::[^=\n]*+)?[-+/|&@]?=(?!=)""", re.MULTILINE
)
_BOUND = re.compile(r"\b(?:as|for)[ \t]+(\w+)")
_GLOBAL = re.compile(r"^[ \t]*global[ \t]+([\w, \t]+)", re.MULTILINE)
_STORED = re.compile(
    r"^[ \t]*(\w+)(?:\.\w+)+[ \t]*(?::[^=\n]*)?[-+*/|&]?=(?!=)|\bsetattr\(\s*(\w+)", re.MULTILINE
)
_CALLED = re.compile(
    r"""(?:(?i:import|lazy|load)\w*\(|\bmodules(?:\[|\.get\())\s*["']([\w.]+)["']"""
)
_DOTTED = re.compile(r"(?<![\w.])[^\W\d]\w*+(?:\.\w+)++")
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of a module's top level: the names that it defines, and those that it mentions.

    `dotted` are names with the attributes asked of them, in order. `brings` says that it imports
    a package by a call; `is_state` that it only assigns.
    """

    defines: frozenset[str]
    mentions: frozenset[str]
    dotted: frozenset[tuple[str, ...]]
    brings: bool
    is_state: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """A module's text, as far as names go: `stored` are those whose attributes it assigns.

    `brought` are the names that it has from a package that brings tracing.
    """

    imports: tuple[BoundImport, ...]
    pieces: tuple[Piece, ...]
    brought: frozenset[str]
    stored: frozenset[str]

    @property
    def brings(self) -> bool:
        """Says whether the module imports a package that brings tracing."""
        return bool(self.brought) or any(piece.brings for piece in self.pieces)


def code_of(text: str) -> str:
    """Returns a text without its comments and its strings of several lines."""
    return _SKIPPED.sub(_kept, text)


def outline_of(unit: Unit, text: str, words: re.Pattern[str]) -> Outline:
    """Returns the outline of a module; `words` finds the packages that bring tracing."""
    code = code_of(text)
    imports = tuple(imports_of(unit, code))
    brought = frozenset(each.bound for each in imports if words.match(each.module))
    parts = [*_parts(code)]
    bound = {each.bound for each in imports}.union(*(defines for _, defines in parts))
    if "*" in bound:
        bound.update(_WORD.findall(code))
    called = words.search(code) is not None
    pieces = (
        _piece(part, defines, bound, called and any(map(words.match, _CALLED.findall(part))))
        for part, defines in parts
    )
    stored = frozenset(name for pair in _STORED.findall(code) for name in pair if name)
    return Outline(imports, tuple(pieces), brought, stored)


def _kept(found: re.Match[str]) -> str:
    skipped = found[0]
    if skipped.startswith("#"):
        return ""
    return '""' if skipped.startswith(('"""', "'''")) else skipped


def _parts(code: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yields what stands at the margin, with all that belongs to it, and which names it defines."""
    part, defined = "", frozenset[str]()
    for each in _MARGIN.split(code):
        defines = _defines(each)
        if part.startswith("@") and not defined:
            part, defined = part + each, defines
        elif _GOES_ON.match(each):
            part, defined = part + each, defined | defines
        elif defines or each.startswith("@") or _IMPORTS.match(each) or _IMPORTS.match(part):
            yield part, defined
            part, defined = each, defines
        else:
            part += each
    yield part, defined


def _defines(part: str) -> frozenset[str]:
    if part.startswith("@") or _IMPORTS.match(part):
        return frozenset()
    changed = (name for names in _GLOBAL.findall(part) for name in _WORD.findall(names))
    definition = _DEFINITION.match(part)
    if definition:
        return frozenset([definition[1], *changed])
    assigned = (name for names in _TARGETS.findall(part) for name in _WORD.findall(names))
    return frozenset([*_INSIDE.findall(part), *_BOUND.findall(part), *assigned, *changed])


def _piece(part: str, defines: frozenset[str], bound: set[str], brings: bool) -> Piece:
    if "__all__" in defines or _IMPORTS.match(part):
        return Piece(defines, frozenset(), frozenset(), brings, False)
    mentions = frozenset(bound.intersection(_WORD.findall(part)))
    dotted = {tuple(chain.split(".")) for chain in _DOTTED.findall(part)}
    is_state = not (part.startswith("@") or _DEFINITION.match(part))
    return Piece(defines, mentions, frozenset(c for c in dotted if c[0] in bound), brings, is_state)
