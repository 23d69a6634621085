"""What the experiments say of a JAX function: a word for each parameter and for the result."""

import itertools
from collections.abc import Iterator
from typing import Any

from tools.derive.candidates import UNTOUCHED
from tools.derive.outcomes import Subject, attempt, can_be_traced
from tools.derive.returns import of_jax
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
    return Verdict(words, of_jax(subject, values, words, choices))


def _word(subject: Subject, values: dict[str, Any], name: str, choices: Choices) -> str:
    """Returns `Any` if some choice can be traced, though it works as a constant in any case."""
    mine = choices[name] if name not in values else choices[name][:1]
    if any(attempt(subject, {**values, name: choice}, [name]).returned for choice in mine):
        return "Any"
    traceable = [choice for choice in mine if can_be_traced(choice)]
    if not traceable:
        return "Static"
    freeing = list(_freeing(subject, {**values, name: traceable[0]}, name, choices))
    return f"Sized[{', '.join(freeing)}]" if freeing else "Static"


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
    returns = verdicts[-1].returns
    for given, verdict in zip(sizes[:-1], verdicts[:-1], strict=True):
        if verdict.returns != returns:
            returns = f"If[{next(iter(given))}, {verdict.returns}, {returns}]"
    return Verdict(words | sized, returns)


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
