"""Arguments that a call of the program's text makes for itself, or gives up."""

import ast
import os
from collections.abc import Iterator

from ..program.call import SampleCall
from ..program.program import ImportedProgram

DISPLAYS = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
COPIES = ("dict", "list", "set", "copy", "deepcopy", "replace")
CALLED = "as called at "


def is_temporary(program: ImportedProgram, call: SampleCall, place: int) -> bool:
    """Whether nobody looks later at the argument at a place.

    It is a container that is written in the call, a copy, or what a name holds that the result of
    the call is bound to.
    """
    if not call.written or not call.source.startswith(CALLED):
        return False
    try:
        tree = ast.parse(f"_({call.text})", mode="eval").body
    except SyntaxError:
        return False
    if not isinstance(tree, ast.Call):
        return False
    given = [*tree.args, *(each.value for each in tree.keywords)]
    if place >= len(given):
        return False
    argument = given[place]
    return _is_made(argument) or ast.unparse(argument) in _bound(program, call.source)


def _is_made(argument: ast.expr) -> bool:
    match argument:
        case ast.Call(ast.Name(name) | ast.Attribute(_, name)):
            return name in COPIES
        case _:
            return isinstance(argument, DISPLAYS)


def _bound(program: ImportedProgram, source: str) -> Iterator[str]:
    """Yields what the statement assigns to that makes the call, as text."""
    name, _, row = source.removeprefix(CALLED).rpartition(":")
    for file in program.sources():
        nodes = ast.walk(file.tree) if os.path.basename(file.file) == name else ()
        for node in nodes:
            match node:
                case ast.Assign(targets, ast.Call(lineno=at)) if str(at) == row:
                    for target in targets:
                        yield from map(ast.unparse, getattr(target, "elts", [target]))
                case _:
                    pass
