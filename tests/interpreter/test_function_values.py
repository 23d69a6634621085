"""Functions as values: kept, passed, returned and chosen."""

from kinds import Agree


def test_functions_kept_in_containers_and_attributes_are_called(agree: Agree) -> None:
    agree("""
    from dataclasses import dataclass
    from typing import Callable

    def safe(x):
        return jnp.abs(x)

    def unsafe(x):
        return x if x > 0 else -x  # raises

    def never(x):
        return x if x > 0 else -x

    ACTS = {"safe": safe, "unsafe": unsafe, "never": never}
    STACK = [safe, unsafe]

    @dataclass
    class Op:
        fn: Callable
        n: int = 2

    @jax.jit
    def by_key(x):
        return ACTS["safe"](x) + ACTS.get("safe")(x)

    @jax.jit
    def by_bad_key(x):
        return ACTS["unsafe"](x)

    @jax.jit
    def by_index(x):
        return STACK[0](x)

    @jax.jit
    def by_loop(x):
        for fn in STACK:
            x = fn(x)
        return x

    @jax.jit
    def by_field(x):
        op = Op(unsafe)
        for _ in range(op.n):
            x = op.fn(x)
        return x

    # run: by_key(1.0)
    # run: by_bad_key(1.0)
    # run: by_index(1.0)
    # run: by_loop(1.0)
    # run: by_field(1.0)
    """)


def test_functions_passed_as_parameters_and_returned_from_factories(agree: Agree) -> None:
    agree("""
    def apply(fn, x, times):
        for _ in range(times):
            x = fn(x)
        return x

    def make_step(lr, clip):
        def step(p, g):
            if clip is not None:
                g = jnp.clip(g, -clip, clip)
            if lr > 0.5:
                p = p * 2
            return p - lr * g
        return step

    def make_bad(limit):
        def step(p):
            return p if p > limit else -p  # raises
        return step

    sgd = jax.jit(make_step(0.1, None))
    bad = jax.jit(make_bad(1.0))

    @jax.jit
    def f(x):
        return apply(lambda v: v + 1, apply(jnp.sin, x, 2), 3)

    @jax.jit
    def g(x):
        return apply(lambda v: v if v > 0 else -v, x, 3)  # raises

    def make_pair():
        def init(x):
            return x, 0
        def update(state, x):
            s, n = state
            return s + x, n + 1
        return init, update

    init, update = make_pair()
    update = jax.jit(update)

    # run: sgd(1.0, 2.0)
    # run: bad(1.0)
    # run: f(1.0)
    # run: g(1.0)
    # run: update(init(1.0), 2.0)
    """)


def test_a_conditional_expression_chooses_the_function(agree: Agree) -> None:
    agree("""
    def fast(x):
        return x * 2

    def slow(x):
        return x if x > 0 else -x  # raises

    USE_FAST = True
    chosen = fast if USE_FAST else slow
    op = getattr(jnp, "sin")

    @jax.jit
    def f(x):
        return op(chosen(x))

    @partial(jax.jit, static_argnums=1)
    def g(x, quick):
        fn = fast if quick else slow
        return fn(x)

    # run: f(1.0)
    # run: g(1.0, False)
    # run: g(1.0, True)
    """)


def test_a_method_passed_to_scan_keeps_self(agree: Agree) -> None:
    agree("""
    class Env:
        def __init__(self, limit, noisy):
            self.limit = limit
            self.noisy = noisy

        def step(self, carry, action):
            if self.noisy:
                action = action * 2
            carry = carry + action
            if carry > self.limit:  # raises
                carry = 0.0
            return carry, carry

        @partial(jax.jit, static_argnums=0)
        def rollout(self, actions):
            return jax.lax.scan(self.step, 0.0, actions)

    # run: Env(2.0, True).rollout(jnp.ones(3))
    """)


def test_a_callback_runs_on_the_host(agree: Agree) -> None:
    agree("""
    def host(x):
        if x > 0:
            return np.float32(np.sin(x))
        return np.float32(x)

    def log(x):
        if float(x) > 0:
            pass

    @jax.jit
    def f(x):
        jax.debug.callback(log, x)
        return jax.pure_callback(host, jax.ShapeDtypeStruct((), jnp.float32), x)

    # run: f(1.0)
    """)


def test_grad_keeps_what_it_does_not_differentiate(agree: Agree) -> None:
    agree("""
    def loss(w, x, n, flag):
        if flag:
            w = w * 2
        for _ in range(n):
            w = w * x
        if w > 0:
            return w
        return float(w)  # raises

    def train(w):
        return jax.grad(loss)(w, 2.0, 3, True)

    def jitted(w):
        return jax.jit(jax.grad(other))(w, 3)

    def other(w, n):
        if n > 2:  # raises
            return w
        return -w

    # call: train(-1.0)
    # call: jitted(1.0)
    """)


def test_the_result_of_a_jitted_call_is_a_plain_array_outside(agree: Agree) -> None:
    agree("""
    @jax.jit
    def step(x):
        return x * 2, {"n": 3}

    def main(x):
        for _ in range(3):
            x, info = step(x)
            if x > 10 or info["n"] > 2:
                break
            value = float(x)
            np.sin(x)
            if value > 3:
                return [1, 2, 3, 4, 5, 6][int(x)]
        return x

    # call: main(1.0)
    """)
