"""Modules that are run, not imported: what their text shows of that."""

from collections.abc import Iterator

from jitlint.frontend import ir


def is_run(facts: ir.Facts, name: str) -> bool:
    """Says whether a module is run as it is: a notebook, or one outside of packages that acts.

    It prints when it is executed, or calls a function of its own and does nothing with the result.
    """
    if facts.cells or "." in name:
        return bool(facts.cells)
    statements = [*_statements(facts.body)]
    own = {each.name for each in statements if isinstance(each, ir.Function)} | {"print"}
    return any(_calls(each, own) for each in statements)


def asks_for_run(test: ir.Expression) -> bool:
    """Says whether a test is `__name__ == "__main__"`."""
    match test:
        case ir.Compare(left=left, operators=("==",), rights=(right,)):
            sides = (left, right)
            is_named = any(isinstance(each, ir.Name) and each.id == "__name__" for each in sides)
            return is_named and any(_is_main(each) for each in sides)
        case _:
            return False


def _is_main(node: ir.Expression) -> bool:
    return isinstance(node, ir.Constant) and node.value == "__main__"


def _statements(body: tuple[ir.Statement, ...]) -> Iterator[ir.Statement]:
    """Yields statements with those inside of them, but for functions, classes and what is asked."""
    for each in body:
        yield each
        match each:
            case ir.For() | ir.While():
                yield from _statements((*each.body, *each.orelse))
            case ir.With() | ir.Try():
                yield from _statements(each.body)
            case _:
                pass


def _calls(statement: ir.Statement, names: set[str]) -> bool:
    match statement:
        case ir.Evaluate(value=ir.Call(function=ir.Name(id=name))):
            return name in names
        case _:
            return False
