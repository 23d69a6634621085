"""Counts by `jax.lax.fori_loop`."""

import libcst as cst

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.structural.loops import fori_loop
from jitlint.rewrite.structural.module import Module
from jitlint.rewrite.structural.truth import Names


def rewrite(module: Module, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of a `for` over a range."""
    called, names = module.node(finding.at, cst.Call), Names(module, finding.at)
    match module.parent(called) if called else None:
        case cst.For(iter=found) as node if found is called:
            edits = fori_loop(module, node, names)
            return (*names.edits, *edits) if edits and names.is_complete else ()
        case _:
            return ()
