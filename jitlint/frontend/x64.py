"""What a text says of JAX's 64 bits, which are off unless a program switches them on."""

import re

# A mention of x64; options that a command line gives JAX; an option of a name that is computed.
_SAYS = re.compile(r"x64|_with_absl\b|\bconfig\.update\((?!\s*[\"'])", re.IGNORECASE)


_COMMENT = re.compile(r"#.*")


def says_x64(text: str) -> bool:
    """Says whether a text may switch 64 bits on, or speaks of them."""
    return _SAYS.search(text) is not None


def mentions_of_x64(text: str) -> int:
    """Returns how often a text does so, but for comments."""
    return len(_SAYS.findall(_COMMENT.sub("", text)))
