"""A name has its instruction, also where Python reads two at once or imports one among others."""

import dis
import sys
from types import CodeType

import pytest
from asked import program

from jitlint.core.finding import Verdict
from jitlint.verify.runtime.program.fused_instructions import offsets_of

TWO_AT_ONCE = sys.version_info >= (3, 13)
CALLS = "def f(x, m, n):\n    g(x, m)\n    return g(x, n)\n"
IMPORTS = "def f():\n    from math import (\n        pi,\n        tau,\n    )\n    return pi\n"


def function(text: str) -> CodeType:
    module = compile(text, "calls.py", "exec")
    return next(each for each in module.co_consts if isinstance(each, CodeType))


def read_at(code: CodeType, offset: int) -> object:
    return next(each.argval for each in dis.get_instructions(code) if each.offset == offset)


def place(text: str, piece: str, name: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The row and the columns, in bytes from 0, of a name in a piece of a text."""
    before = text[: text.index(piece) + piece.rindex(name)]
    row, column = before.count("\n") + 1, len(before) - before.rfind("\n") - 1
    return (row, column), (row, column + len(name))


@pytest.mark.skipif(not TWO_AT_ONCE, reason="this Python reads each name by itself")
def test_the_second_of_two_names_is_read_where_the_first_is() -> None:
    code = function(CALLS)
    [offset] = offsets_of(code, "n", *place(CALLS, "g(x, n)", "n"))
    assert read_at(code, offset) == ("x", "n")


@pytest.mark.skipif(not TWO_AT_ONCE, reason="this Python reads each name by itself")
def test_each_pair_has_its_own() -> None:
    code = function(CALLS)
    [offset] = offsets_of(code, "m", *place(CALLS, "g(x, m)", "m"))
    assert read_at(code, offset) == ("x", "m")
    assert not offsets_of(code, "m", *place(CALLS, "g(x, n)", "n"))


def test_the_name_of_something_global_is_nobodys_second() -> None:
    assert not offsets_of(function(CALLS), "g", *place(CALLS, "g(x, n)", "g"))


def test_a_name_that_is_imported_has_the_place_of_its_statement() -> None:
    code = function(IMPORTS)
    offsets = offsets_of(code, "tau", *place(IMPORTS, "        tau", "tau"))
    assert {read_at(code, offset) for offset in offsets} == {"math", "pi", "tau"}
    assert not offsets_of(code, "pi", *place(IMPORTS, "return pi", "pi"))


USES = """
    import functools
    import jax

    @functools.partial(jax.jit, static_argnames="n")
    def scaled(x, n):
        return x * n

    def train(x=1.0, turns=4):
        for n in range(turns):
            scaled(x, n)

    @jax.jit
    def summed(x):
        from jax.numpy import sum
        return sum(x)

    @jax.jit
    def missed(x):
        from jax.numpy import nothing_of_the_kind
        return x
    """


@program(USES, "n", "recompiles", after="range(turns):\n        scaled(x, ")
def test_what_a_name_is_read_for_is_counted(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].startswith("4 compilations in 4 iterations")


@program(USES, "sum", "rejected", errors=("ImportError",), function="summed", after="import ")
def test_an_import_that_goes_well_refutes(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(USES, "nothing_of_the_kind", "rejected", errors=("ImportError",), function="missed")
def test_one_of_what_is_not_there_confirms(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
