"""Handlers that are around: each except, and what it catches."""

from dataclasses import dataclass

from jitlint.core.finding import Place


@dataclass(frozen=True, slots=True)
class ActiveHandler:
    """An `except` that is around: where it is, and what it catches, in the user's words."""

    at: Place
    catches: str
