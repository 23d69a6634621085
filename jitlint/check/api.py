"""What every host asks for: findings as the configuration and the comments want them."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

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
    """Returns the run over paths; `texts` stand in the place of files, `comments` may silence.

    Where it is not to be `selected`, all that is found is returned, as if every rule were wanted.

    Raises `ConfigError` and `ModelError`.
    """
    with Outside(paths):
        return _check(paths, settings, texts, progress, comments, selected)


def _check(
    paths: Sequence[str],
    settings: Settings,
    texts: Mapping[str, Source | Problem] | None,
    progress: Progress | None,
    comments: bool,
    selected: bool,
) -> CheckResult:
    given = {path: text for path, text in (texts or {}).items() if settings.keeps(path)}
    if texts and not given:
        return CheckResult(())
    cache = cache_of(paths, settings)
    wishes = CheckRequest(
        select=("",),
        keeps=settings.keeps,
        models=settings.models,
        texts=given,
        cache=cache,
        means=settings.means,
    )
    work = partial(_checked, paths, settings, wishes, progress, comments, selected)
    if cache is None:
        return work()
    if texts:
        run = work()
    else:
        memory = RunCache(cache, (tuple(paths), settings.identity, comments, selected))
        run = memory.recall() or _kept(memory, paths, settings, wishes, work)
    return replace(run, notes=(*run.notes, cache.trouble)) if cache.trouble else run


def cache_of(paths: Sequence[str], settings: Settings) -> CacheStore | None:
    """Returns the cache for a run over paths, if there is to be one; raises `ConfigError`.

    The user may name any place for it; what a configuration names must lie in the project, or
    in a directory above it that has the configuration.
    """
    if not settings.means.cached:
        return None
    first = os.path.abspath(paths[0] if paths else ".")
    root = root_of(first)
    own = settings.means.cache_dir or os.environ.get(VARIABLE, "")
    if own:
        return CacheStore(own, root if _lies_in(os.path.abspath(own), root) else "")
    config = settings.of(os.path.join(first, NAME) if os.path.isdir(first) else first)
    if config.cache_dir:
        return CacheStore(config.cache_dir, _top_of(config, first, root))
    top = root or os.getcwd()
    return CacheStore(os.path.join(top, NAME), top)


def _top_of(config: Config, path: str, root: str) -> str:
    """Returns the directory that the cache of a configuration is not to lead out of."""
    above = (os.path.dirname(file) for file in config.files)
    for top in (root, *(each for each in above if _lies_in(path, each))):
        if _lies_in(config.cache_dir, top):
            return top
    said = f"{config.cache_dir} lies outside of the project; {ELSEWHERE}"
    raise ConfigError(config.files[-1], "cache-dir", said)


def _lies_in(path: str, directory: str) -> bool:
    return bool(directory) and path.startswith(os.path.join(directory, ""))


def _kept(
    memory: RunCache,
    paths: Sequence[str],
    settings: Settings,
    wishes: CheckRequest,
    work: Callable[[], CheckResult],
) -> CheckResult:
    """Returns the run once it is done, and keeps it."""
    wishes.watch.around(paths)
    run = work()
    wishes.watch.around(run.sources, _configs(run, settings))
    memory.keep(run, wishes.watch)
    return run


def _checked(
    paths: Sequence[str],
    settings: Settings,
    wishes: CheckRequest,
    progress: Progress | None,
    comments: bool,
    selected: bool,
) -> CheckResult:
    from jitlint.check import pipeline
    from jitlint.rewrite import with_fixes

    run = pipeline.check(paths, wishes, progress)
    found = _uncommented(run) if comments else run.findings
    wanted = settings.wanted(found) if selected else found
    return replace(run, findings=with_fixes(wanted, run.sources))


def _uncommented(run: CheckResult) -> list[Finding[Span]]:
    """Returns what no comment silences, and the comments that silence nothing."""
    from jitlint.suppression.suppress import suppress
    from jitlint.suppression.unused import unused

    idle = unused(run.findings, run.sources, run.named)
    return sorted((*suppress(run.findings, run.sources), *idle), key=in_order)


def _configs(run: CheckResult, settings: Settings) -> Iterable[str]:
    """Yields the configurations and stubs of the user's that the run depends on."""
    for path in run.named:
        config = settings.of(path)
        yield from (*config.files, *config.models)
