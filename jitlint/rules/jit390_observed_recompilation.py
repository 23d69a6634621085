"""A recorded run compiled a function again, and no other rule explains why.

`jitlint observe` records what a program compiles, and for what reason; with that record,
`jitlint --observed RECORD` reports the line that called the function each time, the dearest first.
What another rule finds there is not reported twice: that finding says what the run showed. A
recompilation may be wanted, as where a function serves two sizes; a comment silences it there.

Each new shape, dtype, structure or static value of the arguments is compiled for once, and each new
function object, whatever its code.

Bad:

    import jax
    import numpy as np

    @jax.jit
    def mean(batch):
        return batch.mean()

    rows = np.ones((10, 2), "float32")
    for start in range(0, 10, 4):
        mean(rows[start : start + 4])

Good:

    import jax
    import numpy as np

    @jax.jit
    def mean(batch):
        return batch.mean()

    rows = np.ones((12, 2), "float32")
    for start in range(0, 12, 4):
        mean(rows[start : start + 4])
"""

from jitlint.rules import Rule

rule = Rule(__name__, severity="warning", claim="none", observed=True)
