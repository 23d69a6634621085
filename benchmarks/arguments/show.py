"""The tables: how many of whose functions were traced, with arguments from where, and why not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.arguments.trace import Outcome

KINDS = ("function", "method")
PATTERNS = {
    "the module cannot be imported": r"^import_failed|^guard_blocked",
    "no instance can be made": r"no way to make|args_not_found: \w+\(.*\) raised",
    "an attribute is missing": r"has no attribute|Attribute",
    "a shape, or a relation of shapes": r"shape|dimension|rank|axis|unpack|broadcast|ind(ex|ices)",
    "a type or a dtype": r"TypeError|dtype",
    "needs a concrete value": r"Concretization|Tracer\w*Error",
    "takes too long, or crashes": r"timeout|crashed",
    "nothing to trace it with": r"0 tried|unreachable",
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


def _table(title: str, names: Sequence[str], outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield f"{title:24}{'functions':>20}{'methods':>20}{'traced':>20}"
    rows = {name: [o for o, n in zip(outcomes, names, strict=True) if n == name] for name in names}
    for name, mine in {**rows, "all": list(outcomes)}.items():
        parts = [[o for o in mine if o.jitted.kind == kind] for kind in KINDS]
        yield f"{name:24}" + "".join(f"{share(part):>20}" for part in (*parts, mine))


def _sources(outcomes: Iterable[Outcome]) -> Iterator[str]:
    said = [each.verdict.arguments.rpartition("  # ")[::2] for each in outcomes if each.is_traced]
    counted = Counter(source if before else "made up from the signature" for before, source in said)
    yield "arguments"
    yield from (f"  {count:4}  {source}" for source, count in counted.most_common())


def _reasons(failed: Sequence[Outcome]) -> Iterator[str]:
    counted = Counter((reason(each), each.jitted.kind) for each in failed)
    yield f"{'not traced':38}{'functions':>10}{'methods':>10}"
    for name in dict.fromkeys(name for (name, _), _ in counted.most_common()):
        yield f"  {name:36}" + "".join(f"{counted[name, kind]:>10}" for kind in KINDS)
