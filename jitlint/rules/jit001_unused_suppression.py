"""A comment silences a rule that has nothing to say there.

The code was put right, or moved on without its comment, and what stays behind would hide the
next mistake on that line. `# noqa` alone is left in peace, for it may be there for another
linter; so is every code that is not of jitlint. This is a note: `--extend-select JIT001` shows it.

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
