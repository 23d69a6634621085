"""Calls what a class has wrapped in a transformation, to see whether JAX takes the instance."""

import ast
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..limits import MOST_REFUSED_CALLS
from ..program.attempt import Attempt
from ..program.kinds import names_of
from ..program.resolve_function import Unreachable
from ..program.userjax import jax
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted
from .attempt_plan import AttemptPlan


def find_refusal(plan: AttemptPlan) -> Verdict | None:
    """Returns what calls of the method at the spot show; None if there is no method there.

    Confirmed when a call raises an accepted error that it does not raise without jit.
    """
    spot = plan.question.spot
    reasons: list[Verdict] = []
    for name in _methods_at(plan.program.source(spot.file).tree, spot.row):
        try:
            for attempt in islice(plan.of_host(name, plan.question.spot.path), MOST_REFUSED_CALLS):
                verdict = _judge(plan, attempt)
                if verdict.outcome != "inconclusive":
                    return verdict
                reasons.append(verdict)
        except Unreachable as error:
            reasons.append(inconclusive(str(error)))
    return reasons[0] if reasons else None


def _judge(plan: AttemptPlan, attempt: Attempt) -> Verdict:
    _, error = attempt.tried()
    if error is None:
        return refuted(f"nothing is raised while {attempt.description}", attempt.arguments)
    accepted = {*names_of(error)} & {*plan.question.errors}
    with jax.disable_jit():
        _, without = attempt.tried()
    if not accepted or without is not None:
        return inconclusive("args_not_found", error_text(error), attempt.arguments)
    text = f"{type(error).__name__} raised while {attempt.description}, and not without jit"
    return confirmed(text, attempt.arguments)


def _methods_at(tree: ast.AST, row: int, prefix: str = "") -> Iterator[str]:
    """Yields the names that a class gives what is decorated, or made, on a row."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            inner = f"{prefix}{node.name}."
            yield from (f"{inner}{name}" for each in node.body for name in _names_at(each, row))
            yield from _methods_at(node, row, inner)


def _names_at(statement: ast.stmt, row: int) -> list[str]:
    match statement:
        case ast.FunctionDef(name, decorator_list=decorators):
            return [name] if any(_is_on(each, row) for each in decorators) else []
        case ast.Assign(targets) if _is_on(statement, row):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case _:
            return []


def _is_on(node: Any, row: int) -> bool:
    return node.lineno <= row <= node.end_lineno
