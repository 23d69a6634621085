"""Pytrees of the program's own: which fields are traced, and which stay static."""

from kinds import Agree


def test_a_registered_pytree_has_traced_children_and_static_aux(agree: Agree) -> None:
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

    @jax.jit
    def push(p):
        if p.charged:
            return Particle(p.position + 1, p.charged)
        if p.position > 0:
            return p
        return p

    @jax.jit
    def bounce(p):
        if p.position > 0:  # raises
            return p
        return p

    # call: push(Particle(1.0, True))
    # call: bounce(Particle(1.0, True))
    """)


def test_meta_fields_of_a_registered_dataclass_stay_static(agree: Agree) -> None:
    agree("""
    import dataclasses

    @partial(jax.tree_util.register_dataclass, data_fields=["w"], meta_fields=["mode", "n"])
    @dataclasses.dataclass
    class Config:
        w: jax.Array
        mode: str
        n: int = 3

    @jax.jit
    def run(c, x):
        if c.mode == "fast":
            x = x * 2
        for _ in range(c.n):
            x = x + c.w
        if c.n > 2:
            x = x - 1
        return x

    @jax.jit
    def bad(c, x):
        if c.w > 0:  # raises
            return x
        return -x

    # call: run(Config(jnp.ones(()), "fast"), 1.0)
    # call: bad(Config(jnp.ones(()), "fast"), 1.0)
    """)


def test_static_metadata_of_register_dataclass_fields_stays_static(agree: Agree) -> None:
    agree("""
    from dataclasses import dataclass, field

    @jax.tree_util.register_dataclass
    @dataclass
    class State:
        x: jax.Array
        on: bool = field(default=True, metadata=dict(static=True))

    @jax.jit
    def step(s):
        if s.on:
            return s.x + 1
        return s.x

    @jax.jit
    def bad(s):
        while s.x < 3:  # raises
            s = State(s.x + 1)
        return s

    # call: step(State(jnp.ones(())))
    # call: bad(State(jnp.ones(())))
    """)


def test_a_named_tuple_is_a_pytree_of_all_its_fields(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple

    class State(NamedTuple):
        x: jax.Array
        n: int = 0

        @property
        def doubled(self):
            return self.x * 2

    @jax.jit
    def step(s):
        return s._replace(x=s.doubled, n=s.n + 1)

    @jax.jit
    def bad(s):
        if s.n > 3:  # raises
            return s
        return s

    @jax.jit
    def worse(s):
        x, n = s
        if x > 3:  # raises
            return s
        return s

    @jax.jit
    def inside(x):
        s = State(x, 3)
        if s.n > 2:
            s = s._replace(n=4)
        if s.n > 2:
            x = x + 1
        if s.doubled > 2:  # raises
            x = x + 1
        return x

    # call: step(State(1.0, 2))
    # call: bad(State(1.0, 2))
    # call: worse(State(1.0, 2))
    # run: inside(1.0)
    """)


def test_a_collections_namedtuple_is_a_pytree_too(agree: Agree) -> None:
    agree("""
    from collections import namedtuple

    Pair = namedtuple("Pair", ["left", "right"])

    @jax.jit
    def f(p):
        if p.left > p.right:  # raises
            return p.left
        return p.right

    @jax.jit
    def g(p):
        a, b = p
        return a + b if len(p) == 2 else a

    # call: f(Pair(1.0, 2.0))
    # call: g(Pair(1.0, 2.0))
    """)


def test_a_dataclass_gets_its_constructor_from_its_fields(agree: Agree) -> None:
    agree("""
    from dataclasses import dataclass, field, replace

    @dataclass(frozen=True)
    class Options:
        rate: float = 0.1
        steps: int = 3
        names: list = field(default_factory=list)
        clip: bool = True

    OPTIONS = Options(steps=4)

    @jax.jit
    def f(x):
        for _ in range(OPTIONS.steps):
            x = x - OPTIONS.rate
        if OPTIONS.clip and OPTIONS.rate < 1:
            x = jnp.clip(x, 0, 1)
        if not OPTIONS.names:
            x = x + 1
        return x

    @jax.jit
    def g(x):
        o = Options(rate=x)
        if o.clip:
            x = x + 1
        if o.rate > 0:  # raises
            return x
        return -x

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_a_dataclass_inherits_fields_and_runs_post_init(agree: Agree) -> None:
    agree("""
    import dataclasses

    @dataclasses.dataclass
    class Base:
        w: jax.Array
        kind: str = "plain"

    @dataclasses.dataclass
    class Derived(Base):
        depth: int = 2

        def __post_init__(self):
            self.half = self.w / 2
            self.deep = self.depth > 1

    @jax.jit
    def f(x):
        d = Derived(x, depth=3)
        if d.deep and d.kind == "plain":
            x = x + 1
        if d.half > 0:  # raises
            return x
        return -x

    # run: f(1.0)
    """)


def test_an_enum_is_compared_statically(agree: Agree) -> None:
    agree("""
    from enum import Enum, IntEnum, auto

    class Mode(Enum):
        TRAIN = auto()
        TEST = auto()

    class Level(IntEnum):
        LOW = 1
        HIGH = 2

    @partial(jax.jit, static_argnames=("mode", "level"))
    def f(x, mode, level):
        if mode is Mode.TRAIN or mode == Mode.TEST:
            x = x + 1
        if level > Level.LOW:
            x = x * 2
        return x if x > 0 else -x  # raises

    # run: f(1.0, mode=Mode.TRAIN, level=Level.HIGH)
    """)


def test_a_member_of_an_enum_is_itself_by_each_of_its_names(agree: Agree) -> None:
    agree("""
    from enum import Enum

    class Layout(Enum):
        DENSE = "dense"
        SPARSE = "sparse"

    dense, sparse = Layout.DENSE, Layout.SPARSE

    def packed(x, layout=None):
        layout = dense if layout is None else layout
        if layout is dense:
            return x
        elif layout is not Layout.SPARSE:
            return int(x)
        return float(x)  # raises

    @jax.jit
    def default(x):
        return packed(x)

    @jax.jit
    def named(x):
        return packed(x, sparse)

    # run: default(1.0)
    # run: named(1.0)
    """)


def test_one_of_two_named_tuples_goes_into_a_trace_and_comes_out_of_it(agree: Agree) -> None:
    agree("""
    import os
    from typing import NamedTuple

    class Plain(NamedTuple):
        x: jax.Array

    class Counted(NamedTuple):
        x: jax.Array
        n: int = 0

    state = Counted(1.0) if os.environ.get("COUNTED") else Plain(1.0)

    @jax.jit
    def bad(s):
        return s if s.x > 0 else None  # raises

    @jax.jit
    def made(x):
        return Counted(x) if os.environ.get("COUNTED") else Plain(x)

    def fine():
        return 1 if made(1.0).x > 0 else -1

    # call: bad(state)
    # call: fine()
    """)


def test_one_of_two_objects_is_no_leaf(agree: Agree) -> None:
    agree("""
    import dataclasses
    import os

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class State:
        x: jax.Array
        y: jax.Array

    def either(state):
        return state if os.environ.get("COPIED") else State(state.y, state.x)

    @jax.jit
    def unrolled(state):
        def body(held, _):
            return State(held.x + 1, held.y), None

        return jax.lax.scan(body, state, None, length=3)[0]

    def advanced(state):
        state = either(state)
        return unrolled(jax.tree.map(lambda a, b: jnp.concatenate([a, b]), state, state))

    @jax.jit
    def tested(state):
        return jax.tree.map(lambda a: a if a > 0 else -a, either(state))  # raises

    @jax.jit
    def kept(state):
        leaves, structure = jax.tree.flatten(either(state))
        return jax.tree.unflatten(structure, leaves).x

    # call: advanced(State(jnp.ones(3), jnp.ones(3)))
    # call: tested(State(1.0, 1.0))
    # call: kept(State(1.0, 1.0))
    """)
