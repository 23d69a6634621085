"""Puts right what raises the error that is swallowed, as other rules do it."""

from dataclasses import replace

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite import jit102_conversion_of_traced_value as conversion
from jitlint.rewrite import jit103_numpy_on_traced_value as numpy_call
from jitlint.rewrite import jit106_size_that_depends_on_values as size
from jitlint.rewrite.structural import jit101_branch_on_traced_value as branch
from jitlint.rewrite.structural.module import CSTModule


def rewrite(module: CSTModule, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits of the conversion, the call of NumPy, the selection or the branch."""
    if finding.severity == "note":
        return ()
    document = module.document
    for fix in (conversion.fix, numpy_call.fix, size.fix):
        if edits := fix(document, finding):
            return tuple(replace(each, safe=False) for each in edits)
    return branch.rewrite(module, finding)
