"""Every rewrite keeps what it does not change byte by byte, however the file is written."""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from manual import Example
from mending import mended
from test_fixed_manual import RIGHT

ROW = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
STRING = b'\nTEXT = """a\rb\r\nc\x0c"""\n'
CONTINUED = b"\nNUMBER = 1 + \\\n    2"


def bom_and_windows(text: bytes, /) -> bytes:
    """Writes a file as Windows does, with a BOM, letters outside of ASCII, and no last newline."""
    named = re.sub(rb"\bx\b", "x_é".encode(), text)
    return b"\xef\xbb\xbf# \xe2\x80\xa8 \xc2\x85\r\n" + (named + CONTINUED).replace(b"\n", b"\r\n")


def latin_and_tabs(text: bytes, /) -> bytes:
    """Writes a file in Latin-1, with tabs, form feeds before definitions, and raw line ends."""
    tabbed = re.sub(rb"(?m)^(?: {4})+", lambda found: b"\t" * (len(found[0]) // 4), text)
    paged = re.sub(rb"(?m)^(?=def |class |@)", b"\x0c", tabbed)
    return b"# coding: latin-1\n# \xe9\n" + re.sub(rb"\bx\b", b"x_\xe9", paged) + STRING


def mixed_ends(text: bytes, /) -> bytes:
    """Ends each line in another way than the one before."""
    ends = (b"\r\n", b"\n", b"\r")
    rows = text.split(b"\n")
    return b"".join(row + ends[n % 3] for n, row in enumerate(rows[:-1])) + rows[-1]


def rows_of(data: bytes) -> list[bytes]:
    return ROW.findall(data)


def rows_that_stay(before: list[bytes], after: list[bytes]) -> Iterator[int]:
    """Yields the numbers of the rows that a change leaves as they are."""
    for start, _, length in SequenceMatcher(None, before, after, False).get_matching_blocks():
        yield from range(start, start + length)


def is_part_of(rows: list[bytes], all_rows: list[bytes]) -> bool:
    """Returns whether rows are among others, in the same order."""
    left = iter(all_rows)
    return all(row in left for row in rows)


def plain(data: bytes) -> bytes:
    """Returns a file without what the ways to write it add."""
    text = data.removeprefix(b"\xef\xbb\xbf# \xe2\x80\xa8 \xc2\x85\r\n")
    text = text.removeprefix(b"# coding: latin-1\n# \xe9\n").removesuffix(STRING)
    text = re.sub("x_é".encode() + rb"|x_\xe9", b"x", text)
    text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(CONTINUED)
    return text.replace(b"\t", b"    ").replace(b"\x0c", b"")


HEADS = {bom_and_windows: 1, latin_and_tabs: 2, mixed_ends: 0}
"""The ways to write a file, and how many rows each puts first."""


@pytest.mark.parametrize("written", HEADS)
@pytest.mark.parametrize("bad", RIGHT, ids=str)
def test_all_bytes_around_a_rewrite_stay(
    bad: Example, written: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    before, head = bad.text.encode(), HEADS[written]
    after, changed = fixed(before, tmp_path), fixed(written(before), tmp_path)
    assert (plain(written(before)), plain(changed)) == (before, after)
    rows = rows_of(written(before))
    stay = rows_that_stay(rows_of(before), rows_of(after))
    assert is_part_of([*rows[:head], *(rows[head + row] for row in stay)], rows_of(changed))


def test_a_row_that_is_written_in_another_way_is_no_part_of_the_rows() -> None:
    assert is_part_of([b"a\r\n", b"c"], [b"a\r\n", b"b\n", b"c"])
    assert not is_part_of([b"a\r\n", b"c"], [b"a\n", b"b\n", b"c"])
    assert rows_of(b"a\r\nb\rc\n\nd") == [b"a\r\n", b"b\r", b"c\n", b"\n", b"d"]


def fixed(data: bytes, folder: Path) -> bytes:
    path = folder / "example.py"
    path.write_bytes(data)
    return mended(path, unsafe=True).files.get(str(path), data)
