"""How deep a text is nested: LibCST's parser ends the process where its stack does."""

import re

DEEPEST = 200  # brackets, as in Python itself; the least stack that threads have takes 500
LONGEST = 2_000  # operators between two commas or line ends: the stack takes 3000

TOKEN = re.compile(
    r"#[^\n]*"
    r'|"""(?:\\.|[^\\])*?"""'
    r"|'''(?:\\.|[^\\])*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'(?:\\.|[^'\\\n])*'"
    r"|[(\[{]|[)\]}]|[,\n]|\b(?:not|lambda|if|await|or|and)\b|[-+*/%@~&|^.<>=]",
    re.S,
)


def is_too_deep(text: str) -> bool:
    """Returns whether brackets or operators are nested deeper than the parser can follow."""
    depth = run = 0
    for found in TOKEN.finditer(text):
        first = found[0][0]
        if first in "([{":
            depth, run = depth + 1, run + 1
        elif first in ")]}":
            depth = max(depth - 1, 0)
        elif first in ",\n":
            run = 0
        elif first not in "#\"'":
            run += 1
        if depth > DEEPEST or run > LONGEST:
            return True
    return False
