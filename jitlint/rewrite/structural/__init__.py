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
    from jitlint.rewrite.structural.module import CSTModule

Edits = tuple[Edit[Span], ...]
Facts = tuple[Finding[Span], tuple[str, ...], tuple[str, ...]]
"""A finding, with those of its facts that a rewrite reads and that do not tell it from others."""
FileEdits = dict[Facts, Edits]
Known = dict[str, tuple[Source, FileEdits]]
"""By the path of a file: a text of it, and the edits for its findings."""
Rewrite = Callable[["CSTModule", Finding[Span]], Edits]


def with_rewrites(run: CheckResult, known: Known | None = None) -> CheckResult:
    """Returns a result whose findings have the edits of a rewrite where they had no fix.

    `known` holds what was found for a text before: who asks again after an edit reads with LibCST
    only the files in which anything has changed.
    """
    codes = structural_rewrites()
    waiting: dict[str, list[Finding[Span]]] = {}
    for each in run.findings:
        if each.may_be_rewritten and each.code in codes and not each.fix:
            waiting.setdefault(each.at.path, []).append(each)
    edits = FileEdits()
    for path, findings in waiting.items():
        source = run.sources.get(path)
        if source:
            edits |= _edits_of_file(source, findings, {} if known is None else known)
    found = [replace(each, fix=edits.get(_facts(each)) or each.fix) for each in run.findings]
    return replace(run, findings=tuple(found))


def _edits_of_file(source: Source, findings: list[Finding[Span]], known: Known) -> FileEdits:
    """Returns the edits for findings of a file, which is read only if one of them is new."""
    before = known.get(source.path)
    edits = before[1] if before and before[0] == source else FileEdits()
    new = [each for each in findings if _facts(each) not in edits]
    if new:
        module = _module(source)
        edits = edits | {_facts(each): _edits(each, module) for each in new}
    known[source.path] = source, edits
    return edits


def _facts(finding: Finding[Span]) -> Facts:
    return finding, finding.needs, finding.keeps


def _module(source: Source) -> "CSTModule | None":
    from jitlint.rewrite.structural.module import CSTModule  # which imports LibCST

    document = Document.of(source)
    return CSTModule.of(document) if document else None


def _edits(finding: Finding[Span], module: "CSTModule | None") -> Edits:
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
