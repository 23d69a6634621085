"""The tables: how many of whose functions were traced, with arguments from where, and why not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.arguments.trace import Outcome

KINDS = ("function", "method")
LONGEST_EXAMPLE = 60
PATTERNS = {
    "its module cannot be imported": r"^import_failed",
    "it starts a process, or needs a device": r"^guard_blocked|CUDA|needs? a GPU",
    "it asks JAX for what is no longer there": r"module 'jax[\w.]*' has no attribute",
    "it calls a method that a subclass has to write": r"NotImplementedError",
    "no time was left, or it crashed": r"timeout|crashed",
    "it asks for a concrete value": r"Concretization|Tracer\w*Error|traced array with shape",
    "no instance of its class could be made": r"no way to make|args_not_found: [\w.]+\(.*\) raised",
    "an argument must be an object of some class": r"has no attribute|AttributeError|not callable"
    r"|abstract array|valid JAX type",
    "lengths or axes do not fit together": r"shape|dimension|rank|axis|axes|unpack|broadcast"
    r"|ind(ex|ices)|len\(|length|divi(de|sion)|stack|concatenate|Ellips",
    "an argument is of the wrong type": r"TypeError|dtype|type",
    "there was nothing to call it with": r"\b0 tried|unreachable",
    "it refuses the values": r"ValueError|KeyError|AssertionError",
}


def summary(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yields the lines of all tables."""
    yield from _table("package", [each.jitted.package for each in outcomes], outcomes)
    yield ""
    yield from _sources(outcomes)
    yield ""
    yield from _reasons([each for each in outcomes if not each.is_traced])


def share(outcomes: Sequence[Outcome]) -> str:
    """Returns `12 of 16, 75 %`."""
    traced = sum(each.is_traced for each in outcomes)
    return f"{traced} of {len(outcomes)}, {100 * traced / max(len(outcomes), 1):.0f} %"


def reason(outcome: Outcome) -> str:
    """Returns why a function was not traced, in a few words."""
    said = outcome.verdict.reason
    found = (name for name, pattern in PATTERNS.items() if re.search(pattern, said))
    return next(found, "another error")


def source(outcome: Outcome) -> str:
    """Returns where the arguments came from; a call site without its place."""
    before, _, said = outcome.verdict.arguments.rpartition("  # ")
    return re.sub(r" at \S+:\d+$", "", said) if before else "guessed from the signature"


def _table(title: str, names: Sequence[str], outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield f"{title:24}{'functions':>20}{'methods':>20}{'traced':>20}"
    rows = {name: [o for o, n in zip(outcomes, names, strict=True) if n == name] for name in names}
    for name, mine in {**rows, "all": list(outcomes)}.items():
        parts = [[o for o in mine if o.jitted.kind == kind] for kind in KINDS]
        yield f"{name:24}" + "".join(f"{share(part):>20}" for part in (*parts, mine))


def _sources(outcomes: Iterable[Outcome]) -> Iterator[str]:
    traced = [each for each in outcomes if each.is_traced]
    counted = Counter((source(each), each.jitted.kind) for each in traced)
    totals = Counter(source(each) for each in traced)
    yield f"{'traced with arguments':50}{'functions':>10}{'methods':>10}"
    for name, _ in totals.most_common():
        yield f"  {name:48}" + "".join(f"{counted[name, kind]:>10}" for kind in KINDS)


def _reasons(failed: Sequence[Outcome]) -> Iterator[str]:
    """Yields the reasons, the most frequent first, each with a function that it is true of."""
    rows: dict[str, list[Outcome]] = {}
    for each in failed:
        rows.setdefault(reason(each), []).append(each)
    yield f"{'not traced, since':50}{'functions':>10}{'methods':>10}  for example"
    for name, mine in sorted(rows.items(), key=lambda row: -len(row[1])):
        counts = (sum(each.jitted.kind == kind for each in mine) for kind in KINDS)
        example = f"{mine[0].jitted.package}, {mine[0].jitted.qualname}"[:LONGEST_EXAMPLE]
        yield f"  {name:48}" + "".join(f"{count:>10}" for count in counts) + f"  {example}"
