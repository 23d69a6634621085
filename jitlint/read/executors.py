"""Where workers are: processes of this machine, or a cluster that somebody else has started."""

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

EXECUTORS = ("dask", "ray")
SECONDS = 10


class ExecutorError(ValueError):
    """An executor that cannot be used; the message says why."""


def scheme_of(executor: str) -> str:
    """Returns the kind of an executor's address; raises `ExecutorError`."""
    scheme, _, address = executor.partition("://")
    if scheme not in EXECUTORS or not address:
        raise ExecutorError(f"{executor} is neither dask://HOST:PORT nor ray://HOST:PORT")
    return scheme


@contextmanager
def workers(executor: str, jobs: int) -> Generator[Any]:
    """Yields what runs joblib's delayed calls and gives their answers one by one, in order.

    `executor` is the address of a cluster, or empty for loky's processes, of which there are
    `jobs`, 0 meaning one for each core. Raises `ExecutorError`.
    """
    joblib: Any = import_module("joblib")
    if not executor:
        yield joblib.Parallel(jobs or -1, "loky", return_as="generator")
        return
    with _connected(executor) as backend, joblib.parallel_config(backend=backend):
        yield joblib.Parallel(-1)


@contextmanager
def _connected(executor: str) -> Generator[str]:
    scheme = scheme_of(executor)
    connect = _dask if scheme == "dask" else _ray
    try:
        client = connect(executor)
    except ImportError as error:
        raise ExecutorError(f"{executor} needs the package {error.name}") from None
    except (OSError, ValueError) as error:
        raise ExecutorError(f"{executor} cannot be reached: {error}") from None
    with client:
        yield scheme


def _dask(executor: str) -> Any:
    distributed: Any = import_module("distributed")
    return distributed.Client(executor.replace("dask://", "tcp://"), timeout=SECONDS)


def _ray(executor: str) -> Any:
    ray: Any = import_module("ray")
    client = ray.init(executor)
    import_module("ray.util.joblib").register_ray()
    return client
