"""The report for reviewdog, by what its Diagnostic Format says of each field."""

import io
import json
from dataclasses import replace
from typing import Any

from handmade import CLIP, TRAIN, finding, run, span

from jitlint.check.pipeline import CheckResult
from jitlint.core.finding import Edit, Span
from jitlint.report import render

FIELDS = {
    "DiagnosticResult": {"diagnostics": ["Diagnostic"], "source": "Source", "severity": "Severity"},
    "Diagnostic": {
        "message": str,
        "location": "Location",
        "severity": "Severity",
        "code": "Code",
        "suggestions": ["Suggestion"],
        "related_locations": ["RelatedLocation"],
    },
    "RelatedLocation": {"message": str, "location": "Location"},
    "Suggestion": {"range": "Range", "text": str},
    "Location": {"path": str, "range": "Range"},
    "Range": {"start": "Position", "end": "Position"},
    "Position": {"line": int, "column": int},
    "Source": {"name": str},
    "Code": {"value": str, "url": str},
}
SEVERITIES = ("ERROR", "WARNING", "INFO")


def obey(value: Any, kind: Any) -> None:
    """Raises AssertionError where a value is not what the format says."""
    match kind:
        case [each]:
            for item in value:
                obey(item, each)
        case "Severity":
            assert value in SEVERITIES
        case str():
            assert set(value) <= set(FIELDS[kind])
            for name in value:
                obey(value[name], FIELDS[kind][name])
        case _:
            assert type(value) is kind


def report(what: CheckResult) -> Any:
    """Returns the document, once it is as the format says."""
    stream = io.StringIO()
    render("rdjson", what, stream, color=False)
    document = json.loads(stream.getvalue())
    obey(document, "DiagnosticResult")
    return document


def test_the_document_obeys_the_format_and_tells_the_chain() -> None:
    fixed = replace(CLIP, fix=(Edit(span(TRAIN, 7, "if"), "while"),))
    [diagnostic] = report(run(TRAIN, fixed))["diagnostics"]
    said = [each["message"] for each in diagnostic["related_locations"]]
    assert said == [step.label for step in CLIP.chain]
    assert diagnostic["related_locations"][1]["location"]["range"]["start"] == {
        "line": 3, "column": 12,
    }  # fmt: skip
    [suggestion] = diagnostic["suggestions"]
    assert suggestion["text"] == "while"
    assert report(CheckResult(()))["diagnostics"] == []


def test_columns_are_bytes_and_the_end_is_beyond_the_last() -> None:
    text = "x = 'é𐐀', y\n"
    [diagnostic] = report(run(text, finding(Span("a.py", 1, 11, 1, 12))))["diagnostics"]
    at = diagnostic["location"]["range"]
    line = text.encode()
    assert line[at["start"]["column"] - 1 : at["end"]["column"] - 1] == b"y"
