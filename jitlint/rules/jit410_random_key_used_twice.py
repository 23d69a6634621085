"""A random key is used twice, which gives the same random numbers twice.

A key of `jax.random` is not a generator that moves on: the same key gives the same numbers whenever
it is used. Two samples of one key are the same or correlated; so are a sample of a key and one of
what `jax.random.split` made of it. Nothing is raised, unless `jax_debug_key_reuse` is set.

Not reported are keys that are split between uses (`key, used = jax.random.split(key)`), different
items of one split, `jax.random.fold_in` with different data, `jax.random.clone`, which says that
the reuse is meant, and keys used once in each of two branches. A second `permutation` or `choice`
is a note: the same order of two arrays is often wanted. So is any second use in a file of tests,
which often wants the same numbers twice.

A key that is made anew of the same seed in every turn of a loop over a `range` gives each turn the
same numbers, too. Seeds that depend on the turn are fine, and so are loops over other things, such
as models that are to be compared.

`--unsafe-fixes` puts `key, key_used = jax.random.split(key)` before the first use, which gets
`key_used`, if the key is a variable of the same function. The numbers are others then.

Bad:

    import jax

    key = jax.random.key(0)
    noise = jax.random.normal(key)
    more = jax.random.normal(key)

Good:

    import jax

    key = jax.random.key(0)
    first, second = jax.random.split(key)
    noise = jax.random.normal(first)
    more = jax.random.normal(second)
"""

from collections.abc import Iterator
from pathlib import PurePath

from jitlint.core.finding import Finding, Place, Step
from jitlint.interpreter.events.misuse import KeyOfEachTurn, KeyReuse
from jitlint.rules import Rule
from jitlint.rules.wording import last_part, literal

rule = Rule(__name__, severity="warning", claim="reused", fix="splits the key")

ARRANGES = ("permutation", "choice")


@rule.on(KeyReuse)
def random_key_used_twice(event: KeyReuse) -> Iterator[Finding[Place]]:
    """Yields a finding at the second use of a key."""
    name = literal(event.name)
    yield rule.finding(
        event,
        f"the random key `{name}` is used again by `{literal(event.function)}`: "
        "the same key gives the same numbers",
        note="used again",
        help=f"split it first: `{name}, used = jax.random.split({name})`",
        severity="note" if _is_meant(event) else None,
        last=Step(event.first_at, "used before"),
    )


@rule.on(KeyOfEachTurn)
def random_key_of_each_turn(event: KeyOfEachTurn) -> Iterator[Finding[Place]]:
    """Yields a finding where every turn of a loop starts from the same key."""
    name = literal(event.name)
    yield rule.finding(
        event,
        f"every turn of the loop makes the random key `{name}` of the same seed: "
        "each gets the same numbers",
        note="the same key in every turn",
        help=f"make `{name}` before the loop and split it in each turn, or fold in the turn",
        severity="note" if _is_test(PurePath(event.at.path)) else None,
        last=Step(event.used_at, "used here"),
    )


def _is_meant(event: KeyReuse) -> bool:
    return last_part(event.function) in ARRANGES or _is_test(PurePath(event.at.path))


def _is_test(path: PurePath) -> bool:
    """Says whether pytest or unittest would look for tests in a file, or it stands among such."""
    is_named = path.name == "conftest.py" or path.match("test_*.py") or path.match("*_test.py")
    return is_named or path.parent.name in ("test", "tests")
