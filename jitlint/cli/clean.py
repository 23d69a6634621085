"""The command that forgets: `jitlint clean`."""

import sys
from argparse import Namespace

from jitlint.cli.options import CLEAN, MISUSE, complain
from jitlint.cli.settings import settings_of
from jitlint.config.files import ConfigError


def clean(options: Namespace) -> int:
    """Removes the cache of the paths' projects and returns the exit status."""
    from jitlint.host import cache_of

    options.no_cache = False
    try:
        caches = {cache_of([path], settings_of([path], options)) for path in options.paths or ["."]}
    except ConfigError as error:
        complain(str(error))
        return MISUSE
    for cache in caches:
        if cache and cache.clean() and not options.quiet:
            print(f"{cache.path} is removed", file=sys.stderr)
    return CLEAN
