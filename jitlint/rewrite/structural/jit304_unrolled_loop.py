"""Turns a long loop into `jax.lax.fori_loop`, `jax.lax.scan` or `jax.lax.map`, traced once."""

import ast

import libcst as cst

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.structural.loops import fori_loop
from jitlint.rewrite.structural.module import CSTModule
from jitlint.rewrite.structural.scans import scan
from jitlint.rewrite.structural.truth import Names


def rewrite(module: CSTModule, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of a `for` over a range or an array."""
    document, (row, column) = module.document, module.document.ends(finding.at)[0]
    for loop in ast.walk(document.tree):
        if isinstance(loop, ast.For) and document.extent(loop)[0] == (row, column):
            at = document.replace(loop.iter, "").at
            over, names = module.node(at, cst.BaseExpression), Names(module, at)
            node = module.parent(over) if over else None
            if not isinstance(node, cst.For):
                return ()
            edits = fori_loop(module, node, names) or scan(module, node, finding.keeps, names)
            return (*names.edits, *edits) if edits and names.is_complete else ()
    return ()
