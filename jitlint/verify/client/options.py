"""The options of verification: the interpreter, the time and the memory."""

import sys
from dataclasses import dataclass

from jitlint.cache.store import CacheStore

GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """The `timeout` in seconds a module, the `memory` in bytes, the interpreter that has JAX.

    `platform` is a value of JAX_PLATFORMS: `cpu`, `cuda`, `tpu`. At most `jobs` modules
    are verified at once. The verdicts are stored in the `cache`, if there is one.
    The `examples` are calls that work, as Python text: `package.module:f(x=jnp.ones(3))`.
    The `programs` are files and directories that call the user's functions as they are meant.
    """

    timeout: float = 60.0
    memory: int = 8 * GIB
    python: str = sys.executable
    platform: str = "cpu"
    jobs: int = 1
    cache: CacheStore | None = None
    examples: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
