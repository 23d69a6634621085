"""Methods: which function an attribute of an object is."""

from kinds import Agree


def test_properties_and_cached_properties_are_called_in_the_trace(agree: Agree) -> None:
    agree("""
    from functools import cached_property

    class Grid:
        def __init__(self, n, x):
            self.n = n
            self.x = x

        @property
        def spacing(self):
            return 1.0 / self.n

        @cached_property
        def total(self):
            return self.x.sum()

    @jax.jit
    def step(x):
        grid = Grid(4, x)
        if grid.spacing > 0.1:
            x = x + 1
        if grid.total > 0:  # raises
            x = x + 2
        return x

    # run: step(jnp.ones(3))
    """)


def test_class_and_static_methods_take_what_python_hands_them(agree: Agree) -> None:
    agree("""
    class Norm:
        eps = 1e-6
        order = 2

        @classmethod
        def apply(cls, x):
            if cls.order == 2:
                return cls.scale(x)
            return x

        @staticmethod
        def scale(x):
            if x.max() > 0:  # raises
                return x / x.max()
            return x

        @staticmethod
        def pick(mode, x):
            return x if mode == "a" else -x

    @jax.jit
    def f(x):
        return Norm.apply(x)

    @jax.jit
    def g(x):
        return Norm().pick("a", Norm.pick("b", x))

    # run: f(jnp.ones(2))
    # run: g(jnp.ones(2))
    """)


def test_operators_of_a_class_are_its_methods(agree: Agree) -> None:
    agree("""
    class Vec:
        def __init__(self, data):
            self.data = data

        def __add__(self, other):
            if other.data.sum() > 0:  # raises
                return Vec(self.data + other.data)
            return self

        def __getitem__(self, i):
            return self.data[i]

        def __len__(self):
            return 2

    @jax.jit
    def f(x):
        v = Vec(x)
        if len(v) == 2:
            x = x + 1
        return (v + v).data

    @jax.jit
    def g(x):
        v = Vec(x)
        return x if v[0] > 0 else -x  # raises

    # run: f(jnp.ones(2))
    # run: g(jnp.ones(2))
    """)


def test_a_class_attribute_is_static_until_an_instance_overrides_it(agree: Agree) -> None:
    agree("""
    class Sampler:
        greedy = True
        table = (1, 2, 3)

        def draw(self, x):
            if self.greedy:
                return x + self.table[0]
            if x > 0:
                return x
            return -x

    class Random(Sampler):
        greedy = False

        def draw(self, x):
            if not self.greedy:
                return x * 2
            return x if x > 0 else -x

    @jax.jit
    def f(x):
        return Sampler().draw(x) + Random().draw(x)

    @jax.jit
    def g(x):
        s = Sampler()
        s.greedy = x * 2
        if s.table[0] > 0 and Sampler.greedy:
            x = x + 1
        if s.greedy:  # raises
            return x
        return x

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_a_class_made_in_a_function_closes_over_its_arguments(agree: Agree) -> None:
    agree("""
    def make(flag):
        class Thing:
            on = flag

            def go(self, x):
                if self.on:
                    return x * 2
                return x if x > 0 else -x

        return Thing()

    @jax.jit
    def f(x):
        return make(True).go(x)

    # run: f(1.0)
    """)


def test_a_property_with_a_setter_is_still_a_property(agree: Agree) -> None:
    agree("""
    class Knob:
        def __init__(self, v):
            self._v = v

        @property
        def v(self):
            return self._v

        @v.setter
        def v(self, new):
            self._v = new

    @jax.jit
    def f(x):
        k = Knob(3)
        if k.v > 2:
            x = x + 1
        k2 = Knob(x)
        return x if k2.v > 0 else -x  # raises

    # run: f(1.0)
    """)


def test_isinstance_of_program_classes_picks_the_branch(agree: Agree) -> None:
    agree("""
    class Shape: pass
    class Disk(Shape):
        def __init__(self, r): self.r = r
    class Box(Shape):
        def __init__(self, a): self.a = a

    def area(s):
        if isinstance(s, Disk):
            return 3.14 * s.r ** 2
        elif isinstance(s, Box):
            return s.a ** 2
        raise TypeError(s)

    @jax.jit
    def f(x):
        a = area(Disk(x)) + area(Box(2))
        return a if a > 1 else x  # raises

    @jax.jit
    def g(x):
        return x if area(Box(2)) > 1 else -x

    # run: f(1.0)
    # run: g(1.0)
    """)
