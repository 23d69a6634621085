"""How JAX is to be asked: with what interpreter, for how long, with how much memory."""

import sys
from dataclasses import dataclass

from jitlint.cache.store import CacheStore

GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """How to ask: `timeout` in seconds a module, `memory` in bytes, the interpreter that has JAX.

    `platform` is a value of JAX_PLATFORMS: `cpu`, `cuda`, `tpu`. As many modules as there are
    `jobs` are asked about at once. Verdicts are kept in `cache`, if there is one.
    The `examples` are calls that work, as Python text: `package.module:f(x=jnp.ones(3))`.
    """

    timeout: float = 60.0
    memory: int = 8 * GIB
    python: str = sys.executable
    platform: str = "cpu"
    jobs: int = 1
    cache: CacheStore | None = None
    examples: tuple[str, ...] = ()
