"""Classes that a program registers with JAX: children are traced, what lies beside them is not."""

from kinds import Agree


def test_children_of_a_registered_class_are_traced_and_aux_data_is_not(agree: Agree) -> None:
    agree("""
    @jax.tree_util.register_pytree_node_class
    class Particle:
        def __init__(self, position, charged):
            self.position = position
            self.charged = charged
        def tree_flatten(self):
            return (self.position,), (self.charged,)
        @classmethod
        def tree_unflatten(cls, aux, children):
            return cls(*children, *aux)
        def energy(self):
            if self.charged:
                return self.position * 2
            return self.position
        @jax.jit
        def push(self):
            if self.charged:
                return self.position
            if self.position > 0:  # raises
                return self
            return self

    @jax.jit
    def bounce(p):
        if p.charged:
            return p
        if p.energy() > 0:  # raises
            return p
        return p

    @jax.jit
    def anyone(p: Particle):
        if p.charged:
            return p
        if p.position > 0:  # raises
            return p
        return p

    # call: bounce(Particle(1.0, False))
    # call: anyone(Particle(1.0, False))
    # call: Particle(1.0, False).push()
    """)


def test_a_flatten_function_tells_which_attributes_are_traced(agree: Agree) -> None:
    agree("""
    class Special:
        def __init__(self, x, y, mode):
            self.x = x
            self.y = y
            self.mode = mode

    def flat(v):
        children = (v.x, v.y)
        aux = {"mode": v.mode}
        return children, aux

    jax.tree_util.register_pytree_node(Special, flat, lambda aux, ch: Special(*ch, **aux))

    @jax.jit
    def f(s):
        if s.mode == "a":
            return s.x
        if s.y > 1:  # raises
            return s.x
        return s.y

    # call: f(Special(1.0, 2.0, "b"))

    @jax.jit
    def g(s: Special):
        if s.mode == "a":
            return s.x
        if s.y > 1:  # raises
            return s.x
        return s.y

    # call: g(Special(1.0, 2.0, "b"))
    """)


def test_data_and_meta_fields_are_named(agree: Agree) -> None:
    agree("""
    import dataclasses

    @partial(jax.tree_util.register_dataclass, data_fields=["w", "k"], meta_fields=["mode", "n"])
    @dataclasses.dataclass
    class Config:
        w: jax.Array
        mode: str
        n: int = 3
        k: float = 1.0

    @jax.jit
    def run(c: Config, x):
        if c.mode == "fast":
            x = x * 2
        for _ in range(c.n):
            x = x + c.w
        if c.n > 2:
            x = x - 1
        return x

    @jax.jit
    def bad(c: Config, x):
        if c.k > 0:  # raises
            return x
        return -x

    @jax.jit
    def bad2(c, x):
        if c.k > 0:  # raises
            return x
        return -x

    def step(c, x):
        if c.n > 2:
            return c, x
        c = dataclasses.replace(c, k=x)
        if c.k > x:  # raises
            return c, x
        return c, x

    # call: run(Config(jnp.ones(()), "fast"), 1.0)
    # call: bad(Config(jnp.ones(()), "fast"), 1.0)
    # call: bad2(Config(jnp.ones(()), "fast"), 1.0)
    # call: jax.lax.scan(step, Config(1.0, "fast", 1), jnp.ones(3))
    """)


def test_whoever_calls_a_jitted_method_its_self_is_a_pytree(agree: Agree) -> None:
    agree("""
    @jax.tree_util.register_pytree_node_class
    class Particle:
        def __init__(self, position, charged):
            self.position = position
            self.charged = charged
        def tree_flatten(self):
            return (self.position,), {"charged": self.charged}
        @classmethod
        def tree_unflatten(cls, aux, children):
            return cls(*children, **aux)
        @property
        def far(self):
            return self.position > 3
        @jax.jit
        def push(self):
            if self.charged:
                return self.position
            if self.far:  # raises
                return self.position
            return self.position
        @partial(jax.vmap, in_axes=(None, 0))
        def each(self, x):
            if self.position > 0:
                return x
            if x > 0:  # raises
                return x
            return x

    @jax.jit
    def anyone(p: "Particle"):
        if p.charged:
            return p
        if p.position > 0:  # raises
            return p
        return p

    # run: anyone(Particle(1.0, False))
    # run: Particle(1.0, False).push()
    # run: Particle(-1.0, False).each(jnp.ones(3))
    """)


def test_an_annotated_class_tells_what_any_caller_passes(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple
    import dataclasses

    class State(NamedTuple):
        x: jax.Array
        n: int = 0
        opt: "jax.Array | None" = None

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Net:
        w: jax.Array
        inner: State
        act: str = dataclasses.field(default="relu", metadata={"static": True})
        on: bool = dataclasses.field(default=True, metadata=dict(static=True))
        def run(self, x):
            if self.on and self.act == "relu":
                x = x + 1
            return x * self.w

    @jax.jit
    def f(s: State, net: Net):
        if s.opt is not None:
            return s.x
        if net.inner.opt is None and net.on:
            return s.x
        return s.x

    @jax.jit
    def g(s: State, x):
        if s.n > 0:  # raises
            return x
        return x

    @jax.jit
    def h(net: Net, x):
        if net.inner.x > 0:  # raises
            return x
        return x

    @jax.jit
    def i(net: Net, x):
        if net.run(x) > 0:  # raises
            return x
        return x

    # run: f(State(1.0), Net(1.0, State(1.0)))
    # run: g(State(1.0), 1.0)
    # run: h(Net(1.0, State(1.0)), 1.0)
    # run: i(Net(1.0, State(1.0)), 1.0)
    """)


def test_a_pytree_keeps_its_static_fields_through_map_and_scan(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple
    import dataclasses

    class State(NamedTuple):
        x: jax.Array
        n: int = 0
        opt: "jax.Array | None" = None

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Net:
        w: jax.Array
        inner: State
        act: str = dataclasses.field(default="relu", metadata={"static": True})
        on: bool = dataclasses.field(default=True, metadata=dict(static=True))
        def run(self, x):
            if self.on and self.act == "relu":
                x = x + 1
            return x * self.w

    @jax.jit
    def j(state: State):
        s = state._replace(n=3)
        if s.n > 2:
            return s
        return s

    @jax.jit
    def k(net: Net):
        new = jax.tree.map(lambda v: v * 2, net)
        if new.on:
            pass
        if new.w > 0:  # raises
            return new
        return new

    def step(carry, _):
        s, net = carry
        if net.on and s.opt is None:
            s = s._replace(x=s.x + 1)
        if s.x > 3:  # raises
            return (s, net), None
        return (s, net), s.n

    @jax.jit
    def l(s: State, net: Net):
        return jax.lax.scan(step, (s, net), length=3)

    # run: j(State(1.0))
    # run: k(Net(1.0, State(1.0)))
    # run: l(State(1.0), Net(1.0, State(1.0)))
    """)


def test_classes_that_a_loop_over_a_table_registers(agree: Agree) -> None:
    agree("""
    class First:
        def __init__(self, x):
            self.x = x
        @jax.jit
        def apply(self):
            return self.x

    class Second(First):
        @jax.jit
        def apply(self):
            return 2 * self.x

    FIELDS = {First: ["x"], Second: ["x"]}

    for cls, fields in FIELDS.items():
        jax.tree_util.register_dataclass(cls, data_fields=fields, meta_fields=[])

    # call: First(1.0).apply()
    # call: Second(1.0).apply()
    # call: jax.jit(lambda held: held.x)(Second(1.0))
    """)


def test_each_of_many_classes_that_a_loop_registers(agree: Agree) -> None:
    names = [f"Kind{number}" for number in range(20)]
    classes = "\n".join(
        f"class {name}:\n"
        "    def __init__(self, x):\n"
        "        self.x = x\n"
        "    @jax.jit\n"
        "    def apply(self):\n"
        "        return self.x if self.x > 0 else -self.x  # raises"
        for name in names
    )
    register = (
        f"for cls in ({', '.join(names)}):\n"
        "    jax.tree_util.register_dataclass(nodetype=cls, data_fields=['x'], meta_fields=[])"
    )
    calls = "\n".join(f"# call: {name}(1.0).apply()" for name in names)
    agree(f"{classes}\n{register}\n{calls}\n")


def test_each_of_many_classes_that_a_function_registers(agree: Agree) -> None:
    names = [f"Kind{number}" for number in range(30)]
    classes = "\n".join(
        f"class {name}:\n    def __init__(self, x):\n        self.x = x" for name in names
    )
    register = (
        "def register(cls, *, meta=()):\n"
        "    jax.tree_util.register_dataclass(cls, data_fields=['x'], meta_fields=list(meta))"
    )
    calls = "\n".join(f"register({name})" for name in names)
    agree(
        {
            "pytrees.py": f"import jax\n\n{register}\n",
            "main.py": (
                "import jax, jax.numpy as jnp\nfrom pytrees import register\n\n"
                f"{classes}\n{calls}\n\n"
                "@jax.jit\ndef read(first, last):\n    if first.x > 0:  # raises\n"
                "        return first.x\n    return last.x\n\n"
                f"# call: read({names[0]}(1.0), {names[-1]}(1.0))\n"
            ),
        }
    )
