"""Tests that put mocks in place of parts of the program hand it what it is never handed."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from readers import chosen

from jitlint.check.pipeline import CheckRequest, check

WORK = """
    import jax


    @jax.jit
    def copy(x):
        return x


    def run(x):
        return copy(x)
"""
MOCKED = {
    "by a decorator": """
        from unittest.mock import patch
        import work

        @patch("work.copy")
        def test_run(copy):
            work.run("data")
    """,
    "by a context manager": """
        from unittest import mock
        import work

        def test_run():
            with mock.patch.object(work, "copy"):
                work.run("data")
    """,
    "by the class around": """
        from unittest.mock import patch
        import work

        class TestRun:
            def setup_method(self):
                self.patcher = patch("work.copy")
                self.patcher.start()

            def teardown_method(self):
                self.patcher.stop()

            def test_run(self):
                work.run("data")
    """,
    "by pytest": """
        import work

        def test_run(monkeypatch):
            monkeypatch.setattr(work, "copy", len)
            work.run("data")
    """,
    "by a fixture of the module": """
        import pytest
        import work

        @pytest.fixture(autouse=True)
        def measured(monkeypatch):
            monkeypatch.setattr(work, "copy", len)

        def test_run():
            work.run("data")
    """,
}
PLAIN = """
    import os
    from unittest.mock import patch
    import work

    def test_run():
        with patch.dict(os.environ, {"A": "1"}):
            work.run("data")
"""


@pytest.mark.parametrize("written", MOCKED.values(), ids=MOCKED)
def test_nothing_is_said_of_arguments_that_reach_a_mock(tmp_path: Path, written: str) -> None:
    _write(tmp_path, written)
    assert _passes(tmp_path)
    assert _codes(tmp_path) == []


def test_a_test_that_changes_the_environment_only_calls_what_is_seen(tmp_path: Path) -> None:
    _write(tmp_path, PLAIN)
    assert not _passes(tmp_path)
    assert "JIT403" in _codes(tmp_path)


def _write(home: Path, written: str) -> None:
    (home / "work.py").write_text(dedent(WORK))
    (home / "test_work.py").write_text(dedent(written))


def _passes(home: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(home)]
    return subprocess.run(command, cwd=home, capture_output=True, check=False).returncode == 0


def _codes(home: Path) -> list[str]:
    return [found.code for found in check([str(home)], CheckRequest(reader=chosen)).findings]
