"""Turns a long loop by `jax.lax.fori_loop`, which is traced once."""

import ast

import libcst as cst

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.structural.loops import fori_loop
from jitlint.rewrite.structural.module import Module
from jitlint.rewrite.structural.truth import Names


def rewrite(module: Module, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of a `for` over a range."""
    document, (row, column) = module.document, module.document.ends(finding.at)[0]
    for loop in ast.walk(document.tree):
        if isinstance(loop, ast.For) and document.extent(loop)[0] == (row, column):
            at = document.replace(loop.iter, "").at
            called, names = module.node(at, cst.Call), Names(module, at)
            node = module.parent(called) if called else None
            edits = fori_loop(module, node, names) if isinstance(node, cst.For) else ()
            return (*names.edits, *edits) if edits and names.is_complete else ()
    return ()
