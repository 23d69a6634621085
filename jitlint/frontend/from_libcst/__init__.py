"""Reads a text with LibCST, which knows the syntax of every Python, into the nodes of `ast`."""

import ast
import re
from collections.abc import Iterable
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from jitlint.core.gc_tuning import as_deep_as_it_is
from jitlint.frontend.from_libcst.conversion import Conversion
from jitlint.frontend.from_libcst.expressions import EXPRESSIONS
from jitlint.frontend.from_libcst.functions import DEFINITIONS, SCOPED
from jitlint.frontend.from_libcst.literals import LITERALS
from jitlint.frontend.from_libcst.nesting import is_too_deep
from jitlint.frontend.from_libcst.patterns import MATCH, PATTERNS
from jitlint.frontend.from_libcst.places import NodePlaces
from jitlint.frontend.from_libcst.statements import BLOCKS, SIMPLE

PLACE = re.compile(r"error at (\d+):(\d+)")
ALL = EXPRESSIONS | LITERALS | SCOPED | SIMPLE | BLOCKS | DEFINITIONS | MATCH | PATTERNS


def parse(text: str) -> ast.Module:
    """Returns the syntax tree of a text.

    Raises SyntaxError, RecursionError where it is nested deeper than LibCST can follow, and
    ValueError.
    """
    if is_too_deep(text):
        raise RecursionError
    try:
        module = cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        raise SyntaxError("invalid syntax", _place(error)) from None
    with as_deep_as_it_is():
        wrapper = _Positions(module, unsafe_skip_copy=True)
        places = NodePlaces(text, wrapper.resolve(PositionProvider))
        return ast.Module(Conversion(ALL, places).statements(wrapper.module.body), [])


class _Positions(MetadataWrapper):
    """A wrapper that asks for positions alone, which need no walk over the tree.

    LibCST walks it for the visitors among the providers also where there are none, and makes each
    node anew.
    """

    def visit_batched(
        self, visitors: Iterable[cst.BatchableCSTVisitor], *_: Any, **__: Any
    ) -> cst.CSTNode:
        """Returns the module after the visits, if there are any visitors."""
        return super().visit_batched(visitors) if [*visitors] else self.module


def _place(error: cst.ParserSyntaxError) -> tuple[str, int, int, None]:
    """Returns the place of an error, which LibCST has nowhere but in its message."""
    found = PLACE.search(error.message)
    row, column = (int(found[1]), int(found[2])) if found else (error.raw_line, error.raw_column)
    return "", row, column, None
