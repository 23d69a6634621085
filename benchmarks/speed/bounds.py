"""Bounds of the ratios, generous enough to hold on every machine."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from benchmarks.speed import tools

if TYPE_CHECKING:
    from benchmarks.speed.measure import Cost

MOST = (
    (tools.COLD, tools.FLOOR, 2.4),
    (tools.COLD_2, tools.FLOOR, 2.6),
    (tools.WARM, tools.COLD, 0.3),
    (tools.ONE, tools.COLD, 1.1),
    (tools.STAGED, tools.COLD, 1.1),
    (tools.COLD, tools.FIXIT, 0.1),
)
"""Of each pair the first costs at most so many times the CPU of the second."""


def missed(costs: "Mapping[str, Cost]") -> Iterator[str]:
    """Yields a sentence for each ratio that is out of bounds."""
    for what, other, most in MOST:
        if what in costs and other in costs:
            ratio = costs[what].cpu / costs[other].cpu
            if ratio > most:
                yield f"{what} costs {ratio:.2f} times {other}; at most {most} was expected"
