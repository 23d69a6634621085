"""Finds wrappings of one function on different paths of one body, by its text alone."""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import Frame, Value
from jitlint.interpreter.objects.attributes import dotted
from jitlint.interpreter.syntax.walk import walk

STATIC = frozenset({"static_argnames", "static_argnums"})


def chosen(options: dict[str, Value], call: ir.Node, frame: Frame) -> dict[str, Value]:
    """Returns the options of a wrapper: unknown are its static names where there is a choice.

    Another path of the same body wraps the same function with static arguments. Who chooses the
    path may do so by what is passed, so that nobody knows what this wrapper is handed.
    """
    is_one_path = bool(frame.branches or frame.returns)
    if is_one_path and frame.function and _has_static_twin(call, frame.function.body):
        return {**options, "static_argnames": UNKNOWN}
    return options


def _has_static_twin(call: ir.Node, body: tuple[ir.Statement, ...]) -> bool:
    subject = _subject(call)
    if subject is None or _names_static(call):
        return False
    return any(_subject(each) == subject and _names_static(each) for each in _calls(body))


def _calls(body: tuple[ir.Statement, ...]) -> Iterator[ir.Call]:
    return (node for node in walk(body) if isinstance(node, ir.Call))


def _names_static(call: ir.Node) -> bool:
    return isinstance(call, ir.Call) and any(a.keyword in STATIC for a in call.arguments)


def _subject(call: ir.Node) -> tuple[str, str] | None:
    """Returns the names of the wrapper and of what it wraps, where both are plain."""
    match call:
        case ir.Call(function=function, arguments=(ir.Argument(value=wrapped), *_)):
            names = dotted(function), dotted(wrapped)
            return None if "…" in "".join(names) else names
        case _:
            return None
