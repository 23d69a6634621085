"""A second opinion on reading: what LibCST, a parser of its own, finds where in a text."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from jitlint.frontend.extent import Extent

Found = Counter[tuple[str, Extent]]

KINDS: dict[str, tuple[type, ...]] = {
    "Subscript": (cst.Subscript,),
    "Call": (cst.Call,),
    "Unary": (cst.UnaryOperation,),
    "Binary": (cst.BinaryOperation,),
    "Compare": (cst.Comparison,),
    "Boolean": (cst.BooleanOperation,),
    "Ternary": (cst.IfExp,),
    "Collection": (cst.Tuple, cst.List, cst.Set),
    "Dict": (cst.Dict,),
    "Lambda": (cst.Lambda,),
    "Comprehension": (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp),
    "Formatted": (cst.FormattedStringExpression,),
    "Walrus": (cst.NamedExpr,),
    "Yield": (cst.Yield,),
    "Await": (cst.Await,),
    "Argument": (cst.Arg,),
    "Evaluate": (cst.Expr,),
    "Assign": (cst.Assign, cst.AnnAssign),
    "Augment": (cst.AugAssign,),
    "Raise": (cst.Raise,),
    "Assert": (cst.Assert,),
    "Delete": (cst.Del,),
    "Jump": (cst.Break, cst.Continue),
    "Import": (cst.Import, cst.ImportFrom),
    "ImportedName": (cst.ImportAlias, cst.ImportStar),
    "WithItem": (cst.WithItem,),
    "Function": (cst.FunctionDef,),
    "Class": (cst.ClassDef,),
    "Parameter": (cst.Param,),
    "Loop": (cst.CompFor,),
    "If": (cst.If,),
    "While": (cst.While,),
    "For": (cst.For,),
    "With": (cst.With,),
    "Try": (cst.Try, cst.TryStar),
    "Handler": (cst.ExceptHandler, cst.ExceptStarHandler),
}
KIND_OF = {each: kind for kind, types in KINDS.items() for each in types}


def found_by_libcst(text: str) -> Found:
    """Returns how often each kind of node is at each place."""
    wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    return Counter(_found(wrapper.module, wrapper.resolve(PositionProvider)))


def _found(node: cst.CSTNode, positions: Any) -> Iterator[tuple[str, Extent]]:
    if type(node) in KIND_OF:
        yield KIND_OF[type(node)], _extent(node, positions)
    for child in node.children:
        is_bare = isinstance(node, cst.Index | cst.Del) and isinstance(child, cst.Tuple)
        for each in child.children if is_bare else (child,):  # such a tuple may be none of `ast`
            yield from _found(each, positions)


def _extent(node: cst.CSTNode, positions: Any) -> Extent:
    match node:
        case cst.FunctionDef(name=name) | cst.ClassDef(name=name) | cst.Param(name=name):
            return _between(positions[name].start, positions[name].end)
        case cst.CompFor():
            after = node.inner_for_in or node
            end = positions[after].start if node.inner_for_in else positions[node].end
            return _between(positions[node.whitespace_before].end, end)
        case cst.Tuple(elements=[], lpar=[*_, left], rpar=[right, *_]):
            return _between(positions[left].start, positions[right].end)
        case cst.If():
            end = positions[node.whitespace_after_test].start
        case (
            cst.While() | cst.For() | cst.With() | cst.Try() | cst.TryStar()
            | cst.ExceptHandler() | cst.ExceptStarHandler()
        ):  # fmt: skip
            end = positions[node.whitespace_before_colon].start
        case _:
            end = positions[node].end
    return _between(positions[node].start, end)


def _between(start: Any, end: Any) -> Extent:
    return Extent(start.line, start.column + 1, end.line, end.column + 1)
