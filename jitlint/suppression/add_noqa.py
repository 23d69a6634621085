"""Writes `# noqa` comments into files, one for each line with findings."""

import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jitlint.finding import Finding, Span
from jitlint.suppression.suppress import LINE

OWN_CODES = ("JIT000", "JIT001")
LINE_END = re.compile("(\r\n|\r|\n)")


class NotWritten(ValueError):
    """A file that cannot be changed; the message names it."""


def add_noqa(findings: Iterable[Finding[Span]]) -> tuple[int, list[str]]:
    """Changes the files of the findings.

    Returns how many lines have a comment more, and for each finding that could get none a
    sentence; raises `NotWritten`.
    """
    by_path: dict[str, list[Finding[Span]]] = {}
    for finding in findings:
        if finding.code not in OWN_CODES:
            by_path.setdefault(finding.at.path, []).append(finding)
    added, left = 0, list[str]()
    for path, found in by_path.items():
        if path.endswith(".ipynb"):
            left += [f"{path}: a notebook gets no comments; {each.code} stays" for each in found]
            continue
        codes, out_of_reach = _rows(found, _read(path)[1])
        left += [f"{path}:{each.at.row}: has no room for a comment" for each in out_of_reach]
        _write(path, codes)
        added += len(codes)
    return added, left


def _rows(
    findings: Iterable[Finding[Span]], text: str
) -> tuple[Mapping[int, list[str]], list[Finding[Span]]]:
    """Returns the codes to silence by row, and the findings whose rows can end in no comment."""
    free = frozenset(_free_rows(text))
    codes: dict[int, list[str]] = {}
    left: list[Finding[Span]] = []
    for finding in findings:
        rows = [row for row in (finding.at.row, finding.at.end_row) if row in free]
        if not rows:
            left.append(finding)
        elif finding.code not in codes.setdefault(rows[0], []):
            codes[rows[0]].append(finding.code)
    return codes, left


def _free_rows(text: str) -> Iterator[int]:
    """Yields the rows that end where a comment may: in no string, after no backslash."""
    plain = LINE_END.sub("\n", text)
    try:
        for token in tokenize.generate_tokens(io.StringIO(plain).readline):
            if token.type in (tokenize.NEWLINE, tokenize.NL):
                yield token.start[0]
    except (tokenize.TokenError, SyntaxError):
        return


def _with_codes(line: str, codes: list[str]) -> str:
    present = [match for match in LINE.finditer(line) if match["codes"]]
    if not present:
        return f"{line.rstrip()}  # noqa: {', '.join(codes)}"
    listed = present[-1]["codes"].rstrip(", \t")
    end = present[-1].start("codes") + len(listed)
    return f"{line[:end]}, {', '.join(codes)}{line[end:]}"


def _read(path: str) -> tuple[str, str]:
    """Returns the encoding and the text of a file, its line ends as they are."""
    try:
        data = Path(path).read_bytes()
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return encoding, data.decode(encoding)
    except (OSError, SyntaxError, UnicodeError) as error:
        raise NotWritten(f"{path}: cannot be read: {error}") from None


def _write(path: str, codes: Mapping[int, list[str]]) -> None:
    encoding, text = _read(path)
    parts = LINE_END.split(text)
    for row, listed in codes.items():
        parts[2 * (row - 1)] = _with_codes(parts[2 * (row - 1)], listed)
    try:
        Path(path).write_bytes("".join(parts).encode(encoding))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NotWritten(f"{path}: cannot be written: {reason}") from None
