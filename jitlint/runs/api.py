"""Watching a part of a program from within it: `jitlint.watch` and `jitlint.expect`."""

from collections.abc import Generator
from contextlib import contextmanager

from jitlint.runs.inside.compilation import Compilation, Run, compiled
from jitlint.runs.inside.watcher import Watcher
from jitlint.runs.rows import place


class UnexpectedCompilations(AssertionError):
    """JAX compiled more, or less, than was expected; the message says what and why."""


@contextmanager
def watch() -> Generator[Run]:
    """Yields a run that holds what JAX compiles in the block, in any thread.

    JAX is imported for it, if it is not yet.
    """
    watcher = Watcher(Run())
    watcher.start()
    try:
        yield watcher.run
    finally:
        watcher.stop()


@contextmanager
def expect(
    compiles: int | None = None, *, at_most: int | None = None, function: str | None = None
) -> Generator[Run]:
    """Expects that a block compiles so many programs of the user's functions, or of one of them.

    Raises UnexpectedCompilations at the end of the block. JAX's own operations do not count.
    """
    with watch() as run:
        yield run
    check(run.of(function), compiles, at_most)


def check(found: list[Compilation], exactly: int | None, at_most: int | None) -> None:
    """Raises UnexpectedCompilations where compilations are not as many as is expected."""
    count = compiled(found)
    if exactly is not None and count != exactly:
        raise UnexpectedCompilations(_message(found, f"{exactly} expected"))
    if at_most is not None and count > at_most:
        raise UnexpectedCompilations(_message(found, f"at most {at_most} expected"))


def _message(found: list[Compilation], expected: str) -> str:
    lines = [f"{compiled(found)} compiled, {expected}"]
    for each in found:
        if each.compile.times and not each.of_jax:
            lines.append(f"  {place(each.site)}: {each.function}: {each.reason}")
    return "\n".join(lines)
