"""The function that every host calls: findings as the configuration and the comments want them."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jitlint.cache.store import NAME, CacheStore
from jitlint.check.request import CheckRequest, Progress
from jitlint.config.files import Config, ConfigError
from jitlint.config.keys import ELSEWHERE
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span
from jitlint.core.project_root import root_of
from jitlint.core.result import CheckResult, in_order
from jitlint.core.search_path import Outside
from jitlint.core.source import Problem, Source
from jitlint.incremental.run_cache import RunCache

if TYPE_CHECKING:
    from jitlint.check.types import Types
    from jitlint.core.entries import Entries

VARIABLE = "JITLINT_CACHE_DIR"


def check(
    paths: Sequence[str],
    settings: Settings,
    texts: Mapping[str, Source | Problem] | None = None,
    progress: Progress | None = None,
    *,
    comments: bool = True,
    selected: bool = True,
) -> CheckResult:
    """Returns the findings in the files at `paths`; `texts` replace files on disk.

    `comments` says whether comments may silence findings. Where `selected` is false, all findings
    are returned, as if every rule were wanted.

    Raises `ConfigError` and `ModelError`.
    """
    with Outside(paths):
        included = {path: text for path, text in (texts or {}).items() if settings.includes(path)}
        if texts and not included:
            return CheckResult(())
        cache = cache_of(paths, settings)
        request = _request(settings, included, cache)
        work = _Check(paths, settings, request, progress, comments, selected)
        result = work.stored(cache) if cache and not texts else work.done()
        failure = cache.failure if cache else ""
        return replace(result, notes=(*result.notes, failure)) if failure else result


def entries(
    paths: Sequence[str],
    settings: Settings,
    texts: Mapping[str, Source | Problem] | None = None,
    progress: Progress | None = None,
) -> "Entries[Span]":
    """Returns the entries in the files at `paths`; `texts` replace files on disk.

    Raises `ConfigError` and `ModelError`.
    """
    from jitlint.check.entries import entries
    from jitlint.core.entries import Entries

    with Outside(paths):
        included = {path: text for path, text in (texts or {}).items() if settings.includes(path)}
        if texts and not included:
            return Entries((), ())
        request = _request(settings, included, cache_of(paths, settings))
        return entries(paths, request, progress)


def types_seen(
    path: str, settings: Settings, texts: Mapping[str, Source | Problem] | None = None
) -> "Types":
    """Returns what is known of each array that a name in a file stands for, by row and name.

    `texts` replace files on disk. Raises `ConfigError` and `ModelError`.
    """
    from jitlint.check.types import types_seen

    return types_seen(path, _request(settings, texts or {}, None))


def _request(
    settings: Settings, texts: Mapping[str, Source | Problem], cache: CacheStore | None
) -> CheckRequest:
    return CheckRequest(
        select=("",),
        includes=settings.includes,
        models=settings.models,
        texts=texts,
        reader=lambda path: settings.of(path).reader,
        cache=cache,
        resources=settings.resources,
    )


def cache_of(paths: Sequence[str], settings: Settings) -> CacheStore | None:
    """Returns the cache for a run over paths, if it uses one; raises `ConfigError`.

    The user may name any place for it; what a configuration names must lie in the project, or
    in a directory above it that has the configuration.
    """
    if not settings.resources.cached:
        return None
    first = os.path.abspath(paths[0] if paths else ".")
    root = root_of(first)
    own = settings.resources.cache_dir or os.environ.get(VARIABLE, "")
    if own:
        return CacheStore(own, root if _lies_in(os.path.abspath(own), root) else "")
    config = settings.of(os.path.join(first, NAME) if os.path.isdir(first) else first)
    if config.cache_dir:
        return CacheStore(config.cache_dir, _top_of(config, first, root))
    top = root or os.getcwd()
    return CacheStore(os.path.join(top, NAME), top)


def _top_of(config: Config, path: str, root: str) -> str:
    """Returns the directory that must contain the cache of a configuration."""
    above = (os.path.dirname(file) for file in config.files)
    for top in (root, *(each for each in above if _lies_in(path, each))):
        if _lies_in(config.cache_dir, top):
            return top
    said = f"{config.cache_dir} lies outside of the project; {ELSEWHERE}"
    raise ConfigError(config.files[-1], "cache-dir", said)


def _lies_in(path: str, directory: str) -> bool:
    return bool(directory) and path.startswith(os.path.join(directory, ""))


@dataclass(frozen=True, slots=True)
class _Check:
    """The pipeline with what a host wants before and after it: one cached run, comments, fixes."""

    paths: Sequence[str]
    settings: Settings
    request: CheckRequest
    progress: Progress | None
    comments: bool
    selected: bool

    def stored(self, cache: CacheStore) -> CheckResult:
        """Returns the stored result where nothing has changed, or a new one, which is stored."""
        settings, stamps = self.settings, self.request.stamps
        asked = (tuple(self.paths), settings.identity, self.comments, self.selected)
        runs = RunCache(cache, asked)
        known = runs.find()
        if known:
            return known
        stamps.around(self.paths)
        result = self.done()
        configs = [settings.of(path) for path in result.named]
        read = [file for config in configs for file in (*config.files, *config.models)]
        stamps.around(result.sources, read)
        runs.keep(result, stamps)
        return result

    def done(self) -> CheckResult:
        """Returns the result of a new run."""
        from jitlint.check import pipeline
        from jitlint.check.same_mistake import one_for_each_mistake
        from jitlint.rewrite import with_fixes

        result = pipeline.check(self.paths, self.request, self.progress)
        told = one_for_each_mistake(result.findings, self._is_wanted)
        found = _uncommented(result, told) if self.comments else told
        wanted = self.settings.wanted(found) if self.selected else found
        fixable = with_fixes(wanted, result.sources)
        found = self.settings.wanted(fixable) if self.selected else fixable
        return replace(result, findings=found)

    def _is_wanted(self, finding: Finding[Span]) -> bool:
        return bool(self.settings.wanted([finding]))


def _uncommented(result: CheckResult, told: Sequence[Finding[Span]]) -> list[Finding[Span]]:
    """Returns the findings that no comment silences, and the comments that silence nothing."""
    from jitlint.suppression.suppress import suppress
    from jitlint.suppression.unused import unused

    useless = unused(result.findings, result.sources, result.named)
    return sorted((*suppress(told, result.sources), *useless), key=in_order)
