"""Parses and lowers one file into facts, which a cache can store."""

from jitlint.core.gc_tuning import without_gc
from jitlint.core.source import Problem, Source
from jitlint.frontend.function_hashes import file_hashes
from jitlint.frontend.ir import Facts
from jitlint.frontend.lower import lower
from jitlint.frontend.parse import give_up, parse
from jitlint.frontend.x64 import says_x64


def read(source: Source) -> Facts | Problem:
    """Returns the facts of a text, or why it cannot be parsed."""
    with without_gc():
        module = parse(source)
        if isinstance(module, Problem):
            return module
        try:
            lowered = lower(module)
        except RecursionError as error:
            return give_up(source, error)
    return Facts(
        source.path,
        lowered.body,
        lowered.functions,
        source.cells,
        file_hashes(source.text, module, lowered.bodies),
        says_x64(source.text),
    )


def quick_syntax_check(source: Source) -> Problem | None:
    """Returns why a text cannot be parsed, at less than half of the cost of reading it."""
    module = parse(source)
    return module if isinstance(module, Problem) else None
