"""Methods get an instance, and arguments that this instance itself has to offer."""

from asked import program

from jitlint.core.finding import Verdict

ENVIRONMENT = """
    import functools
    import jax

    class Base:
        @property
        def default_params(self):
            return {"mass": 2.0}

        @functools.partial(jax.jit, static_argnums=0)
        def step(self, key, state, params):
            position, speed = self.move(state)
            assert position.shape == (7,)
            return position / params["mass"], speed

        def move(self, state):
            raise NotImplementedError

    class Cart(Base):
        def reset(self, key, params):
            observation = jax.random.normal(key, (7,))
            state = (observation * params["mass"], observation)
            return observation, state

        def move(self, state):
            return state
    """


@program(ENVIRONMENT, "return position", "traces", function="Base.step", static=("self",))
def test_a_state_comes_from_the_method_that_makes_it(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "self.reset(" in verdict.arguments
    assert "[1]" in verdict.arguments
    assert "self.default_params" in verdict.arguments


WRITTEN = """
    import functools
    import jax

    class Grid:
        def __init__(self, layout, spacing):
            rows = layout.split("/")
            assert all(row in ("ab", "cd") for row in rows)
            self.count, self.spacing = len(rows), spacing

        @functools.partial(jax.jit, static_argnums=0)
        def place(self, x):
            return x * self.spacing + self.count
    """
TEST = """
    from tutorial import Grid

    def test_grid():
        layout = "ab/cd"
        assert Grid(layout, 0.5).place(1.0) == 2.5
    """


@program(
    WRITTEN, "return x * self.spacing", "traces", function="Grid.place", static=("self",),
    helpers=(("tests/test_grid.py", TEST),),
)  # fmt: skip
def test_an_instance_is_made_as_the_tests_make_it(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


ELSEWHERE = """
    import abc
    import functools
    import jax

    class Kernel(abc.ABC):
        @abc.abstractmethod
        def distance(self, x): ...

        @functools.partial(jax.jit, static_argnums=0)
        def __call__(self, x):
            return self.distance(x) ** 2
    """
DERIVED = """
    from pack.kernel import Kernel

    class Linear(Kernel):
        def distance(self, x):
            return x + 1.0
    """


@program(
    ELSEWHERE, "return self.distance", "traces", function="Kernel.__call__", static=("self",),
    name="pack/kernel.py", helpers=(("pack/__init__.py", ""), ("pack/linear.py", DERIVED)),
)  # fmt: skip
def test_a_class_derived_in_another_file_stands_for_an_abstract_one(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


FACTORY = """
    import jax
    from dataclasses import dataclass

    @jax.tree_util.register_dataclass
    @dataclass
    class State:
        weights: dict
        seen: jax.Array

        def __post_init__(self):
            if not isinstance(self.weights, dict) or "w" not in self.weights:
                raise ValueError("no weights")

    def make_state(size: int) -> State:
        return State({"w": jax.numpy.ones((size, 3))}, jax.numpy.zeros(()))

    @jax.jit
    def step(state: State, x):
        return State({"w": state.weights["w"] + x}, state.seen + 1)
    """


@program(FACTORY, 'return State({"w": state', "traces", function="step")
def test_a_function_that_says_it_returns_the_class_makes_one(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "make_state(" in verdict.arguments
