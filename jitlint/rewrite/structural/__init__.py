"""Structural rewrites: other control flow that does the same, one file per rule that has one.

They read a file with LibCST, and are asked for only by who applies unsafe fixes. The function
`rewrite` of `jit101_branch_on_traced_value.py` is given a finding of that rule and its file, and
returns edits, or none where it is not sure that results stay the same.
"""

import importlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from jitlint.core.finding import Edit, Finding, Span
from jitlint.core.result import CheckResult
from jitlint.core.source import Source
from jitlint.rewrite import structural_rewrites
from jitlint.rewrite.document import Document

if TYPE_CHECKING:
    from jitlint.rewrite.structural.module import Module

Rewrite = Callable[["Module", Finding[Span]], tuple[Edit[Span], ...]]


def with_rewrites(run: CheckResult) -> CheckResult:
    """Returns a result whose findings have the edits of a rewrite where they had no fix."""
    codes = structural_rewrites()
    waiting = [e for e in run.findings if e.may_be_rewritten and e.code in codes and not e.fix]
    sources = {each.at.path: run.sources.get(each.at.path) for each in waiting}
    modules = {path: _module(source) for path, source in sources.items() if source}
    edits = {each: _edits(each, modules.get(each.at.path)) for each in waiting}
    found = [replace(each, fix=edits.get(each) or each.fix) for each in run.findings]
    return replace(run, findings=tuple(found))


def _module(source: Source) -> "Module | None":
    from jitlint.rewrite.structural.module import Module  # which imports LibCST

    document = Document.of(source)
    return Module.of(document) if document else None


def _edits(finding: Finding[Span], module: "Module | None") -> tuple[Edit[Span], ...]:
    try:
        edits = all_rewrites()[finding.code](module, finding) if module else ()
    except RecursionError:  # LibCST walks by recursion
        return ()
    return edits if module and module.document.keeps_comments(edits) else ()


@cache
def all_rewrites() -> dict[str, Rewrite]:
    """Returns every structural rewrite by the code of its rule."""
    modules = structural_rewrites()
    return {code: importlib.import_module(name).rewrite for code, name in modules.items()}
