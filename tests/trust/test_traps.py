"""Linting runs nothing of the directory that it reads, whoever starts it and however."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import BAD, NOISY, environment
from editor import EDITOR, Editor, make_client
from github_runner import Runner
from hooks import pre_commit, ship, use_hook
from lsprotocol import types
from pytest_lsp import client_capabilities
from traps import Traps, every_module, loaded_before

from jitlint.core.source import Source
from jitlint.frontend.parallel import is_worth_it

BIN = Path(sys.executable).parent
SCRIPT = (str(BIN / "jitlint"),)
MODULE = (sys.executable, "-m", "jitlint")
OLD = "import jax\n\ndoubled = jax.tree_map(lambda x: 2 * x, [1.0, 2.0])\n"
LONG = "import jax\n# " + "long " * 100_000 + "\n"
COMMANDS = (
    ".",
    "bad.py",
    "--output-format sarif --output-file junit:report.xml .",
    "--color always --statistics .",
    "--diff .",
    "--fix --unsafe-fixes old.py",
    "--add-noqa noisy.py",
    "--write-baseline known.json .",
    "--baseline known.json .",
    "--show-settings .",
    "--show-files .",
    "explain JIT101",
    "rules",
    "clean",
    "--help",
    "--version",
)
SEARCHED = {"nowhere": "", "here": ".", "an empty entry": ":/nowhere", "an absolute path": "{}"}


def run(traps: Traps, *words: str, **variables: str) -> int:
    done = subprocess.run(
        words,
        cwd=traps.folder,
        env=environment() | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode


def write_programs(folder: Path) -> None:
    for name, text in {"bad": BAD, "noisy": NOISY, "old": OLD}.items():
        (folder / f"{name}.py").write_text(text)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Traps:
    """Each module is a trap, jitlint too: for what is not started with `-m`."""
    traps = Traps(tmp_path_factory.mktemp("full"), tmp_path_factory.mktemp("log") / "sprung")
    traps.set(every_module())
    traps.set_around()
    write_programs(traps.folder)
    return traps


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Traps:
    """Each module is a trap but for those that an interpreter needs until it comes to jitlint."""
    traps = Traps(tmp_path_factory.mktemp("started"), tmp_path_factory.mktemp("log") / "sprung")
    traps.set(every_module() - loaded_before(tmp_path_factory.mktemp("empty")) - {"jitlint"})
    traps.set_around()
    write_programs(traps.folder)
    return traps


@pytest.fixture(params=SEARCHED)
def searched(request: pytest.FixtureRequest, started: Traps) -> dict[str, str]:
    """What PYTHONPATH may say of the project."""
    return {"PYTHONPATH": SEARCHED[request.param].format(started.folder)}


@pytest.fixture
def parallel(full: Traps, started: Traps) -> Iterator[None]:
    """There is so much to read that several processes read it."""
    files = [each.folder / f"long{number}.py" for each in (full, started) for number in range(22)]
    for file in files:
        file.write_text(LONG)
    assert is_worth_it([Source(str(file), LONG) for file in files[:22]], 2, "")
    yield
    for file in files:
        file.unlink()


STEP = """
import sys
sys.path.insert(0, "")
try:
    import conftest
except ImportError:
    raise SystemExit(1)
"""


def test_a_trap_tells_who_steps_into_it(full: Traps) -> None:
    python = [sys.executable, "-P", "-c"]  # since 3.13 Python imports for `-c` itself
    assert subprocess.run([*python, "0"], cwd=full.folder, check=True)
    assert full.sprung() == []
    command = [*python, STEP]
    assert subprocess.run(command, cwd=full.folder, capture_output=True, check=False).returncode
    assert full.sprung() == ["conftest"]


@pytest.mark.parametrize("words", COMMANDS)
def test_no_command_runs_what_it_finds(full: Traps, words: str) -> None:
    assert run(full, *SCRIPT, *words.split()) in (0, 1)
    assert full.sprung() == []


def test_no_command_that_is_started_as_a_module_does(
    started: Traps, searched: dict[str, str]
) -> None:
    for words in (".", "--fix --diff .", "explain JIT101", "clean"):
        assert run(started, *MODULE, *words.split(), **searched) in (0, 1)
        assert started.sprung() == []


@pytest.mark.usefixtures("parallel")
def test_no_process_that_reads_for_it_does(full: Traps) -> None:
    assert run(full, *SCRIPT, "--no-cache", "-j", "2", ".") == 1
    assert full.sprung() == []


@pytest.mark.slow
@pytest.mark.usefixtures("parallel")
def test_no_process_that_reads_for_a_module_does(started: Traps, searched: dict[str, str]) -> None:
    assert run(started, *MODULE, "--no-cache", "-j", "2", ".", **searched) == 1
    assert started.sprung() == []


@pytest.mark.slow
def test_asking_jax_runs_only_what_is_guarded(full: Traps) -> None:
    words = ("--verify", "--no-cache", "--verify-timeout", "5", "bad.py")
    assert run(full, *SCRIPT, *words, VIRTUAL_ENV="") == 1
    assert full.sprung() == []


@pytest.mark.slow
def test_asking_jax_where_pythonpath_leads_here_runs_no_more(
    started: Traps, searched: dict[str, str]
) -> None:
    assert run(started, *MODULE, "--verify", "--verify-timeout", "5", "bad.py", **searched) == 1
    assert started.sprung() == []


def test_recording_runs_the_program_and_no_more(full: Traps, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("print('hello')\n")
    assert run(full, *SCRIPT, "observe", str(tmp_path / "program.py")) == 0
    assert full.sprung() == []


def test_pytest_with_its_plugin_runs_the_tests_named_and_no_more(
    full: Traps, tmp_path: Path
) -> None:
    test = tmp_path / "test_program.py"
    test.write_text("import jax\n\ndef test_it():\n    assert jax.jit(lambda x: x + 1)(1) == 2\n")
    words = (
        "--jitlint-compiles",
        "-p",
        "no:cacheprovider",
        "-n",
        "0",
        "--rootdir",
        str(tmp_path),
        str(test),
    )
    assert run(full, str(BIN / "pytest"), *words) == 0
    assert full.sprung() == []


def test_flake8_runs_nothing_for_it(full: Traps) -> None:
    assert run(full, str(BIN / "flake8"), "-j", "1", "--select", "JIT", "bad.py") == 1
    assert full.sprung() == []


def test_flake8_that_is_started_as_a_module_imports_nothing_more_for_it(tmp_path: Path) -> None:
    traps = Traps(tmp_path, tmp_path / "sprung")
    traps.set(["joblib", "msgspec", "pathspec", "rich"])
    write_programs(tmp_path)
    words = (sys.executable, "-m", "flake8", "-j", "1", "--select", "JIT", "bad.py")
    assert run(traps, *words) == 1
    assert traps.sprung() == []


@pytest.mark.asyncio
async def test_the_language_server_runs_nothing(full: Traps) -> None:
    client = make_client()
    await client.start_io(*SCRIPT, "server", cwd=full.folder)
    try:
        capabilities = client_capabilities(EDITOR)
        await client.initialize_session(types.InitializeParams(capabilities=capabilities))
        editor = Editor(client)
        uri = await editor.open(full.folder / "bad.py", BAD)
        assert [found.code for found in await editor.settled(uri)] == ["JIT101"]
        assert "JIT101" in await editor.hover(uri, 5, 8)
        await client.shutdown_session()
    finally:
        await asyncio.wait_for(client.stop(), 60)
    assert full.sprung() == []


@pytest.mark.slow
def test_a_cluster_runs_nothing(full: Traps) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        assert run(full, *SCRIPT, "--no-cache", "--executor", address, ".") == 1
    assert full.sprung() == []


@pytest.mark.slow
def test_pre_commit_runs_nothing(full: Traps, tmp_path_factory: pytest.TempPathFactory) -> None:
    shipped = tmp_path_factory.mktemp("shipped")
    use_hook(full.folder, shipped, ship(shipped), "jitlint")
    status, said = pre_commit(full.folder, tmp_path_factory.mktemp("home"), "--all-files")
    assert (status, "bad.py:6:8: JIT101" in said) == (1, True), said
    assert full.sprung() == []


@pytest.mark.slow
def test_the_action_runs_nothing(full: Traps, tmp_path_factory: pytest.TempPathFactory) -> None:
    shipped = tmp_path_factory.mktemp("shipped")
    ship(shipped)
    runner = Runner(full.folder, tmp_path_factory.mktemp("temporary"), shipped)
    done = runner.step("Install jitlint")
    assert done.returncode == 0, done.stderr
    assert runner.step("Run jitlint").returncode == 1
    assert full.sprung() == []
