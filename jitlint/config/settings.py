"""The configuration of each file, and the files and findings that it selects."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from jitlint.config.files import Config, found_in
from jitlint.config.patterns import GitIgnores
from jitlint.config.resources import Resources
from jitlint.config.selection import applies
from jitlint.core.finding import Finding, Span

Change = Callable[[Config], Config]
STDIN = "-"


class Settings:
    """The configurations of one run: the nearest of each file, or `override` for all.

    `change` applies the command line to each; `resources` say how the run is done.
    """

    def __init__(
        self,
        paths: Sequence[str],
        override: Config | None = None,
        change: Change = lambda config: config,
        *,
        resources: Resources = Resources(),
    ) -> None:
        self.resources = resources
        self._named = frozenset(os.path.abspath(path) for path in paths)
        self._change = change
        self._override = None if override is None else change(override)
        self._plain = change(Config())
        self._git = GitIgnores()
        self._by_directory: dict[str, Config] = {}
        self._excluded: dict[tuple[str, bool], bool] = {}

    @property
    def identity(self) -> str:
        """A text that differs for other settings, without the contents of configuration files."""
        return repr((sorted(self._named), self._override, self._plain))

    def of(self, path: str) -> Config:
        """Returns the configuration for a file or directory, that of the directory it lies in."""
        return self._override or self._above(os.path.dirname(os.path.abspath(path)))

    def includes(self, path: str) -> bool:
        """Returns whether a file is to be checked.

        A path that was named is, unless `force-exclude` says that patterns apply to it too.
        """
        forced = self.of(path).force_exclude
        return not self._excludes(os.path.abspath(path), forced)

    def models(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Returns the stubs that the configurations of these files name, each once."""
        return tuple(dict.fromkeys(stub for path in paths for stub in self.of(path).models))

    def wanted(self, findings: Iterable[Finding[Span]]) -> tuple[Finding[Span], ...]:
        """Returns the findings that the files' configurations want, with their severities."""
        configured = (self._configured(finding) for finding in findings)
        return tuple(finding for finding in configured if finding)

    def _configured(self, finding: Finding[Span]) -> Finding[Span] | None:
        config, code = self.of(finding.at.path), finding.code
        if not applies(finding.since, config.target_jax) or not config.wants(code, finding.at.path):
            return None
        if not config.fixes(code):
            finding = replace(finding, fix=(), may_be_rewritten=False)
        given = config.severity_of(code)
        if given:
            return replace(finding, severity=given)
        is_shown = finding.severity != "note" or config.pedantic or config.names(code)
        return finding if is_shown else None

    def _above(self, directory: str) -> Config:
        """Returns the configuration of the nearest directory that has one, or the default."""
        if directory not in self._by_directory:
            own = self._change(found) if (found := found_in(directory)) else None
            parent = os.path.dirname(directory)
            top = parent == directory
            self._by_directory[directory] = own or (self._plain if top else self._above(parent))
        return self._by_directory[directory]

    def _excludes(self, path: str, forced: bool) -> bool:
        if (path, forced) not in self._excluded:
            self._excluded[path, forced] = self._is_excluded(path, forced)
        return self._excluded[path, forced]

    def _is_excluded(self, path: str, forced: bool) -> bool:
        above = os.path.dirname(path)
        if above == path or (path in self._named and not forced):
            return False
        config = self.of(path)
        git = config.respect_gitignore and path not in self._named
        return (
            self._excludes(above, forced)
            or config.excludes(path)
            or (git and self._git.ignores(path))
        )
