"""Whether a terminal shows hyperlinks, the escape sequence OSC 8."""

import os
from typing import TextIO

WITHOUT = ("dumb", "linux")  # these print the sequence, or part of it; others pass over it


def links_are_shown(stream: TextIO) -> bool:
    """Returns whether a stream shows hyperlinks; `FORCE_HYPERLINK=0` and `1` decide."""
    if wish := os.environ.get("FORCE_HYPERLINK"):
        return wish != "0"
    return stream.isatty() and os.environ.get("TERM", "dumb") not in WITHOUT
