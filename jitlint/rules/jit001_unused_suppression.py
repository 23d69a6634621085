"""A comment silences a rule that reports nothing there.

The code was corrected, or moved without its comment, and the comment would hide the next mistake on
that line. `# noqa` alone is not reported, since it may be meant for another linter; nor is a code
of another linter. This is a note: `--extend-select JIT001` shows it.

Bad:
    import jax.numpy as jnp

    def relu(x):
        return jnp.where(x > 0, x, 0.0)  # noqa: JIT101

Good:
    import jax.numpy as jnp

    def relu(x):
        return jnp.where(x > 0, x, 0.0)
"""

from jitlint.rules import Rule

rule = Rule(__name__, severity="note", claim="none", fix="removes the comment")
