"""The words for a NumPy function: arguments that it converts, and those that it passes on."""

from collections.abc import Iterable
from typing import Any

from tools.derive.outcomes import Outcome, Subject, attempt, can_be_traced
from tools.derive.search import choices_beside, working_call
from tools.derive.verdicts import UNMEASURED, Verdict

CONVERTED = "TracerArrayConversionError"


def judge(subject: Subject) -> Verdict:
    """Traces each parameter of a working call by itself, and in a list."""
    found = working_call(subject)
    if found is None:
        return Verdict({}, UNMEASURED)
    values, outcome = found
    words: dict[str, str] = {}
    for name, choices in choices_beside(subject, values).items():
        traceable = [choice for choice in choices if can_be_traced(choice)]
        if traceable:
            words[name] = _word(subject, values, name, traceable)
    returns = _returns(subject, values, words, outcome.returned)
    return Verdict(words, returns, silent=_silent(subject, values))


def _word(subject: Subject, values: dict[str, Any], name: str, choices: list[Any]) -> str:
    arrays = [choice for choice in choices if not isinstance(choice, list | tuple)]
    lists = [choice for choice in choices if isinstance(choice, list | tuple)]
    lists += _listed(subject, values, name, arrays)
    of_arrays = [_beside_first(subject, values, name, choice) for choice in arrays]
    of_lists = [_beside_first(subject, values, name, choice) for choice in lists]
    if not any(outcome.returned for outcome in of_arrays or of_lists):
        raised = {outcome.raised for outcome in (*of_arrays, *of_lists)}
        return "Concrete" if CONVERTED in raised else "Static"
    dispatched = any("Array" in outcome.returned for outcome in of_arrays)
    converted = {outcome.raised for outcome in of_lists}
    if converted == {CONVERTED} or (dispatched and not converted):
        return "Dispatches"
    return "Any"


def _beside_first(subject: Subject, values: dict[str, Any], name: str, choice: Any) -> Outcome:
    """Traces an argument alone, or else beside a first argument whose method takes it."""
    given = {**values, name: choice}
    alone = attempt(subject, given, [name])
    first = subject.parameters[0].name
    if alone.returned or first == name or first not in values:
        return alone
    return alone if attempt(subject, given, [first]).raised else attempt(
        subject, given, [first, name]
    )  # fmt: skip


def _listed(
    subject: Subject, values: dict[str, Any], name: str, arrays: Iterable[Any]
) -> list[list[Any]]:
    pairs = [[array, array] for array in list(arrays)[:2]]
    return [pair for pair in pairs if attempt(subject, {**values, name: pair}).returned]


def _returns(subject: Subject, values: dict[str, Any], words: dict[str, str], constant: str) -> str:
    """Returns `NumPy` only if no argument but a dispatched one makes it a traced result."""
    harmless = [name for name in values if words.get(name) == "Any"]
    if harmless and "Array" in attempt(subject, values, harmless).returned:
        return "Any"
    return constant if constant.startswith(("Static", "NumPy")) else "Any"


def _silent(subject: Subject, values: dict[str, Any]) -> bool:
    names = [name for name, value in values.items() if can_be_traced(value)]
    constant, traced = attempt(subject, values), attempt(subject, values, names)
    return traced.returned.startswith("Static[") and traced.answer != constant.answer
