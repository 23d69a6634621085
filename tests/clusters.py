"""Clusters of two workers on this machine: tests that name them as a plugin get each in turn."""

import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager

import distributed
import pytest

# A server of Ray's ends what it has begun when its last client goes: here it begins no cluster.
_RAY = """
import socket, sys
import ray
from ray.cluster_utils import Cluster
from ray.util.client.server.server import serve

def connect(job_config=None, **options):
    return ray.init(cluster.address, job_config=job_config, **options)

with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
server = serve("127.0.0.1", port, connect)
print(f"ray://127.0.0.1:{port}", flush=True)
sys.stdin.read()
server.stop(0)
cluster.shutdown()
"""
_OPEN = {"RAY_AUTH_MODE": "disabled"}  # neither side of a Ray cluster asks for a token


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
    with subprocess.Popen(command, text=True, env=os.environ | _OPEN, **pipes) as cluster:
        assert cluster.stdout
        yield next(line for line in cluster.stdout if line.startswith("ray://")).strip()
        cluster.communicate(timeout=120)


CLUSTERS: dict[str, Callable[[], AbstractContextManager[str]]] = {"dask": dask, "ray": ray}


@pytest.fixture(params=CLUSTERS.values(), ids=CLUSTERS)
def cluster(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a cluster that runs."""
    for name, value in _OPEN.items():
        monkeypatch.setenv(name, value)
    with request.param() as address:
        yield address
