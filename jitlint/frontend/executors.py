"""The executors of workers: processes of this machine, or a cluster that is already running."""

import logging
import os
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from jitlint.core.errors import UserError
from jitlint.core.search_path import PATH, SAFE, environment

EXECUTORS = ("dask", "ray")
SECONDS = 10
IDLE = 5  # seconds that a worker lives on with nothing to do
GLANCE = 0.5  # seconds between two looks of a worker whether we live


class ExecutorError(UserError):
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
        ours = {"initializer": _begin_with, "initargs": (os.getpid(),)}
        with _inherited(), joblib.parallel_config("loky", idle_worker_timeout=IDLE, **ours):
            yield joblib.Parallel(jobs or -1, return_as="generator")
        return
    with _connected(executor) as backend, joblib.parallel_config(backend):
        yield joblib.Parallel(-1)


@contextmanager
def _inherited() -> Generator[None]:
    """Has workers, whenever one is started, import nothing from the project that they read."""
    before = dict(os.environ)
    after = environment()
    try:
        _become(after)
        yield
    finally:
        _become(before)


def _become(variables: Mapping[str, str]) -> None:
    for name in (PATH, SAFE):
        os.environ.pop(name, None)
        if name in variables:
            os.environ[name] = variables[name]


def _begin_with(parent: int) -> None:
    """Has this worker keep what it has traced, and end soon after its parent.

    Loky stops a worker that has come to hold 300 MB more than after its first task, which it takes
    for a leak. A parent that is killed may leave it a full pipe.
    """
    loky: Any = import_module("joblib.externals.loky.process_executor")
    loky._MAX_MEMORY_LEAK_SIZE = float("inf")

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(GLANCE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


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
    logging.getLogger("ray").setLevel(logging.ERROR)
    client = ray.init(executor)
    import_module("ray.util.joblib").register_ray()
    return client
