"""What a check is asked for: what passes from the hosts to the pipeline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from jitlint.cache.file_stamps import FileStamps
from jitlint.cache.store import CacheStore
from jitlint.config.resources import Resources
from jitlint.core.source import Problem, Source

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to report: code prefixes, and whether what is off by default is wanted.

    `keeps` says whether a file that was found is to be checked; `models` names further stubs
    for the files that are; `texts` holds what stands in the place of files on disk. `watch`
    takes down what is looked at, `cache` holds what earlier runs read.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    pedantic: bool = False
    keeps: Callable[[str], bool] = lambda path: True
    models: Callable[[Sequence[str]], Sequence[str]] = lambda paths: ()
    texts: Mapping[str, Source | Problem] = field(default_factory=dict[str, Source | Problem])
    watch: FileStamps = field(default_factory=FileStamps)
    cache: CacheStore | None = None
    means: Resources = field(default_factory=Resources)
