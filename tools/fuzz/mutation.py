"""Changes real files: their bytes, lines, tokens and syntax, a little or much."""

from collections.abc import Callable
from random import Random

from tools.fuzz import syntax
from tools.fuzz.corpus import excerpt
from tools.fuzz.sample import Sample

MENDED = 0.8
"""The share of changes that are undone where they make a text invalid Python."""

Change = Callable[[str, str, Random], str]
"""Makes a text of a text and another one."""


def mutated(seed: int, number: int) -> Sample:
    """Returns the sample of a number: the same of the same seed and the same installed files."""
    random = Random(f"mutated {seed}:{number}")
    origin, data = excerpt(random)
    text, donor = _text(data), _text(excerpt(random)[1])
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        [change] = random.choices(list(CHANGES), list(CHANGES.values()))
        changed = change(text, donor, random)
        if syntax.is_python(changed) or random.random() > MENDED:
            text = changed
    data = text.encode()
    if random.random() < 0.15:
        data = _broken(data, random)
    name = f"m{number:05}"
    return Sample(name, {f"{name}.py": data}, f"mutated {seed}:{number} of {origin}")


def line_again(text: str, donor: str, random: Random) -> str:
    """Writes some lines twice."""
    rows, start, end = _some_rows(text, random)
    return "".join([*rows[:end], *rows[start:]])


def line_gone(text: str, donor: str, random: Random) -> str:
    """Leaves some lines out."""
    rows, start, end = _some_rows(text, random)
    return "".join(rows[:start] + rows[end:])


def lines_swapped(text: str, donor: str, random: Random) -> str:
    """Moves some lines to another place."""
    rows, start, end = _some_rows(text, random)
    rest = rows[:start] + rows[end:]
    at = random.randrange(len(rest) + 1)
    return "".join([*rest[:at], *rows[start:end], *rest[at:]])


def line_of_another(text: str, donor: str, random: Random) -> str:
    """Puts some lines of another file in."""
    rows, start, _ = _some_rows(text, random)
    others, first, last = _some_rows(donor, random)
    return "".join([*rows[:start], *others[first:last], *rows[start:]])


def spliced(text: str, donor: str, random: Random) -> str:
    """Goes on as another file does, from a line on."""
    rows, start, _ = _some_rows(text, random)
    others, first, _ = _some_rows(donor, random)
    return "".join([*rows[:start], *others[first:]])


def deeper(text: str, donor: str, random: Random) -> str:
    """Indents some lines."""
    rows, start, end = _some_rows(text, random)
    return "".join([*rows[:start], *(f"    {row}" for row in rows[start:end]), *rows[end:]])


CHANGES: dict[Change, int] = {
    syntax.decorated: 10,
    syntax.expression_replaced: 8,
    syntax.expression_wrapped: 6,
    syntax.statement_inserted: 8,
    syntax.statement_gone: 3,
    syntax.statement_again: 3,
    syntax.statement_of_another: 4,
    syntax.name_changed: 5,
    syntax.token_gone: 2,
    syntax.token_again: 1,
    syntax.token_of_another: 3,
    line_again: 2,
    line_gone: 2,
    lines_swapped: 2,
    line_of_another: 1,
    spliced: 1,
    deeper: 1,
}


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _broken(data: bytes, random: Random) -> bytes:
    """Returns bytes that are cut, or some of which are others."""
    if not data:
        return data
    if random.random() < 0.4:
        return data[: random.randrange(len(data))]
    broken = bytearray(data)
    for _ in range(random.choice((1, 2, 10))):
        at = random.randrange(len(broken))
        if random.random() < 0.5:
            broken[at] ^= 1 << random.randrange(8)
        else:
            broken[at:at] = random.choice((b"\0", b"\xff", b"\r", b"\x0c", b"\xe2\x80\xa8", b"\\"))
    return bytes(broken)


def _some_rows(text: str, random: Random) -> tuple[list[str], int, int]:
    """Returns the rows of a text, and where some that follow each other start and end."""
    rows = text.splitlines(keepends=True) or [""]
    start = random.randrange(len(rows))
    return rows, start, min(start + random.choice((1, 1, 2, 5, 20)), len(rows))
