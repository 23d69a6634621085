"""The words for results: from what calls returned, with constants and with traced arguments."""

from collections.abc import Iterable
from typing import Any

from tools.derive.outcomes import Subject, attempt, count_of_arrays
from tools.derive.search import Choices
from tools.derive.verdicts import UNMEASURED

CONCRETE = ("Captured", "NumPy", "Static", "None")


def results(
    subject: Subject, values: dict[str, Any], words: dict[str, str], choices: Choices
) -> tuple[str, dict[str, str]]:
    """Returns the word for the plain call, and those for calls with an option that changes it."""
    traced = [name for name in values if words.get(name) == "Any"]
    calls = [{**values, name: choice} for name in values for choice in choices[name]] or [values]
    constant = {attempt(subject, call).returned for call in calls}
    seen = _seen(subject, calls, traced)
    plain = together(seen)
    if plain == "Array" and any(word.startswith(CONCRETE) for word in constant):
        plain = f"Arithmetic[{', '.join(traced)}]"
    if not _holds_arrays(plain):
        return plain, {}
    others: dict[str, str] = {}
    for option in choices.keys() - values.keys():
        given = [{**values, option: choice} for choice in choices[option]]
        if _seen(subject, given, traced) - seen:
            given = [{**call, option: choice} for choice in choices[option] for call in calls]
            others[option] = together(_seen(subject, given, traced) - seen)
    return _with_options(subject, plain, dict(sorted(others.items())))


def _seen(subject: Subject, calls: list[dict[str, Any]], traced: list[str]) -> set[str]:
    """Returns the words for results of calls that work, with as much traced as can be."""
    return {_traced(subject, call, traced) for call in calls} - {""}


def _traced(subject: Subject, values: dict[str, Any], traced: list[str]) -> str:
    """Traces all together, or the first array that can be traced by itself."""
    count = sum(count_of_arrays(values[name]) for name in traced)
    leaves = range(count) if count > 1 else ()
    outcomes = (attempt(subject, values, traced, leaf) for leaf in (None, *leaves))
    return next((outcome.returned for outcome in outcomes if outcome.returned), "")


def together(seen: Iterable[str]) -> str:
    """Returns the one word for several results: the vaguest that is still right."""
    words = set(seen) - {""}
    if len(words) == 1:
        word = words.pop()
        return "Any" if word in ("Captured", "None") else word
    if words and all(word.startswith(("Static", "NumPy")) for word in words):
        return "Static"
    if words and all(word.startswith(("tuple[Array", "list[Array")) for word in words):
        return "list[Array]"
    if words and all(_holds_arrays(word) for word in words):
        return "Tree"
    return "Any" if words else UNMEASURED


def _with_options(
    subject: Subject, plain: str, others: dict[str, str]
) -> tuple[str, dict[str, str]]:
    """Keeps the options that are off by default; of the others the plain word must tell."""
    off = {p.name for p in subject.parameters if p.default is False or p.default is None}
    plain = together({plain, *(word for option, word in others.items() if option not in off)})
    options = {option: word for option, word in others.items() if option in off}
    if len(options) > 1:
        return plain, dict.fromkeys(options, "Tree")
    return plain, options


def _holds_arrays(word: str) -> bool:
    return "Array" in word or word == "Tree" or word.startswith("Arithmetic")
