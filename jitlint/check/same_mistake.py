"""One mistake is one finding: of several rules that see it, the one that tells most is heard."""

from collections.abc import Callable, Iterable

from jitlint.core.finding import Finding, Span

TELLS_MORE = {"JIT202": "JIT501"}  # a tracer that is stored changes state only while tracing, too


def one_for_each_mistake(
    findings: Iterable[Finding[Span]], is_wanted: Callable[[Finding[Span]], bool]
) -> tuple[Finding[Span], ...]:
    """Returns findings without those of which a wanted finding at the same place tells more."""
    found = tuple(findings)
    telling = {
        (each.code, each.at)
        for each in found
        if each.code in TELLS_MORE.values() and is_wanted(each)
    }
    return tuple(each for each in found if (TELLS_MORE.get(each.code), each.at) not in telling)
