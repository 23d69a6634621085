"""A Haiku module is made, or a parameter asked for, outside of any transform.

Haiku keeps parameters, states and random keys in a context that `hk.transform` sets up while it
runs a function. Without one, to make any module raises ValueError, and so does `hk.get_parameter`,
`hk.next_rng_key`, `hk.scan` and whatever else reads that context; `jax.jit` sets up none.

A function that makes modules may well be called within a transform by somebody else. So only calls
are reported that begin with a module's own statements, or below `if __name__ == "__main__"`, and
where no decorator, context manager or library on the way may have set up a context.

Bad:

    import haiku as hk
    import jax.numpy as jnp

    def classify(x):
        return hk.Linear(3)(x)

    y = classify(jnp.ones((2, 4)))

Good:

    import haiku as hk
    import jax
    import jax.numpy as jnp

    def classify(x):
        return hk.Linear(3)(x)

    classifier = hk.without_apply_rng(hk.transform(classify))
    params = classifier.init(jax.random.key(0), jnp.ones((2, 4)))
    y = classifier.apply(params, jnp.ones((2, 4)))
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place, Step
from jitlint.interpreter.events.misuse import OutsideTransform
from jitlint.rules import Rule

rule = Rule(__name__, severity="error", claim="rejected", errors=("ValueError",))


@rule.on(OutsideTransform)
def haiku_outside_transform(event: OutsideTransform) -> Iterator[Finding[Place]]:
    """Yields a finding where Haiku surely has no transform to work in."""
    name = event.function.replace("haiku.", "hk.", 1)
    what = "made" if event.how == "makes" else "called"
    at = event.called_at
    yield rule.finding(
        event,
        f"`{name}` is {what} outside of `hk.transform`",
        note="no transform is running here",
        help="give the function around it to `hk.transform`, and call its `init` and `apply`",
        last=Step(at, "called from here, outside of any transform") if at else None,
    )
