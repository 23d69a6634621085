"""The resources of a check, which change none of its findings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resources:
    """The cache and the processes that a run may use.

    `cached` says whether the cache is used, and `cache_dir` is the directory for it that the user
    has chosen; `jobs` is the number of processes that read and trace, 0 for one on each core;
    `executor` is the address of a cluster that does, `dask://HOST:PORT`.
    """

    cached: bool = True
    cache_dir: str = ""
    jobs: int = 1
    executor: str = ""
