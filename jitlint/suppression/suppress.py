"""Suppression comments, on a line or for a whole file.

On the first or the last row of what is flagged:

    x = float(y)  # noqa
    x = float(y)  # noqa: JIT102, JIT2
    x = float(y)  # jitlint: ignore[JIT102] -- y is static here

On a line of its own, for the whole file: `# jitlint: noqa`, `# jitlint: noqa: JIT102`, and the
same after `flake8:` or `ruff:`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jitlint.core.finding import Finding, Span
from jitlint.core.source import Source
from jitlint.frontend.rows import Rows

_SPACE = r"[^\S\n]*"  # of one line: many empty ones would be gone through again and again
_CODES = r"(?P<codes>(?:[A-Z]+[0-9]+(?:[,\s]+)?)+)"
LINE = re.compile(rf"#\s*noqa(?::\s?{_CODES})?", re.IGNORECASE)
IGNORE = re.compile(r"#\s*jitlint:\s*ignore(?:\[(?P<codes>[^][]*)\])?", re.IGNORECASE)
FILE = re.compile(
    rf"^{_SPACE}#{_SPACE}(?:jitlint|flake8|ruff)[:=]{_SPACE}noqa(?::\s?{_CODES})?",
    re.IGNORECASE | re.MULTILINE,
)


def suppress(
    findings: Iterable[Finding[Span]], sources: Mapping[str, Source]
) -> tuple[Finding[Span], ...]:
    """Returns the findings that no comment silences, in their order."""
    kept = tuple(findings)
    paths = {finding.at.path for finding in kept}
    comments = {path: _Comments.of(sources[path]) for path in paths if path in sources}
    return tuple(
        finding
        for finding in kept
        if finding.at.path not in comments or not comments[finding.at.path].silence(finding)
    )


@dataclass(frozen=True, slots=True)
class _Comments:
    """The suppressions of one file: the code prefixes for all of it, and its rows."""

    everywhere: tuple[str, ...]
    rows: Rows

    @classmethod
    def of(cls, source: Source) -> "_Comments":
        return cls(tuple(_prefixes(FILE.finditer(source.text))), Rows.of(source))

    def silence(self, finding: Finding[Span]) -> bool:
        """Returns whether the file, or the first or last row of the finding, says so."""
        at = finding.at
        lines = {self.rows.line(row, at.cell) for row in (at.row, at.end_row)}
        here = (prefix for line in lines for prefix in _prefixes_on(line))
        return any(finding.code.startswith(prefix) for prefix in (*self.everywhere, *here))


def _prefixes_on(line: str) -> Iterator[str]:
    if FILE.match(line) is None:
        yield from _prefixes(LINE.finditer(line))
        yield from _prefixes(IGNORE.finditer(line))


def _prefixes(comments: Iterable[re.Match[str]]) -> Iterator[str]:
    for comment in comments:
        codes = comment["codes"]
        yield from [""] if codes is None else re.findall(r"[A-Z]+[0-9]*", codes.upper())
