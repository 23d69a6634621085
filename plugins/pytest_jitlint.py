"""jitlint as a plugin of pytest: what each test has JAX compile, and limits to that.

A test that runs later in a process finds compiled what an earlier one has: counts are of what is
new. With pytest-xdist each worker counts its own tests.
"""

import json
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from jitlint.runs.inside.compilation import Compilation, Run, compiled
from jitlint.runs.inside.importing import after_jax

COUNT = "jitlint compiled"
BUDGET, WRITE, TABLE = "jitlint_budget", "jitlint_write_budget", "jitlint_compiles"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options."""
    group = parser.getgroup("jitlint")
    group.addoption("--jitlint-compiles", action="store_true", help="tell what tests compile")
    group.addoption("--jitlint-budget", metavar="FILE", help="the most that each test may compile")
    group.addoption("--jitlint-write-budget", action="store_true", help="write that file anew")


def pytest_configure(config: pytest.Config) -> None:
    """Watches the session, if that is asked for."""
    config.addinivalue_line(
        "markers", "compiles(exactly, at_most=None, function=None): what a test may have compiled"
    )
    if config.getoption(WRITE) and not config.getoption(BUDGET):
        raise pytest.UsageError("--jitlint-write-budget needs --jitlint-budget FILE")
    if config.getoption(TABLE) or config.getoption(BUDGET):
        config.pluginmanager.register(WatchedSession(config), "jitlint session")


@pytest.fixture
def compilations() -> Callable[[], AbstractContextManager[Run]]:
    """Watches a block: `with compilations() as run: …; assert run.count("step") == 1`."""
    from jitlint.runs.api import watch

    return watch


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Fails a test that is marked with `compiles` and compiles otherwise."""
    marker = item.get_closest_marker("compiles")
    if marker is None:
        return (yield)
    from jitlint.runs.api import UnexpectedCompilations, expect

    try:
        with expect(*marker.args, **marker.kwargs):
            result = yield
    except UnexpectedCompilations as error:
        pytest.fail(str(error), pytrace=False)
    return result


class WatchedSession:
    """The compilations of all tests, and the budget that they keep to."""

    def __init__(self, config: pytest.Config) -> None:
        from jitlint.runs.inside.watcher import Watcher

        self._config = config
        self._run = Run(program="pytest")
        self._watcher = Watcher(self._run)
        self._counts: dict[str, int] = {}
        self._budget = {} if config.getoption(WRITE) else _read(config.getoption(BUDGET))
        after_jax(self._watcher.start)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Counts what a test compiles, its fixtures included."""
        item.stash[START] = len(self._run.compilations)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Fails a test that compiles more than its budget."""
        try:
            result = yield
        finally:
            found: list[Compilation] = self._run.since(item.stash[START])
            item.user_properties.append((COUNT, compiled(found)))
        most = self._budget.get(item.nodeid)
        if most is not None:
            from jitlint.runs.api import UnexpectedCompilations, check

            try:
                check(found, None, most)
            except UnexpectedCompilations as error:
                pytest.fail(f"the budget of this test: {error}", pytrace=False)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes the count of a test, which may come from a worker."""
        for name, count in report.user_properties if report.when == "call" else ():
            if name == COUNT:
                self._counts[report.nodeid] = int(str(count))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Writes the counts, and the budget that is asked for."""
        self._watcher.stop()
        if self._config.getoption(TABLE):
            from jitlint.runs.table import lines

            terminalreporter.section("compilations")
            for test, count in sorted(self._counts.items(), key=lambda item: -item[1]):
                terminalreporter.write_line(f"{count:5} {test}")
            for line in lines(self._run):
                terminalreporter.write_line(line)
        path = self._config.getoption(BUDGET)
        if self._config.getoption(WRITE) and path:
            text = json.dumps(self._counts, indent=1, sort_keys=True)
            Path(path).write_text(text + "\n", "utf-8")


START = pytest.StashKey[int]()


def _read(path: str | None) -> dict[str, int]:
    if not path:
        return {}
    try:
        held = json.loads(Path(path).read_text("utf-8"))
        return {str(test): int(count) for test, count in held.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        said = f"{path} is no budget: {error}; write one with --jitlint-write-budget"
        raise pytest.UsageError(said) from None
