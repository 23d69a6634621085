"""The report for code scanning: SARIF 2.1.0, with the chain as a code flow."""

import json
import os
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from jitlint import __version__
from jitlint.engine import Run
from jitlint.finding import Edit, Finding, Severity, Span
from jitlint.report._hosts import file_rows, fingerprints, project_path, severity
from jitlint.report.json import Item
from jitlint.rules import Rule, all_rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def render(run: Run, stream: TextIO, color: bool) -> None:
    """Writes one log with one run."""
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run)]}, stream, indent=2)
    stream.write("\n")


def _run(run: Run) -> Item:
    codes = {finding.code for finding in run.findings}
    rules = [rule for rule in all_rules() if rule.code in codes]
    order = {rule.code: number for number, rule in enumerate(rules)}
    driver = {"name": "jitlint", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    notes = [{"level": "note", "message": {"text": note}} for note in run.notes]
    names = zip(run.findings, fingerprints(run), strict=True)
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": [_result(finding, order[finding.code], name) for finding, name in names],
    }


def _rule(rule: Rule) -> Item:
    first, _, _ = rule.manual.partition("\n\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": " ".join(first.split())},
        "fullDescription": {"text": rule.manual},
        "help": {"text": rule.manual},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["jax"], "family": rule.family},
    }


def _result(finding: Finding[Span], rule: int, fingerprint: str) -> Item:
    result: Item = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[severity(finding)],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.at, finding.note)],
        "partialFingerprints": {"jitlint/v1": fingerprint},
    }
    if finding.chain:
        result["relatedLocations"] = [_location(step.at, step.label) for step in finding.chain]
        result["codeFlows"] = [{"threadFlows": [{"locations": _flow(finding)}]}]
    if finding.fix:
        result["fixes"] = [_fix(finding)]
    verdict = finding.verdict
    if verdict:
        names = ("outcome", "reason", "evidence", "arguments", "jax")
        result["properties"] = {"verdict": {name: getattr(verdict, name) for name in names}}
    return result


def _message(finding: Finding[Span]) -> str:
    return f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message


def _flow(finding: Finding[Span]) -> list[Item]:
    steps = [_location(step.at, step.label) for step in finding.chain]
    return [{"location": each} for each in (*steps, _location(finding.at, finding.message))]


def _location(at: Span, said: str = "") -> Item:
    location: Item = {
        "physicalLocation": {"artifactLocation": _artifact(at.path), "region": _region(at)}
    }
    if at.cell is not None:
        said = f"cell {at.cell}, line {at.row}{': ' if said else ''}{said}"
    return location | ({"message": {"text": said}} if said else {})


def _artifact(path: str) -> Item:
    inside = project_path(path)
    if os.path.isabs(inside):
        return {"uri": Path(inside).as_uri()}
    return {"uri": quote(inside), "uriBaseId": "%SRCROOT%"}


def _region(at: Span) -> Item:
    row, end_row = file_rows(at)
    if at.cell is not None:
        return {"startLine": row}
    columns = {"startColumn": at.column, "endColumn": at.end_column}
    return {"startLine": row, "endLine": end_row} | columns


def _fix(finding: Finding[Span]) -> Item:
    return {
        "description": {"text": finding.help or finding.message},
        "artifactChanges": [_change(edit) for edit in finding.fix],
    }


def _change(edit: Edit[Span]) -> Item:
    replacement = {"deletedRegion": _region(edit.at), "insertedContent": {"text": edit.text}}
    return {"artifactLocation": _artifact(edit.at.path), "replacements": [replacement]}
