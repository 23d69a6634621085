"""Findings get their rows and columns, and the source text that their messages quote."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from jitlint.core.finding import Claim, Finding, Place, Span
from jitlint.core.limits import CODE_CHARACTERS
from jitlint.core.places import with_places
from jitlint.core.source import Problem, Source
from jitlint.frontend.extent import Extent
from jitlint.frontend.fact_cache import FactCache
from jitlint.frontend.rows import Rows
from jitlint.rules.jit000_unreadable_file import rule as unreadable_file

Spans = Mapping[Place, Span]


def located(
    findings: Iterable[Finding[Place]],
    text_of: Callable[[str], Source],
    cache: FactCache | None = None,
) -> Iterator[Finding[Span]]:
    """Yields findings with spans for places; each file with findings is read once more.

    `text_of` returns the text at the path of a place; the spans have the paths of the texts.
    """
    wanted = list(findings)
    places = {place for finding in wanted for place in _places(finding)}
    spans = spans_of(places, text_of, cache)
    quoted = {quote.path for finding in wanted for quote in finding.quotes}
    rows = {path: Rows.of(text_of(path)) for path in quoted}
    for finding in wanted:
        yield _located(finding, spans, rows)


def problem_finding(problem: Problem) -> Finding[Span]:
    """Returns the finding that a file cannot be read."""
    row, column = problem.row, problem.column
    return Finding(
        code=unreadable_file.code,
        name=unreadable_file.name,
        severity=unreadable_file.severity,
        at=Span(problem.path, row, column, row, column, problem.cell),
        message=problem.message,
        claim=Claim("none"),
    )


def _places(finding: Finding[Place]) -> Iterator[Place]:
    yield finding.at
    yield from finding.quotes
    yield from (step.at for step in finding.chain)
    if finding.entry:
        yield finding.entry.starts
        yield finding.entry.defined


def spans_of(
    places: Iterable[Place], text_of: Callable[[str], Source], cache: FactCache | None
) -> dict[Place, Span]:
    """Returns the spans of places, with the paths of the texts."""
    by_path: dict[str, list[int]] = {}
    for place in places:
        by_path.setdefault(place.path, []).append(place.node)
    spans: dict[Place, Span] = {}
    for path, nodes in by_path.items():
        source = text_of(path)
        for node, at in _extents(source, nodes, cache).items():
            end = (at.end_row, at.end_column)
            spans[Place(path, node)] = Span(source.path, at.row, at.column, *end, at.cell)
    return spans


def _extents(source: Source, nodes: Sequence[int], cache: FactCache | None) -> dict[int, Extent]:
    known = cache.extents(source) if cache else {}
    if known.keys() >= set(nodes):
        return {node: known[node] for node in nodes}
    from jitlint.frontend.locations import locate

    found = locate(source, nodes)
    if cache:
        cache.keep_extents(source, known | found)
    return found


def _located(finding: Finding[Place], spans: Spans, rows: Mapping[str, Rows]) -> Finding[Span]:
    texts = [_quoted(spans[quote], rows[quote.path]) for quote in finding.quotes]
    found: Finding[Span] = with_places(replace(finding, quotes=()), spans.__getitem__)
    message, help = finding.message.format(*texts), finding.help.format(*texts)
    return replace(found, message=message, help=help)


def _quoted(span: Span, rows: Rows) -> str:
    text = " ".join(" ".join(rows.between(span)).split())
    return text if len(text) <= CODE_CHARACTERS else f"{text[: CODE_CHARACTERS - 1]}…"
