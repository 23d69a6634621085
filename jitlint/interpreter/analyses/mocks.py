"""Tests that replace parts of the program while they run: what they call need not be what is seen.

`unittest.mock.patch` and `pytest`'s `monkeypatch.setattr` put other objects in place of functions,
classes and modules; then arguments may go where they would never go in the program itself.
"""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame, Function
from jitlint.interpreter.syntax.names import dotted
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk_all

_HARMLESS = "patch.dict"  # of the environment, as a rule


def runs_with_mocks(questions: Questions, function: Function) -> bool:
    """Says whether a test, its class or a fixture of it replaces parts of the program."""
    if "test" not in function.module.rpartition(".")[2]:
        return False
    return any(questions.ask(_replaces, node) for node in _around(function))


def _around(function: Function) -> Iterator[ir.Function | ir.Expression]:
    yield function.node
    if function.owner is not None:
        yield from function.owner.node.decorators
        for each in function.owner.node.body:
            if isinstance(each, ir.Function) and not each.name.startswith("test"):
                yield each
    yield from _fixtures(function.node, function.frame)


def _fixtures(node: ir.Function, frame: Frame) -> Iterator[ir.Function]:
    """Yields the fixtures of a module that a test asks for, or that every test gets."""
    asked = {parameter.name for parameter in node.parameters}
    for name, value in frame.globals.names.items():
        if isinstance(value, Function) and (name in asked or _is_automatic(value.node)):
            yield value.node


def _is_automatic(node: ir.Function) -> bool:
    given = (a for d in node.decorators if isinstance(d, ir.Call) for a in d.arguments)
    return any(argument.keyword == "autouse" for argument in given)


def _replaces(node: ir.Function | ir.Expression) -> bool:
    return any(isinstance(each, ir.Call) and _is_patch(each) for each in walk_all(node))


def _is_patch(call: ir.Call) -> bool:
    name = dotted(call.function)
    parts = name.split(".")
    return name == "monkeypatch.setattr" or ("patch" in parts and not name.endswith(_HARMLESS))
