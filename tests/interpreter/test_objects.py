"""Objects: what `self` holds, and what of it is traced."""

from kinds import Agree


def test_a_flag_set_in_init_is_static_and_an_argument_is_not(agree: Agree) -> None:
    agree("""
    class Layer:
        def __init__(self, scale, deep=True):
            self.scale = scale
            self.deep = deep

        def __call__(self, x):
            if self.deep:
                x = x * self.scale
            if x > 0:  # raises
                return x
            return -x

    layer = Layer(2.0, deep=True)

    @jax.jit
    def step(x):
        return layer(x)

    # run: step(1.0)
    """)


def test_self_of_a_decorated_method_is_static_when_its_number_says_so(agree: Agree) -> None:
    agree("""
    class Model:
        def __init__(self, width):
            self.width = width

        @partial(jax.jit, static_argnums=0)
        def step(self, x):
            for _ in range(self.width):
                x = x * 2
            if self.width > 2:
                x = x + 1
            if x.sum() > 0:  # raises
                return x
            return -x

    # run: Model(3).step(jnp.ones(3))
    """)


def test_a_bound_method_that_init_jits_keeps_self_static(agree: Agree) -> None:
    agree("""
    class Trainer:
        def __init__(self, rate, clip):
            self.rate = rate
            self.clip = clip
            self.step = jax.jit(self._step)

        def _step(self, params, grads):
            if self.clip:
                grads = jnp.clip(grads, -1, 1)
            if grads.max() > self.rate:  # raises
                return params
            return params - self.rate * grads

        def fit(self, params, grads):
            params = self.step(params, grads)
            return params

    # run: Trainer(0.1, True).fit(jnp.ones(3), jnp.ones(3))
    """)


def test_a_jitted_lambda_over_self_is_followed_into_the_method(agree: Agree) -> None:
    agree("""
    class Trainer:
        def __init__(self, flag):
            self.flag = flag
            self._go = jax.jit(lambda p: self.loss(p))

        def loss(self, p):
            if self.flag:
                p = p + 1
            return p if p > 0 else -p  # raises

        def fit(self, p):
            return self._go(p)

    # run: Trainer(True).fit(1.0)
    """)


def test_a_callable_object_can_be_jitted(agree: Agree) -> None:
    agree("""
    class Net:
        def __init__(self, depth):
            self.depth = depth

        def __call__(self, x):
            for _ in range(self.depth):
                x = jnp.tanh(x)
            return x if x.sum() > 0 else -x  # raises

    net = jax.jit(Net(2))

    # run: net(jnp.ones(2))
    """)


def test_an_attribute_set_later_in_init_or_by_setattr_is_known(agree: Agree) -> None:
    agree("""
    class Sim:
        def __init__(self, n):
            self.n = n
            self._setup()

        def _setup(self):
            self.dims = 2 if self.n > 1 else 1
            self.grid = np.linspace(0, 1, self.n)

        @partial(jax.jit, static_argnums=(0,))
        def run(self, u):
            if self.dims == 2:
                u = u * 2
            if np.max(self.grid) > 0.5:
                u = u + jnp.asarray(self.grid).sum()
            if (u * self.grid[0]).sum() > 0:  # raises
                u = u + 1
            return u

    # run: Sim(3).run(jnp.ones(3))
    """)


def test_a_hyperparameter_object_that_is_a_static_argument_stays_static(agree: Agree) -> None:
    agree("""
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Hyper:
        layers: int
        bias: bool
        activation: str = "relu"

    @partial(jax.jit, static_argnames=("hp",))
    def apply(params, x, hp):
        for i in range(hp.layers):
            x = x @ params["w"]
            if hp.bias:
                x = x + params["b"]
            if hp.activation == "relu":
                x = jnp.maximum(x, 0)
        if params["b"].sum() > 0:  # raises
            x = x + 1
        return x

    # run: apply({"w": jnp.eye(2), "b": jnp.ones(2)}, jnp.ones(2), hp=Hyper(2, True))
    """)


def test_slots_and_class_constants_do_not_hide_the_method(agree: Agree) -> None:
    agree("""
    class Meter:
        __slots__ = ("total", "count")

        def __init__(self, total, count):
            self.total, self.count = total, count

        def mean(self):
            if self.count == 0:  # raises
                return 0.0
            return self.total / self.count

    @jax.jit
    def f(t, n):
        return Meter(t, n).mean()

    @jax.jit
    def g(t):
        return Meter(t, 3).mean()

    # run: f(1.0, 2)
    # run: g(1.0)
    """)


def test_a_mutable_object_changed_in_the_trace_holds_what_was_put_there(agree: Agree) -> None:
    agree("""
    class Box:
        def __init__(self):
            self.value = 0

        def put(self, value):
            self.value = value

    @jax.jit
    def f(x):
        box = Box()
        if box.value == 0:
            box.put(x)
        if box.value > 0:  # raises
            return x
        return -x

    # run: f(1.0)
    """)


def test_instances_in_a_list_keep_their_own_flags(agree: Agree) -> None:
    agree("""
    class Layer:
        def __init__(self, size, act):
            self.size = size
            self.act = act

        def __call__(self, x):
            y = x * self.size
            return jax.nn.relu(y) if self.act else y

    class Net:
        def __init__(self, sizes):
            self.layers = [Layer(s, s > 1) for s in sizes]

        def __call__(self, x):
            for layer in self.layers:
                x = layer(x)
            for i, layer in enumerate(self.layers):
                if layer.size > 2 and i == 0:
                    x = x + 1
            if x > 0:  # raises
                return x
            return -x

    net = Net([1, 2, 3])

    @jax.jit
    def f(x):
        return net(x)

    # run: f(1.0)
    """)


def test_an_object_filled_by_a_method_twice(agree: Agree) -> None:
    agree("""
    class Log:
        def __init__(self):
            self.items = []
            self.best = None

        def add(self, v, keep=False):
            self.items.append(v)
            if keep:
                self.best = v

    @jax.jit
    def f(x):
        a, b = Log(), Log()
        a.add(x * 2, keep=True)
        b.add(x * 2, keep=True)
        if b.best is None:
            return x if x > 0 else -x
        if len(b.items) != 1:
            return x if x > 0 else -x
        return b.best

    # run: f(1.0)
    """)


def test_a_method_that_returns_self_may_be_chained(agree: Agree) -> None:
    agree("""
    class Builder:
        def __init__(self):
            self.parts = []
            self.strict = False

        def add(self, part):
            self.parts.append(part)
            return self

        def build(self):
            return sum(self.parts)

    @jax.jit
    def f(x):
        b = Builder().add(x).add(x * 2)
        if b.strict:
            x = x + 1
        if b.build() > 0:  # raises
            return x
        return -x

    # run: f(1.0)
    """)


def test_a_test_of_a_class_leaves_the_objects_that_may_be_of_it(agree: Agree) -> None:
    agree("""
    class Base:
        pass

    class Core(Base):
        def __call__(self, x, state):
            return x + state

    class Plain(Base):
        def __call__(self, x, rate=None):
            if rate is not None and rate > 0.5:
                x = x * 2
            return x

    @jax.jit
    def f(x, state):
        layer = Core() if x.shape[0] > 1 else Plain()
        return layer(x, state * 2) if isinstance(layer, Core) else layer(x)

    @jax.jit
    def g(x, state):
        layer = Core() if x.shape[0] > 1 else Plain()
        if isinstance(layer, Core):
            return layer(x, state * 2)
        return layer(x)

    # run: f(jnp.ones(2), 1.0)
    # run: g(jnp.ones(2), 1.0)
    # run: g(jnp.ones(1), 1.0)
    """)


def test_a_descriptor_of_the_program_gives_what_its_get_returns(agree: Agree) -> None:
    agree("""
    class lazy:
        def __init__(self, wrapped):
            self.wrapped = wrapped

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            return self.wrapped(instance)

    class Binomial:
        def __init__(self, logits):
            self.logits = logits

        @lazy
        def probs(self):
            return jax.nn.sigmoid(self.logits)

        @lazy
        def size(self):
            return self.logits.ndim

    @jax.jit
    def drawn(p):
        return p * 2

    @jax.jit
    def mean(logits):
        made = Binomial(logits)
        if made.size > 0:
            return drawn(made.probs)
        if made.probs > 0:  # raises
            return logits
        return -logits

    # run: mean(1.0)
    """)
