"""Functions that no import gives: nested ones, and those of a script, are cut out and run."""

from asked import program

from jitlint.core.finding import Verdict

BOOL = ("TracerBoolConversionError",)

NESTED = """
    import jax
    import jax.numpy as jnp
    from functools import partial

    def train(path, rate):
        with open(path) as stream:
            rows = stream.read()
        scale = 2.0 * rate
        table = jnp.arange(3.0)

        def clip(value):
            return jnp.minimum(value, scale)

        @jax.jit
        def step(x):
            y = clip(x) + table.sum()
            if y > 0:
                return y
            return -y

        return [step(row) for row in rows]

    if False:
        train("nothing.csv", 0.1)
    """


@program(NESTED, "y > 0", "raises", errors=BOOL, function="train.<locals>.step", within="train")
def test_a_nested_function_gets_what_its_definition_needs(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "through a harness: `train(" in verdict.evidence[0]
    assert "run as far as the definition needs" in verdict.evidence[0]


METHOD = """
    import jax

    class Trainer:
        def __init__(self, rate: float):
            self.rate = rate

        def fit(self, loader):
            for batch in loader.open("no such file"):
                pass

            @jax.jit
            def step(x):
                return float(x) * self.rate

            return step(batch)
    """


@program(
    METHOD, "float(x)", "raises", errors=("ConcretizationTypeError",),
    function="Trainer.fit.<locals>.step", within="Trainer.fit",
)  # fmt: skip
def test_a_function_nested_in_a_method_gets_an_instance(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "through a harness" in verdict.evidence[0]


UNKNOWN = """
    import jax
    import socket

    def serve(port):
        model = socket.create_connection(("localhost", port)).recv(100)

        @jax.jit
        def answer(x):
            if x > model:
                return x
            return -x

        return answer(model)
    """


@program(
    UNKNOWN, "x > model", "raises", errors=BOOL, function="serve.<locals>.answer", within="serve"
)
def test_what_cannot_be_computed_is_guessed(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "with guesses for what it computes" in verdict.evidence[0]


CONCRETE = """
    import jax
    import socket

    def serve(port):
        size = len(socket.create_connection(("localhost", port)).recv(100))

        @jax.jit
        def answer(x):
            if size > 3:
                return x
            return -x

        return answer(size)
    """


@program(
    CONCRETE, "size > 3", "raises", errors=BOOL, function="serve.<locals>.answer", within="serve"
)
def test_a_guess_for_a_captured_value_confirms_nothing_by_itself(verdict: Verdict) -> None:
    assert verdict.outcome != "confirmed"


FINE = """
    import jax
    import socket

    def serve(port):
        size = len(socket.create_connection(("localhost", port)).recv(100))

        @jax.jit
        def answer(x):
            return x * size

        return answer(size)
    """


@program(FINE, "x * size", "raises", errors=BOOL, function="serve.<locals>.answer", within="serve")
def test_a_harness_refutes_nothing(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


DEEPER = """
    import jax

    def outer(name):
        data = name.load_from_disk()
        scale = 3.0

        def middle(shift):
            data.sort()
            offset = shift + scale

            @jax.jit
            def inner(x):
                return int(x + offset)

            return inner(data)

        return middle(1.0)
    """


@program(
    DEEPER, "int(x + offset)", "raises", errors=("ConcretizationTypeError",),
    function="outer.<locals>.middle.<locals>.inner", within="outer.<locals>.middle",
)  # fmt: skip
def test_a_function_nested_twice_is_reached_through_both(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "`outer(" in verdict.evidence[0]
    assert "`middle(" in verdict.evidence[0]


LAMBDA = """
    import jax

    def build(config):
        lines = config.read_text()
        fast = jax.jit(lambda x: float(x) + 1)
        return [fast(line) for line in lines]
    """


@program(
    LAMBDA, "float(x)", "raises", errors=("ConcretizationTypeError",),
    function="build.<locals>.<lambda>", within="build",
)  # fmt: skip
def test_a_lambda_is_cut_out_too(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


SCRIPT = """
    import sys
    import jax
    import jax.numpy as jnp

    if __name__ == "__main__":
        low = 0.5
        low = -low if sys.argv[9:] else low
        del jax.jit
        rows = open(sys.argv[1]).read()

        def relu(v):
            return v if v > low else low

        @jax.jit
        def step(x):
            return relu(x)

        print(step(jnp.float32(rows)))
        raise SystemExit(1)
    """


@program(SCRIPT, "v > low", "raises", errors=BOOL, function="step")
def test_a_function_under_the_guard_of_a_script_is_defined_alone(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "through a harness: the definition of `step` alone" in verdict.evidence[0]
