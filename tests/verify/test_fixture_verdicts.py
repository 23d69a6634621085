"""JAX confirms everything that a fixture expects, and refutes what it marks as a false alarm.

JITLINT_TEST_PYTHON names an interpreter with another Python and JAX.
"""

import pytest

from benchmarks import verdicts


@pytest.mark.slow
def test_every_verdict_is_definite_and_right(python: str) -> None:
    paths = verdicts.runnable(python)
    assert len(paths) > len({*paths} & {*verdicts.FIXTURES.glob("jit*.py")}) > 30
    _, answers = verdicts.judged(paths, python)
    assert [*verdicts.wrong(answers)] == []
