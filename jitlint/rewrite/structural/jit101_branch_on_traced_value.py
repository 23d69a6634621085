"""Chooses by `jnp.where` or `jax.lax.cond`, and joins tests by `jnp.logical_and` and its like."""

import libcst as cst

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import WIDTH, Document
from jitlint.rewrite.structural.bound import bound_before
from jitlint.rewrite.structural.branches import (
    RETURNED,
    Branch,
    Choice,
    branch,
    expression_choice,
    leaves,
)
from jitlint.rewrite.structural.choosing import Chooser
from jitlint.rewrite.structural.layout import Written, flat, laid_out
from jitlint.rewrite.structural.loops import while_loop
from jitlint.rewrite.structural.module import CSTModule
from jitlint.rewrite.structural.truth import Names, computed, truth
from jitlint.rewrite.structural.values import Values, atom, compared

Edits = tuple[Edit[Span], ...]


def rewrite(module: CSTModule, finding: Finding[Span]) -> Edits:
    """Returns the edits of the expression or statement that asks for the truth of the finding."""
    asked = module.node(finding.at, cst.BaseExpression)
    if asked is None or module.function(asked) is None:
        return ()
    test = _whole_test(module, asked)
    names = Names(module, finding.at)
    values = Values.around(module, test).with_numeric({atom(asked), *compared(test)})
    match module.parent(test):
        case cst.IfExp(test=found) as node if found is test:
            edits = _expression(module, node, Chooser(values, names))
        case cst.If(test=found) as node if found is test:
            edits = _statement(module, node, Chooser(values, names))
        case cst.While(test=found) as node if found is test:
            edits = while_loop(module, node, names)
        case cst.While() | cst.Assert() | cst.CompIf() | cst.MatchCase():
            return ()
        case _:
            edits = _logic(module, test, values, names)
    return (*names.edits, *edits) if edits and names.is_complete else ()


def _whole_test(module: CSTModule, node: cst.BaseExpression) -> cst.BaseExpression:
    """Returns the largest test that a node is an operand of."""
    for around in module.around(node):
        match around:
            case cst.BooleanOperation() | cst.UnaryOperation(operator=cst.Not()):
                node = around
            case _:
                break
    return node


def _expression(module: CSTModule, node: cst.IfExp, chooser: Chooser) -> Edits:
    """Returns the edit of a conditional expression."""
    new = chooser.written(expression_choice(node))
    return _in_line(module, node, new) if new else ()


def _statement(module: CSTModule, node: cst.If, chooser: Chooser) -> Edits:
    """Returns the edit of an `if`, and of the statements after it where it returns early."""
    block = module.parent(node)
    if not isinstance(block, cst.IndentedBlock):
        return ()
    kept, after = bound_before(module, node), block.body[block.body.index(node) :]
    found, last = branch([node], kept), node
    if found is None:
        found, last = branch(after), after[-1]
    new = chooser.written(found) if isinstance(found, Choice) else None
    if found is None or new is None:
        return ()
    start, end = module.extent(node)[0], module.extent(last)[1]
    indent = module.document.lines[start[0] - 1][: start[1]]
    text = laid_out(_target(found), new, indent, module.tree.default_indent)
    above = module.comments(start, end, indent)
    if not text or above is None:
        return ()
    return (module.document.edit(start, end, above + text, safe=False),)


def _target(found: Branch) -> str:
    names = [*next(leaves(found))]
    return "return " if names == [RETURNED] else f"{', '.join(names)} = "


def _logic(module: CSTModule, test: cst.BaseExpression, values: Values, names: Names) -> Edits:
    """Returns the edit of a test whose value is used as a bool."""
    if not _is_bool(test) or not computed(test, values):
        return ()
    new = truth(test, values, names)
    return _in_line(module, test, new) if new else ()


def _is_bool(test: cst.BaseExpression) -> bool:
    """Returns whether a test gives no other value than a bool, and asks for the truth of one."""
    match test:
        case cst.BooleanOperation(left=left, right=right):
            sides = (left, right)
            return all(isinstance(each, cst.Comparison) or _is_bool(each) for each in sides)
        case cst.UnaryOperation(operator=cst.Not()) | cst.Comparison(comparisons=[_, _, *_]):
            return True
        case _:
            return False


def _in_line(module: CSTModule, node: cst.BaseExpression, new: Written) -> Edits:
    """Returns the edit that puts a call in the place of an expression inside a statement."""
    document, (start, end) = module.document, module.with_parentheses(node)
    line, after = _code(document, start[0]), _code(document, end[0])[end[1] :]
    before = line[: start[1]]
    indent = before[: len(before) - len(before.lstrip())]
    said = before[len(indent) :]
    if isinstance(module.parent(node), cst.Return | cst.Assign) and not after.strip():
        text = laid_out(said, new, indent, module.tree.default_indent)[len(said) :]
    else:
        text = flat(new)
        longest = max(WIDTH, len(line))
        text = text if len(before) + len(text) + len(after) <= longest else ""
    space = " " if said[-1:].isalnum() else ""
    return (document.edit(start, end, space + text, safe=False),) if text else ()


def _code(document: Document, row: int) -> str:
    """Returns a line without its comment."""
    line = document.lines[row - 1]
    for said in document.comments.between((row, 0), (row, len(line))):
        line = line.removesuffix(said).rstrip()
    return line
