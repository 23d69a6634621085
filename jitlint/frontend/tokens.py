"""The tokens of a text, as far as Python's own tokenizer can read it."""

import io
import tokenize
from collections.abc import Iterator


def tokens(text: str, *kinds: int) -> Iterator[tokenize.TokenInfo]:
    """Yields the tokens of some kinds."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type in kinds:
                yield token
    except (tokenize.TokenError, SyntaxError):
        return
