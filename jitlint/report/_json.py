"""JSON that every reader takes: no half of a character is in it, as paths may have."""

import json
import re

HALF = "\\ufffd"
ESCAPED = re.compile(r"\\\\|\\ud[89ab]..\\ud[c-f]..|\\ud[89a-f]..")


def as_json(document: object, indent: int | None = 2) -> str:
    """Returns a document as JSON, in ASCII.

    Python names a byte of a path that is no text by half of a pair, which is no text either:
    a replacement character stands for it.
    """
    return ESCAPED.sub(_text_of, json.dumps(document, indent=indent))


def _text_of(found: re.Match[str]) -> str:
    return HALF if len(found[0]) == len(HALF) else found[0]
