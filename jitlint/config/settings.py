"""What holds where: a configuration for each file, and what it keeps of files and findings."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from jitlint.config.files import Config, found_in
from jitlint.config.patterns import GitIgnores
from jitlint.config.resources import Resources
from jitlint.config.selection import happens
from jitlint.core.finding import Finding, Span

Change = Callable[[Config], Config]
STDIN = "-"


class Settings:
    """The configurations of one run: the nearest of each file, or `one` for all.

    `change` is what the command line has to say on top of each, `resources` how the run is done.
    """

    def __init__(
        self,
        paths: Sequence[str],
        one: Config | None = None,
        change: Change = lambda config: config,
        *,
        resources: Resources = Resources(),
    ) -> None:
        self.resources = resources
        self._named = frozenset(os.path.abspath(path) for path in paths)
        self._change = change
        self._one = None if one is None else change(one)
        self._plain = change(Config())
        self._git = GitIgnores()
        self._by_directory: dict[str, Config] = {}
        self._left_out: dict[tuple[str, bool], bool] = {}

    @property
    def identity(self) -> str:
        """What tells these settings from others, but for what configuration files say."""
        return repr((sorted(self._named), self._one, self._plain))

    def of(self, path: str) -> Config:
        """Returns the configuration for a file or directory, the one of where it lies."""
        return self._one or self._above(os.path.dirname(os.path.abspath(path)))

    def includes(self, path: str) -> bool:
        """Returns whether a file is to be checked.

        A path that was named is, unless `force-exclude` says that patterns apply to it too.
        """
        forced = self.of(path).force_exclude
        return not self._leaves_out(os.path.abspath(path), forced)

    def models(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Returns the stubs that the configurations of these files name, each once."""
        return tuple(dict.fromkeys(stub for path in paths for stub in self.of(path).models))

    def wanted(self, findings: Iterable[Finding[Span]]) -> tuple[Finding[Span], ...]:
        """Returns the findings that the files' configurations want, with their severities."""
        judged = (self._judged(finding) for finding in findings)
        return tuple(finding for finding in judged if finding)

    def _judged(self, finding: Finding[Span]) -> Finding[Span] | None:
        config, code = self.of(finding.at.path), finding.code
        happening = happens(finding.since, config.target_jax)
        if not happening or not config.wants(code, finding.at.path):
            return None
        given = config.severity_of(code)
        if given:
            return replace(finding, severity=given)
        loud = finding.severity != "note" or config.pedantic or config.names(code)
        return finding if loud else None

    def _above(self, directory: str) -> Config:
        """Returns the configuration of the nearest directory that has one, or the default."""
        if directory not in self._by_directory:
            own = self._change(found) if (found := found_in(directory)) else None
            parent = os.path.dirname(directory)
            top = parent == directory
            self._by_directory[directory] = own or (self._plain if top else self._above(parent))
        return self._by_directory[directory]

    def _leaves_out(self, path: str, forced: bool) -> bool:
        if (path, forced) not in self._left_out:
            self._left_out[path, forced] = self._asks(path, forced)
        return self._left_out[path, forced]

    def _asks(self, path: str, forced: bool) -> bool:
        above = os.path.dirname(path)
        if above == path or (path in self._named and not forced):
            return False
        config = self.of(path)
        git = config.respect_gitignore and path not in self._named
        return (
            self._leaves_out(above, forced)
            or config.excludes(path)
            or (git and self._git.leave_out(path))
        )
