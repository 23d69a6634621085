"""Runs small pieces of user code, which may raise anything."""

from collections.abc import Callable
from typing import Any, TypeVar

Value = TypeVar("Value")
Default = TypeVar("Default")


def value_or(default: Default, compute: Callable[[], Value]) -> Value | Default:
    """Returns what user code computes, or the default where it raises anything."""
    try:
        return compute()
    except BaseException:
        return default


def attribute_or_none(value: Any, name: str) -> Any:
    """Returns an attribute of a user's object, whose class may raise anything where it lacks it."""
    return value_or(None, lambda: getattr(value, name, None))


def message_of(error: BaseException) -> str:
    """Returns the message of an error, whose class may be the user's."""
    return value_or("", lambda: str(error))


def shortened(text: str, most: int) -> str:
    """Returns a text of at most so many characters, and an ellipsis if it was longer."""
    return text if len(text) <= most else f"{text[:most]}…"


def first_line_of(error: BaseException) -> str:
    """Returns the first line of an error's message."""
    return next(iter(message_of(error).strip().splitlines()), "")
