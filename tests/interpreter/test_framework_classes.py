"""Classes of frameworks: what of an object each of them traces, and what it keeps."""

import pytest
from kinds import Agree

pytestmark = pytest.mark.slow


def test_fields_of_flax_classes(agree: Agree) -> None:
    pytest.importorskip("flax")
    agree("""
    from flax import struct
    from typing import Callable

    @struct.dataclass
    class S:
        x: jax.Array
        n: int = 3
        mode: str = struct.field(pytree_node=False, default="a")
        def twice(self):
            return self.x * 2

    class PT(struct.PyTreeNode):
        x: jax.Array
        n: int = 3
        fn: Callable = struct.field(pytree_node=False, default=jnp.tanh)

    @jax.jit
    def a(s: S):
        if s.mode == "a":
            s = s.replace(x=s.x + 1)
        if s.n > 2:  # raises
            return s
        return s

    @jax.jit
    def b(s: PT):
        y = s.fn(s.x)
        t = s.replace(n=5)
        if t.n > 4:
            y = y + 1
        if y > 0:  # raises
            return s
        return s

    def step(s, _):
        if s.mode == "a":
            s = s.replace(x=s.twice())
        if s.x > 2:  # raises
            return s, None
        return s, None

    def run():
        return jax.lax.scan(step, S(1.0), length=3)

    # run: a(S(1.0))
    # run: b(PT(jnp.ones(())))
    # run: run()
    """)


def test_fields_of_chex_classes(agree: Agree) -> None:
    pytest.importorskip("chex")
    agree("""
    import chex

    @chex.dataclass
    class C:
        x: jax.Array
        n: int = 3

    @chex.dataclass(frozen=True, mappable_dataclass=False)
    class C2:
        x: jax.Array
        n: int = 3

    @jax.jit
    def c(s: C):
        if "x" in s and s["x"].ndim == 0:
            pass
        t = s.replace(n=4)
        if t.n == 4:
            pass
        if s.n > 0:  # raises
            return s
        return s

    @jax.jit
    def d(s: C2):
        if s.x > 0:  # raises
            return s
        return s

    @jax.jit
    def c3(s: C):
        if s["x"] > 0:  # raises
            return s
        return s

    # run: c(C(x=1.0))
    # run: c3(C(x=1.0))
    # run: d(C2(x=1.0))
    """)


def test_fields_of_equinox_modules(agree: Agree) -> None:
    pytest.importorskip("equinox")
    agree("""
    import equinox as eqx
    from typing import Callable

    class E(eqx.Module):
        x: jax.Array
        n: int = 3
        mode: str = eqx.field(static=True, default="a")
        act: Callable = jnp.tanh
        def __call__(self, y):
            if self.n > 2 and self.mode == "a":
                y = y + self.x
            if y.sum() > 0:  # raises
                return y
            return y

    @eqx.filter_jit
    def e(m: E, y):
        if m.n > 2:
            y = y + 1
        if m.x > 0:  # raises
            return y
        return y

    @eqx.filter_jit
    def f(m: E, y):
        return m(y)

    # call: e(E(jnp.ones(())), jnp.ones(()))
    # call: f(E(jnp.ones(())), jnp.ones(()))
    """)


def test_an_nnx_module_traces_arrays_and_keeps_python_values(agree: Agree) -> None:
    pytest.importorskip("flax")
    agree("""
    from flax import nnx

    class M(nnx.Module):
        def __init__(self, n, rngs):
            self.w = nnx.Param(jnp.ones(3))
            self.lin = nnx.Linear(3, 3, rngs=rngs)
            self.n = n
            self.flag = n > 2
            self.a = jnp.ones(2)
        def __call__(self, x):
            if self.n > 2 and self.flag:
                x = self.lin(x)
            y = x * self.w
            if y.sum() > 0:  # raises
                return y
            return x

    @nnx.jit
    def a(m, x):
        if m.n > 2:
            x = x + 1
        return m(x)

    @nnx.jit
    def b(m: M, x):
        if m.flag:
            x = x + 1
        if m.a.sum() > 0:  # raises
            return x
        return x

    def loss(m, x):
        if m.n > 1:
            return m(x).sum()
        return 0.0

    @nnx.jit
    def e(m, x):
        return nnx.value_and_grad(loss)(m, x)

    # call: a(M(3, nnx.Rngs(0)), jnp.ones(3))
    # run: b(M(3, nnx.Rngs(0)), jnp.ones(3))
    # run: e(M(3, nnx.Rngs(0)), jnp.ones(3))
    """)


def test_an_nnx_module_keeps_numbers_in_tuples_and_dicts(agree: Agree) -> None:
    pytest.importorskip("flax")
    agree("""
    from flax import nnx

    class Block(nnx.Module):
        def __init__(self):
            self.axes = (0, 1)
            self.sizes = {"width": 2}
            self.w = nnx.Param(jnp.ones(3))
        def __call__(self, x):
            if self.axes[0] > 0 or self.sizes["width"] > 3:
                return x
            y = x * self.w
            return y if y.sum() > 0 else -y  # raises

    @nnx.jit
    def step(block, x):
        return block(x)

    # call: step(Block(), 1.0)
    """)


def test_variables_of_an_nnx_module_are_traced(agree: Agree) -> None:
    pytest.importorskip("flax")
    agree("""
    from flax import nnx

    class M(nnx.Module):
        def __init__(self, n, rngs):
            self.w = nnx.Param(jnp.ones(3))
            self.lin = nnx.Linear(3, 3, rngs=rngs)
            self.n = n
            self.flag = n > 2
            self.a = jnp.ones(2)

    @nnx.jit
    def c(m: M, x):
        if m.w.value.sum() > 0:  # raises
            return x
        return x

    @nnx.jit
    def d(m: M, x):
        if m.w[...].sum() > 0:  # raises
            return x
        return x

    # run: c(M(3, nnx.Rngs(0)), jnp.ones(3))
    # run: d(M(3, nnx.Rngs(0)), jnp.ones(3))
    """)


def test_the_state_of_a_brax_environment_is_traced(agree: Agree) -> None:
    pytest.importorskip("brax")
    agree("""
    from brax.envs.base import State, Env
    import brax.envs

    class Walk(Env):
        def __init__(self, limit=3, hard=True):
            self.limit = limit
            self.hard = hard
        def reset(self, rng):
            obs = jax.random.normal(rng, (3,))
            return State(None, obs, jnp.zeros(()), jnp.zeros(()), {}, {})
        def step(self, state: State, action: jax.Array) -> State:
            if self.hard and self.limit > 2:
                action = action * 2
            obs = state.obs + action
            if state.done > 0:  # raises
                return state
            return state.replace(obs=obs)
        @property
        def observation_size(self):
            return 3
        @property
        def action_size(self):
            return 3
        @property
        def backend(self):
            return "x"

    env = Walk()
    step = jax.jit(env.step)

    def run():
        s = env.reset(jax.random.key(0))
        return step(s, jnp.ones(3))

    # run: run()
    """)


def test_bodies_of_equinox_loops_are_traced(agree: Agree) -> None:
    pytest.importorskip("equinox")
    agree("""
    import equinox as eqx
    import equinox.internal as eqxi
    from jax.experimental import checkify

    def body(c):
        if c > 2:  # raises
            return c
        return c + 1

    def f(x):
        return eqxi.while_loop(lambda c: c < 3, body, x, kind="lax")

    def g(x):
        checkify.check(x > 0, "no")
        if jnp.sin(x) > 3:  # raises
            return x
        return x

    checked = checkify.checkify(g)

    # call: f(jnp.ones(()))
    # call: checked(jnp.ones(()))

    """)
