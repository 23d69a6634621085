"""Jits a method of an object once, before the loop in which the object stays as it is."""

import libcst as cst

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.structural.jit301_jit_of_fresh_function_in_loop import (
    before_the_loop,
    loops_around,
)
from jitlint.rewrite.structural.module import CSTModule


def rewrite(module: CSTModule, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits that name the jitted method, if the loop says no more of its object."""
    made = module.node(finding.at, cst.Call)
    loops = loops_around(module, made) if made else []
    if made is None or not loops or module.meaning(made.func) != "jax.jit":
        return ()
    match [each.value for each in made.args]:
        case [cst.Attribute(value=cst.Name() as owner, attr=cst.Name())]:
            bindings = module.bindings(owner)
        case _:
            return ()
    reads = [each.node for binding in bindings for each in binding.references]
    inside = [each for each in reads if module.is_within(each, loops[-1])]
    bound = [getattr(each, "node", loops[-1]) for each in bindings]
    if len(bound) != 1 or module.is_within(bound[0], loops[-1]) or len(inside) != 1:
        return ()
    return before_the_loop(module, made, loops[-1])
