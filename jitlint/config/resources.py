"""How a check is done, which changes nothing of what it finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resources:
    """How a run is done, which changes nothing of what it finds.

    `cached` says whether what earlier runs left may be used, and `cache_dir` where the user wants
    it to lie; `jobs` is how many processes read, 0 for one on each core; `executor` the address of
    a cluster that does, `dask://HOST:PORT`.
    """

    cached: bool = True
    cache_dir: str = ""
    jobs: int = 1
    executor: str = ""
