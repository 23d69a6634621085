"""The report for programs: a list of items in ruff's form, with the chain and the verdict."""

import os
from dataclasses import asdict
from typing import Any, TextIO

from jitlint.core.finding import Edit, Entry, Finding, Span, Step
from jitlint.core.result import CheckResult
from jitlint.core.rule_pages import rule_page
from jitlint.report._json import as_json

Item = dict[str, Any]


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes one JSON array, an item per finding."""
    stream.write(f"{as_json([item(finding) for finding in run.findings])}\n")


def item(finding: Finding[Span]) -> Item:
    """Returns a finding as JSON has it."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        **place_item(finding.at),
        "url": rule_page(finding.code),
        "fix": _fix(finding.fix),
        "noqa_row": finding.at.row,
        "note": finding.note,
        "help": finding.help,
        "claim": asdict(finding.claim),
        "chain": [_step(step) for step in finding.chain],
        "entry": entry_item(finding.entry) if finding.entry else None,
        "verdict": asdict(finding.verdict) if finding.verdict else None,
        "observed": asdict(finding.observed) if finding.observed else None,
    }


def place_item(at: Span) -> Item:
    """Returns a place as JSON has it."""
    return {
        "filename": os.path.abspath(at.path),
        "location": {"row": at.row, "column": at.column},
        "end_location": {"row": at.end_row, "column": at.end_column},
        "cell": at.cell,
    }


def _fix(edits: tuple[Edit[Span], ...]) -> Item | None:
    if not edits:
        return None
    return {
        "applicability": "safe" if all(edit.safe for edit in edits) else "unsafe",
        "message": None,
        "edits": [_edit(edit) for edit in edits],
    }


def _edit(edit: Edit[Span]) -> Item:
    place = place_item(edit.at)
    return {
        "content": edit.text,
        "location": place["location"],
        "end_location": place["end_location"],
    }


def _step(step: Step[Span]) -> Item:
    return {"message": step.label, **place_item(step.at)}


def entry_item(entry: Entry[Span]) -> Item:
    """Returns an entry as JSON has it."""
    return {
        "transform": entry.transform,
        "function": entry.function,
        "within": entry.within,
        "static": list(entry.static),
        "passed": list(entry.passed),
        "starts": place_item(entry.starts),
        "defined": place_item(entry.defined),
    }
