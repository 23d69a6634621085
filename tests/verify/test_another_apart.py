"""Calls in another form that are far apart, and programs that hide or forge what JAX traces."""

from asked import program

from jitlint.core.finding import Verdict

APART = """
    import jax

    @jax.jit
    def scaled(x, scale):
        return x * scale

    def trains():
        return scaled(1.0, 2.0)

    def tunes():
        return scaled(1.0, scale=3.0)

    def main():
        return [tunes() for _ in range(2)]

    def trained(x):
        return scaled(x, 2.0)
    """
FORGED = """
    import jax
    from jax import monitoring

    TRACE = "/jax/core/compile/jaxpr_trace_duration"

    def said(x, scale):
        monitoring.record_event_duration_secs(TRACE, 1.0)
        return x

    def calls():
        return said(1.0, 2.0), said(1.0, scale=2.0)
    """
WITHIN = """
    import jax
    import jax.numpy as jnp
    from jax import monitoring

    TRACE = "/jax/core/compile/jaxpr_trace_duration"

    @jax.jit
    def told(x, scale):
        jax.debug.callback(lambda: monitoring.record_event_duration_secs(TRACE, 1.0))
        return x * scale

    def calls():
        return told(jnp.ones(3), 2.0), told(jnp.ones(3), 4.0)
    """
REMOVED = """
    import jax
    import jax.numpy as jnp
    from jax._src import monitoring

    monitoring.clear_event_listeners()

    @jax.jit
    def scaled(x, scale):
        return x * scale

    def calls():
        return scaled(jnp.ones(3), 2.0), scaled(jnp.ones(3), 4.0)
    """
REPLACED = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def scaled(x, scale):
        return x * scale

    jax.jit = lambda function: function

    def calls():
        return scaled(jnp.ones(3), 2.0), scaled(jnp.ones(3), 4.0)
    """


@program(FORGED, "2.0", "another-form", after="scale=")
def test_what_the_program_says_itself_is_no_trace(verdict: Verdict) -> None:
    assert verdict.reason.endswith("no call of what `jax.jit` made")


@program(WITHIN, "4.0", "another-form")
def test_what_a_callback_says_is_no_trace(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(REMOVED, "4.0", "another-form")
def test_a_program_that_removes_what_listens_is_not_believed(verdict: Verdict) -> None:
    assert verdict.reason.startswith("unobserved")


@program(REPLACED, "4.0", "another-form")
def test_a_program_that_replaces_jit_is_not_believed(verdict: Verdict) -> None:
    assert verdict.reason.startswith("unobserved")


@program(APART, "3.0", "another-form")
def test_who_comes_first_is_not_known(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith("while running `tunes()` after running `trains()`")


REPEATED = """
    import jax

    @jax.jit
    def scaled(x, scale):
        return x * scale

    def trains(x):
        raise ValueError
        scaled(x, 2.0)

    def tunes():
        return [scaled(1.0, scale=3.0) for _ in range(2)]
    """


@program(REPEATED, "3.0", "another-form")
def test_a_call_after_itself_refutes_nothing_where_there_are_others(verdict: Verdict) -> None:
    assert verdict.reason.endswith("and no other call of it came before")


SEEN = """
    from functools import partial

    import jax
    import jax.numpy as jnp

    @jax.jit
    def scaled(x, scale):
        return x * scale

    @partial(jax.jit, static_argnums=1)
    def power(x, n):
        return x * n

    def of_another_size():
        scaled(1.0, 2.0)
        scaled(1.0, jnp.ones(3))
        return scaled(1.0, jnp.ones(4))

    def of_another_value():
        power(1.0, 2.0)
        power(1.0, 3)
        return power(1.0, 5)

    def of_a_cleared_cache():
        scaled(1.0, 2.0)
        scaled(1.0, scale=3.0)
        scaled(1.0, 4.0)
        jax.clear_caches()
        return scaled(1.0, scale=6.0)
    """


@program(SEEN, "jnp.ones(4)", "another-form")
def test_of_a_form_that_was_seen_the_size_may_be_new(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(SEEN, "5", "another-form")
def test_of_a_form_that_was_seen_the_static_value_may_be_new(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(SEEN, "6.0", "another-form")
def test_of_a_form_that_was_seen_the_cache_may_be_empty(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
