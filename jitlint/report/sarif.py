"""The report for code scanning: SARIF 2.1.0, with the chain as a code flow."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from jitlint import __version__
from jitlint.core.finding import Edit, Finding, Severity, Span
from jitlint.core.result import CheckResult
from jitlint.core.rule_pages import rule_page
from jitlint.report._file_spans import FileSpans
from jitlint.report._hosts import fingerprints, project_path, severity
from jitlint.report._json import as_json
from jitlint.report.json import Item
from jitlint.rules import Rule, all_rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes one log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run)]}
    stream.write(f"{as_json(log)}\n")


def _run(run: CheckResult) -> Item:
    codes = {finding.code for finding in run.findings}
    rules = [rule for rule in all_rules() if rule.code in codes]
    order = {rule.code: number for number, rule in enumerate(rules)}
    driver = {"name": "jitlint", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    notes = [{"level": "note", "message": {"text": note}} for note in run.notes]
    spans = FileSpans(run)
    names = zip(run.findings, fingerprints(run), strict=True)
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": [_result(finding, order[finding.code], name, spans) for finding, name in names],
    }


def _rule(rule: Rule) -> Item:
    first, _, _ = rule.manual.partition("\n\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": " ".join(first.split())},
        "fullDescription": {"text": rule.manual},
        "help": {"text": rule.manual},
        "helpUri": rule_page(rule.code),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["jax"], "family": rule.family},
    }


def _result(finding: Finding[Span], rule: int, fingerprint: str, spans: FileSpans) -> Item:
    result: Item = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[severity(finding)],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.at, spans, finding.note)],
        "partialFingerprints": {"jitlint/v1": fingerprint},
    }
    if finding.chain:
        hops = [_location(step.at, spans, step.label) for step in finding.chain]
        flow = [*hops, _location(finding.at, spans, finding.message)]
        steps = [{"location": each} for each in flow]
        result["relatedLocations"] = hops
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if edits := spans.edits(finding):
        result["fixes"] = [_fix(finding, edits)]
    facts = {"verdict": finding.verdict, "observed": finding.observed}
    if any(facts.values()):
        result["properties"] = {name: asdict(each) for name, each in facts.items() if each}
    return result


def _message(finding: Finding[Span]) -> str:
    return f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message


def _location(at: Span, spans: FileSpans, said: str = "") -> Item:
    region = _region(spans.of(at))
    location: Item = {
        "physicalLocation": {"artifactLocation": _artifact(at.path), "region": region}
    }
    if at.cell is not None:
        said = f"cell {at.cell}, line {at.row}{': ' if said else ''}{said}"
    return location | ({"message": {"text": said}} if said else {})


def _artifact(path: str) -> Item:
    inside = project_path(path)
    if os.path.isabs(inside):
        return {"uri": Path(inside).as_uri()}
    return {"uri": quote(os.fsencode(inside)), "uriBaseId": "%SRCROOT%"}


def _region(at: Span) -> Item:
    columns = {"startColumn": at.column, "endColumn": at.end_column}
    return {"startLine": at.row, "endLine": at.end_row} | columns


def _fix(finding: Finding[Span], edits: Sequence[Edit[Span]]) -> Item:
    """Returns a fix: for each file one change, with all its replacements."""
    changes: dict[str, list[Item]] = {}
    for edit in edits:
        replacement = {"deletedRegion": _region(edit.at), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.at.path, []).append(replacement)
    return {
        "description": {"text": finding.help or finding.message},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }
