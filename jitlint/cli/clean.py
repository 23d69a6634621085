"""The command that removes the cache: `jitlint clean`."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from jitlint.cli.options import CLEAN, MISUSE, complain
from jitlint.cli.settings import settings_of
from jitlint.core.errors import UserError, reason_of

if TYPE_CHECKING:
    from jitlint.cache.clean import Cleaned
    from jitlint.cache.store import CacheStore

NAMED = 3  # of what is left


def clean(options: Namespace) -> int:
    """Removes the caches of the paths, and returns the exit status."""
    from jitlint.check.api import cache_of

    options.no_cache = False
    try:
        found = [cache_of([path], settings_of([path], options)) for path in options.paths or ["."]]
    except UserError as error:
        complain(str(error))
        return MISUSE
    caches = {cache.path: cache for cache in found if cache}
    done = [_clean(cache, options) for cache in caches.values()]
    return CLEAN if all(done) else MISUSE


def _clean(cache: "CacheStore", options: Namespace) -> bool:
    """Removes a cache and prints the outcome; returns whether that succeeded."""
    from jitlint.cache.clean import clean
    from jitlint.cache.owner import NotOurs

    try:
        said = _outcome(clean(cache))
    except FileNotFoundError:
        said = "there is no cache"
    except NotOurs as error:
        said = f"{error}, and is left as it is"
    except OSError as error:
        complain(f"{cache.path}: cannot be removed: {reason_of(error)}")
        return False
    if not options.quiet:
        print(f"{cache.path}: {said}", file=sys.stderr)
    return True


def _outcome(done: "Cleaned") -> str:
    files = f"removed {done.removed} file{'' if done.removed == 1 else 's'}"
    if done.is_gone:
        return f"{files} and the directory"
    names = ", ".join(repr(name) for name in done.left[:NAMED])
    more = f" and {len(done.left) - NAMED} more" if len(done.left) > NAMED else ""
    return f"{files}; left files that jitlint did not write: {names}{more}" if names else files
