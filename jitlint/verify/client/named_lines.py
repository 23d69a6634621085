"""Findings for lines that the user names and no rule has flagged, to be verified too."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from jitlint.check.locate import located
from jitlint.core.finding import Claim, Entry, Finding, Place, Span
from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import load
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts
from jitlint.interpreter.events import Event
from jitlint.interpreter.program import trace
from jitlint.models.registry import Models
from jitlint.project.program import Program
from jitlint.project.units import units_of
from jitlint.rules import Rule, all_rules
from jitlint.verify.client.questions import NAMED_BY_USER

Line = tuple[str, int, str]


def findings_at_lines(
    lines: Iterable[Line], findings: Sequence[Finding[Span]]
) -> tuple[Finding[Span], ...]:
    """Returns a finding for each path, row and code that is not flagged already.

    Raises ValueError, with one line to show, where there is no such line.
    """
    known = {(finding.at.path, finding.at.row, finding.code) for finding in findings}
    new = [line for line in dict.fromkeys(lines) if line not in known]
    traced = {path: [*_traced_events(path)] for path in dict.fromkeys(path for path, _, _ in new)}
    rules = {rule.code: rule for rule in all_rules()}
    return tuple(_finding_at(path, row, rules[code], traced[path]) for path, row, code in new)


def _finding_at(path: str, row: int, rule: Rule, traced: Sequence[Finding[Span]]) -> Finding[Span]:
    source = load(path)
    rows = [] if isinstance(source, Problem) else source.text.splitlines()
    line = rows[row - 1] if row <= len(rows) else ""
    if not line.strip():
        raise ValueError(f"{path}:{row}: there is nothing to ask about")
    first, last = len(line) - len(line.lstrip()) + 1, len(line.rstrip()) + 1
    at = Span(path, row, first, row, last)
    claim = Claim(rule.claim, rule.errors)
    entry = _entry(row, traced, "\n".join(rows))
    return Finding(rule.code, rule.name, rule.severity, at, NAMED_BY_USER, claim, entry=entry)


def _entry(row: int, traced: Sequence[Finding[Span]], text: str) -> Entry[Span] | None:
    """Returns what is traced where an event lies on the row, or else in the function around."""
    for finding in traced:
        if finding.entry and finding.at.row <= row <= finding.at.end_row:
            return finding.entry
    enclosing = _enclosing_rows(row, text)
    for finding in traced:
        if finding.entry and finding.entry.defined.row in enclosing:
            return finding.entry
    return None


def _enclosing_rows(row: int, text: str) -> set[int]:
    """Returns the rows of the names of the functions that a row lies in."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    return {node.lineno for node in nodes if node.lineno <= row <= (node.end_lineno or 0)}


def _traced_events(path: str) -> Iterator[Finding[Span]]:
    """Yields the events that a trace of the file meets in it, shortest first, as findings."""
    sources: dict[str, Source] = {}

    def facts(path: str) -> Facts | None:
        source = load(path)
        found = source if isinstance(source, Problem) else read(source)
        if isinstance(source, Problem) or isinstance(found, Problem):
            return None
        sources[path] = source
        return found

    for units in units_of([path]).programs():
        program = Program(units, Models(()), facts)
        traced = trace(program, [unit.name for unit in units if unit.path == path])
        events = [event for module in traced.modules for event in module.events]
        found = [_finding(event, event.trace.entry) for event in events if event.trace]
        here = [each for each in found if each.at.path == path]
        spans = located(here, sources.__getitem__)
        yield from sorted(spans, key=lambda each: each.at.end_row - each.at.row)


def _finding(event: Event, entry: Entry[Place]) -> Finding[Place]:
    return Finding("", "", "note", event.at, "", Claim("none"), entry=entry)
