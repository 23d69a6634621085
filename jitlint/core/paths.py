"""Paths: the directories above one, and one as it is shown to the user."""

import os
from collections.abc import Iterator


def upwards(directory: str) -> Iterator[str]:
    """Yields a directory and those above it, the nearest first."""
    yield directory
    while (above := os.path.dirname(directory)) != directory:
        yield (directory := above)


def shown(path: str) -> str:
    """Returns a path relative to the working directory where it lies below it."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if relative.startswith(os.pardir) else relative
