"""The hover text of what is under the pointer: a finding's message and page, or a name's type."""

import re
from collections.abc import Iterator, Sequence

from lsprotocol import types
from pygls.workspace import PositionCodec, TextDocument

from jitlint.core.finding import Finding, Span, Step
from jitlint.frontend.rows import Rows
from jitlint.interpreter.domain.aval import ANYTHING, written
from jitlint.report import manual_page, place
from jitlint.rules import all_rules
from jitlint.server.checks import Checked, Checks
from jitlint.server.places import EditorPlaces, meet

CODE = re.compile(r"\bJIT\d{3}\b")
NAME = re.compile(r"(?<![\w.])[^\W\d]\w*")


def hovered(
    document: TextDocument, position: types.Position, checked: Checked, codec: PositionCodec
) -> types.Hover | None:
    """Returns the pages of the findings of the last check that a position lies in.

    Those whose lines are written otherwise by now are left out. The code of a rule, as in a comment
    that silences it, has its manual page.
    """
    lines = re.split(r"\r\n|\r|\n", document.source)
    at, places = types.Range(position, position), checked.places(codec)
    near = [each for each in checked.findings(document.uri) if meet(places.range(each.at), at)]
    found = [each for each in near if _still_stands(each.at, checked, lines)]
    if found:
        text = "\n\n---\n\n".join([page(finding, places) for finding in found])
        return _hover(text, places.range(found[0].at))
    return _code(lines, position, codec)


async def typed(
    document: TextDocument, position: types.Position, checks: Checks, codec: PositionCodec
) -> types.Hover | None:
    """Returns the type of the array that the name at a position stands for, as JAX writes it.

    Names in notebooks have none, nor have those on lines that are written otherwise by now.
    """
    checked, lines = checks.last, re.split(r"\r\n|\r|\n", document.source)
    path, cell = checked.opened.shown(document.uri) or ("", None)
    name = _name(lines, position, codec)
    source = checked.run.sources.get(path)
    if name is None or source is None or cell is not None:
        return None
    row = position.line + 1
    if Rows.of(source).line(row, None) != lines[position.line]:
        return None
    (start, stop), word = name
    aval = (await checks.types(path)).get((row, word), ANYTHING)
    if aval == ANYTHING:
        return None
    there = types.Range(types.Position(row - 1, start), types.Position(row - 1, stop))
    return _hover(f"```python\n{word}: {written(aval)}\n```", there)


def _name(
    lines: Sequence[str], position: types.Position, codec: PositionCodec
) -> tuple[tuple[int, int], str] | None:
    """Returns the columns of the name at a position, as the editor counts them, and the name."""
    line = lines[position.line] if position.line < len(lines) else ""
    for found in NAME.finditer(line):
        start, stop = (codec.client_num_units(line[:column]) for column in found.span())
        if start <= position.character <= stop:
            return (start, stop), found[0]
    return None


def _still_stands(at: Span, checked: Checked, lines: Sequence[str]) -> bool:
    """Returns whether the rows of a span are written as they were when it was checked."""
    source = checked.run.sources.get(at.path)
    if source is None or at.end_row > len(lines):
        return False
    rows = Rows.of(source)
    return all(rows.line(row, at.cell) == lines[row - 1] for row in range(at.row, at.end_row + 1))


def _code(
    lines: Sequence[str], position: types.Position, codec: PositionCodec
) -> types.Hover | None:
    line = lines[position.line] if position.line < len(lines) else ""
    pages = {rule.code: rule for rule in all_rules()} if "JIT" in line else {}
    for found in CODE.finditer(line):
        begin, end = (codec.client_num_units(line[:column]) for column in found.span())
        if found[0] in pages and begin <= position.character <= end:
            start, stop = (types.Position(position.line, each) for each in (begin, end))
            return _hover(manual_page(pages[found[0]]), types.Range(start, stop))
    return None


def _hover(text: str, range: types.Range) -> types.Hover:
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), range)


def page(finding: Finding[Span], places: EditorPlaces) -> str:
    """Returns the page of a finding as Markdown."""
    [rule] = [rule for rule in all_rules() if rule.code == finding.code]
    return "\n\n".join([*_said(finding), *_chain(finding.chain, places), "---", manual_page(rule)])


def _said(finding: Finding[Span]) -> Iterator[str]:
    yield f"**{finding.code}** {finding.message}"
    if finding.note:
        yield finding.note
    if finding.help:
        yield f"*help:* {finding.help}"


def _chain(chain: tuple[Step[Span], ...], places: EditorPlaces) -> Iterator[str]:
    """Yields a list of the hops, in which each place is a link."""
    if chain:
        hops = (f"* {_link(step.at, places)}: {step.label}" for step in chain)
        yield "\n".join(hops)


def _link(at: Span, places: EditorPlaces) -> str:
    row = "" if at.cell else f"#L{at.row}"
    return f"[{place(at)}]({places.opened.uri(at.path, at.cell)}{row})"
