"""The objects that methods are called on, and what the program has bound before a trace."""

from asked import program

from jitlint.core.finding import Verdict

BOOL = ("TracerBoolConversionError",)
INTEGRATOR = """
    from functools import partial

    import jax

    class Integrator:
        def __init__(self, slope, limit: float | None = None):
            self.slope, self.limit = slope, limit

        @partial(jax.jit, static_argnames="self")
        def solve(self, start, times):
            return jax.lax.scan(self.advance, start, times)

        def advance(self, state, time):
            raise NotImplementedError

        def bounded(self, state):
            if self.limit is None:
                return state
            return self.limit if state > self.limit else state

    class Euler(Integrator):
        def advance(self, state, time):
            state = self.bounded(state + self.slope(state, time))
            return state, state
    """
SCRIPT = """
    import jax.numpy as jnp
    from grow.base import Euler

    free, capped = Euler(lambda x, t: x * t), Euler(lambda x, t: x * t, limit=2.0)

    def run():
        times = jnp.linspace(0.0, 1.0, 5)
        return free.solve(1.0, times), capped.solve(1.0, times)
    """


@program(
    INTEGRATOR, "state > self.limit", "raises", errors=BOOL, function="Integrator.solve",
    static=("self",), name="grow/base.py", helpers=(("grow/__init__.py", ""), ("run.py", SCRIPT)),
)  # fmt: skip
def test_a_method_is_called_on_the_objects_of_a_script_beside_the_package(
    verdict: Verdict,
) -> None:
    assert verdict.outcome == "confirmed"
    said = "Integrator.solve(capped, 1.0, times)  # as called at run.py:8"
    assert verdict.arguments == said


@program(
    INTEGRATOR, "state > self.limit", "raises", errors=BOOL, function="Integrator.solve",
    static=("self",),
)  # fmt: skip
def test_an_object_gets_what_it_can_do_without_if_the_line_is_not_reached(
    verdict: Verdict,
) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments.startswith("Integrator.solve(Euler(slope=lambda x, *_: x, limit=1.0")


SAME_NAME = """
    from functools import partial

    import jax
    import jax.numpy as jnp

    class Line:
        @partial(jax.jit, static_argnums=0)
        def solve(self, x):
            return x.sum() if x[0, 0, 0] > 0 else x

    class Word:
        def solve(self, text):
            return text.upper()

    shout = Word().solve("nothing to trace")
    found = jnp.linalg.solve(jnp.eye(2), jnp.ones(2))
    """


@program(
    SAME_NAME, "x[0, 0, 0] > 0", "raises", errors=BOOL, function="Line.solve", static=("self",)
)
def test_a_method_of_the_same_name_is_another_one(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "as called" not in verdict.arguments


BOUND = """
    from dataclasses import dataclass
    from functools import partial

    import jax

    @dataclass(frozen=True)
    class Model:
        drag: float = 0.5

        def slowed(self, speed):
            return 0.0 if speed < 0 else speed * self.drag

    def step(model: Model, speed, force):
        speed = model.slowed(speed + force)
        return speed, speed

    def drive(model, start, forces):
        return jax.lax.scan(partial(step, model), start, forces)

    def drive_far(model, start, forces):
        body = partial(step, model)
        return jax.lax.scan(body, start, forces)
    """


@program(
    BOUND, "speed < 0", "raises", errors=BOOL, function="step", transform="jax.lax.scan",
    starts="jax.lax.scan(partial(step, model)", within="drive",
)  # fmt: skip
def test_what_a_partial_binds_is_not_traced(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments.startswith("step(Model(")


@program(
    BOUND, "speed < 0", "raises", errors=BOOL, function="step", transform="jax.lax.scan",
    starts="jax.lax.scan(body", within="drive_far",
)  # fmt: skip
def test_nor_is_it_if_the_partial_has_a_name(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments.startswith("step(Model(")


ALL_BUT_ONE = """
    import jax

    @jax.jit
    def settle(start, scale, times):
        def step(state, time):
            state = state * scale + time
            return (state if state > 0 else -state), time
        return jax.lax.scan(step, start, times)
    """


@program(ALL_BUT_ONE, "state > 0", "raises", errors=BOOL, function="settle")
def test_what_is_asked_for_its_truth_becomes_a_number(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments.startswith("settle(jnp.ones(()), jnp.ones(()), jnp.ones(4))")


OVERRIDDEN = """
    from functools import partial

    import jax

    class Base:
        @partial(jax.jit, static_argnums=0)
        def solve(self, x):
            return x if x[0] > 0 else -x

    class Loud(Base):
        def solve(self, text):
            return text.upper()

    def main():
        return Loud().solve("nothing to trace"), Base().solve(jax.numpy.ones(7))
    """


@program(OVERRIDDEN, "x[0] > 0", "raises", errors=BOOL, function="Base.solve", static=("self",))
def test_a_class_that_has_the_method_anew_is_asked_for_its_own(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    said = "Base.solve(Base(), jax.numpy.ones(7))  # as called at tutorial.py:15"
    assert verdict.arguments == said


FAILING = """
    import jax.numpy as jnp
    from pack.line import extend

    SIZE = 3
    print(extend(jnp.ones(SIZE)))
    """
LINE = """
    import jax

    @jax.jit
    def extend(x):
        return x if x[0] > 0 else -x
    """


@program(
    LINE, "x[0] > 0", "raises", errors=BOOL, function="extend", name="pack/line.py",
    helpers=(("pack/__init__.py", ""), ("run.py", FAILING)),
)  # fmt: skip
def test_a_script_that_fails_at_the_very_line_tells_what_it_was_about_to_pass(
    verdict: Verdict,
) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "extend(jnp.ones(SIZE))  # as called at run.py:5"


SETUP = """
    import jax.numpy as jnp
    from pack.line import extend

    def check():
        return extend(jnp.ones(3))
    """


@program(
    LINE, "x[0] > 0", "raises", errors=BOOL, function="extend", name="pack/line.py",
    helpers=(("pack/__init__.py", ""), ("setup.py", SETUP)),
)  # fmt: skip
def test_what_installs_the_package_is_no_script_of_it(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "as called" not in verdict.arguments
