"""The code actions for a finding: its fix, and the comments that silence it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lsprotocol import types

from jitlint.core.finding import Edit, Finding, Span
from jitlint.core.source import Source
from jitlint.frontend.edits import Taken
from jitlint.rewrite.recheck import is_safe
from jitlint.server.checks import Checked
from jitlint.server.diagnostics import diagnostic
from jitlint.server.places import EditorPlaces
from jitlint.suppression.comments import SILENT, Form, silencing

FORMS: dict[Form, str] = {"noqa": "# noqa: {}", "ignore": "# jitlint: ignore[{}]"}


def actions(finding: Finding[Span], places: EditorPlaces) -> Iterator[types.CodeAction]:
    """Yields the code actions for a finding."""
    if finding.fix:
        title = finding.help or f"fix {finding.code}"
        safe = is_safe(finding)
        shown = title if safe else f"{title} (changes what the code means)"
        yield _action(shown, finding, finding.fix, places, preferred=safe)
    source = places.sources.get(finding.at.path)
    if source is not None and finding.code not in SILENT:
        yield from _silencing(finding, source, places)


def rewritten(findings: list[Finding[Span]], checked: Checked) -> list[Finding[Span]]:
    """Returns findings with the structural rewrites that there are for them."""
    if not any(finding.may_be_rewritten and not finding.fix for finding in findings):
        return findings
    from jitlint.frontend.parse import has_libcst
    from jitlint.rewrite.structural import with_rewrites

    if not has_libcst():
        return findings
    return [*with_rewrites(replace(checked.run, findings=tuple(findings))).findings]


def fix_all(findings: Iterable[Finding[Span]], places: EditorPlaces) -> types.CodeAction | None:
    """Returns all safe fixes as one code action; None where there are none."""
    taken = Taken()
    for finding in findings:
        if is_safe(finding):
            taken.take(finding.fix)
    if not taken.edits:
        return None
    return types.CodeAction(
        title="jitlint: fix all that can be",
        kind=types.CodeActionKind.SourceFixAll,
        edit=_workspace_edit(taken.edits, places),
    )


def _silencing(
    finding: Finding[Span], source: Source, places: EditorPlaces
) -> Iterator[types.CodeAction]:
    for form, comment in FORMS.items():
        edit = silencing(finding, source, form)
        if edit is not None:
            title = f"silence {finding.code} here with {comment.format(finding.code)}"
            yield _action(title, finding, (edit,), places, preferred=False)


def _action(
    title: str,
    finding: Finding[Span],
    edits: tuple[Edit[Span], ...],
    places: EditorPlaces,
    *,
    preferred: bool,
) -> types.CodeAction:
    return types.CodeAction(
        title=f"jitlint: {title}",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, places)],
        is_preferred=preferred,
        edit=_workspace_edit(edits, places),
    )


def _workspace_edit(edits: Iterable[Edit[Span]], places: EditorPlaces) -> types.WorkspaceEdit:
    changes: dict[str, list[types.TextEdit]] = {}
    for edit in edits:
        uri = places.opened.uri(edit.at.path, edit.at.cell)
        changes.setdefault(uri, []).append(places.edit(edit))
    return types.WorkspaceEdit(changes=changes)
