"""Inheritance: the class that a method is found in, and the object that it is bound to."""

from kinds import Agree


def test_a_method_of_a_base_in_another_module_is_found_by_super(agree: Agree) -> None:
    agree(
        {
            "lib/__init__.py": "",
            "lib/base.py": """
        class Base:
            def __init__(self, gain, debug=False):
                self.gain = gain
                self.debug = debug

            def forward(self, x):
                if self.debug:
                    return x
                if x < self.gain:  # raises
                    return x
                return self.hook(x)

            def hook(self, x):
                return x
        """,
            "lib/child.py": """
        from .base import Base

        class Child(Base):
            def __init__(self, gain):
                super().__init__(gain)
                self.extra = 3

            def forward(self, x):
                for _ in range(self.extra):
                    x = x + 1
                return super().forward(x)
        """,
            "main.py": """
        from lib.child import Child

        child = Child(2.0)
        step = jax.jit(child.forward)

        # run: step(1.0)
        """,
        }
    )


def test_a_hook_overridden_in_a_subclass_is_the_one_that_is_called(agree: Agree) -> None:
    agree("""
    class Base:
        def go(self, x):
            return self.hook(x)

        def hook(self, x):
            if x > 0:
                return x
            return -x

    class Safe(Base):
        def hook(self, x):
            return jnp.abs(x)

    class Unsafe(Base):
        def hook(self, x):
            return x if x > 1 else -x  # raises

    @jax.jit
    def f(x):
        return Safe().go(x)

    @jax.jit
    def g(x):
        return Unsafe().go(x)

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_super_in_a_chain_of_three_reaches_each_class_once(agree: Agree) -> None:
    agree("""
    class A:
        def f(self, x):
            return x + 1

    class B(A):
        def f(self, x):
            return super().f(x) * 2

    class C(B):
        def f(self, x):
            y = super().f(x)
            if y > 0:  # raises
                return y
            return x

    @jax.jit
    def step(x):
        return C().f(x)

    # run: step(1.0)
    """)


def test_a_protocol_or_abstract_base_says_nothing_about_its_subclass(agree: Agree) -> None:
    agree("""
    from abc import ABC, abstractmethod

    class Env(ABC):
        @abstractmethod
        def step(self, s, a): ...

        def rollout(self, s, actions):
            def body(s, a):
                s, done = self.step(s, a)
                return s, done
            return jax.lax.scan(body, s, actions)

    class Pole(Env):
        limit = 2.0

        def step(self, s, a):
            s = s + a
            if s > self.limit:  # raises
                s = s * 0
            return s, s > self.limit

    # call: Pole().rollout(jnp.zeros(()), jnp.ones(3))
    """)


def test_a_method_of_a_base_calls_the_override_of_the_subclass(agree: Agree) -> None:
    agree("""
    class Base:
        def run(self, x):
            return self.hook(x)

        def hook(self, x):
            return x if x > 0 else -x

        @classmethod
        def make(cls, n=1):
            return cls()

        @property
        def flag(self):
            return False

    class Child(Base):
        flag = True

        def run(self, x):
            if self.flag:
                x = x + 1
            return super().run(x)

        def hook(self, x):
            return jnp.abs(x)

        @classmethod
        def make(cls, n=1):
            made = super().make(n)
            made.n = n
            return made

    @jax.jit
    def f(x):
        return Child().run(x)

    @jax.jit
    def g(x):
        child = Child.make(3)
        for _ in range(child.n):
            x = child.hook(x)
        return x

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_a_diamond_is_climbed_as_python_climbs_it(agree: Agree) -> None:
    agree("""
    class A:
        def f(self, x):
            return x if x > 0 else -x

    class B(A):
        pass

    class C(A):
        def f(self, x):
            return x * 2

    class Mixin:
        def f(self, x):
            return super().f(x) + 1

    class D(B, C):
        pass

    class E(Mixin, C):
        pass

    @jax.jit
    def step(x):
        return D().f(x) + E().f(x)

    # run: step(1.0)
    """)


def test_a_jitted_method_of_a_base_runs_what_each_subclass_fills_in(agree: Agree) -> None:
    agree("""
        class Base:
            @partial(jax.jit, static_argnums=0)
            def step(self, x):
                return self.update(x)

            def run(self, xs):
                return jax.lax.scan(self.body, 0.0, xs)

        class Clips(Base):
            def update(self, x):
                return jnp.maximum(x, 0)

            def body(self, c, x):
                return jnp.where(x > 0, c, x), x

        class Asks(Base):
            def update(self, x):
                return x if x > 0 else -x  # raises

            def body(self, c, x):
                return (c, x) if c else (x, x)  # raises

        # run: Clips().step(1.0)
        # run: Clips().run(jnp.ones(3))
        # run: Asks().step(1.0)
        # run: Asks().run(jnp.ones(3))
        """)
