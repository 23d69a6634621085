"""Finds wrappings of one function on different paths of one body, by its text alone."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import Frame, Value
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.names import dotted
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk

STATIC = frozenset({"static_argnames", "static_argnums"})
Subject = tuple[str, str]


def chosen(
    machine: Machine, options: dict[str, Value], call: ir.Node, frame: Frame
) -> dict[str, Value]:
    """Returns the options of a wrapper: unknown are its static names where there is a choice.

    Another path of the same body wraps the same function with static arguments. Who chooses the
    path may do so by what is passed, so that nobody knows what this wrapper is handed.
    """
    is_one_path = bool(frame.branches or frame.returns)
    if is_one_path and frame.function and _has_static_twin(machine, call, frame.function):
        return {**options, "static_argnames": UNKNOWN}
    return options


def _has_static_twin(machine: Machine, call: ir.Node, function: ir.Function) -> bool:
    subject = _subject(call)
    if subject is None or _names_static(call):
        return False
    return subject in machine.state_of(Questions).ask(_wrapped_with_static, function)


def _wrapped_with_static(function: ir.Function) -> set[Subject | None]:
    return {_subject(each) for each in walk(function.body) if _names_static(each)}


def _names_static(call: ir.Node) -> bool:
    return isinstance(call, ir.Call) and any(a.keyword in STATIC for a in call.arguments)


def _subject(call: ir.Node) -> Subject | None:
    """Returns the names of the wrapper and of what it wraps, where both are plain."""
    match call:
        case ir.Call(function=function, arguments=(ir.Argument(value=wrapped), *_)):
            names = dotted(function), dotted(wrapped)
            return None if "…" in "".join(names) else names
        case _:
            return None
