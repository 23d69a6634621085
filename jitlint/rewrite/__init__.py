"""Fixes: edits that correct a finding, one file per rule that has one.

`jit412_removed_name.py` fixes the findings of the rule in the file of the same name. Its function
`fix` is given a finding and its file, and returns edits, or none where it is not sure of them.
"""

import importlib
import os
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from jitlint.core.finding import Edit, Finding, Span
from jitlint.core.source import Source

if TYPE_CHECKING:
    from jitlint.rewrite.document import Document

Fix = Callable[["Document", Finding[Span]], tuple[Edit[Span], ...]]


def with_fixes(
    findings: Iterable[Finding[Span]], sources: Mapping[str, Source]
) -> tuple[Finding[Span], ...]:
    """Returns the findings, those with their edits that can be put right for certain."""
    documents: dict[str, Document | None] = {}
    return tuple(_with_fix(finding, sources, documents) for finding in findings)


@cache
def structural_rewrites() -> Mapping[str, str]:
    """Returns the modules of the structural rewrites by the codes of their rules, not imported."""
    folders = [os.path.join(path, "structural") for path in __path__]
    names = sorted(m.name for m in pkgutil.iter_modules(folders) if m.name.startswith("jit"))
    return {name.partition("_")[0].upper(): f"{__name__}.structural.{name}" for name in names}


@cache
def all_fixes() -> dict[str, Fix]:
    """Returns every fix by the code of its rule."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith("jit"))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name.partition("_")[0].upper(): module.fix for name, module in modules.items()}


def _with_fix(
    finding: Finding[Span],
    sources: Mapping[str, Source],
    documents: "dict[str, Document | None]",
) -> Finding[Span]:
    finding = replace(finding, may_be_rewritten=finding.code in structural_rewrites())
    path, fix = finding.at.path, all_fixes().get(finding.code)
    if fix is None or path not in sources or finding.fix:
        return finding
    if path not in documents:
        from jitlint.rewrite.document import Document

        documents[path] = Document.of(sources[path])
    document = documents[path]
    if document is None:
        return finding
    edits = fix(document, finding)
    return replace(finding, fix=edits) if document.keeps_comments(edits) else finding
