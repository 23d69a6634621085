"""Generated mistakes are put right: with the same results, in a stable layout, once and for all."""

import pytest

from benchmarks.rewrites.generated import DEFECTS, PROVED, outcomes
from benchmarks.rewrites.mistakes import Program, programs


def test_a_few_generated_mistakes_are_put_right_as_jax_agrees() -> None:
    found = outcomes(programs(6, seed=17))
    assert [each for each in found if each.answer in DEFECTS] == []
    assert sum(each.answer == PROVED for each in found) >= 4


@pytest.mark.slow
def test_generated_mistakes_are_put_right_as_jax_agrees() -> None:
    found = outcomes(programs(100, seed=17))
    assert [each for each in found if each.answer in DEFECTS] == []


def test_programs_are_those_of_their_seed() -> None:
    made = programs(30, seed=3)
    assert made == programs(30, seed=3) != programs(30, seed=4)
    assert all(isinstance(each, Program) for each in made)
