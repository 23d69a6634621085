"""The extent of each node in a text: its first and last character."""

import ast
from collections.abc import Sequence
from typing import Any

from jitlint.frontend.node_text import Text, last_expression

Stretch = tuple[int, int]
Around = ast.AST | int | None


class Stretches:
    """Finds the places of nodes: their own, a name in them, a header, or the inside of brackets.

    Of a compound statement, an `except` and a `case` it is the header; of a function, a class and
    a parameter the name; of a tuple and a generator what is between the parentheses; of an
    argument and an item of a `with` also the parentheses around it.
    """

    def __init__(self, text: Text) -> None:
        self.text = text

    def of(self, node: Any, within: Any = None) -> Stretch:
        """Returns the place of a node that was lowered as a part of another."""
        match node, within:
            case ast.BoolOp(), int():
                return self._chain(node, within)
            case ast.comprehension(), _:
                return self._loop(node, within)
            case ast.withitem(), _:
                return self._item(node, within)
            case ast.expr(), ast.AST():
                return self._argument(node, within)
            case _:
                return self._alone(node)

    def _alone(self, node: Any) -> Stretch:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return self._name(node)
            case ast.arg():
                return self.text.word(self.text.start(node))
            case ast.Tuple(elts=inside) | ast.MatchSequence(patterns=inside):
                return self._tuple(node, inside)
            case ast.GeneratorExp():
                return self._generator(node)
            case ast.FormattedValue():
                return self._hole(node)
            case ast.match_case(pattern=pattern):
                return self.text.case(self.text.start(pattern)), self._header_end(node, 0)
            case (
                ast.If() | ast.While() | ast.For() | ast.AsyncFor() | ast.With() | ast.AsyncWith()
                | ast.Try() | ast.TryStar() | ast.ExceptHandler() | ast.Match()
            ):  # fmt: skip
                start = self.text.start(node)
                return start, self._header_end(node, start)
            case _:
                return self._whole(node)

    def _whole(self, node: ast.AST) -> Stretch:
        return self.text.start(node), self.text.end(node)

    def _header_end(self, node: ast.AST, start: int) -> int:
        last = last_expression(node)
        return self.text.colon(self.text.word(start)[1] if last is None else self.text.end(last))

    def _name(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Stretch:
        first = self.text.word(self.text.start(node))
        if isinstance(node, ast.AsyncFunctionDef):
            first = self.text.word(first[1])
        return self.text.word(first[1])

    def _tuple(self, node: ast.AST, inside: Sequence[Any]) -> Stretch:
        start, end = self._whole(node)
        if not inside or not self._is_parenthesized(start, inside[0]):
            return start, end
        return self._inside(start, self.text.end(inside[-1]), end)

    def _is_parenthesized(self, start: int, first: Any) -> bool:
        if self.text.text[start] == "{" and self.text.start(first) > start:
            return True  # it is all of a hole, whose braces Python 3.11 takes for parentheses
        opened = self.text.opening(start, self.text.start(first))
        end = self.text.end(first)
        return len(opened) > len(self.text.closing(end, len(self.text.text)))

    def _generator(self, node: ast.GeneratorExp) -> Stretch:
        start, end = self._whole(node)
        last = node.generators[-1]
        return self._inside(start, self.text.end((last.ifs or [last.iter])[-1]), end)

    def _inside(self, start: int, last: int, end: int) -> Stretch:
        """Returns what is between the parentheses at a start and an end; `last` ends a node."""
        first = next(token.start() for token in self.text.tokens(start + 1, end))
        ends = [token.end() for token in self.text.tokens(last, end - 1)]
        return first, max([last, *ends])

    def _hole(self, node: ast.FormattedValue) -> Stretch:
        """Returns the braces of a hole, of which Python 3.11 says only in which f-string it is."""
        start, end = self._whole(node)
        if self.text.text[start] == "{":
            return start, end
        value_start, value_end = self.of(node.value)
        hole = self.text.text.rfind("{", start, value_start), self.text.brace(value_end, end)
        return (start, end) if -1 in hole else hole

    def _chain(self, node: ast.BoolOp, last: int) -> Stretch:
        end = self.text.end(node.values[last])
        return self.text.start(node), max([end, *self.text.closing(end, len(self.text.text))])

    def _loop(self, node: ast.comprehension, within: Any) -> Stretch:
        clauses: list[ast.comprehension] = within.generators
        index = clauses.index(node)
        if index:
            before = _last(clauses[index - 1])
        else:
            before = within.value if isinstance(within, ast.DictComp) else within.elt
        gap = self.text.tokens(self.text.end(before), self.text.start(node.target))
        start = next(token.start() for token in gap if token[0] in ("async", "for"))
        end = self.text.end(_last(node))
        return start, max([end, *self.text.closing(end, self.text.end(within) - 1)])

    def _item(self, node: ast.withitem, within: ast.With | ast.AsyncWith) -> Stretch:
        index = within.items.index(node)
        before = within.items[index - 1] if index else None
        if before is None:
            after = self.text.start(within)
        else:
            after = self.text.end(before.optional_vars or before.context_expr)
        is_alone = len(within.items) == 1 and node.optional_vars is None
        start, end = self._parenthesized(node.context_expr, after, is_alone)
        if node.optional_vars is None:
            return start, end
        return start, self._parenthesized(node.optional_vars, end)[1]

    def _parenthesized(self, node: ast.expr, after: int, is_alone: bool = False) -> Stretch:
        """Returns a node with its own parentheses, of which a `with` has one where it is alone."""
        start, end = self._whole(node)
        opened = self.text.opening(after, start)
        closed = self.text.closing(end, len(self.text.text))
        own = min(len(opened), len(closed)) - is_alone
        return (opened[-own], closed[own - 1]) if own > 0 else (start, end)

    def _argument(self, node: ast.expr, within: Any) -> Stretch:
        start, end = self._whole(node)
        siblings = _siblings(within)
        limit = self._closing_of(within, siblings)
        if end > limit:  # the parentheses of a call are also those of its one generator
            return self._alone(node)
        closed = self.text.closing(end, limit)
        if not closed:
            return start, end
        ends = [self.text.end(each) for each in siblings]
        after = max([each for each in ends if each <= start], default=self.text.start(within))
        return self.text.opening(after, start)[-len(closed)], closed[-1]

    def _closing_of(self, within: Any, siblings: Sequence[ast.AST]) -> int:
        """Returns where the parenthesis is that closes a call, or the bases of a class."""
        if isinstance(within, ast.Call):
            return self.text.end(within) - 1
        return self.text.colon(max(self.text.end(each) for each in siblings)) - 1


def _siblings(node: ast.Call | ast.ClassDef) -> Sequence[ast.AST]:
    if isinstance(node, ast.Call):
        return [node.func, *node.args, *node.keywords]
    return [*node.bases, *node.keywords]


def _last(clause: ast.comprehension) -> ast.expr:
    return (clause.ifs or [clause.iter])[-1]
