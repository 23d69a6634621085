"""Objects of Equinox and attrs: what runs when one is made, and what is known of it later."""

import pytest
from kinds import Agree

pytestmark = pytest.mark.slow


def test_an_equinox_module_is_checked_once_it_is_made(agree: Agree) -> None:
    pytest.importorskip("equinox")
    agree("""
    import equinox as eqx

    class Positive(eqx.Module):
        x: jax.Array

        def __check_init__(self):
            if self.x < 0:  # raises
                raise ValueError("negative")

    class Bounded(Positive):
        bound: float = eqx.field(static=True, default=1.0)

        def __init__(self, x):
            self.x = x
            self.bound = 2.0

        def __check_init__(self):
            if self.bound < 1:
                raise ValueError("bound")

    @jax.jit
    def make(x):
        return Positive(x)

    @jax.jit
    def bounded(x):
        return Bounded(x).x

    # run: make(1.0)
    # run: bounded(1.0)
    """)


def test_what_equinox_takes_apart_is_of_the_same_class(agree: Agree) -> None:
    pytest.importorskip("equinox")
    agree("""
    import equinox as eqx

    class Model(eqx.Module):
        weight: jax.Array
        name: str = "model"

        def __call__(self, x):
            if self.name == "other":
                x = x + 1
            if self.weight @ x > 0:
                return x
            return self.checked(jnp.sin(x))

        def checked(self, y):
            return float(y)  # raises

    def model():
        return Model(jnp.array(-1.0))

    def train(x):
        params, static = eqx.partition(model(), eqx.is_array)

        @jax.jit
        def loss(params, x):
            return eqx.combine(params, static).checked(jnp.sin(x))

        return loss(params, x)

    def change(x):
        changed = eqx.tree_at(lambda m: m.name, model(), "third")
        return jax.jit(lambda x: changed.checked(jnp.cos(x)))(x)

    def select(x):
        return jax.jit(lambda m, x: m.checked(jnp.cos(x)))(eqx.filter(model(), eqx.is_array), x)

    # run: train(1.0)
    # run: change(1.0)
    # run: select(1.0)
    """)


def test_a_class_of_attrs_is_finished_by_a_method_of_another_name(agree: Agree) -> None:
    pytest.importorskip("attr")
    agree("""
    import attr

    @attr.s(auto_attribs=True)
    class Checked:
        x: jax.Array

        def __attrs_post_init__(self):
            if self.x < 0:  # raises
                raise ValueError("negative")

    @jax.jit
    def make(x):
        return Checked(x).x

    # run: make(1.0)
    """)


def test_an_abstract_field_of_equinox_holds_any_object_of_its_class(agree: Agree) -> None:
    pytest.importorskip("equinox")
    agree("""
    import abc
    from typing import Annotated
    import equinox as eqx

    class Search(eqx.Module):
        @abc.abstractmethod
        def step(self, x):
            ...

    class Kink(Search):
        def step(self, x):
            return x if x > 0 else -x  # raises

    class Solver(eqx.Module):
        search: eqx.AbstractVar[Search]

        def go(self, x):
            return self.search.step(jnp.sin(x))

    class Simple(Solver):
        search: Search

    @eqx.filter_jit
    def solve(solver: Annotated[Solver, "any"], x):
        return solver.go(x)

    # run: solve(Simple(Kink()), jnp.ones(()))
    """)
