"""One process that knows JAX for all snippets, and an instrument that asks it and jitlint."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jax_process import JaxProcess
from kinds import Asking


@pytest.fixture(scope="session")
def jax_process() -> Iterator[JaxProcess]:
    """A process that has imported JAX and nothing of the snippets."""
    started = JaxProcess()
    yield started
    started.close()


@pytest.fixture
def agree(tmp_path: Path, jax_process: JaxProcess) -> Asking:
    """Fails a test unless jitlint and JAX say of each line of a snippet what is marked there."""
    return Asking(tmp_path, jax_process)
