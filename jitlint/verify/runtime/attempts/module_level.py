"""Statements of the module itself: what the import shows of them is all that there is to see."""

import ast

from .attempt_plan import AttemptPlan


def runs_once(plan: AttemptPlan) -> bool:
    """Whether the flagged code is a statement of the module that makes no function.

    A function that was made, by `def` or `jax.jit`, is called later, and may raise then.
    """
    spot = plan.question.spot
    tree = plan.program.source(spot.file).tree
    if plan.around or plan.question.entry is not None:
        return False
    statements = [node for node in _statements(tree.body) if _first(node) <= spot.row]
    held = [node for node in statements if spot.end_row <= (node.end_lineno or node.lineno)]
    return bool(held) and not _makes_function(plan, held[-1])


def _makes_function(plan: AttemptPlan, node: ast.stmt) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return True
    module = vars(plan.program.loaded.module)
    names = (each for each in ast.walk(node) if isinstance(each, ast.Name))
    return any(callable(module.get(n.id)) for n in names if isinstance(n.ctx, ast.Store))


def _statements(body: list[ast.stmt]) -> list[ast.stmt]:
    """Returns the statements of a block with those inside of them, each after its outer one."""
    found: list[ast.stmt] = []
    for node in body:
        blocks: list[list[ast.stmt]] = [getattr(node, name, []) for name in ("body", "orelse")]
        found += [node, *(each for block in blocks for each in _statements(block))]
    return found


def _first(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])
