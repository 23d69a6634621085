"""Writes to what another trace of Flax NNX has made: Flax refuses each that jitlint speaks of."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import pytest

from jitlint.check.pipeline import check
from jitlint.interpreter.analyses.trace_levels import KEEPING, MODULES, OF_JAX, VARIABLES

nnx = pytest.importorskip("flax.nnx")
errors = pytest.importorskip("flax.errors")
X = jnp.ones(3)
Step = Callable[[jax.Array], jax.Array]


def loss(step: Step) -> Callable[[jax.Array], jax.Array]:
    return lambda x: step(x).sum()


# How each runs a function of an array, which it traces.
RUNS: dict[str, Callable[[Step], Any]] = {
    "checkpoint": lambda step: jax.checkpoint(step)(X),
    "eval_shape": lambda step: jax.eval_shape(step, X),
    "grad": lambda step: jax.grad(loss(step))(X),
    "hessian": lambda step: jax.hessian(loss(step))(X),
    "jacfwd": lambda step: jax.jacfwd(step)(X),
    "jacrev": lambda step: jax.jacrev(step)(X),
    "jit": lambda step: jax.jit(step)(X),
    "jvp": lambda step: jax.jvp(step, (X,), (X,)),
    "lax.cond": lambda step: jax.lax.cond(True, step, step, X),
    "lax.fori_loop": lambda step: jax.lax.fori_loop(0, 2, lambda i, x: step(x), X),
    "lax.map": lambda step: jax.lax.map(step, X),
    "lax.scan": lambda step: jax.lax.scan(lambda c, x: (c, step(x)), 0, X),
    "lax.switch": lambda step: jax.lax.switch(0, [step, step], X),
    "lax.while_loop": lambda step: jax.lax.while_loop(lambda x: x.sum() < 0, step, X),
    "linearize": lambda step: jax.linearize(step, X),
    "make_jaxpr": lambda step: jax.make_jaxpr(step)(X),
    "pmap": lambda step: jax.pmap(step)(X[None]),
    "value_and_grad": lambda step: jax.value_and_grad(loss(step))(X),
    "vjp": lambda step: jax.vjp(step, X),
    "vmap": lambda step: jax.vmap(step)(X),
}
MADE: dict[str, Callable[[], Any]] = {
    "BatchNorm": lambda: nnx.BatchNorm(3, rngs=nnx.Rngs(0)),
    "Conv": lambda: nnx.Conv(3, 3, 3, rngs=nnx.Rngs(0)),
    "ConvTranspose": lambda: nnx.ConvTranspose(3, 3, 3, rngs=nnx.Rngs(0)),
    "Dropout": lambda: nnx.Dropout(0.5, rngs=nnx.Rngs(0)),
    "Einsum": lambda: nnx.Einsum("ab,bc->ac", (2, 3), (3,), rngs=nnx.Rngs(0)),
    "Embed": lambda: nnx.Embed(3, 3, rngs=nnx.Rngs(0)),
    "GRUCell": lambda: nnx.GRUCell(3, 3, rngs=nnx.Rngs(0)),
    "GroupNorm": lambda: nnx.GroupNorm(2, 1, rngs=nnx.Rngs(0)),
    "LSTMCell": lambda: nnx.LSTMCell(3, 3, rngs=nnx.Rngs(0)),
    "LayerNorm": lambda: nnx.LayerNorm(3, rngs=nnx.Rngs(0)),
    "Linear": lambda: nnx.Linear(3, 3, rngs=nnx.Rngs(0)),
    "LinearGeneral": lambda: nnx.LinearGeneral(3, 3, rngs=nnx.Rngs(0)),
    "LoRA": lambda: nnx.LoRA(3, 2, 3, rngs=nnx.Rngs(0)),
    "Module": nnx.Module,
    "MultiHeadAttention": lambda: nnx.MultiHeadAttention(1, 2, rngs=nnx.Rngs(0)),
    "Pytree": type("Own", (nnx.Pytree,), {}),
    "RMSNorm": lambda: nnx.RMSNorm(3, rngs=nnx.Rngs(0)),
    "RNN": lambda: nnx.RNN(nnx.SimpleCell(3, 3, rngs=nnx.Rngs(0))),
    "RNNCellBase": nnx.RNNCellBase,
    "Sequential": nnx.Sequential,
    "SimpleCell": lambda: nnx.SimpleCell(3, 3, rngs=nnx.Rngs(0)),
}


def test_flax_refuses_a_write_under_each_transformation_that_is_spoken_of() -> None:
    assert {f"jax.{name}" for name in RUNS} == OF_JAX


@pytest.mark.parametrize("name", RUNS)
def test_flax_refuses_a_write_to_a_variable_from_outside(name: str) -> None:
    variable = nnx.Variable(jnp.zeros(()))

    def step(x: jax.Array) -> jax.Array:
        variable[...] = 1.0
        return x

    with pytest.raises(errors.TraceContextError):
        RUNS[name](step)


@pytest.mark.parametrize("name", RUNS)
def test_flax_refuses_a_key_from_a_stream_from_outside(name: str) -> None:
    rngs = nnx.Rngs(0)
    with pytest.raises(errors.TraceContextError):
        RUNS[name](lambda x: x + rngs.normal())


METHODS = sorted(name for name in dir(nnx.Rngs) if name[0] != "_" and name not in KEEPING)
GIVEN: tuple[tuple[Any, ...], ...] = (
    (), ((3,),), (3,), (X,), (1.0,), (X, X), (10, 0.5), ((3, 3),), ((3,), 0, 9), (0.0, 0.5, 1.0),
    (X, jnp.eye(3)),
)  # fmt: skip


@pytest.mark.parametrize("name", METHODS)
def test_flax_refuses_each_method_of_a_stream_that_is_spoken_of(name: str) -> None:
    called = list[type[Exception] | None]()
    for given in GIVEN:
        rngs = nnx.Rngs(0)

        def step(x: jax.Array, rngs: Any = rngs, given: tuple[Any, ...] = given) -> jax.Array:
            getattr(rngs, name)(*given)
            return x

        try:
            step(X)
        except Exception:
            continue
        with pytest.raises(errors.TraceContextError) as refused:
            jax.jit(lambda x, step=step: step(x))(X)
        called.append(refused.type)
    assert called or name == "multinomial"


def test_flax_refuses_an_attribute_for_each_class_that_is_spoken_of() -> None:
    assert {f"flax.nnx.{name}" for name in MADE} == MODULES


@pytest.mark.parametrize("name", MADE)
def test_flax_refuses_a_new_attribute_of_a_module_from_outside(name: str) -> None:
    module = MADE[name]()

    def step(x: jax.Array) -> jax.Array:
        module.seen = 1
        return x

    step(X)
    with pytest.raises(errors.TraceContextError):
        jax.jit(step)(X)


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_flax_refuses_a_write_to_each_kind_of_variable(name: str) -> None:
    variable = getattr(nnx, name.rpartition(".")[2])(X)

    def by_item(x: jax.Array) -> jax.Array:
        variable[...] = x
        return x

    def by_name(x: jax.Array) -> jax.Array:
        variable.value = x
        return x

    by_item(by_name(X))
    for step in (by_item, by_name):
        with pytest.raises(errors.TraceContextError):
            jax.jit(step)(X)


PROGRAM = """
import jax
import jax.numpy as jnp
from flax import nnx
{settings}
total = nnx.Variable(jnp.zeros(3))

@jax.jit
def step(x):
    total[...] = x
    return x

step(jnp.ones(3))
"""


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ("", ["JIT421"]),
        ("nnx.var_defaults(ref=True)", []),
        ("nnx.var_defaults(hijax=True)", []),
        ("import flax\nflax.config.update('flax_hijax_variable', True)", []),
    ],
)
def test_a_program_that_has_mutable_variables_is_given_no_alarm(
    settings: str, codes: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM.format(settings=settings))
    assert [finding.code for finding in check([str(path)]).findings] == codes
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    assert ("TraceContextError" in done.stderr) == bool(codes), done.stderr
