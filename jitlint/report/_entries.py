"""The entries of a program, a line each: what is traced, from where, and how much that reaches."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from jitlint.report._headline import place, visible

if TYPE_CHECKING:
    from jitlint.core.entries import Entries, ReachedEntry, UnknownCallable
    from jitlint.core.finding import Span


def show(entries: "Entries[Span]", stream: TextIO, *, as_json: bool) -> None:
    """Writes the entries, and the transformations of what is not known, as text or as JSON."""
    if as_json:
        stream.write(f"{_json(entries)}\n")
        return
    stream.writelines(f"{line}\n" for line in _lines(entries))


def _lines(entries: "Entries[Span]") -> Iterator[str]:
    for each in entries.entries:
        yield _reached(each)
    for unknown in entries.unknown:
        yield _unknown(unknown)
    traced, left = len(entries.entries), len(entries.unknown)
    yield f"Traced: {traced:,}. Handed to JAX and not known: {left:,}."


def _reached(each: "ReachedEntry[Span]") -> str:
    entry = each.entry
    lines = "1 line" if each.lines == 1 else f"{each.lines:,} lines"
    said = f"{entry.transform} traces {entry.function}, defined at {place(entry.defined)}"
    return f"{place(entry.starts)}: {visible(said)}; {lines} reached"


def _unknown(unknown: "UnknownCallable[Span]") -> str:
    where = f" in {unknown.within}" if unknown.within else ""
    said = f"{unknown.transform}{where} is handed a callable that is not known"
    return f"{place(unknown.at)}: {visible(said)}"


def _json(entries: "Entries[Span]") -> str:
    from jitlint.report._json import as_json
    from jitlint.report.json import entry_item, place_item

    document = {
        "entries": [{**entry_item(each.entry), "lines": each.lines} for each in entries.entries],
        "unknown": [
            {"transform": each.transform, "within": each.within, **place_item(each.at)}
            for each in entries.unknown
        ],
    }
    return as_json(document)
