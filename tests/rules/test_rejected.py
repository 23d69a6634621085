"""JIT4xx: JAX rejects each Bad program with the claimed error, and runs each Good one."""

import importlib
import warnings
from pathlib import Path

import jax
import pytest
from manual import Example, examples, findings, run

from jitlint.core.finding import Finding, Span
from jitlint.rules.jit412_removed_name import removals

AT_THE_CALL = ("JIT401",)


@pytest.mark.parametrize("bad", examples("Bad", "rejected"), ids=str)
def test_jax_raises_the_claimed_error(bad: Example, tmp_path: Path) -> None:
    (finding,) = reported(bad, tmp_path)
    outcome = run(bad.text)
    assert type(outcome.error).__name__ in finding.claim.errors
    if finding.code not in AT_THE_CALL:
        assert outcome.row == finding.at.row


@pytest.mark.parametrize("name", removals())
def test_a_removed_name_is_there_until_the_version_that_is_stated(name: str) -> None:
    removal = removals()[name]
    if version(jax.__version__) >= version(removal.since):
        assert not exists(name)
        assert exists(removal.instead.partition("(")[0])


def reported(example: Example, folder: Path) -> list[Finding[Span]]:
    """Returns the findings of the example's own rule."""
    return [f for f in findings(example.text, folder) if f.code == example.rule.code]


def version(text: str) -> tuple[int, ...]:
    """Returns the first two numbers of a version."""
    return tuple(int(number) for number in text.split(".")[:2])


def exists(name: str) -> bool:
    """Returns whether a dotted name can be imported; what is not of a module is not asked for."""
    head, *rest = name.split(".")
    if head not in ("jax", "functools"):
        return True
    try:
        found = importlib.import_module(head)
        with warnings.catch_warnings(action="ignore"):
            for part in rest:
                head += f".{part}"
                missing = not hasattr(found, part)
                found = importlib.import_module(head) if missing else getattr(found, part)
    except (AttributeError, ImportError):
        return False
    return True
