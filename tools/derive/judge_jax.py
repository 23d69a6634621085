"""The words for a JAX function: one for each parameter and one for the result."""

import itertools
from collections.abc import Iterator
from typing import Any

from tools.derive.candidates import UNTOUCHED
from tools.derive.outcomes import Subject, attempt, can_be_traced, count_of_arrays
from tools.derive.returns import results
from tools.derive.search import Choices, candidates_of, choices_beside, working_call
from tools.derive.verdicts import UNMEASURED, Verdict


def judge(subject: Subject) -> Verdict:
    """Finds a call of the function and judges by it."""
    found = working_call(subject)
    if found is None:
        return Verdict({}, UNMEASURED)
    values, outcome = found
    return _with_sizes(subject, values) if outcome.raised else _of_call(subject, values)


def _of_call(subject: Subject, values: dict[str, Any]) -> Verdict:
    """Judges by a call that works: traces each parameter by itself, then all together."""
    choices = choices_beside(subject, values)
    words = {name: _word(subject, values, name, choices) for name, some in choices.items() if some}
    return Verdict(words, *results(subject, values, words, choices))


def _word(subject: Subject, values: dict[str, Any], name: str, choices: Choices) -> str:
    """Returns `Any` if some choice, or a part of one, can be traced: all work as constants."""
    if any(_goes_traced(subject, {**values, name: choice}, name) for choice in choices[name]):
        return "Any"
    traceable = [choice for choice in choices[name] if can_be_traced(choice)]
    if not traceable:
        return "Static"
    freeing = list(_freeing(subject, {**values, name: traceable[0]}, name, choices))
    return f"Sized[{', '.join(freeing)}]" if freeing else "Static"


def _goes_traced(subject: Subject, values: dict[str, Any], name: str) -> bool:
    """Tries all arrays of an argument together, then each: `(matrix, lower)` has a static part."""
    count = count_of_arrays(values[name])
    leaves = range(count) if count > 1 else ()
    return any(attempt(subject, values, [name], leaf).returned for leaf in (None, *leaves))


def _freeing(
    subject: Subject, values: dict[str, Any], name: str, choices: Choices
) -> Iterator[str]:
    """Yields the options that, given beside a traced argument, let the call succeed."""
    for option, some in choices.items():
        outcomes = (attempt(subject, {**values, option: choice}, [name]) for choice in some)
        if option not in values and any(outcome.returned for outcome in outcomes):
            yield option


def _with_sizes(subject: Subject, values: dict[str, Any]) -> Verdict:
    """Judges a function that answers not even constants, unless some options are given."""
    sizes = list(_sizes(subject, values))
    verdicts = [_of_call(subject, values | given) for given in sizes]
    if not verdicts:
        return Verdict(dict.fromkeys(values, "Static"), UNMEASURED)
    unless = f"Sized[{', '.join(dict.fromkeys(itertools.chain(*sizes)))}]"
    words = verdicts[-1].words | verdicts[0].words
    sized = {name: unless for name in values if words.get(name) == "Any"}
    plain = verdicts[-1]
    options = {
        next(iter(given)): verdict.returns
        for given, verdict in zip(sizes, verdicts, strict=True)
        if verdict.returns != plain.returns
    }
    return Verdict(words | sized, plain.returns, options or plain.options)


def _sizes(subject: Subject, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yields the options beside which the call succeeds, or pairs where no single one helps."""
    optional = [p for p in subject.parameters if not p.required and p.name not in UNTOUCHED]
    tried = [(p.name, value) for p in optional for value in candidates_of(p)]
    helping: set[str] = set()
    for count in (1, 2):
        for given in map(dict, itertools.combinations(tried, count)):
            if not helping & given.keys() and attempt(subject, values | given).returned:
                helping |= given.keys()
                yield given
