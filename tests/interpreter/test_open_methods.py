"""Methods that a class leaves open: what subclasses fill in is called where the class is known."""

from pathlib import Path

import pytest
from kinds import Agree

from jitlint.check.pipeline import check

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
"""


def test_a_parameter_that_is_annotated_may_be_any_subclass(agree: Agree) -> None:
    agree(f"""{OPEN}
    @partial(jax.jit, static_argnums=1)
    def step(x, loss: Loss):
        return loss.twice(x)

    # run: step(1.0, Kink())
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
        return eval("[Kink()]")

    # run: step(1.0)
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


def test_a_class_method_fills_it_in_too(agree: Agree) -> None:
    agree("""
    import abc
    from functools import partial

    class Base(abc.ABC):
        @abc.abstractmethod
        def of(self, x):
            ...

    class OfClass(Base):
        @classmethod
        def of(cls, x):
            return float(x)  # raises

    @partial(jax.jit, static_argnums=1)
    def step(x, base: Base):
        return base.of(x)

    # run: step(1.0, OfClass())
    """)


def test_what_a_function_says_that_it_returns_may_be_any_subclass(agree: Agree) -> None:
    agree(f"""{OPEN}
    def made(name) -> Loss:
        return globals()[name]()

    def step(x, name):
        return made(name).of(x)

    kink = jax.jit(lambda x: step(x, "Kink"))

    # run: kink(1.0)
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
    """)


LAYERS = """\
import abc
from functools import partial
import jax

class Layer(abc.ABC):
    size = 3

    def __call__(self, x):
        if self.size > 2:
            return self.apply(x)
        print("in base", x)
        return int(x)

    @abc.abstractmethod
    def apply(self, x):
        ...

class Chain(Layer):
    def __init__(self, *layers: Layer):
        self.layers = layers

    def apply(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

class Shown(Layer):
    size = 1
    def apply(self, x):
        print("in shown", x)
        return x

class Sign(Layer):
    def apply(self, x):
        print("in sign", x)
        return 1 if x > 0 else 0

class Third(Sign): pass
class Fourth(Sign): pass
class Fifth(Sign): pass
"""
MANY = {
    "a parameter": (
        "@partial(jax.jit, static_argnums=1)\ndef f(x, a: Layer):\n    return a.apply(x)"
    ),
    "what is handed on": (
        "@partial(jax.jit, static_argnums=1)\ndef f(x, a: Layer):\n    return g(x, a)\n"
        "def g(x, a):\n    return a.apply(x)"
    ),
    "one of many objects": (
        "def made(n):\n    return [Chain(), Shown(), Sign(), Third(), Fourth(), Fifth()][n]\n"
        "def f(x, n):\n    return jax.jit(made(n).apply)(x)"
    ),
    "one of many classes": (
        "TABLE = dict(a=Chain, b=Shown, c=Sign, d=Third, e=Fourth, f=Fifth)\n"
        "def f(x, n):\n    layer = TABLE[n]()\n    return jax.jit(lambda x: layer.apply(x))(x)"
    ),
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY)
def test_where_there_are_many_all_are_followed_and_nothing_is_certain(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / "layers.py").write_text(f"{LAYERS}\n{text}\n")
    found = check([str(tmp_path)]).findings
    shown = [each for each in found if each.code == "JIT201"]
    lines = LAYERS.splitlines()
    assert {lines[each.at.row - 1].strip() for each in shown} == {
        'print("in shown", x)',
        'print("in sign", x)',
    }
    assert [each for each in found if each.severity == "error"] == []


def test_what_a_base_says_of_itself_may_be_otherwise_below_it(tmp_path: Path) -> None:
    calling = "@partial(jax.jit, static_argnums=1)\ndef f(x, layer: Layer):\n    return layer(x)"
    (tmp_path / "layers.py").write_text(f"{LAYERS}\n{calling}\n")
    found = {each.at.row for each in check([str(tmp_path)]).findings}
    assert LAYERS.splitlines().index('        print("in base", x)') + 1 in found
