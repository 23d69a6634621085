"""A name is used that newer versions of JAX no longer have.

JAX removes names some months after it has deprecated them. Code that uses one raises AttributeError
when it gets there, or ImportError when its module is imported. The table in this rule was made by
asking the versions 0.6, 0.8, 0.10 and 0.12 for each name; it names the oldest of them without it.

Not reported are uses that the code guards: under `try` with an `except` for AttributeError or for
ImportError, after `hasattr(jax, ...)`, or in a branch on the version of JAX; and, with the key
`target-jax`, those of names that only newer versions lack.

Bad:

    import jax

    doubled = jax.tree_map(lambda x: 2 * x, [1.0, 2.0])

Good:

    import jax

    doubled = jax.tree.map(lambda x: 2 * x, [1.0, 2.0])
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import RemovedName
from jitlint.rules import Rule
from jitlint.rules.wording import spelled

ERRORS = ("AttributeError", "ImportError", "ModuleNotFoundError")
rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=ERRORS,
    fix="uses the new name where it is the same thing",
)


@dataclass(frozen=True, slots=True)
class Removal:
    """The oldest of the versions asked that lacks a name, and the name that does the same."""

    since: str
    instead: str = ""


@cache
def removals() -> dict[str, Removal]:
    """Returns the table of removed names, by their dotted names."""
    import tomllib

    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {name: Removal(**row) for name, row in table.items()}


@rule.on(RemovedName)
def removed_name(event: RemovedName) -> Iterator[Finding[Place]]:
    """Yields a finding for a name of the table, or for one in a module of the table."""
    name = _known(event.name)
    if name:
        removal = removals()[name]
        instead = removal.instead and spelled(removal.instead)
        yield rule.finding(
            event,
            f"`{spelled(name)}` is gone: JAX {removal.since} and later have no such name",
            note=f"not in JAX {removal.since}",
            help=f"use `{instead}`" if instead else "see the changelog of JAX for what replaces it",
            since=removal.since,
        )


def _known(name: str) -> str:
    while name and name not in removals():
        name = name.rpartition(".")[0]
    return name
