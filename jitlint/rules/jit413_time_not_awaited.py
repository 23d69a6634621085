"""A clock is stopped before the measured work is done.

A call of a jitted function returns as soon as the work is dispatched to the device, and its result
is filled in later. The time between two readings of a clock with only such calls between them is
that of the dispatch, often a thousandth of the work's; on a CPU small work may be done at once, so
that the mistake shows on an accelerator only. `jax.block_until_ready(result)` waits.

Not reported is whatever has anything between the readings that waits or may wait:
`block_until_ready`, `float()`, `print`, `np.asarray`, a comparison, any function that is not known
to be jitted.

`--unsafe-fixes` waits for the call, or after a loop for what its last turn has bound.

Bad:

    import time

    import jax
    import jax.numpy as jnp

    step = jax.jit(lambda x: x @ x)

    start = time.perf_counter()
    y = step(jnp.ones((100, 100)))
    took = time.perf_counter() - start

Good:

    import time

    import jax
    import jax.numpy as jnp

    step = jax.jit(lambda x: x @ x)

    start = time.perf_counter()
    y = jax.block_until_ready(step(jnp.ones((100, 100))))
    took = time.perf_counter() - start
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place, Step
from jitlint.interpreter.events.compiling import UnawaitedTime
from jitlint.rules import Rule
from jitlint.rules.wording import callable_name

rule = Rule(__name__, severity="warning", claim="none", fix="waits for the result")


@rule.on(UnawaitedTime)
def time_not_awaited(event: UnawaitedTime) -> Iterator[Finding[Place]]:
    """Yields a finding where a difference of two times holds only the handing over of work."""
    yield rule.finding(
        event,
        f"the clock does not wait for {callable_name(event.function)}: "
        "JAX returns before the work is done",
        note="the result may not be there yet",
        help="wait for the result before the clock is read: `jax.block_until_ready(result)`",
        last=Step(event.called_at, "not awaited"),
    )
