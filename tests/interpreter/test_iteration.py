"""Iteration: what a loop, a comprehension or a library's function takes out of a container."""

from kinds import Agree


def test_comprehensions_carry_kinds_and_conditions(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(xs):
        sizes = [x.shape[0] for x in xs]
        if max(sizes) > 1 and all(s > 0 for s in sizes):
            xs = [x * 2 for x in xs if x.ndim == 1]
        table = {i: s for i, s in enumerate(sizes)}
        if table[0] > 1:
            xs = [x + 1 for x in xs]
        names = {k for k in ("a", "b")}
        if "a" in names:
            xs = [x + 1 for x in xs]
        return sum(xs)

    @jax.jit
    def g(v):
        return [x for x in v if x > 0]  # raises

    @jax.jit
    def h(v):
        return any(x > 0 for x in v)  # raises

    @jax.jit
    def k(v):
        means = [x.mean() for x in (v, v + 1)]
        return v if means[0] > 0 else -v  # raises

    @jax.jit
    def m(v):
        by_name = {name: v * i for i, name in enumerate("abc")}
        return v if by_name["a"] > 0 else -v  # raises

    # run: f([jnp.ones(2), jnp.ones(2)])
    # call: g(jnp.ones(2))
    # call: h(jnp.ones(2))
    # run: k(jnp.ones(2))
    # run: m(1.0)
    """)


def test_zip_enumerate_reversed_and_sorted_keep_positions_static(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x, y):
        for i, item in enumerate([x, y]):
            if i == 1:
                x = x + item
        for n, (a, flag) in enumerate(zip([x, y], [True, False])):
            if flag and n >= 0:
                x = x + a
        for item in reversed([1, 2]):
            if item > 1:
                x = x + item
        for k in sorted({"b": x, "a": y}):
            if k == "a":
                x = x + 1
        for name, w in zip(("a", "b"), (x, y)):
            if name == "a":
                x = x + w
        for i, j in zip(range(3), range(1, 4)):
            if i < j:
                x = x + 1
        return x

    @jax.jit
    def g(x, y):
        for i, item in enumerate([x, y]):
            if item > i:  # raises
                x = x + item
        return x

    @jax.jit
    def h(x, y):
        for a, b in zip((x, y), (1, 2)):
            while a > b:  # raises
                a = a - 1
        return x

    @jax.jit
    def k(x, y):
        return sorted([x, y])  # raises

    @jax.jit
    def m(x, y):
        pairs = sorted([(2, "b"), (1, "a")])
        order = sorted(range(2), key=lambda i: -i)
        return x + pairs[0][0] + order[0] if pairs[0][1] == "a" else y

    # run: f(1.0, 2.0)
    # run: g(1.0, 2.0)
    # run: h(1.0, 2.0)
    # run: k(1.0, 2.0)
    # run: m(1.0, 2.0)
    """)


def test_tree_map_runs_its_function_on_leaves(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(tree):
        tree = jax.tree.map(lambda leaf: leaf * 2 if leaf.ndim else leaf, tree)
        leaves, treedef = jax.tree.flatten(tree)
        if len(leaves) > 1:
            tree = jax.tree.unflatten(treedef, [l + 1 for l in leaves])
        shapes = jax.tree.map(lambda l: l.shape, tree)
        if shapes:
            return tree
        return tree

    @jax.jit
    def g(tree):
        return jax.tree.map(lambda leaf: leaf if leaf > 0 else -leaf, tree)  # raises

    @jax.jit
    def h(tree):
        total = sum(jax.tree.leaves(jax.tree.map(jnp.sum, tree)))
        if total > 0:  # raises
            return tree
        return tree

    @jax.jit
    def flags(x):
        mask = jax.tree.map(lambda p: p > 1, {"a": 1, "b": 2})
        if mask["a"]:
            return x
        return x + 1

    # run: f({"a": jnp.ones(2), "b": 1.0})
    # run: g({"a": 1.0})
    # run: h({"a": jnp.ones(2)})
    # run: flags(1.0)
    """)


def test_a_scan_carry_keeps_its_structure(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(xs):
        def body(carry, x):
            state, (count, extra) = carry
            if extra.ndim == 0:
                state = state + x
            return (state, (count + 1, extra)), state
        (state, (count, extra)), ys = jax.lax.scan(body, (0.0, (0, 1.0)), xs)
        if ys.shape[0] == 3:
            state = state + 1
        if count > 2:  # raises
            state = state + 1
        return state

    @jax.jit
    def g(xs):
        def body(carry, x):
            total, n = carry
            if n > 1:  # raises
                total = total + x
            return (total, n + 1), None
        return jax.lax.scan(body, (0.0, 0), xs)

    @jax.jit
    def h(xs):
        def body(carry, inputs):
            x, i = inputs["x"], inputs["i"]
            carry = {**carry, "s": carry["s"] + x}
            return carry, None if carry is None else x * i
        out, _ = jax.lax.scan(body, {"s": 0.0}, {"x": xs, "i": jnp.arange(3)})
        return out["s"] if out["s"] > 0 else xs  # raises

    # run: f(jnp.ones(3))
    # run: g(jnp.ones(3))
    # run: h(jnp.ones(3))
    """)


def test_itertools_and_functools_over_containers(agree: Agree) -> None:
    agree("""
    import itertools, functools, operator

    @jax.jit
    def f(x):
        for i, j in itertools.product(range(2), repeat=2):
            if i == j:
                x = x + 1
        for a, b in itertools.combinations((1, 2, 3), 2):
            if a < b:
                x = x + 1
        for i, s in itertools.chain(enumerate("ab"), [(2, "c")]):
            if s == "c" or i:
                x = x + 1
        n = functools.reduce(operator.mul, x.shape, 1)
        if n > 1:
            x = x + 1
        total = functools.reduce(lambda a, b: a + b, [x, x])
        if total.sum() > 0:  # raises
            x = x + 1
        return x

    # run: f(jnp.ones(3))
    """)


def test_map_and_filter_over_known_items(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        sizes = list(map(lambda a: a.shape[0], [x, x]))
        if sizes[0] > 1 and max(map(int, ("1", "2"))) == 2:
            x = x + 1
        odd = list(filter(lambda i: i % 2, range(5)))
        if odd[0] == 1:
            x = x + 1
        a, b = map(jnp.sum, (x, x + 1))
        if a > b:  # raises
            x = x + 1
        return x

    @jax.jit
    def g(x):
        return list(map(lambda a: a if a > 0 else -a, [x, x]))  # raises

    # run: f(jnp.ones(3))
    # run: g(1.0)
    """)


def test_zip_takes_named_tuples_apart(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple

    class Pair(NamedTuple):
        first: object
        second: object

    def kept(*pairs):
        firsts, seconds = zip(*pairs)
        return firsts, seconds

    @jax.jit
    def f(x):
        firsts, seconds = kept(Pair(x, 2), Pair(x + 1, 3))
        if seconds[0] > 1:
            x = x + 1
        if firsts[1] > 1:  # raises
            x = x + 2
        return x

    @jax.jit
    def g(x):
        for each, name in zip(Pair(x, 2), ("first", "second")):
            if name == "second":
                return x if each > 1 else -x
        return x

    # run: f(1.0)
    # run: g(1.0)
    """)
