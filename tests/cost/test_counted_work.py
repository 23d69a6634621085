"""Twice the code is twice the work: counted in calls that Python makes, not in seconds.

The modules of the project import one another, hand functions on, and are traced from several
places, as those of a library are. Who makes the work grow faster than the code fails here, and
is named: each function and each generator is counted by itself, so that one which looks at all
modules for each module is seen among thousands that do not.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest

from jitlint.check.api import check
from jitlint.config.resources import Resources
from jitlint.config.settings import Settings

MODULE = '''\
"""Module {number} of many."""

import functools

import jax
import jax.numpy as jnp

from package import module{before}, shared


class Model{number}:
    """A model whose step is traced."""

    def __init__(self, rate):
        self.rate = rate
        self.inner = shared.Inner(rate)

    def step(self, state, batch):
        loss, grads = jax.value_and_grad(self.loss)(state, batch)
        return jax.tree.map(lambda p, g: p - self.rate * g, state, grads), loss

    def loss(self, state, batch):
        return jnp.mean((shared.predict(state, batch) - module{before}.shift{before}(batch)) ** 2)


@functools.partial(jax.jit, static_argnames="count")
def train{number}(state, batches, count):
    model = Model{number}(0.1)
    for _ in range(count):
        state, loss = jax.lax.scan(model.step, state, batches)
    return shared.clip(state, {number})


def shift{number}(batch):
    return jax.vmap(functools.partial(shared.clip, limit={number}))(batch) + 1


@jax.jit
def wrong{number}(x):
    if shift{number}(x).sum() > 0:
        return x
    return -x
'''
SHARED = '''\
"""What all modules use."""

import jax
import jax.numpy as jnp


class Inner:
    def __init__(self, rate):
        self.rate = rate


def predict(state, batch):
    return jnp.dot(batch, state)


def clip(x, limit=1.0):
    return jnp.where(x > limit, limit, x)
'''
SMALL = 8
LINES = MODULE.count("\n")
CALLS_A_LINE = 1_000
CONTEXTS_A_MODULE = 30
OFTEN = 200  # calls; what is rarer may come in steps
SLACK = 1.1


@dataclass(frozen=True, slots=True)
class Work:
    """What a run took: calls of each function, contexts traced, errors found."""

    calls: Counter[str]
    contexts: int
    errors: int


def work(folder: Path, modules: int) -> Work:
    package = folder / f"house{modules}" / "package"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "shared.py").write_text(SHARED)
    for number in range(modules):
        text = MODULE.format(number=number, before=max(number - 1, 0))
        (package / f"module{number}.py").write_text(text)
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            calls[_name(frame)] += 1
        elif event == "c_call":
            calls[f"{_name(frame)} calling {getattr(argument, '__qualname__', '')}"] += 1

    settings = Settings([str(package)], resources=Resources(cached=False))
    sys.setprofile(count)
    try:
        run = check([str(package)], settings)
    finally:
        sys.setprofile(None)
    return Work(calls, run.counts.contexts, sum(f.severity == "error" for f in run.findings))


def _name(frame: FrameType) -> str:
    return f"{frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}"


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> list[Work]:
    folder = tmp_path_factory.mktemp("growing")
    work(folder, 1)  # imports, stubs and patterns are paid for once
    return [work(folder, SMALL * times) for times in (1, 2, 4)]


def test_all_of_it_is_traced(works: list[Work]) -> None:
    assert [each.errors for each in works] == [SMALL, 2 * SMALL, 4 * SMALL]


def test_twice_the_modules_are_twice_the_calls_of_each_function(works: list[Work]) -> None:
    first, second, fourth = (each.calls for each in works)
    assert {
        name: (first[name], second[name], count)
        for name, count in fourth.items()
        if count > OFTEN and count - second[name] > 2 * SLACK * (second[name] - first[name])
    } == {}


def test_each_file_is_read_once(works: list[Work]) -> None:
    files = [SMALL * times + 2 for times in (1, 2, 4)]
    assert [each.calls["jitlint.frontend.facts.read"] for each in works] == files


def test_twice_the_modules_are_twice_the_contexts(works: list[Work]) -> None:
    first, second, fourth = (each.contexts for each in works)
    assert (fourth - second) / (second - first) < 2 * SLACK


def test_a_module_costs_no_more_than_its_budget(works: list[Work]) -> None:
    largest = works[-1]
    assert largest.contexts / (4 * SMALL) < CONTEXTS_A_MODULE
    assert largest.calls.total() / (4 * SMALL * LINES) < CALLS_A_LINE
