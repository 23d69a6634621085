"""Bounds: programs made to blow up end, with counted work, and cost no other function anything."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from readers import chosen

from jitlint.check.pipeline import CheckRequest, CheckResult, check
from jitlint.core.source import Problem
from jitlint.frontend.decode import load
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts
from jitlint.interpreter.analyses import call_frequency
from jitlint.interpreter.domain.values import Function
from jitlint.interpreter.program import trace
from jitlint.interpreter.state.machine import Machine
from jitlint.models.registry import Models
from jitlint.project.program import Program, Unit

Checking = Callable[[str], CheckResult]
ALARM = """
@jax.jit
def control(x):
    if x > 0:
        return x
    return -x
"""
MOST = 2_000


@pytest.fixture
def checking(tmp_path: Path) -> Checking:
    """Returns what jitlint says of a program beside which a plain mistake stands."""

    def run(program: str) -> CheckResult:
        path = tmp_path / "main.py"
        path.write_text(f"import jax\nimport jax.numpy as jnp\n{program}{ALARM}")
        found = check([str(path)], CheckRequest(reader=chosen, select=("JIT0", "JIT1")))
        rows = path.read_text().splitlines()
        assert "    if x > 0:" in [rows[f.at.row - 1] for f in found.findings]
        assert found.counts.contexts <= MOST
        return found

    return run


def test_a_function_with_a_context_for_every_subset_of_flags(checking: Checking) -> None:
    names = [f"a{n}" for n in range(12)]
    calls = "\n".join(
        f"    x = pick(x, {', '.join(str(bool(n >> k & 1)) for k in range(12))})"
        for n in range(0, 4096, 7)
    )
    checking(f"""
def pick(x, {", ".join(names)}):
    return x + 1

@jax.jit
def f(x):
{calls}
    return x
""")


def test_a_chain_that_doubles_its_calls_at_every_link(checking: Checking) -> None:
    links = "\n".join(
        f"def f{n}(x, a):\n    return f{n + 1}(x, (a, True)) + f{n + 1}(x, (a, 0.0))\n"
        for n in range(40)
    )
    checking(f"{links}\ndef f40(x, a):\n    return x\n\nf = jax.jit(lambda x: f0(x, ()))\n")


def test_a_recursion_that_never_meets_the_same_arguments(checking: Checking) -> None:
    checking("""
def grow(x, history):
    return grow(x + 1, history + (x,)) + grow(x, [history])

def count(x, n):
    return count(x, n + 1) if n < 10**9 else x

@jax.jit
def f(x):
    return grow(x, ()) + count(x, 0)
""")


def test_a_list_that_grows_for_ever(checking: Checking) -> None:
    checking("""
@jax.jit
def f(x):
    out = [x]
    while True:
        out.append(out)
        out.extend(out)
        out = out + out
        out += out
        out = [out, out]
        nest = {"a": out}
        nest["b"] = nest
    return out

@jax.jit
def g(x):
    out = [x]
    out.append(out)
    out.extend(out)
    d = {}
    d["d"] = d
    d.update(d)
    return [out[0] for _ in out] + list(d)
""")


def test_a_list_doubled_in_straight_lines(checking: Checking) -> None:
    lines = "    a = a + a\n" * 12
    checking(f"@jax.jit\ndef f(x):\n    a = [x]\n{lines}    return a\n")


def test_a_tuple_nested_in_straight_lines(checking: Checking) -> None:
    lines = "    a = (a, a)\n" * 60
    checking(f"@jax.jit\ndef f(x):\n    a = (x,)\n{lines}    return jax.jit(lambda b: b)(a)\n")


def test_a_recursion_on_pairs_of_its_own_arguments(checking: Checking) -> None:
    checking("""
def again(f, args, keywords, n):
    jax.jvp(f, args, args)
    jax.jit(f)(args, **keywords)
    if n > 1:
        again(f, (args, args), {"a": keywords, "b": keywords}, n - 1)
        again(f, *args, (args, keywords), n - 1)

def check(f, args, n):
    again(f, tuple(args), {"c": args}, n)
""")


def test_two_hundred_functions_that_all_call_each_other(checking: Checking) -> None:
    functions = "\n".join(
        f"def f{n}(x, k):\n    return f{(n * 7 + 1) % 200}(x, k) + f{(n * 3 + 5) % 200}(k, x)\n"
        for n in range(200)
    )
    checking(f"{functions}\nf = jax.jit(lambda x: f0(x, 1))\n")


def test_huge_literals(checking: Checking) -> None:
    numbers = ", ".join(str(n) for n in range(4_000))
    pairs = ", ".join(f'"k{n}": {n}' for n in range(4_000))
    checking(f"""
LIST = [{numbers}]
DICT = {{{pairs}}}

@jax.jit
def f(x):
    for n in LIST:
        x = x + n
    for key, n in DICT.items():
        x = x + DICT[key] + n
    return x + sum(LIST) + LIST[3] + DICT["k4"]
""")


def test_a_function_of_three_thousand_lines(checking: Checking) -> None:
    lines = "".join(f"    v{n} = v{n - 1} * 2 + jnp.sin(v{n - 1})\n" for n in range(1, 3_000))
    found = checking(f"@jax.jit\ndef f(v0):\n{lines}    return v2999 if v2999 > 0 else v0\n")
    assert len(found.findings) == 2


def test_undecided_branches_in_a_row_and_in_each_other(checking: Checking) -> None:
    rows = "".join(f"    if flags[{n}]:\n        y = y + x\n" for n in range(300))
    deep = "".join(f"{'    ' * (n + 1)}if unknown({n}):\n" for n in range(80))
    checking(
        f"def f(x, flags):\n    y = 0\n{rows}    return y\n\n"
        f"def g(x, unknown):\n{deep}{'    ' * 81}return x\n\n"
        "jax.jit(f, static_argnums=1)\njax.jit(g, static_argnums=1)\n"
    )


def test_loops_within_loops(checking: Checking) -> None:
    deep = "".join(f"{'    ' * (n + 1)}for i{n} in range(9):\n" for n in range(9))
    checking(f"@jax.jit\ndef f(x):\n{deep}{'    ' * 10}x = x + 1\n    return x\n")


def test_closures_and_partials_piled_up(checking: Checking) -> None:
    checking("""
from functools import partial

def compose(f, g):
    return lambda *a, **k: f(g(*a, **k))

fn = jnp.sin
for _ in range(100):
    fn = compose(fn, fn)
    fn = partial(fn)
    fn = jax.jit(jax.vmap(fn))

def tower(f, n):
    return f if n == 0 else tower(jax.jit(lambda x: f(f(x))), n - 1)

high = tower(jnp.sin, 50)
out = high(1.0)
""")


def test_classes_that_inherit_from_each_other_in_long_chains(checking: Checking) -> None:
    chain = "\n".join(
        f"class C{n}(C{n - 1}):\n    def f(self, x):\n        return super().f(x) + self.g(x)\n"
        f"    def g(self, x):\n        return C{n - 1}().f(x) if x is None else x\n"
        for n in range(1, 60)
    )
    checking(
        f"class C0:\n    def f(self, x):\n        return x\n\n{chain}\n"
        "@jax.jit\ndef f(x):\n    return C59().f(x)\n"
    )


def test_a_class_that_is_its_own_base_or_attribute(checking: Checking) -> None:
    checking("""
class A:
    pass

class A(A):
    def f(self, x):
        return super().f(x)

class Node:
    def __init__(self, x):
        self.next = self
        self.x = x

@jax.jit
def f(x):
    node = Node(x)
    node.next.next.next = node
    return A().f(x) if node.next.x is None else jax.jit(lambda n: n.next.x)(node)
""")


def test_a_generator_of_itself_and_a_property_of_itself(checking: Checking) -> None:
    checking("""
def walk(x):
    yield x
    yield from walk(x)

class P:
    @property
    def p(self):
        return self.p

    def __getattr__(self, name):
        return getattr(self, name)

    def __getitem__(self, i):
        return self[i]

    def __call__(self, *a):
        return self(*a)

@jax.jit
def f(x):
    for y in walk(x):
        x = x + y
    p = P()
    return p.p, p.missing, p[0], p(x)
""")


@pytest.mark.slow
def test_a_budget_ends_what_no_other_bound_ends_and_says_so(checking: Checking) -> None:
    work = "    x = (x + 1) * 2 - x\n" * 60_000
    found = checking(f"@jax.jit\ndef f(x):\n{work}    return x\n")
    assert any("too many steps" in note for note in found.notes)


@pytest.mark.parametrize("failure", [SystemError, MemoryError, RecursionError])
def test_a_function_whose_analysis_fails_becomes_a_note_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    note_call = call_frequency.note_call

    def fails(machine: Machine, function: Function, *rest: Any) -> None:
        if function.node.name == "bad":
            raise failure("nobody foresaw this")
        note_call(machine, function, *rest)

    monkeypatch.setattr(call_frequency, "note_call", fails)
    (tmp_path / "main.py").write_text(f"import jax\ndef bad(x):\n    return x\n{ALARM}")
    found = check([str(tmp_path)])
    said = f"{failure.__name__}: nobody foresaw this"
    (note,) = found.notes
    assert note.startswith("gave up on `bad` of ")
    assert note.endswith(said)
    assert [each.code for each in found.findings] == ["JIT101"]
    assert found.counts.left_out == 1


def test_a_module_whose_analysis_fails_becomes_a_note_and_costs_no_other(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(f"import jax{ALARM}")
    bad.write_text("import jax\n")

    def read_or_fail(path: str) -> Facts | None:
        source = load(path)
        if path == str(bad) or isinstance(source, Problem):
            raise RuntimeError("nobody foresaw this")
        facts = read(source)
        return None if isinstance(facts, Problem) else facts

    units = [Unit(path.stem, str(path), str(tmp_path)) for path in (bad, good)]
    traced = trace(Program(units, Models(), read_or_fail), ["bad", "good"])
    assert traced.gave_up == ("gave up on the module `bad`: RuntimeError: nobody foresaw this",)
    events = (event for module in traced.modules for event in module.events)
    assert {event.at.path for event in events} == {str(good)}
