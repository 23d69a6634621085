"""What verification spends, counted: imports of a module, and traces of the functions in it.

The modules read a byte from a pipe each time; reading is all that they are always free to do.
"""

import os
from pathlib import Path

import pytest
from asked import Program, program

from jitlint.core.finding import Finding, Span, Verdict
from jitlint.verify import VerifyOptions, verify

TICKETS = 4096
HEAD = """
import os

import jax
import jax.numpy as jnp


def note(name):
    pipe = os.open(os.path.join(os.path.dirname(__file__), name), os.O_RDONLY)
    os.read(pipe, 1)
    os.close(pipe)


note("imports")
"""
STEP = """
@jax.jit
def step_{0}(x, y):
    note("traces")
    h = x @ y
    if jnp.linalg.norm(h, axis=-1)[0] > {0}:
        return h
    return x
"""
FUNCTIONS = 12


class Tickets:
    """A pipe beside a module, full; what is missing from it has been taken."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self._pipe = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        os.write(self._pipe, b"." * TICKETS)

    def taken(self) -> int:
        return TICKETS - len(os.read(self._pipe, TICKETS))


@pytest.fixture
def counted(tmp_path: Path) -> tuple[Tickets, Tickets]:
    return Tickets(tmp_path / "imports"), Tickets(tmp_path / "traces")


def test_findings_in_functions_alike_cost_an_import_and_a_trace_each(
    tmp_path: Path, python: str, counted: tuple[Tickets, Tickets]
) -> None:
    text = HEAD + "".join(STEP.format(number) for number in range(FUNCTIONS))
    found = [_finding(text, f"step_{n}", f"norm(h, axis=-1)[0] > {n}", tmp_path) for n in range(12)]
    verdicts = _verdicts(found, python)
    imports, traces = counted
    assert {verdict.outcome for verdict in verdicts} == {"confirmed"}
    assert imports.taken() == 1
    first_guesses_that_fail = 2
    assert traces.taken() == FUNCTIONS + first_guesses_that_fail


def test_findings_on_one_expression_cost_one_trace(
    tmp_path: Path, python: str, counted: tuple[Tickets, Tickets]
) -> None:
    text = HEAD + STEP.format(0)
    found = [
        _finding(text, "step_0", piece, tmp_path)
        for piece in ("norm(h, axis=-1)[0] > 0", "jnp.linalg.norm(h, axis=-1)[0] > 0")
    ]
    verdicts = _verdicts(found, python)
    imports, traces = counted
    assert [verdict.outcome for verdict in verdicts] == ["confirmed", "confirmed"]
    assert imports.taken() == 1
    first_guesses_that_fail = 2
    assert traces.taken() == 1 + first_guesses_that_fail


def test_so_they_do_where_the_import_leaves_no_way_to_fork(
    tmp_path: Path, python: str, counted: tuple[Tickets, Tickets]
) -> None:
    text = HEAD + "READY = jnp.zeros(3)\n" + STEP.format(0) + STEP.format(1)
    pieces = ("norm(h, axis=-1)[0] > 1", "linalg.norm(h, axis=-1)[0] > 1", "h, axis=-1)[0] > 1")
    found = [
        _finding(text, "step_0", "norm(h, axis=-1)[0] > 0", tmp_path),
        *(_finding(text, "step_1", piece, tmp_path) for piece in pieces),
    ]
    verdicts = _verdicts(found, python)
    imports, traces = counted
    assert [verdict.outcome for verdict in verdicts] == ["confirmed"] * 4
    assert imports.taken() == 1
    first_guesses_that_fail = 2
    assert traces.taken() == 2 * (1 + first_guesses_that_fail)


NEVER = """
import functools

class Model:
    def __init__(self, weights: dict, scale: float | None = None, power: int | None = None):
        self.weights, self.scale, self.power = weights["w"], scale, power

    @functools.partial(jax.jit, static_argnums=0)
    def apply(self, x):
        note("traces")
        y = x @ self.weights
        if self.scale is not None and self.power == "none":
            return y if y.sum() > 0 else -y
        return y
"""


def test_what_no_call_reaches_is_given_up_after_a_few_more(
    tmp_path: Path, python: str, counted: tuple[Tickets, Tickets]
) -> None:
    found = [_finding(HEAD + NEVER, "Model.apply", "y.sum() > 0", tmp_path)]
    [verdict] = _verdicts(found, python)
    _, traces = counted
    assert (verdict.outcome, verdict.reason[:16]) == ("inconclusive", "line_not_reached")
    assert 2 < traces.taken() < 40


FROZEN = """
import gc

import jax

IS_FROZEN = gc.get_freeze_count() > 10_000


@jax.jit
def step(x):
    if IS_FROZEN:
        return float(x)
    return x
"""


@program(FROZEN, "float(x)", "raises", errors=("ConcretizationTypeError",), function="step")
def test_what_jax_consists_of_is_not_looked_through_for_garbage(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


def _finding(text: str, function: str, piece: str, directory: Path) -> Finding[Span]:
    errors = ("TracerBoolConversionError",)
    starts = f"def {function.rpartition('.')[2]}("
    program = Program(text, piece, "raises", errors, function, starts=starts)
    return program.finding(directory)


def _verdicts(findings: list[Finding[Span]], python: str) -> list[Verdict]:
    answers = verify(findings, VerifyOptions(python=python))
    return [answer.verdict for answer in answers if answer.verdict is not None]
