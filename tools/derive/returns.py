"""The word for a result: from what calls returned, with constants and with traced arguments."""

from collections.abc import Iterable
from typing import Any

from tools.derive.outcomes import Subject, attempt
from tools.derive.search import Choices
from tools.derive.verdicts import UNMEASURED

CONCRETE = ("Captured", "NumPy", "Static", "None")


def of_jax(
    subject: Subject, values: dict[str, Any], words: dict[str, str], choices: Choices
) -> str:
    """Returns the word for the plain call, or `If[option, …]` where an option changes it."""
    traced = [name for name in values if words.get(name) == "Any"]
    calls = [{**values, name: choice} for name in values for choice in choices[name]] or [values]
    constant = {attempt(subject, call).returned for call in calls}
    seen = {attempt(subject, call, traced).returned for call in calls} if traced else constant
    plain = together(seen)
    if plain == "Array" and any(word.startswith(CONCRETE) for word in constant):
        plain = f"Arithmetic[{', '.join(traced)}]"
    changing = {
        option: {attempt(subject, {**values, option: choice}, traced).returned for choice in some}
        for option, some in choices.items()
        if option not in values
    }
    return _by_option(subject, plain, seen, changing)


def together(seen: Iterable[str]) -> str:
    """Returns the one word for several results: the vaguest that is still right."""
    words = set(seen) - {""}
    if len(words) == 1:
        return words.pop().replace("Captured", "Any").replace("None", "Any")
    if words and all(word.startswith(("Static", "NumPy")) for word in words):
        return "Static"
    if words and all(word.startswith(("tuple[", "list[")) for word in words):
        return "list[Array]" if "[tuple" not in " ".join(words) else "Tree"
    if words and all(_holds_arrays(word) for word in words):
        return "Tree"
    return "Any" if words else UNMEASURED


def _by_option(
    subject: Subject, plain: str, seen: set[str], changing: dict[str, set[str]]
) -> str:
    defaults = {parameter.name: parameter.default for parameter in subject.parameters}
    others = {
        option: together(words)
        for option, words in changing.items()
        if words - seen - {""} and _holds_arrays(together(words))
    }
    if not plain.startswith(("Array", "tuple[", "list[")):
        return plain
    if any(defaults[option] not in (False, None) for option in others):
        return together({plain, *others.values()})
    for option, word in others.items():
        plain = f"If[{option}, {word if len(others) == 1 else 'Tree'}, {plain}]"
    return plain


def _holds_arrays(word: str) -> bool:
    return "Array" in word or word == "Tree"
