"""Counts by `jax.lax.fori_loop`, or makes the parameters static that Python counts with."""

import libcst as cst

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.static_parameters import made_static
from jitlint.rewrite.structural.loops import fori_loop
from jitlint.rewrite.structural.module import CSTModule
from jitlint.rewrite.structural.truth import Names

Edits = tuple[Edit[Span], ...]


def rewrite(module: CSTModule, finding: Finding[Span]) -> Edits:
    """Returns the edits of a `for` over a range, or else of the place that jits."""
    return _loop(module, finding) or made_static(module.document, finding)


def _loop(module: CSTModule, finding: Finding[Span]) -> Edits:
    called, names = module.node(finding.at, cst.Call), Names(module, finding.at)
    match module.parent(called) if called else None:
        case cst.For(iter=found) as node if found is called:
            edits = fori_loop(module, node, names)
            return (*names.edits, *edits) if edits and names.is_complete else ()
        case _:
            return ()
