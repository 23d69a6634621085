"""Each rewrite as a codemod of LibCST, one class for each rule that has one, by its code.

`python -m libcst.tool codemod -x jitlint.codemods.JIT101 .` checks each file as jitlint does, with
the project's configuration, and applies the edits that `--fix --unsafe-fixes` has for the rule.
"""

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import libcst as cst
from libcst.codemod import CodemodCommand, CodemodContext

from jitlint.check.api import check
from jitlint.config.files import Config
from jitlint.config.resources import Resources
from jitlint.config.selection import Layer
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span
from jitlint.core.result import CheckResult
from jitlint.frontend.decode import decode
from jitlint.rewrite import all_fixes, structural_rewrites
from jitlint.rewrite.recheck import Texts, fixed, is_safe
from jitlint.rewrite.structural import with_rewrites
from jitlint.rules import all_rules

UNNAMED = "module.py"
"""The path of a module that LibCST reads from elsewhere than a file."""


class Rewrite(CodemodCommand):
    """The rewrite of the findings of one rule; `CODE` is that of the rule."""

    CODE = ""

    def __init__(self, context: CodemodContext, *, safe: bool = False) -> None:
        super().__init__(context)
        self._safe = safe

    @staticmethod
    def add_args(arg_parser: argparse.ArgumentParser) -> None:
        """Adds what the command line of LibCST may say of a rewrite."""
        said = "leave what might change the results of working code, as --fix alone does"
        arg_parser.add_argument("--safe", action="store_true", help=said)

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """Returns the module after the edits; the same one where there is nothing to rewrite."""
        path = os.path.abspath(self.context.filename or UNNAMED)
        before = tree.bytes
        settings = Settings([path], change=self._selected, resources=Resources(cached=False))

        def everything(texts: Texts) -> CheckResult:
            found = check([path], settings, texts, selected=False)
            return found if self._safe else with_rewrites(found)

        def wanted(run: CheckResult) -> Sequence[Finding[Span]]:
            found = settings.wanted(run.findings)
            return [each for each in found if is_safe(each) or not self._safe]

        run = everything({path: decode(path, before)})
        after = fixed(run, everything, wanted, {path: before}).files.get(path)
        return tree if after is None else cst.parse_module(after, tree.config_for_parsing)

    @classmethod
    def _selected(cls, config: Config) -> Config:
        return replace(config, layers=(*config.layers, Layer((cls.CODE,))), pedantic=True)


def codes() -> list[str]:
    """Returns the codes of the rules that have a rewrite."""
    return sorted({*all_fixes(), *structural_rewrites()})


def __getattr__(name: str) -> type[Rewrite]:
    if name not in codes():
        raise AttributeError(f"no rewrite is called {name}; there are {', '.join(codes())}")
    return _class(name)


def __dir__() -> list[str]:
    return [*globals(), *codes()]


@cache
def _class(code: str) -> type[Rewrite]:
    rule = next(each for each in all_rules() if each.code == code)
    said = {"CODE": code, "DESCRIPTION": f"{code} {rule.name}: {rule.fix}.", "__module__": __name__}
    return type(code, (Rewrite,), said)
