"""What every host asks for: findings as the configuration and the comments want them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jitlint import engine
from jitlint.config.settings import Settings
from jitlint.read.source import Problem, Source
from jitlint.suppression.suppress import suppress
from jitlint.suppression.unused import unused


def check(
    paths: Sequence[str],
    settings: Settings,
    texts: Mapping[str, Source | Problem] | None = None,
    progress: engine.Progress | None = None,
    *,
    comments: bool = True,
) -> engine.Run:
    """Returns the run over paths; `texts` stand in the place of files, `comments` may silence.

    Raises `ConfigError` and `ModelError`.
    """
    given = {path: text for path, text in (texts or {}).items() if settings.keeps(path)}
    if texts and not given:
        return engine.Run(())
    wishes = engine.Options(("",), keeps=settings.keeps, models=settings.models, texts=given)
    run = engine.check(paths, wishes, progress)
    if not comments:
        return replace(run, findings=settings.wanted(run.findings))
    idle = unused(run.findings, run.sources, run.named)
    kept = (*suppress(run.findings, run.sources), *idle)
    return replace(run, findings=settings.wanted(sorted(kept, key=engine.in_order)))
