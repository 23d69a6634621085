"""Small programs over containers: what is known of an item stays known."""

from kinds import Agree


def test_iterators_keep_known_items_apart(agree: Agree) -> None:
    agree("""
    @jax.jit
    def g(x):
        def gen():
            for k in range(3):
                yield k, x * k
        for k, v in gen():
            if k > 1:
                x = x + 1
            if v > 1:  # raises
                x = x + 1
        return x

    @jax.jit
    def n(x):
        doubled = list(map(lambda v: v * 2, [x, 1]))
        for v in filter(None, [1, 2]):
            if v > 1:
                x = x + 1
        if doubled[0] > 0:  # raises
            return x
        return x

    @jax.jit
    def o(x):
        for a in reversed([1, 2, 3]):
            if a > 2:
                x = x + a
        s = sorted([3, 1, 2])
        if s[0] == 1:
            x = x + 1
        for k in sorted({"b": x, "a": x}):
            if k == "a":
                x = x + 1
        for k, v in sorted({"b": x, "a": x}.items()):
            if k == "a":
                x = x + 1
            if v > 0:  # raises
                x = x + 1
        return x

    # run: g(1.0)
    # run: n(1.0)
    # run: o(1.0)
    """)


def test_dicts_are_changed_in_place(agree: Agree) -> None:
    agree("""
    @jax.jit
    def h(x):
        d = {}
        d.setdefault("a", []).append(x)
        d.update(b=x, c=3)
        d |= {"e": x}
        if d["c"] > 2:
            x = x + 1
        if "e" in d and "zz" not in d:
            x = x + 1
        if d["a"][0] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def h2(x):
        d = {"k": 1}
        d |= {"e": x}
        d2 = {**d, "f": x}
        d3 = dict(d2, g=3)
        if d3["k"] > 0 and d3["g"] == 3:
            x = x + 1
        if d3["e"] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def q(x):
        d = dict(a=x, b=2)
        if d.pop("b") > 1:
            x = x + 1
        e = {k: v + 1 for k, v in d.items()}
        if e["a"] > 0:  # raises
            return x
        return x

    # run: h(1.0)
    # run: h2(1.0)
    # run: q(1.0)
    """)


def test_unpacking_and_assignment_in_place(agree: Agree) -> None:
    agree("""
    @jax.jit
    def m(x):
        a, *rest = (x, 1, 2)
        if rest[0] > 0 and len(rest) == 2:
            x = x + 1
        *first, last = [1, 2, x]
        if first[1] > 0:
            x = x + 1
        if last > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def r(x):
        n = 0
        def inc():
            nonlocal n
            n = n + x
        inc()
        if n > 0:  # raises
            return x
        return x

    @jax.jit
    def s(x):
        if (n := x.shape[0]) > 2:
            x = x + n
        if (y := x.sum()) > 0:  # raises
            return y
        return x

    @jax.jit
    def t(x, *args, **kwargs):
        if len(args) > 1 and "k" in kwargs:
            x = x + 1
        if args[0] > 0:  # raises
            return x
        return x

    # run: m(1.0)
    # run: r(1.0)
    # run: s(jnp.ones(3))
    # call: t(1.0, 2.0, 3.0, k=2)
    """)


def test_comprehensions_over_known_items_keep_them_apart(agree: Agree) -> None:
    agree("""
    @jax.jit
    def a(x):
        d = {"p": x, "n": 3}
        e = {k: v * 2 for k, v in d.items()}
        if e["n"] > 2:
            x = x + 1
        if e["p"] > 2:  # raises
            x = x + 1
        return x

    @jax.jit
    def b(x):
        n, y = [v for v in (1, x)]
        if n > 0:
            x = x + 1
        if y > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def y(x):
        if all(v.ndim == 0 for v in [x, x]) and any([True, False]):
            x = x + 1
        if any(v > 0 for v in [x, x]):  # raises
            x = x + 1
        return x

    # run: a(1.0)
    # run: b(1.0)
    # run: y(1.0)
    """)


def test_loops_change_tuples_and_lists(agree: Agree) -> None:
    agree("""
    @jax.jit
    def i(x):
        carry = (x, 0)
        for _ in range(3):
            carry = (carry[0] + 1, carry[1] + 1)
        if carry[1] > 2:
            x = x + 1
        if carry[0] > 2:  # raises
            x = x + 1
        return x

    @jax.jit
    def j(x):
        acc = []
        for k in range(3):
            acc.append((k, x * k))
        for k, v in acc:
            if k > 1:
                x = x + v
        if acc[-1][1] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def o(x):
        state = {"i": 0, "x": x}
        while state["i"] < 3:
            state["i"] += 1
            state["x"] = state["x"] + 1
        if state["x"] > 0:  # raises
            return x
        return x

    # run: i(1.0)
    # run: j(1.0)
    # run: o(1.0)
    """)


def test_lists_are_changed_in_place(agree: Agree) -> None:
    agree("""
    @jax.jit
    def p(x):
        st = [x, 0]
        st[1] += 1
        st.insert(0, 5)
        if st[0] > 4:
            x = x + 1
        a = st.pop()
        if a > 0:
            x = x + 1
        st.extend([7])
        if st[-1] > 6:
            x = x + 1
        if st[1] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def q(x):
        a = b = x
        a, b = b, 3
        if b > 2:
            x = x + 1
        (c, (d, e)) = (1, (x, 2))
        if e > 1 and c > 0:
            x = x + 1
        if d > 0:  # raises
            x = x + 1
        return x

    # run: p(1.0)
    # run: q(1.0)
    """)


def test_with_binds_what_the_context_manager_gives(agree: Agree) -> None:
    agree("""
    import contextlib

    @contextlib.contextmanager
    def scope(v):
        yield v

    class Ctx:
        def __init__(self, v):
            self.v = v
        def __enter__(self):
            return self.v
        def __exit__(self, *a):
            return False

    @jax.jit
    def f(x):
        with scope(x) as y:
            if y > 0:  # raises
                return x
        return x

    @jax.jit
    def g(x):
        with Ctx(x) as y:
            if y > 0:  # raises
                return x
        return x

    @jax.jit
    def h(x):
        with scope(3) as y, Ctx(4) as z:
            if y > 0 and z > 2:
                return x
        return x

    # run: f(1.0)
    # run: g(1.0)
    # run: h(1.0)
    """)
