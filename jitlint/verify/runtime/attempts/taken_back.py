"""Callers of a traced function that put back what it changes, on any way out of it."""

import ast
from collections.abc import Iterator

from ..program.resolve_function import Unreachable
from ..program.sources import aliases
from .attempt_plan import AttemptPlan
from .observable_state import looks_the_same


def is_taken_back(plan: AttemptPlan) -> bool:
    """Whether every call of the function stands in a `with` or a `try` with a `finally`.

    And whether nobody can tell what jit makes of calls of the functions around these.
    """
    entry = plan.question.entry
    if entry is None or not _is_guarded(plan, entry.target.name):
        return False
    alike: dict[str, bool] = {}
    try:
        for attempt in plan.of_callers():
            name = attempt.subject.name
            if name not in alike and attempt.tried()[1] is None:
                alike[name] = looks_the_same(plan, attempt)
    except Unreachable:
        return False
    return bool(alike) and all(alike.values())


def _is_guarded(plan: AttemptPlan, name: str) -> bool:
    sources = [*plan.program.sources()]
    names = aliases(sources, name)
    found = [each for source in sources for each in _guards(source.tree, names, False)]
    return bool(found) and all(found)


def _guards(node: ast.AST, names: set[str], is_inside: bool) -> Iterator[bool]:
    """Yields for each call of one of the names whether something that puts back is around it."""
    match node:
        case ast.Call(ast.Name(name) | ast.Attribute(_, name)) if name in names:
            yield is_inside
        case ast.Try(body, handlers, orelse, finalbody) if finalbody:
            for each in (*body, *handlers, *orelse):
                yield from _guards(each, names, True)
            node = ast.Module(finalbody, [])
        case ast.With():
            is_inside = True
        case ast.FunctionDef() | ast.Lambda():
            is_inside = False
        case _:
            pass
    for child in ast.iter_child_nodes(node):
        yield from _guards(child, names, is_inside)
