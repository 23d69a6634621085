"""Chooses working functions, in an order that a seed fixes, and a parameter that is an array."""

import ast
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.arguments.corpus import Jitted
from benchmarks.arguments.trace import Outcome
from benchmarks.faults.plant import FAULTS, Fault

BATCH = 10


@dataclass(frozen=True, slots=True)
class Chosen:
    """A function that is traced as it is, the fault that it is to get, and the parameter for it."""

    jitted: Jitted
    fault: Fault
    parameter: str


def choose(
    functions: Iterable[Jitted],
    trace: Callable[[Sequence[Jitted]], Sequence[Outcome]],
    site: Path,
    seed: int,
    number: int,
) -> list[Chosen]:
    """Returns as many as are asked for; a batch is traced at a time, until there are enough."""
    order = sorted(functions, key=lambda each: each.listed)
    random.Random(seed).shuffle(order)
    chosen: list[Chosen] = []
    while order and len(chosen) < number:
        batch, order = order[:BATCH], order[BATCH:]
        for outcome in trace(batch):
            parameter = array_of(outcome, site) if outcome.is_traced else ""
            if parameter:
                fault = FAULTS[len(chosen) % len(FAULTS)]
                chosen.append(Chosen(outcome.jitted, fault, parameter))
    return chosen[:number]


def array_of(outcome: Outcome, site: Path) -> str:
    """Returns the first parameter that is not static and was given an array or a float."""
    jitted = outcome.jitted
    names = _parameters((site / jitted.path).read_text("utf-8"), jitted)
    try:
        call = ast.parse(outcome.verdict.arguments, mode="eval").body
    except SyntaxError:
        return ""
    if not isinstance(call, ast.Call):
        return ""
    if "." in jitted.qualname and len(call.args) < len(names):
        has_self = bool(call.args) and _is_object(call.args[0])
        names = names if has_self else names[1:]
    values = {**dict(zip(names, call.args, strict=False)), **_named(call)}
    found = (name for name, value in values.items() if name not in jitted.static)
    return next((name for name in found if _is_array(values[name])), "")


def _parameters(text: str, jitted: Jitted) -> list[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.lineno == jitted.row:
            return [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    return []


def _named(call: ast.Call) -> dict[str, ast.expr]:
    return {each.arg: each.value for each in call.keywords if each.arg}


def _is_object(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and not _is_array(value)


def _is_array(value: ast.expr) -> bool:
    match value:
        case ast.Call(ast.Attribute(ast.Name("jnp"), "ones"), [_]):
            return True
        case ast.Constant(float()):
            return True
        case _:
            return False
