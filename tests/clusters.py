"""Clusters of two workers on this machine, by their addresses."""

import os
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager

import distributed

_RAY = """
import socket, sys
import ray
from ray.util.client.server.server import serve

with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
server = serve("127.0.0.1", port)
print(f"ray://127.0.0.1:{port}", flush=True)
sys.stdin.read()
server.stop(0)
ray.shutdown()
"""
OPEN = {"RAY_AUTH_MODE": "disabled"}
"""The environment in which both sides of a Ray cluster ask for no token."""


@contextmanager
def dask() -> Generator[str]:
    """Runs a Dask cluster while it is open."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address.replace("tcp://", "dask://")


@contextmanager
def ray() -> Generator[str]:
    """Runs a Ray cluster while it is open."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    command = [sys.executable, "-c", _RAY]
    with subprocess.Popen(command, text=True, env=os.environ | OPEN, **pipes) as cluster:
        assert cluster.stdout
        yield next(line for line in cluster.stdout if line.startswith("ray://")).strip()
        cluster.communicate(timeout=120)


CLUSTERS: dict[str, Callable[[], AbstractContextManager[str]]] = {"dask": dask, "ray": ray}
