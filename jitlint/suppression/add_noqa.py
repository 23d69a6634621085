"""Writes `# noqa` comments into files and notebooks, one for each line with findings."""

from collections.abc import Iterable

from jitlint.core import disk
from jitlint.core.errors import UserError, reason_of
from jitlint.core.finding import Edit, Finding, Span
from jitlint.core.source import Problem
from jitlint.core.written import NotWritten, rewrite
from jitlint.frontend.decode import decode
from jitlint.frontend.edits import changed
from jitlint.suppression.comments import SILENT, all_silencing


class NotChanged(UserError):
    """Files that cannot be changed; the message names them."""


def add_noqa(findings: Iterable[Finding[Span]]) -> tuple[int, list[str]]:
    """Changes the files of the findings.

    Returns how many lines have a comment more, and for each finding that could get none a
    sentence; raises `NotChanged` after the last of the files.
    """
    by_path: dict[str, list[Finding[Span]]] = {}
    for finding in findings:
        if finding.code not in SILENT:
            by_path.setdefault(finding.at.path, []).append(finding)
    added, left, failed = 0, list[str](), list[str]()
    for path, found in by_path.items():
        try:
            edits, out_of_reach = _add(path, found)
        except (NotChanged, NotWritten) as error:
            failed.append(str(error))
            continue
        left += [f"{_place(each.at)}: has no room for a comment" for each in out_of_reach]
        added += len(edits)
    if failed:
        raise NotChanged("; ".join(failed))
    return added, left


def _add(path: str, findings: list[Finding[Span]]) -> tuple[list[Edit[Span]], list[Finding[Span]]]:
    """Changes a file; returns the added comments, and the findings without room for one."""
    try:
        data = disk.read(path)
    except OSError as error:
        raise NotChanged(f"{path}: cannot be read: {reason_of(error)}") from None
    source = decode(path, data)
    if isinstance(source, Problem):
        raise NotChanged(f"{path}: {source.message}")
    edits, out_of_reach = all_silencing(findings, source)
    after = changed(path, data, edits) if edits else None
    if after is None and edits:
        raise NotChanged(f"{path}: cannot be changed without another change of its text")
    if after is not None:
        rewrite(path, after)
    return edits, out_of_reach


def _place(at: Span) -> str:
    cell = "" if at.cell is None else f"cell {at.cell}:"
    return f"{at.path}:{cell}{at.row}"
