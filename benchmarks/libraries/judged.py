"""The committed list of findings that somebody has read, and what a run adds to it or lacks."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

JUDGED = Path(__file__).with_name("judged.toml")
KEYS = ("library", "path", "code", "severity", "function", "line")
JUDGEMENTS = ("real", "false alarm", "unread")


@dataclass(frozen=True, slots=True, order=True)
class Reported:
    """A finding by what a new version of the library moves little: no row, but the line itself.

    `line` is its text with single spaces; `row` and `message` are for readers of a run only.
    """

    library: str
    path: str
    code: str
    severity: str
    function: str
    line: str
    row: int = field(default=0, compare=False)
    message: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """A finding that was read: `real` or `false alarm`, and why; or `unread` as yet."""

    reported: Reported
    judgement: str = "unread"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """The findings of a run that the list lacks, and those in the list that the run lacks."""

    new: tuple[Reported, ...]
    gone: tuple[Judged, ...]


def parse(text: str) -> tuple[Judged, ...]:
    """Returns the entries of a list; a ValueError names the entry that is not well formed."""
    return tuple(_judged(item) for item in tomllib.loads(text).get("finding", []))


def written(entries: Iterable[Judged]) -> str:
    """Returns the list in the form that `parse` reads, in the order of the places."""
    return "\n".join(_entry(entry) for entry in sorted(entries))


def difference(reported: Sequence[Reported], listed: Sequence[Judged]) -> Difference:
    """Compares a run with the list; the same finding may stand in both several times."""
    unmatched = Counter(reported)
    gone: list[Judged] = []
    for entry in listed:
        if unmatched[entry.reported]:
            unmatched[entry.reported] -= 1
        else:
            gone.append(entry)
    return Difference(tuple(sorted(unmatched.elements())), tuple(sorted(gone)))


def updated(listed: Sequence[Judged], found: Difference) -> tuple[Judged, ...]:
    """Returns the list without what is gone, and with what is new as `unread`."""
    left = Counter(listed) - Counter(found.gone)
    return (*left.elements(), *map(Judged, found.new))


def false_errors(entries: Iterable[Judged]) -> int:
    """Returns how many errors are wrong, or not known to be right."""
    return sum(e.reported.severity == "error" and e.judgement != "real" for e in entries)


def _judged(item: dict[str, Any]) -> Judged:
    wrong = {*KEYS, "judgement", "reason"} ^ set(item)
    if wrong:
        raise ValueError(f"{_name(item)}: missing or unknown: {', '.join(sorted(wrong))}")
    if item["judgement"] not in JUDGEMENTS:
        raise ValueError(f"{_name(item)}: a judgement is one of {', '.join(JUDGEMENTS)}")
    if not item["reason"] and item["judgement"] != "unread":
        raise ValueError(f"{_name(item)}: a judgement needs a reason")
    return Judged(Reported(*(item[key] for key in KEYS)), item["judgement"], item["reason"])


def _name(item: dict[str, Any]) -> str:
    return f"{item.get('library')} {item.get('path')} {item.get('code')} `{item.get('line')}`"


def _entry(entry: Judged) -> str:
    fields = {key: getattr(entry.reported, key) for key in KEYS}
    fields |= {"judgement": entry.judgement, "reason": entry.reason}
    # A JSON text is a basic string of TOML too.
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return "\n".join(("[[finding]]", *lines, ""))
