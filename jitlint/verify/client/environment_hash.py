"""The digest of a verdict's environment: experiments, Python, libraries, settings."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jitlint.core.search_path import PATH, given
from jitlint.verify.client.interpreter import printed
from jitlint.verify.client.limits import LISTING_SECONDS
from jitlint.verify.client.options import VerifyOptions

RUNTIME = Path(__file__).parents[1] / "runtime"
LIST_DISTRIBUTIONS = """
import site, sys
from importlib.metadata import distributions
path = [*sys.argv[1:], *sys.path, site.getusersitepackages()]
print(sys.version, sorted((d.metadata["Name"] or "", d.version) for d in distributions(path=path)))
"""


def environment_digest(options: VerifyOptions) -> str:
    """Returns a digest; an empty one, with which nothing is kept, if the interpreter is silent."""
    installed = printed(options.python, LIST_DISTRIBUTIONS, given(), LISTING_SECONDS)
    if not installed:
        return ""
    parts = [installed, options.platform, _experiments(), *_settings()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _settings() -> Iterator[str]:
    """Yields the variables that configure JAX and XLA, and the search path of Python."""
    for name, value in sorted(os.environ.items()):
        if name.startswith(("JAX_", "XLA_")) or name == PATH:
            yield f"{name}={value}"


@cache
def _experiments() -> str:
    """Returns a digest of the experiments, since a mended one may judge otherwise."""
    digest = hashlib.sha256()
    for path in sorted(RUNTIME.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
