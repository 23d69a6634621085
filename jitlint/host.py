"""What every host asks for: findings as the configuration and the comments want them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jitlint.cache.directory import Directory, place_for
from jitlint.config.settings import Settings
from jitlint.finding import Finding, Span
from jitlint.read.source import Problem, Source
from jitlint.remembered import Memory
from jitlint.run import Options, Progress, Run, in_order
from jitlint.search_path import Outside


def check(
    paths: Sequence[str],
    settings: Settings,
    texts: Mapping[str, Source | Problem] | None = None,
    progress: Progress | None = None,
    *,
    comments: bool = True,
    selected: bool = True,
) -> Run:
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
) -> Run:
    given = {path: text for path, text in (texts or {}).items() if settings.keeps(path)}
    if texts and not given:
        return Run(())
    cache = cache_of(paths, settings)
    wishes = Options(
        select=("",),
        keeps=settings.keeps,
        models=settings.models,
        texts=given,
        cache=cache,
        means=settings.means,
    )
    if cache is None or texts:
        return _checked(paths, settings, wishes, progress, comments, selected)
    memory = Memory(cache, (tuple(paths), settings.identity, comments, selected))
    known = memory.recall()
    if known is not None:
        return known
    wishes.watch.around(paths)
    run = _checked(paths, settings, wishes, progress, comments, selected)
    wishes.watch.around(run.sources, _configs(run, settings))
    memory.keep(run, wishes.watch)
    return run


def cache_of(paths: Sequence[str], settings: Settings) -> Directory | None:
    """Returns the cache for a run over paths, if there is to be one."""
    if not settings.means.cached:
        return None
    first = paths[0] if paths else "."
    return Directory(settings.of(first).cache_dir or place_for(first))


def _checked(
    paths: Sequence[str],
    settings: Settings,
    wishes: Options,
    progress: Progress | None,
    comments: bool,
    selected: bool,
) -> Run:
    from jitlint import engine
    from jitlint.fix import with_fixes

    run = engine.check(paths, wishes, progress)
    found = _uncommented(run) if comments else run.findings
    wanted = settings.wanted(found) if selected else found
    return replace(run, findings=with_fixes(wanted, run.sources))


def _uncommented(run: Run) -> list[Finding[Span]]:
    """Returns what no comment silences, and the comments that silence nothing."""
    from jitlint.suppression.suppress import suppress
    from jitlint.suppression.unused import unused

    idle = unused(run.findings, run.sources, run.named)
    return sorted((*suppress(run.findings, run.sources), *idle), key=in_order)


def _configs(run: Run, settings: Settings) -> Iterable[str]:
    """Yields the configurations and stubs of the user's that the run depends on."""
    for path in run.named:
        config = settings.of(path)
        yield from (*config.files, *config.models)
