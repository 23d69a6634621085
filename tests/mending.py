"""Files put right as the command does it, without the command."""

from pathlib import Path

from jitlint.check.api import check
from jitlint.check.pipeline import CheckResult
from jitlint.config.files import Config
from jitlint.config.selection import Layer
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span
from jitlint.rewrite.recheck import Fixed, Texts, fixed, is_safe
from jitlint.rewrite.structural import with_rewrites

HEAD = """\
import functools
import math

import jax
import jax.numpy as jnp
import numpy as np


"""


def mended(path: Path, *, unsafe: bool = False, code: str = "JIT") -> Fixed:
    """Returns what comes of the fixes of a file, with `code` of those whose rules begin so."""
    settings = Settings([], Config(layers=(Layer((code,), ("JIT001",)),)))

    def everything(texts: Texts) -> CheckResult:
        found = check([str(path)], settings, texts, selected=False)
        return with_rewrites(found) if unsafe else found

    def wanted(run: CheckResult) -> list[Finding[Span]]:
        return [each for each in settings.wanted(run.findings) if unsafe or is_safe(each)]

    return fixed(everything({}), everything, wanted, {str(path): path.read_bytes()})


def mended_text(text: str, folder: Path, *, unsafe: bool = False) -> str:
    """Returns a program after the fixes."""
    path = folder / "program.py"
    path.write_text(text, "utf-8")
    return mended(path, unsafe=unsafe).files.get(str(path), text.encode()).decode()
