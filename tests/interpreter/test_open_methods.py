"""Methods that a class leaves open: what subclasses fill in is called where the class is known."""

from kinds import Agree

OPEN = """
    import abc
    from functools import partial

    class Loss(abc.ABC):
        @abc.abstractmethod
        def of(self, x):
            ...

        def twice(self, x):
            return 2 * self.of(x)

    class Kink(Loss):
        def of(self, x):
            return x if x > 0 else -x  # raises

    class Smooth(Loss):
        def of(self, x):
            return self.root(x)

        def root(self, x):
            return jnp.sqrt(x)

    class Rounded(Smooth):
        def of(self, x):
            return float(x)  # raises
"""


def test_a_parameter_that_is_annotated_may_be_any_subclass(agree: Agree) -> None:
    agree(f"""{OPEN}
    @partial(jax.jit, static_argnums=1)
    def step(x, loss: Loss):
        return loss.twice(x)

    # run: step(1.0, Kink())
    # run: step(1.0, Smooth())
    # run: step(1.0, Rounded())
    """)


def test_so_may_one_of_a_function_that_traced_code_calls(agree: Agree) -> None:
    agree(f"""{OPEN}
    @jax.jit
    def step(x):
        for loss in chosen():
            x = of(x, loss)
        return x

    def of(x, loss: "Loss"):
        return loss.of(x)

    def chosen():
        return eval("[Kink()]") if len(str(1)) == 1 else [Rounded()]

    # run: step(1.0)
    # run: jax.jit(lambda x: of(x, Rounded()))(1.0)
    """)


def test_what_raises_that_it_is_not_implemented_is_left_open(agree: Agree) -> None:
    agree("""
    from functools import partial

    class Optimiser:
        def update(self, grads):
            raise NotImplementedError

        def name(self):
            return "optimiser"

    class Clipped(Optimiser):
        def update(self, grads):
            if grads > 1:  # raises
                return grads / 2
            return grads

        def name(self):
            return "clipped"

    @partial(jax.jit, static_argnames="optimiser")
    def step(grads, optimiser: Optimiser):
        return optimiser.update(grads)

    # run: step(1.0, Clipped())
    """)


def test_what_a_class_fills_in_itself_is_called_alone(agree: Agree) -> None:
    agree("""
    import abc
    from functools import partial

    class Base(abc.ABC):
        @abc.abstractmethod
        def of(self, x):
            return x

    class Plain(Base):
        def of(self, x):
            return super().of(x) + 1

    class Checked(Plain):
        def of(self, x):
            if x > 0:
                raise ValueError(x)
            return x

    @partial(jax.jit, static_argnums=1)
    def step(x, plain: Plain):
        return plain.of(x)

    # run: step(1.0, Plain())
    """)


def test_static_and_class_methods_fill_it_in_too(agree: Agree) -> None:
    agree("""
    import abc
    from functools import partial

    class Base(abc.ABC):
        @abc.abstractmethod
        def of(self, x):
            ...

    class Static(Base):
        @staticmethod
        def of(x):
            return int(x)  # raises

    class OfClass(Base):
        @classmethod
        def of(cls, x):
            return float(x)  # raises

    @partial(jax.jit, static_argnums=1)
    def step(x, base: Base):
        return base.of(x)

    # run: step(1.0, Static())
    # run: step(1.0, OfClass())
    """)


def test_a_chain_that_holds_others_of_its_class_comes_to_an_end(agree: Agree) -> None:
    agree("""
    import abc
    from functools import partial

    class Layer(abc.ABC):
        @abc.abstractmethod
        def __call__(self, x):
            ...

    class Chain(Layer):
        def __init__(self, *layers: Layer):
            self.layers = layers

        def __call__(self, x):
            for layer in self.layers:
                x = layer(x)
            return x

    class Step(Layer):
        def __call__(self, x):
            return 1 if x > 0 else 0  # raises

    @partial(jax.jit, static_argnums=1)
    def apply(x, layer: Layer):
        return layer(x)

    # run: apply(1.0, Chain(Step()))
    """)


def test_what_a_function_says_that_it_returns_may_be_any_subclass(agree: Agree) -> None:
    agree(f"""{OPEN}
    def made(name) -> Loss:
        return globals()[name]()

    def step(x, name):
        return made(name).of(x)

    smooth = jax.jit(lambda x: step(x, "Kink"))
    rounded = jax.jit(lambda x: step(x, "Rounded"))

    # run: smooth(1.0)
    # run: rounded(1.0)
    """)


def test_a_field_that_is_annotated_holds_any_object_of_its_class(agree: Agree) -> None:
    agree(f"""{OPEN}
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Trainer:
        loss: Loss

        def fit(self, x):
            return jax.jit(lambda x: self.loss.twice(x))(x)

    # run: Trainer(Kink()).fit(1.0)
    # run: Trainer(Rounded()).fit(1.0)
    """)


ENVIRONMENTS = """
    import abc

    class Env(abc.ABC):
        size = 3

        def start(self, key):
            if self.size > 2:
                return self.begin(key)
            return int(key)  # raises

        @abc.abstractmethod
        def begin(self, key):
            ...

    class Small(Env):
        size = 1
        def begin(self, key):
            return key

    class One(Env):
        def begin(self, key):
            return key if key > 0 else 0  # raises

    class Two(One):
        pass

    class Three(One):
        pass

    class Four(Env):
        def begin(self, key):
            return float(key)  # raises
"""
RUNS = """
    # run: main("small")
    # run: main("one")
    # run: main("four")
"""


def test_one_of_many_objects_is_any_of_their_base(agree: Agree) -> None:
    agree(f"""{ENVIRONMENTS}
    def made(name):
        if name == "small":
            return Small()
        if name == "one":
            return One()
        if name == "two":
            return Two()
        if name == "three":
            return Three()
        return Four()

    def main(name):
        return jax.jit(made(name).start)(1.0)
{RUNS}""")


def test_one_of_many_classes_is_their_base(agree: Agree) -> None:
    agree(f"""{ENVIRONMENTS}
    TABLE = dict(small=Small, one=One, two=Two, three=Three, four=Four)

    def main(name):
        env = TABLE[name]()
        return jax.jit(env.start)(1.0)
{RUNS}""")
