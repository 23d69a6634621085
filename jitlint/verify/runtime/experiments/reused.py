"""Runs the flagged code, and sees whether a random key is consumed there that was consumed before.

Confirmed when two calls of `jax.random` are given one key, the second of them at the span; or, if
keys are made there, when one call of the function around makes the same key twice and draws from
each at one place. Refuted when the span ran in a call that the program makes, and each key there
was a new one. Under a trace a key is known by its tracer; if that shows nothing, the call is made
again without jit, where keys have data.
"""

from ..attempts.attempt_plan import AttemptPlan, ObservedTrace
from ..attempts.distinct_keys import with_distinct_keys
from ..attempts.pre_import import PreImport
from ..attempts.telling import most_telling
from ..observe.key_uses import KeyUse, KeyUses
from ..observe.watch import Watch
from ..program.attempt import Attempt
from ..program.userjax import jax
from ..program.verdict import Verdict, confirmed, error_text, inconclusive, refuted

BEFORE_IMPORT = True


def test(pre_import: PreImport) -> Verdict:
    """Returns what a process of its own hears."""
    return pre_import.judged_in_fork(_listen)


def _listen(pre_import: PreImport) -> Verdict:
    heard = KeyUses(pre_import.question.spot, pre_import.files)
    heard.listen()
    verdict = _judge_all(pre_import, heard)
    if verdict.outcome == "refuted" and not heard.has_heard_all():
        return inconclusive("unobserved", "the program has replaced functions of `jax.random`")
    return verdict


def _judge_all(pre_import: PreImport, heard: KeyUses) -> Verdict:
    plan = pre_import.plan()
    if heard.again:
        return _confirmed(heard.again, f"importing `{pre_import.name.dotted}`")
    fresh: Verdict | None = None
    if plan.program.loaded.error is None and _is_fresh(heard):
        fresh = refuted(f"{plan.place} ran during the import, and each key there was a new one")
    return most_telling(plan, lambda attempt: _judge(plan, attempt, heard), fresh)


def _judge(plan: AttemptPlan, attempt: Attempt, heard: KeyUses) -> Verdict:
    """A made-up call is given as many keys as it has places for them: no two are one."""
    attempt = with_distinct_keys(attempt) if attempt.is_guessed else attempt
    for run in (AttemptPlan.trace, _without_jit):
        heard.forget()
        trace = run(plan, attempt)
        if heard.again:
            return _confirmed(heard.again, attempt.description, attempt.arguments)
        if not trace.record.ran or (trace.error is None and _is_fresh(heard)):
            break
    if trace.error is not None:
        return inconclusive("other_error", error_text(trace.error), attempt.arguments)
    if not trace.record.ran:
        return inconclusive("line_not_reached", "", attempt.arguments)
    if not _is_fresh(heard):
        seen = f"no new key was seen at {plan.place}"
        return inconclusive("args_disagree", seen, attempt.arguments)
    text = f"{plan.place} ran while {attempt.description}, and each key there was a new one"
    if attempt.is_guessed:
        return inconclusive("not_reproduced", text, attempt.arguments)
    return refuted(text, attempt.arguments)


def _without_jit(plan: AttemptPlan, attempt: Attempt) -> ObservedTrace:
    record, error = plan.record(), None
    with jax.disable_jit():
        try:
            run = attempt.repeatable()
            with Watch(plan.files, [record]):
                run()
        except Exception as raised:
            error = raised
    return ObservedTrace(record, None, error)


def _is_fresh(heard: KeyUses) -> bool:
    """Whether the data of keys at the spot was seen; of those made there, of more than one."""
    if len({each.identity for each in heard.made}) < len(heard.made):
        return False
    return len(heard.made) > 1 or (heard.fresh > 0 and not heard.traced)


def _confirmed(uses: tuple[KeyUse, KeyUse], doing: str, arguments: str = "") -> Verdict:
    before, use = uses
    key = f" the key {use.key}" if use.key else " the same key"
    if before.at == use.at:
        text = f"`{use.function}` at {use.shown} is given{key} more than once, while {doing}"
        return confirmed(text, arguments)
    text = f"`{use.function}` at {use.shown} is given{key}, while {doing}"
    return confirmed(text, arguments, f"`{before.function}` at {before.shown} was given it before")
