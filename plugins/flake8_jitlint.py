"""jitlint as a plugin of flake8: the findings of the command, told by flake8.

The whole project is checked once, before flake8 forks its workers, so that findings that are
owed to other files are told too. flake8's `# noqa`, `select` and `per-file-ignores` have the
last word. What jitlint imports does not come from the project, even where flake8 would look there.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from jitlint import __version__
from jitlint.core.search_path import Outside

with Outside():
    from jitlint.check.api import check
    from jitlint.check.locate import problem_finding
    from jitlint.check.pipeline import CheckResult
    from jitlint.config.files import Config, ConfigError, read
    from jitlint.config.settings import Settings
    from jitlint.core.finding import Finding, Span
    from jitlint.core.source import Problem, Source
    from jitlint.models.registry import ModelError

if TYPE_CHECKING:
    import ast

    from flake8.options.manager import OptionManager

Report = tuple[int, int, str, type]


class Checker:
    """What flake8 makes for each file; `project` is what was found in all that it was given.

    `failed` says how jitlint itself failed on that, which costs other plugins nothing.
    """

    name = "jitlint"
    version = __version__

    settings: ClassVar[Settings] = Settings(())
    comments: ClassVar[bool] = True
    project: ClassVar[dict[str, list[Finding[Span]]]] = {}
    failed: ClassVar[str] = ""

    def __init__(self, tree: "ast.AST", filename: str, lines: list[str]) -> None:
        self._path, self._lines = filename, lines

    @staticmethod
    def add_options(manager: "OptionManager") -> None:
        """Adds jitlint's options to flake8's."""
        add = manager.add_option
        add("--jitlint-config", parse_from_config=True, normalize_paths=True, metavar="FILE")
        add("--jitlint-isolated", parse_from_config=True, action="store_true")

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Checks all that flake8 was given; ends the program on a configuration that is wrong."""
        given: list[str] = options.filenames or ["."]
        paths = [path for path in given if os.path.exists(path)]
        try:
            with Outside(paths):
                cls.settings = Settings(paths, _config(options))
            cls.comments = not options.disable_noqa
            cls.project = _by_file(check(paths, cls.settings, comments=cls.comments))
        except (ConfigError, ModelError) as error:
            print(f"jitlint: error: {error}", file=sys.stderr)
            raise SystemExit(2) from None
        except Exception as error:
            cls.failed = _failure(error)

    def run(self) -> Iterator[Report]:
        """Yields what flake8 tells of this file."""
        for finding in self._findings():
            at = finding.at
            message = " ".join(finding.message.split())
            yield at.row, at.column - 1, f"{finding.code} {message}", type(self)

    def _findings(self) -> list[Finding[Span]]:
        known = self.project.get(os.path.realpath(self._path))
        if known is not None:
            return known
        text = Source(self._path, "".join(self._lines).replace("\r\n", "\n"))
        try:
            return [_problem(self._path, self.failed)] if self.failed else self._check(text)
        except Exception as error:
            return [_problem(self._path, _failure(error))]

    def _check(self, text: Source) -> list[Finding[Span]]:
        run = check([self._path], self.settings, {self._path: text}, comments=self.comments)
        return list(run.findings)


def _config(options: argparse.Namespace) -> Config | None:
    if options.jitlint_isolated:
        return Config()
    return read(options.jitlint_config) if options.jitlint_config else None


def _problem(path: str, sentence: str) -> Finding[Span]:
    return problem_finding(Problem(path, sentence))


def _failure(error: Exception) -> str:
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return f"jitlint failed: {said}; please report it"


def _by_file(run: CheckResult) -> dict[str, list[Finding[Span]]]:
    """Returns the findings of each file that was checked, those without any too."""
    by_file: dict[str, list[Finding[Span]]] = {os.path.realpath(path): [] for path in run.named}
    for finding in run.findings:
        by_file.setdefault(os.path.realpath(finding.at.path), []).append(finding)
    return by_file
