"""Callers: the same function is silent for one of them and alarming for another."""

from pathlib import Path

from kinds import Agree, texts_of, write

from jitlint.check.pipeline import check


def test_a_default_that_no_call_passes_stays_static(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x, train=True, n=3, mode="a"):
        if train:
            x = x + 1
        for _ in range(n):
            x = x * 2
        if mode == "a":
            x = x + 1
        return x

    # call: f(1.0)
    """)


def test_a_default_that_some_call_passes_is_traced(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x, train=True, n=3):
        if train:  # raises
            x = x + 1
        return x

    @jax.jit
    def g(x, n=3):
        for _ in range(n):  # raises
            x = x + 1
        return x

    @jax.jit
    def h(x, train=None):
        if train is None:
            return x
        return x * train

    # call: f(1.0)
    # call: f(1.0, False)
    # call: g(1.0, n=2)
    # call: h(1.0)
    # call: h(1.0, 2.0)
    """)


def test_a_known_constant_prunes_the_other_branch_in_each_context(agree: Agree) -> None:
    agree("""
    def norm(x, safe):
        if safe:
            return jnp.where(x > 0, x, -x)
        if x > 0:  # raises
            return x
        return -x

    @jax.jit
    def good(x):
        return norm(x, True)

    @jax.jit
    def bad(x):
        return norm(x, safe=False)

    # run: good(1.0)
    # run: bad(1.0)
    """)


def test_a_helper_called_only_safely_is_silent(agree: Agree) -> None:
    agree("""
    DEBUG = False

    def norm(x, safe):
        if safe:
            return jnp.abs(x)
        if x > 0:
            return x
        return -x

    def checked(x):
        if DEBUG:
            assert x > 0
        return x

    @jax.jit
    def good(x):
        return norm(checked(x), True) + norm(2.0, False)

    # run: good(1.0)
    """)


def test_an_in_axis_of_none_keeps_the_python_value(agree: Agree) -> None:
    agree("""
    def f(x, n, flag):
        if flag:
            x = x + 1
        for _ in range(n):
            x = x * 2
        return x

    def g(x, n):
        if n > 2:  # raises
            return x
        return -x

    def good(xs):
        return jax.vmap(f, in_axes=(0, None, None))(xs, 3, True)

    def bad(xs):
        return jax.vmap(g, in_axes=(0, 0))(xs, xs)

    def inside(xs):
        return jax.jit(jax.vmap(g, in_axes=(0, None)))(xs, 3)

    # call: good(jnp.ones(3))
    # call: bad(jnp.ones(3))
    # call: inside(jnp.ones(3))
    """)


def test_partial_application_keeps_what_it_holds_static(agree: Agree) -> None:
    agree("""
    def f(n, x, scale=1.0, *, mode="a"):
        for _ in range(n):
            x = x * scale
        if mode == "b":
            x = x + 1
        if x > 0:  # raises
            return x
        return -x

    by_position = jax.jit(partial(f, 3))
    by_keyword = jax.jit(partial(f, 3, mode="b"))
    twice = jax.jit(partial(partial(f, 2), scale=2.0))

    def g(x, n):
        if n > 2:
            return x * 2
        return x

    quiet = jax.jit(partial(g, n=3))
    also = jax.jit(lambda x: g(x, 3))
    third = jax.vmap(partial(g, n=4))

    # run: by_position(1.0)
    # run: by_keyword(1.0)
    # run: twice(1.0)
    # run: quiet(1.0)
    # run: also(1.0)
    # run: third(jnp.ones(2))
    """)


def test_recursion_plain_and_mutual_ends_and_is_followed(agree: Agree) -> None:
    agree("""
    def power(x, n):
        if n == 0:
            return 1.0
        return x * power(x, n - 1)

    def even(x, n):
        return x if n == 0 else odd(x, n - 1)

    def odd(x, n):
        return -x if n == 0 else even(x, n - 1)

    def tree_sum(t):
        if isinstance(t, dict):
            return sum(tree_sum(v) for v in t.values())
        if isinstance(t, (list, tuple)):
            return sum(tree_sum(v) for v in t)
        return jnp.sum(t)

    @jax.jit
    def f(x):
        y = power(x, 3) + even(x, 5)
        z = tree_sum({"a": x, "b": [x, (x,)]})
        return y + z

    @jax.jit
    def g(x):
        return x if power(x, 3) > 1 else -x  # raises

    def descend(x, n):
        if x < n:  # raises
            return x
        return descend(x - 1, n)

    @jax.jit
    def h(x):
        return descend(x, 0)

    # run: f(1.0)
    # run: g(1.0)
    # run: h(1.0)
    """)


def test_a_jitted_function_called_in_a_jitted_function(agree: Agree) -> None:
    agree("""
    @partial(jax.jit, static_argnames="n")
    def inner(x, n=2, bias=None):
        for _ in range(n):
            x = x + 1
        if bias is not None:
            x = x + bias
        return x

    @jax.jit
    def outer(x):
        n = x.ndim + 2
        y = inner(x, n=n) + inner(x, bias=x)
        if n > 1:
            y = y + 1
        if y > 0:  # raises
            return y
        return x

    # run: outer(1.0)
    """)


def test_who_runs_out_of_rounds_leaves_a_function_to_its_own_module(agree: Agree) -> None:
    agree(
        {
            "above.py": """
        from below import make

        def first():
            def second():
                def third():
                    return make(3)
                return third
            return second
        """,
            "below.py": """
        def make(n):
            def made():
                return jax.jit(lambda z: z if z > 0 else -z)(1.0)  # raises
            return made

        # run: make(1)()
        """,
        }
    )


def test_nothing_is_known_of_a_default_of_none_where_only_arrays_are_traced(tmp_path: Path) -> None:
    text = """
    import equinox as eqx

    @eqx.filter_jit
    def solve(x, start=None):
        def turn(carry):
            return carry[0] + 1, jnp.sin(x)

        return jax.lax.while_loop(lambda carry: carry[0] < 3, turn, (0, start))
    """
    write(tmp_path, texts_of(text))
    assert not check([str(tmp_path)]).findings
