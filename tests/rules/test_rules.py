"""What every rule is, whatever it says."""

import builtins
import math
import re
from pathlib import Path

import flax.errors
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from jitlint.rules import FAMILIES, Rule, all_rules
from jitlint.rules.jit102_conversion_of_traced_value import NOT_IN_JAX as NOT_OF_MATH
from jitlint.rules.jit103_numpy_on_traced_value import NOT_IN_JAX as NOT_OF_NUMPY

FIXTURES = Path(__file__).parents[2] / "fixtures"
RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
TRACED = [rule for rule in all_rules() if rule.family != FAMILIES["0"] and not rule.observed]
OF_EVENTS = pytest.mark.parametrize("rule", TRACED, ids=lambda rule: rule.code)


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in all_rules()]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in all_rules()}) == len(codes)


@OF_EVENTS
def test_a_rule_asks_for_events(rule: Rule) -> None:
    assert rule.checks


@RULES
def test_a_rule_is_well_formed(rule: Rule) -> None:
    assert re.fullmatch(r"JIT\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert rule.family in FAMILIES.values()


@OF_EVENTS
def test_a_rule_has_a_fixture_of_the_same_name_that_expects_it(rule: Rule) -> None:
    (fixture,) = FIXTURES.rglob(f"{rule.module.rpartition('.')[2]}.py")
    assert f"# expect: {rule.code}" in fixture.read_text("utf-8")


@OF_EVENTS
def test_only_what_raises_is_an_error_and_names_what_it_raises(rule: Rule) -> None:
    assert (rule.severity == "error") == bool(rule.errors) == (rule.claim in ("raises", "rejected"))
    for name in rule.errors:
        homes = (jax.errors, builtins, flax.errors)
        found = [getattr(each, name) for each in homes if hasattr(each, name)]
        assert found
        assert issubclass(found[0], Exception)


@RULES
def test_the_manual_opens_with_one_sentence(rule: Rule) -> None:
    opening = rule.manual.split("\n\n")[0]
    assert re.fullmatch(r"[A-Z`][^\n.]*\.", opening)


def test_every_numpy_function_that_the_help_replaces_exists_in_jax() -> None:
    names = [n for n in np.__all__ if callable(getattr(np, n)) and not is_class(getattr(np, n))]
    assert {n for n in names if not hasattr(jnp, n)} <= NOT_OF_NUMPY
    for module, equivalent in ((np.linalg, jnp.linalg), (np.fft, jnp.fft)):
        names = [n for n in module.__all__ if not is_class(getattr(module, n))]
        assert [
            n for n in names if callable(getattr(module, n)) and not hasattr(equivalent, n)
        ] == []


def test_every_math_function_that_the_help_replaces_exists_in_jax() -> None:
    names = [n for n in dir(math) if not n.startswith("_") and callable(getattr(math, n))]
    assert {f"math.{n}()" for n in names if not hasattr(jnp, n)} <= set(NOT_OF_MATH)


def is_class(value: object) -> bool:
    """Returns whether a name of NumPy is a class, which is asked for no equivalent."""
    return isinstance(value, type)
