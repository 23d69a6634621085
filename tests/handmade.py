"""Findings made by hand, for the tests of the reports."""

from jitlint.check.pipeline import CheckResult, Counts
from jitlint.core.finding import Claim, Finding, Span, Step, Verdict
from jitlint.core.source import Source


def span(text: str, row: int, words: str, path: str = "train.py", cell: int | None = None) -> Span:
    """Returns the span of `words` on a row of a text."""
    column = text.split("\n")[row - 1].index(words) + 1
    return Span(path, row, column, row, column + len(words), cell)


def finding(at: Span, **changes: object) -> Finding[Span]:
    """Returns a finding of JIT101 at a span."""
    fields: dict[str, object] = {
        "code": "JIT101",
        "name": "branch-on-traced-value",
        "severity": "error",
        "at": at,
        "message": "`if` needs a concrete bool",
        "claim": Claim("raises", ("TracerBoolConversionError",)),
    }
    return Finding(**(fields | changes))  # type: ignore[arg-type]


def run(
    text: str, *findings: Finding[Span], cells: tuple[tuple[int, int], ...] = ()
) -> CheckResult:
    """Returns a run that found these in one text, at the path of the first."""
    path = findings[0].at.path
    return CheckResult(findings, {path: Source(path, text, cells)}, Counts(1, 2, 3, 4))


CONFIRMED = Verdict(
    "confirmed", "", ("TracerBoolConversionError raised at train.py:2",), "f(float32[])", "0.10.2"
)
REFUTED = Verdict("refuted", "", ("the line ran under the trace",), "f(float32[])", "0.10.2")
OPEN = Verdict("inconclusive", "line_not_reached", (), "", "0.10.2")

TRAIN = """\
@partial(jax.jit, static_argnames="n")
def step(x, n):
    return clip(jnp.sin(x), 0.0, n)


def clip(value, low, high):
    if value > low:
        return value
    return low
"""

CLIP = finding(
    span(TRAIN, 7, "value > low"),
    note="traced: `value` comes from `x`",
    help="use `jnp.where`, or make `x` static",
    chain=(
        Step(span(TRAIN, 1, "partial"), "tracing starts here; `n` is static, `x` is not"),
        Step(span(TRAIN, 3, "clip"), "called from here"),
    ),
)
