"""The encoding that the bytes of a Python file declare, where code can be written in it.

That is one of the standard library in which ASCII reads as itself. Codecs that others have
registered are not asked: they may run anything.
"""

import codecs
import encodings
import pkgutil
import re
import string
import warnings
from encodings.aliases import aliases
from functools import cache

DECLARATION = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
BLANK = re.compile(rb"[ \t\f]*(?:#|$)")
LINE_END = re.compile(rb"\r\n|\r|\n")
PROBE = f"{string.printable} \\u0041 \\x41 +AGE- .xn--bcher-kva."
LONGEST = 40  # characters of a name to be shown
UTF8 = "utf-8"
LATIN1 = "iso-8859-1"
SUFFIXED = {UTF8: UTF8, "latin-1": LATIN1, LATIN1: LATIN1, "iso-latin-1": LATIN1}
UTF8_WITH_BOM = "utf-8-sig"


class UnusableEncoding(UnicodeError):
    """The encoding that a file declares is none for code; the message says why."""


def encoding_of(data: bytes) -> str:
    """Returns the encoding of a Python file; raises `UnusableEncoding`."""
    declared = _declared(data)
    if data.startswith(codecs.BOM_UTF8):
        if declared and _module(declared) != "utf_8":
            raise UnusableEncoding(
                f"begins with the mark of UTF-8, and declares the encoding {_shown(declared)}"
            )
        return UTF8_WITH_BOM
    if not declared:
        return UTF8
    module = _module(declared)
    if module not in _of_the_standard_library():
        raise UnusableEncoding(
            f"declares the encoding {_shown(declared)}, which Python does not know"
        )
    if not _is_for_code(module):
        raise UnusableEncoding(
            f"declares the encoding {_shown(declared)}, which is none for code; save it as UTF-8"
        )
    return declared


def _declared(data: bytes) -> str:
    """Returns the name in a comment of the first or second line; empty where there is none."""
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    for _ in range(2):
        end = LINE_END.search(data, start)
        line = data[start : end.start() if end else len(data)]
        found = DECLARATION.match(line)
        if found:
            return _without_suffix(found[1].decode())
        if not end or not BLANK.match(line):
            break
        start = end.end()
    return ""


def _without_suffix(name: str) -> str:
    """Returns a name without what Emacs adds for line ends, as Python reads it."""
    for spelling, known in SUFFIXED.items():
        if f"{name.lower().replace('_', '-')}-".startswith(f"{spelling}-"):
            return known
    return name


def _module(name: str) -> str:
    """Returns the module of the standard library that a codec of a name would be in."""
    written = encodings.normalize_encoding(name).lower()
    return aliases.get(written) or aliases.get(written.replace(".", "_")) or written


@cache
def _of_the_standard_library() -> frozenset[str]:
    return frozenset(module.name for module in pkgutil.iter_modules(encodings.__path__))


@cache
def _is_for_code(module: str) -> bool:
    """Returns whether ASCII reads as itself: in what is not text, and in UTF-7, it does not."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return PROBE.encode().decode(module) == PROBE
    except (LookupError, ValueError):
        return False


def _shown(name: str) -> str:
    return f"`{name}`" if len(name) <= LONGEST else f"`{name[: LONGEST - 1]}…`"
