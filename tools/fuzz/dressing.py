"""Variations that keep the meaning of a file: encodings, line ends, comments, notebook cells."""

import io
import json
import re
import tokenize
from collections.abc import Iterator

from tools.fuzz.drawing import Draw

SILENCERS = (
    "# noqa",
    "# noqa: JIT101",
    "# noqa:E501,JIT102",
    "# NOQA : JIT1",
    "# type: ignore # noqa: JIT2",
    "# jitlint: ignore[JIT101]",
    "# jitlint: ignore[JIT1, JIT201] -- since it is so",
    "# jitlint: ignore",
    "# noqa: branch-on-traced-value",
    "#noqa:JIT999",
    "# jitlint: example step(jnp.ones(3))",
)
WHOLE_FILE = ("# jitlint: noqa", "# jitlint: noqa: JIT201", "# flake8: noqa", "# ruff: noqa: JIT1")
ENDS = ("\r\n", "\r")
MAGICS = ("%matplotlib inline", "!pip install jax", "%load_ext autoreload", "%%time", "")


def dressed(draw: Draw, path: str, text: str) -> tuple[str, bytes]:
    """Returns a path and the bytes of a file that says what a text does."""
    if draw.chance(0.3):
        text = silenced(draw, text)
    if draw.chance(0.1):
        text = indented(text, draw.one(["\t", "  ", " "]))
    if draw.chance(0.1):
        text = f"{text}\n\x0c\n"
    elif draw.chance(0.9):
        text = f"{text}\n"
    return path, encoded(draw, ended(draw, text))


def silenced(draw: Draw, text: str) -> str:
    """Returns a text with comments at the ends of some of its lines."""
    rows, ends = text.split("\n"), set(_line_ends(text))
    for number in sorted(ends):
        if draw.chance(0.15):
            rows[number - 1] += f"  {draw.one(SILENCERS)}"
    if draw.chance(0.1):
        rows.append(draw.one(WHOLE_FILE))
    return "\n".join(rows)


def indented(text: str, with_what: str) -> str:
    """Returns a text whose indentation is made of something else; texts of several lines too."""
    return re.sub(r"^(?: {4})+", lambda match: with_what * (len(match[0]) // 4), text, flags=re.M)


def ended(draw: Draw, text: str) -> str:
    """Returns a text with line ends of another kind, of one or of several."""
    if draw.chance(0.85):
        return text
    if draw.chance(0.7):
        return text.replace("\n", draw.one(ENDS))
    return "".join(
        draw.one(("\n", *ENDS)) if character == "\n" else character for character in text
    )


def encoded(draw: Draw, text: str) -> bytes:
    """Returns a text in UTF-8 or, where it can be and says so, in another encoding."""
    if draw.chance(0.05):
        return b"\xef\xbb\xbf" + text.encode()
    if draw.chance(0.1):
        name = draw.one(["latin-1", "cp1252", "utf-8", "ascii", "utf8", "koi8-r", "shift_jis"])
        declared = f"{draw.one(['# coding: ', '# -*- coding: ', '#vim: fileencoding='])}{name}\n"
        try:
            return (declared + text).encode(name)
        except UnicodeEncodeError:
            return text.encode()
    return text.encode()


def notebook(draw: Draw, text: str) -> bytes:
    """Returns a notebook whose cells say what a text does."""
    cells = [_cell(part) for part in _cut(draw, text)]
    if draw.chance(0.5):
        cells.insert(0, _cell(draw.one(MAGICS)))
        cells.insert(1, {"cell_type": "markdown", "metadata": {}, "source": ["# A study"]})
    whole: dict[str, object] = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    indent = draw.one([1, None, 2])
    return json.dumps(whole, indent=indent, ensure_ascii=draw.chance(0.5)).encode()


def _cell(text: str) -> dict[str, object]:
    source: object = text.splitlines(keepends=True)
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source if len(text) % 3 else text,
    }


def _cut(draw: Draw, text: str) -> Iterator[str]:
    """Yields the parts of a text between some of its empty lines, which lie between statements."""
    part = ""
    for piece in text.split("\n\n"):
        part += piece
        if draw.chance(0.6) and not piece.endswith('"""A module.'):
            yield part
            part = ""
        else:
            part += "\n\n"
    yield part


def _line_ends(text: str) -> Iterator[int]:
    """Yields the rows that end a statement without a comment."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return
    commented = {token.end[0] for token in tokens if token.type == tokenize.COMMENT}
    for token in tokens:
        if token.type == tokenize.NEWLINE and token.end[0] not in commented:
            yield token.end[0]
