"""Operators, loops and `with` call the methods of a class; Python writes some of them."""

from kinds import Agree


def test_arithmetic_of_a_pytree_calls_its_methods(agree: Agree) -> None:
    agree("""
    import dataclasses

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class V:
        x: jax.Array
        def __add__(self, o):
            return V(self.x + o.x)
        def __neg__(self):
            return V(-self.x)
        def __mul__(self, k):
            if k > 2:  # raises
                return V(self.x)
            return V(self.x * k)
        def __gt__(self, o):
            return self.x > o

    @jax.jit
    def f(v: V):
        w = v + v
        if w.x.sum() > 0:  # raises
            return w
        return w

    @jax.jit
    def g(v: V, x):
        return v * x

    @jax.jit
    def h(v: V):
        w = -v
        if w > 0:  # raises
            return w
        return w

    # call: f(V(jnp.ones(3)))
    # call: g(V(jnp.ones(3)), 2)
    # call: h(V(jnp.ones(())))
    """)


def test_items_and_loops_of_a_pytree_call_its_methods(agree: Agree) -> None:
    agree("""
    import dataclasses

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class V:
        x: jax.Array
        def __getitem__(self, i):
            return self.x[i]
        def __iter__(self):
            yield self.x
        def __len__(self):
            return 3
        def __contains__(self, k):
            return True

    @jax.jit
    def k(v: V):
        if v[0] > 0:  # raises
            return v
        return v

    @jax.jit
    def m(v: V):
        for e in v:
            if e.sum() > 0:  # raises
                return v
        return v

    @jax.jit
    def ok(v: V):
        if len(v) == 3 and "a" in v:
            return v
        return v

    # call: k(V(jnp.ones(3)))
    # call: m(V(jnp.ones(3)))
    # call: ok(V(jnp.ones(3)))
    """)


def test_a_named_tuple_keeps_its_fields_through_a_loop(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple

    class Stats(NamedTuple):
        total: jax.Array
        count: int = 0
        def mean(self):
            if self.count == 0:  # raises
                return self.total
            return self.total / self.count

    @jax.jit
    def f(s: Stats):
        return s.mean()

    # call: f(Stats(1.0))

    def ok(s):
        a, b = s
        t = Stats(a, 3)
        if t.count == 3:
            return t.total
        return a

    def loop(s):
        return jax.lax.while_loop(lambda s: s.total < 3, lambda s: s._replace(total=s.total + 1), s)

    @jax.jit
    def after(s):
        s = loop(Stats(s, 0))
        if s.total > 2:  # raises
            return s
        return s

    # run: jax.jit(ok)(Stats(1.0, 2))
    # run: after(1.0)
    """)


def test_defaults_and_asdict_of_a_dataclass(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple
    import dataclasses

    @dataclasses.dataclass
    class P:
        a: float
        b: list = dataclasses.field(default_factory=list)
        c: dict = dataclasses.field(default_factory=dict)
        d: int = dataclasses.field(init=False)
        e: int = dataclasses.field(default=4, kw_only=True)
        def __post_init__(self):
            self.d = self.a * 2

    @jax.jit
    def f(x):
        p = P(x)
        p.b.append(x)
        p.c["k"] = x
        if p.e == 4 and len(p.b) == 1 and "k" in p.c:
            x = x + 1
        if p.d > 0:  # raises
            return x
        return -x

    @jax.jit
    def f6(x):
        t = dataclasses.astuple(P(1.0))
        if t[0] > 0:
            x = x + 1
        d = dataclasses.asdict(P(x))
        if d["a"] > 0:  # raises
            return x
        return x

    # run: f(1.0)
    # run: f6(1.0)
    """)


def test_a_dataclass_gets_its_defaults_and_runs_post_init(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple
    import dataclasses

    @dataclasses.dataclass
    class P:
        a: float
        b: list = dataclasses.field(default_factory=list)
        c: dict = dataclasses.field(default_factory=dict)
        d: int = dataclasses.field(init=False)
        e: int = dataclasses.field(default=4, kw_only=True)
        def __post_init__(self):
            self.d = self.a * 2
        @property
        def twice(self):
            return self.d * 2
        @classmethod
        def make(cls, x):
            return cls(x, e=5)

    @jax.jit
    def f2(x):
        p = P(x)
        p.b.append(x)
        if p.b[0] > 0:  # raises
            return x
        return -x

    @jax.jit
    def f4(x):
        p = P.make(1.0)
        q = dataclasses.replace(p, a=x)
        if p.a > 2:
            return x
        if q.twice > 2:  # raises
            return x
        return -x

    # run: f2(1.0)
    # run: f4(1.0)
    """)


def test_methods_of_a_dataclass_and_of_its_heirs(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple
    import dataclasses

    @dataclasses.dataclass
    class P:
        a: float
        b: list = dataclasses.field(default_factory=list)
        c: dict = dataclasses.field(default_factory=dict)
        d: int = dataclasses.field(init=False)
        e: int = dataclasses.field(default=4, kw_only=True)
        def __post_init__(self):
            self.d = self.a * 2
        @property
        def twice(self):
            return self.d * 2
        @classmethod
        def make(cls, x):
            return cls(x, e=5)
        @staticmethod
        def half(x):
            return x / 2
        def __call__(self, y):
            if y > self.a:  # raises
                return y
            return self.a

    @jax.jit
    def f3(x):
        p = P.make(x)
        if p.e > 4:
            x = x + 1
        if P.half(x) > 2:  # raises
            return x
        return -x

    @jax.jit
    def f5(x):
        p = P(x)
        return p(x + 1)

    @jax.jit
    def f7(x):
        class Q(P):
            g: int = 3
            def __call__(self, y):
                return super().__call__(y) + 1
        return Q(x)(x)

    # run: f3(1.0)
    # run: f5(1.0)
    # run: f7(1.0)
    """)
