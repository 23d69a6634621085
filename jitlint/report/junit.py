"""The report for test dashboards: JUnit's XML, a suite for each file, a case for each finding."""

import os
import re
from itertools import groupby
from typing import TextIO
from xml.etree import ElementTree as etree

from jitlint.core.finding import Finding, Span
from jitlint.core.result import CheckResult
from jitlint.report._file_spans import FileSpans
from jitlint.report._headline import visible
from jitlint.report._hosts import severity, with_verdict

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes one XML document; a run that found nothing is one case that passed."""
    spans = FileSpans(run)
    root = _suites("testsuites", "jitlint", run.findings)
    for path, group in groupby(run.findings, key=lambda finding: finding.at.path):
        findings = tuple(group)
        suite = _suites("testsuite", os.path.abspath(path), findings)
        suite.set("package", "org.jitlint")
        suite.extend(_case(finding, spans.of(finding.at)) for finding in findings)
        root.append(suite)
    if not run.findings:
        root.set("tests", "1")
        suite = etree.SubElement(root, "testsuite", root.attrib, package="org.jitlint")
        etree.SubElement(suite, "testcase", name="org.jitlint", classname="jitlint")
    etree.indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f"{etree.tostring(root, 'unicode')}\n")


def _suites(tag: str, name: str, findings: tuple[Finding[Span], ...]) -> etree.Element:
    failures = sum(severity(finding) != "note" for finding in findings)
    counts = {"tests": len(findings), "skipped": 0, "failures": failures, "errors": 0}
    return etree.Element(tag, {"name": _text(name)} | {key: str(counts[key]) for key in counts})


def _case(finding: Finding[Span], place: Span) -> etree.Element:
    at, said = finding.at, _text(with_verdict(finding))
    stem = os.path.splitext(os.path.abspath(at.path))[0]
    case = etree.Element("testcase", name=f"org.jitlint.{finding.code}", classname=_text(stem))
    case.set("line", str(place.row))
    case.set("column", str(place.column))
    properties = etree.SubElement(case, "properties")
    etree.SubElement(properties, "property", name="severity", value=severity(finding))
    if severity(finding) != "note":
        cell = "" if at.cell is None else f"cell {at.cell}, "
        failure = etree.SubElement(case, "failure", message=said)
        failure.text = f"{cell}line {at.row}, col {at.column}, {said}"
    return case


def _text(text: str) -> str:
    return NO_XML.sub("�", visible(text))
