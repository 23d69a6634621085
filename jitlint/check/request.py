"""The request for a check, as it passes from the hosts to the pipeline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from jitlint.cache.file_stamps import FileStamps
from jitlint.cache.store import CacheStore
from jitlint.config.resources import Resources
from jitlint.core.source import Problem, Reader, Source

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """The codes to report by their prefixes, and the inputs and resources of one check.

    `includes` says whether a file that was found is to be checked; `models` returns the further
    stubs for the files that are; `texts` holds texts that replace files on disk; `reader` says how
    a file is parsed. `stamps` records the files that the check reads; `cache` holds the results of
    earlier checks.
    """

    select: tuple[str, ...] = ()
    pedantic: bool = False
    includes: Callable[[str], bool] = lambda path: True
    models: Callable[[Sequence[str]], Sequence[str]] = lambda paths: ()
    texts: Mapping[str, Source | Problem] = field(default_factory=dict[str, Source | Problem])
    reader: Callable[[str], Reader] = lambda path: "auto"
    stamps: FileStamps = field(default_factory=FileStamps)
    cache: CacheStore | None = None
    resources: Resources = field(default_factory=Resources)
