"""A call that JAX refuses is made; the error has to come from the span."""

from asked import program

from jitlint.core.finding import Verdict

REFUSED = """
    import jax

    def power(x, n):
        return x**n

    def add(carry, x):
        return carry + x

    def pair(carry, x):
        return carry + x, x

    def misspelled():
        return jax.jit(power, static_argnames="m")

    def spelled():
        return jax.jit(power, static_argnames="n")

    def alone(xs):
        return jax.lax.scan(add, 0.0, xs)

    def paired(xs):
        return jax.lax.scan(pair, 0.0, xs)

    def listed():
        return jax.jit(power, static_argnames=["n"])(2.0, n=[1, 2])

    class Model:
        @jax.jit
        def step(self, x):
            return x
    """


@program(REFUSED, 'jax.jit(power, static_argnames="m")', "rejected", errors=("ValueError",))
def test_a_static_name_that_is_no_parameter(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith("while running `misspelled()`")


@program(REFUSED, 'jax.jit(power, static_argnames="n")', "rejected", errors=("ValueError",))
def test_a_static_name_that_is_a_parameter_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(REFUSED, "jax.lax.scan(add, 0.0, xs)", "rejected", errors=("TypeError",))
def test_a_scan_body_without_a_pair(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "while running `alone(f32[" in verdict.evidence[0]


@program(REFUSED, "jax.lax.scan(pair, 0.0, xs)", "rejected", errors=("TypeError",))
def test_a_made_up_array_for_a_scan_body_with_a_pair_proves_nothing(verdict: Verdict) -> None:
    assert verdict.reason.startswith("not_reproduced: with ")


@program(
    REFUSED, 'jax.jit(power, static_argnames=["n"])(2.0, n=[1, 2])', "rejected",
    errors=("ValueError",),
)  # fmt: skip
def test_a_static_list(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(REFUSED, "jax.jit", "rejected", after="class Model:\n    @", errors=("TypeError",))
def test_a_method_that_its_class_has_wrapped_is_called_as_its_users_do(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith(", and not without jit")


@program(REFUSED, "power", "claimless", errors=("TypeError",))  # type: ignore[arg-type]
def test_a_claim_that_nobody_tests_is_inconclusive(verdict: Verdict) -> None:
    assert verdict.reason == "no_experiment: claimless"
