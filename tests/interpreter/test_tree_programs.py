"""Pytrees that the program takes apart itself, with `jax.tree`, and arguments on their way."""

from kinds import Agree


def test_a_function_is_mapped_over_each_known_leaf(agree: Agree) -> None:
    agree("""
    @jax.jit
    def c(x):
        t = (x, [1, {"k": x}])
        u = jax.tree.map(lambda v: v * 2, t)
        if u[1][1]["k"] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def d(x):
        u = jax.tree.map(lambda a, b: a + b, {"k": x, "n": 1}, {"k": 1, "n": 2})
        if u["n"] > 0:
            x = x + 1
        if u["k"] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def w(x):
        m = jax.tree.map(lambda a: a, [x, None, 2], is_leaf=lambda t: t is None)
        if m[1] is None:
            x = x + 1
        if jax.tree.reduce(lambda a, b: a + b, [x, 1]) > 0:  # raises
            x = x + 1
        return x

    # run: c(1.0)
    # run: d(1.0)
    # run: w(1.0)
    """)


def test_leaves_and_structure_build_the_tree_again(agree: Agree) -> None:
    agree("""
    @jax.jit
    def e(x):
        leaves, treedef = jax.tree.flatten({"k": x, "n": x})
        back = jax.tree.unflatten(treedef, leaves)
        if len(leaves) == 2:
            x = x + 1
        if leaves[0] > 0:  # raises
            x = x + 1
        return back["k"]

    @jax.jit
    def e2(x):
        leaves, treedef = jax.tree.flatten({"k": x, "n": x})
        back = jax.tree.unflatten(treedef, leaves)
        if back["k"] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def f(x):
        for leaf in jax.tree.leaves([x, x]):
            if leaf > 0:  # raises
                x = x + 1
        return x

    # run: e(1.0)
    # run: e2(1.0)
    # run: f(1.0)
    """)


def test_reduction_calls_the_function(agree: Agree) -> None:
    agree("""
    @jax.jit
    def v(x):
        import itertools, functools, operator
        for a, b in itertools.product([1, 2], [3]):
            if a > b:
                x = x + 1
        r = functools.reduce(operator.add, [x, 1])
        if r > 0:  # raises
            x = x + 1
        return x

    # run: v(1.0)
    """)


def test_vmap_maps_what_a_prefix_of_the_tree_says(agree: Agree) -> None:
    agree("""
    nones = (None,) * 2

    def body(x, y, n, m):
        if n > 2 and m > 1:
            return x
        if y > 1:  # raises
            return x
        return x

    go = jax.vmap(body, in_axes=(0, 0, *nones))

    def parts(d, e):
        if d["b"] > 1 and e[1] > 0:
            return d["a"]
        if e[0] > 0:  # raises
            return d["a"]
        return d["a"]

    go2 = jax.vmap(parts, in_axes=({"a": 0, "b": None}, (0, None)))

    def parts2(d):
        if d["b"] > 1:  # raises
            return d["a"]
        return d["a"]

    go3 = jax.vmap(parts2, in_axes=({"a": 0, "b": 0},))

    # call: go(jnp.ones(3), jnp.ones(3), 1, 2)
    # call: go2({"a": jnp.ones(3), "b": 0}, (jnp.ones(3), 1))
    # run: go3({"a": jnp.ones(3), "b": jnp.ones(3)})
    """)


def test_static_names_are_those_of_the_wrapped_function(agree: Agree) -> None:
    agree("""
    import functools

    def logged(f):
        @functools.wraps(f)
        def inner(*args, **kwargs):
            return f(*args, **kwargs)
        return inner

    @partial(jax.jit, static_argnames=("n",))
    @logged
    def h(x, n):
        if n > 2:
            return x
        if x > 1:  # raises
            return x
        return -x

    @partial(jax.jit, static_argnums=(1,))
    @logged
    def k(x, n, deep=True):
        if deep:
            x = x + 1
        if n > 2:
            return x
        if x > 1:  # raises
            return x
        return -x

    # run: h(1., n=1)
    # run: h(1., 1)
    # run: k(1., 1)
    """)


def test_arguments_and_dicts_go_through_stars_and_zip(agree: Agree) -> None:
    agree("""
    @jax.jit
    def r(x):
        f = lambda *a, **k: a[0] + k["z"]
        if f(x, 2, z=3) > 0:  # raises
            return x
        return x

    @jax.jit
    def s(x):
        args = (x, 2)
        kw = {"n": 3}
        def inner(a, b, n=0):
            if n > 2 and b > 1:
                a = a + 1
            if a > 0:  # raises
                return a
            return a
        return inner(*args, **kw)

    @jax.jit
    def t(x):
        keys = ("a", "b")
        vals = dict(zip(keys, (x, 4)))
        if vals["b"] > 3:
            x = x + 1
        v = dict(a=x) | {"q": 1}
        if v["q"] > 0:
            x = x + 1
        w = vals.copy()
        w["a"] = 1
        if w["a"] > 0:
            x = x + 1
        first = next(iter([x, 2]))
        if vals.get("a") > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def u(x):
        total = sum([1, 2, 3])
        if total > 3:
            x = x + 1
        if sum([x, 1]) > 0:  # raises
            x = x + 1
        return x

    # run: r(1.0)
    # run: s(1.0)
    # run: t(1.0)
    # run: u(1.0)
    """)


def test_handlers_and_generators(agree: Agree) -> None:
    agree("""
    @jax.jit
    def g(x):
        try:
            y = x * 2
        finally:
            z = x + 1
        if z > y:  # raises
            return x
        return y

    @jax.jit
    def h(x):
        try:
            y = {"a": 1}["a"]
        except KeyError:
            y = 2
        else:
            y = y + 1
        if y > 0:
            x = x + 1
        return x

    def gen(x):
        n = 0
        while n < 3:
            yield n, x * n
            n += 1

    @jax.jit
    def n(x):
        g = gen(x)
        k, v = next(g)
        if k > 0:
            x = x + 1
        if v > 0:  # raises
            x = x + 1
        return x

    # run: g(1.0)
    # run: h(1.0)
    # run: n(1.0)
    """)
