"""Finds texts that are nested too deeply: LibCST's parser ends the process where its stack does."""

import re

DEEPEST = 200  # brackets, as in Python itself; the least stack that threads have takes 500
LONGEST = 2_000  # operators between two commas or line ends: the stack takes 3000
LADDER = 1_000  # branches by `elif` in all of a text, each of which is nested in the one before

TOKEN = re.compile(
    r"#[^\n]*"
    r'|"""(?:\\.|[^\\])*?"""'
    r"|'''(?:\\.|[^\\])*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'(?:\\.|[^'\\\n])*'"
    r"|[(\[{]|[)\]}]|[,\n]|\b(?:not|lambda|if|await|or|and)\b|[-+*/%@~&|^.<>=]",
    re.S,
)
BRACKET = re.compile(r"[(\[{}\])]")
ELIF = re.compile(r"^[ \t\f]*elif\b", re.M)


def is_too_deep(text: str) -> bool:
    """Returns whether a text is nested deeper than the parser can follow.

    Brackets in strings count as well, since they may be f-strings.
    """
    if len(ELIF.findall(text)) > LADDER:
        return True
    depth = run = 0
    for found in TOKEN.finditer(text):
        first = found[0][0]
        if first in "([{":
            depth, run = depth + 1, run + 1
        elif first in ")]}":
            depth = max(depth - 1, 0)
        elif first in ",\n":
            run = 0
        elif first in "\"'":
            if _depth(found[0]) > DEEPEST:
                return True
        elif first != "#":
            run += 1
        if depth > DEEPEST or run > LONGEST:
            return True
    return False


def _depth(text: str) -> int:
    depth = deepest = 0
    for found in BRACKET.finditer(text):
        depth = depth + 1 if found[0] in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
