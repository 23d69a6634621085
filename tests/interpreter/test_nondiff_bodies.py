"""Tracers for what `custom_jvp` does not differentiate by: reported where JAX refuses them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jitlint.check.pipeline import CheckRequest, check

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
HEAD = """\
import functools
import jax
import jax.numpy as jnp
from jax import lax

@functools.partial(jax.custom_jvp, nondiff_argnums=(1,))
def f(x, m):
    return x * m

@f.defjvp
def rule(m, primals, tangents):
    return primals[0] * m, tangents[0] * m

X = jnp.ones(3)
M = jnp.array([1.0, 0.0, 1.0])
"""
BODIES = {
    "direct": "f(x, m)",
    "carry": "lax.scan(lambda c, _: ((f(c[0], c[1]), c[1]), None), (x, m), None, length=2)[0][0]",
    "rows": "lax.scan(lambda c, m: (f(c, m), None), x, jnp.stack([m, m]))[0]",
    "made": "lax.scan(lambda c, _: (f(c, jnp.ones(3)), None), x, None, length=2)[0]",
    "derived": "lax.scan(lambda c, _: (f(c, 2 * c), None), x, None, length=2)[0]",
    "outside": "lax.scan(lambda c, _: (f(c, m), None), x, None, length=2)[0]",
    "constant": "lax.scan(lambda c, _: (f(c, M), None), x, None, length=2)[0]",
    "number": "lax.scan(lambda c, _: (f(c, 2.0), None), x, None, length=2)[0]",
    "no tangent": "x * lax.scan(lambda c, _: (c * f(X, c), None), M, None, length=2)[0]",
    "counter": "lax.fori_loop(0, 2, lambda i, c: f(c, i), x)",
    "fori": "lax.fori_loop(0, 2, lambda i, c: (f(c[0], c[1]), c[1]), (x, m))[0]",
    "map": "lax.map(lambda a: f(a[0], a[1]), (x, m))",
    "cond": "lax.cond(True, lambda x, m: f(x, m), lambda x, m: x, x, m)",
    "closed": "lax.cond(True, lambda x: f(x, m), lambda x: x, x)",
    "switch": "lax.switch(0, [lambda x, m: f(x, m), lambda x, m: x], x, m)",
    "mapped": "jax.vmap(lambda x, m: f(x, m))(x, m)",
    "in a row": "lax.scan(lambda c, m: (jax.vmap(f)(c, m), None), x, jnp.stack([m, m]))[0]",
    "inner gradient": "lax.scan(lambda c, m: (jax.grad(lambda c: f(c, m).sum())(c), None), x, "
    "jnp.stack([m, m]))[0]",
}
AROUND = {
    "nothing": "{0}(X, M)",
    "jit": "jax.jit({0})(X, M)",
    "grad": "jax.grad(lambda x, m: {0}(x, m).sum())(X, M)",
    "the other": "jax.grad(lambda x, m: {0}(x, m).sum(), argnums=1)(X, M)",
    "value": "jax.value_and_grad(lambda x, m: {0}(x, m).sum())(X, M)",
    "mapped": "jax.vmap(jax.grad(lambda x, m: {0}(x, m).sum()))(jnp.stack([X]), jnp.stack([M]))",
    "jacrev": "jax.jacrev({0})(X, M)",
}
# Reads calls, and prints which of them raise.
ASK = """
import json, sys
found = {}
for name, (body, call) in json.load(sys.stdin).items():
    names = {}
    exec(HEAD + f"def g(x, m):\\n    return {body}\\n", names)
    try:
        exec(call, names)
        found[name] = False
    except Exception:
        found[name] = True
print(json.dumps(found))
"""
CALLS = {
    f"{name} in {around}": (body, call.format("g"))
    for name, body in BODIES.items()
    for around, call in AROUND.items()
}


@pytest.fixture(scope="module")
def raised() -> dict[str, bool]:
    """Which calls JAX refuses."""
    done = subprocess.run(
        [PYTHON, "-c", f"HEAD = {HEAD!r}\n{ASK}"],
        input=json.dumps(CALLS), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", CALLS)
def test_a_call_is_reported_where_jax_refuses_it(
    name: str, raised: dict[str, bool], tmp_path: Path
) -> None:
    body, call = CALLS[name]
    file = tmp_path / "program.py"
    file.write_text(f"{HEAD}\n\ndef g(x, m):\n    return {body}\n\n\n{call}\n")
    codes = {each.code for each in check([str(file)], CheckRequest(select=("JIT416",))).findings}
    assert bool(codes) == raised[name]
