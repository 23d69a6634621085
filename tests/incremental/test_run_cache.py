"""An unchanged run is read from the cache and says the same; any change makes a new run."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command import BAD, GOOD, write_project

from jitlint.cache.store import CacheStore
from jitlint.check.api import check
from jitlint.config.resources import Resources
from jitlint.config.settings import Settings
from jitlint.core.result import CheckResult

Ask = Callable[..., tuple[CheckResult, bool]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'house'\n")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").touch()
    write_project(tmp_path / "package")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ask(project: Path) -> Ask:
    def run(*paths: str) -> tuple[CheckResult, bool]:
        stages: set[str] = set()
        asked = list(paths or ["package"])
        done = check(asked, Settings(asked), None, lambda stage, *_: stages.add(stage))
        return done, "tracing" in stages

    return run


def codes(run: CheckResult) -> list[str]:
    return [finding.code for finding in run.findings]


def test_the_second_run_traces_nothing_and_finds_the_same(ask: Ask) -> None:
    first, traced = ask()
    again, traced_again = ask()
    assert (traced, traced_again) == (True, False)
    assert codes(first) == ["JIT101", "JIT201"]
    assert (again.findings, again.counts, again.notes, again.named) == (
        first.findings,
        first.counts,
        first.notes,
        first.named,
    )
    assert dict(again.sources) == dict(first.sources)


def test_a_file_of_the_same_size_and_times_is_still_seen_to_differ(ask: Ask, project: Path) -> None:
    file = project / "package" / "bad.py"
    assert codes(ask()[0]) == ["JIT101", "JIT201"]
    before = file.stat()
    file.write_text(BAD.replace("x > 0", "4 > 0"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert codes(ask()[0]) == ["JIT201"]


def test_a_file_that_is_written_again_with_the_same_text_costs_no_run(
    ask: Ask, project: Path
) -> None:
    ask()
    (project / "package" / "bad.py").write_text(BAD)
    assert not ask()[1]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("package/bad.py", GOOD, ["JIT201"]),
        ("package/more.py", BAD, ["JIT101", "JIT101", "JIT201"]),
        ("package/below/more.py", BAD, ["JIT101", "JIT101", "JIT201"]),
        ("jitlint.toml", 'ignore = ["JIT1"]', ["JIT201"]),
        ("package/jitlint.toml", 'ignore = ["JIT1"]', ["JIT201"]),
        ("pyproject.toml", '[tool.jitlint]\nselect = ["JIT2"]', ["JIT201"]),
        ("package/pyproject.toml", '[tool.jitlint]\nselect = ["JIT2"]', ["JIT201"]),
    ],
)
def test_what_is_added_or_changed_decides_anew(
    ask: Ask, project: Path, file: str, text: str, expected: list[str]
) -> None:
    ask()
    (project / file).parent.mkdir(exist_ok=True)
    (project / file).write_text(text)
    assert codes(ask()[0]) == expected
    assert codes(ask()[0]) == expected


def test_what_git_ignores_from_now_on_is_left_out(ask: Ask, project: Path) -> None:
    (project / ".git").mkdir()
    ask()
    (project / ".gitignore").write_text("noisy.py\n")
    assert codes(ask()[0]) == ["JIT101"]


def test_a_file_that_goes_takes_its_findings_along(ask: Ask, project: Path) -> None:
    ask()
    (project / "package" / "bad.py").unlink()
    assert codes(ask()[0]) == ["JIT201"]


def test_a_caller_outside_the_named_files_has_its_say(ask: Ask, project: Path) -> None:
    helper = project / "package" / "helper.py"
    helper.write_text("def choose(x):\n    return 1 if x > 0 else 2\n")
    caller = project / "script.py"
    text = "import jax\nfrom package.helper import choose\n\njax.jit({})(1.0)\n"
    caller.write_text(text.format("abs"))
    assert codes(ask(str(helper))[0]) == []
    caller.write_text(text.format("choose"))
    assert codes(ask(str(helper))[0]) == ["JIT101"]


def test_a_module_that_was_not_there_is_found_when_it_comes(ask: Ask, project: Path) -> None:
    caller = project / "caller.py"
    caller.write_text("import jax\nfrom beside import choose\n\njax.jit(choose)(1.0)\n")
    assert codes(ask("caller.py")[0]) == []
    (project / "beside.py").write_text("def choose(x):\n    return float(x)\n")
    run, traced = ask("caller.py")
    assert traced
    assert "beside.py" in {os.path.basename(path) for path in run.sources}


def test_a_configuration_that_another_extends_decides_too(ask: Ask, project: Path) -> None:
    (project / "house.toml").write_text('ignore = ["JIT1"]')
    (project / "jitlint.toml").write_text('extend = "house.toml"')
    assert codes(ask()[0]) == ["JIT201"]
    (project / "house.toml").write_text('ignore = ["JIT2"]')
    assert codes(ask()[0]) == ["JIT101"]


@pytest.mark.parametrize("text", [b"", b"\x00", b"\xc1\xff\x00", b"\x96\x90\x90", b"jitlint"])
def test_entries_that_are_not_ours_are_written_anew(ask: Ask, project: Path, text: bytes) -> None:
    ask()
    for shelf in ("runs", "traces", "facts", "installed"):
        for entry in (project / ".jitlint_cache" / shelf).iterdir():
            entry.write_bytes(text)
    run, traced = ask()
    assert traced
    assert codes(run) == ["JIT101", "JIT201"]
    assert not ask()[1]


def test_the_cache_tells_git_and_backups_to_leave_it_alone(ask: Ask, project: Path) -> None:
    ask()
    cache = project / ".jitlint_cache"
    assert (cache / ".gitignore").read_text() == "*\n"
    assert (cache / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f0688")


def test_without_a_cache_nothing_is_written(project: Path) -> None:
    settings = Settings(["package"], resources=Resources(cached=False))
    assert codes(check(["package"], settings)) == ["JIT101", "JIT201"]
    assert not (project / ".jitlint_cache").exists()


def test_a_cache_that_cannot_be_written_costs_no_finding(ask: Ask, project: Path) -> None:
    (project / ".jitlint_cache").write_text("a file where a directory should be")
    assert codes(ask()[0]) == codes(ask()[0]) == ["JIT101", "JIT201"]


def test_old_entries_make_room(tmp_path: Path) -> None:
    cache = CacheStore(str(tmp_path / "cache"))
    names = [f"{number:032x}" for number in range(4)]
    for number, name in enumerate(names):
        assert cache.write("runs", name, b"")
        os.utime(tmp_path / "cache" / "runs" / name, (2e9 + number, 2e9 + number))
    os.utime(tmp_path / "cache" / "runs" / names[3], (1, 1))
    cache.prune("runs", 2)
    assert sorted(os.listdir(tmp_path / "cache" / "runs")) == names[1:3]
