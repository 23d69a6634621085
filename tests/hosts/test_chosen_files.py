"""Which files are checked: patterns, Git's own, lists, and stdin."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from command import BAD, environment, jitlint, write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def shown(folder: Path, *words: str) -> list[str]:
    done = jitlint(folder, "--show-files", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return [str(Path(line).relative_to(folder)) for line in done.stdout.splitlines()]


def test_show_files_lists_them_and_checks_nothing(project: Path) -> None:
    assert shown(project) == ["bad.py", "good.py", "noisy.py"]
    assert shown(project, "bad.py") == ["bad.py"]


def test_exclude_is_for_directories_unless_forced(project: Path) -> None:
    assert shown(project, ".", "--exclude", "bad.py,n*") == ["good.py"]
    assert shown(project, "bad.py", "--exclude", "bad.py") == ["bad.py"]
    assert shown(project, "bad.py", "--exclude", "bad.py", "--force-exclude") == []


def test_a_directory_that_is_excluded_hides_what_is_in_it(project: Path) -> None:
    write_project(_made(project / "old"))
    assert "old/bad.py" in shown(project)
    assert "old/bad.py" not in shown(project, "--extend-exclude", "old/")
    assert shown(project, "old", "--exclude", "/old")[0] == "old/bad.py"


@pytest.mark.parametrize(
    "lines",
    [
        "bad.py",
        "old/",
        "/old/*\n!/old/good.py",
        "*.py\n!good.py",
        "old\n!old/bad.py",
        "**/noisy.py",
        "# nothing\n\n",
    ],
)
def test_what_git_ignores_is_left_out_as_git_says(project: Path, lines: str) -> None:
    write_project(_made(project / "old"))
    (project / "old" / ".gitignore").write_text("!noisy.py\n")
    subprocess.run(["git", "init", "-q", "."], cwd=project, check=True)
    (project / ".gitignore").write_text(f"{lines}\n")
    (project / ".git" / "info" / "exclude").write_text("good.py\n")
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "*.py"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(shown(project)) == sorted(listed.stdout.splitlines())
    assert len(shown(project, "--no-respect-gitignore")) == 6


def test_an_ignored_file_that_is_named_is_checked(project: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=project, check=True)
    (project / ".gitignore").write_text("bad.py\n")
    assert shown(project, "bad.py") == ["bad.py"]
    assert shown(project) == ["good.py", "noisy.py"]


def test_the_callers_in_excluded_files_still_count(project: Path) -> None:
    package = _made(project / "lib")
    (package / "__init__.py").touch()
    (package / "rule.py").write_text("def relu(x):\n    return x if x > 0 else 0.0\n")
    (package / "use.py").write_text("import jax\nfrom lib.rule import relu\n\njax.jit(relu)\n")
    done = jitlint(project, "lib", "--exclude", "use.py", "--output-format", "concise")
    assert done.stdout.startswith("lib/rule.py:2:")
    assert len(done.stdout.splitlines()) == 1


def test_a_file_of_words_stands_for_them(project: Path) -> None:
    (project / "list.txt").write_text("bad.py\n\nnoisy.py\n")
    assert shown(project, "@list.txt") == ["bad.py", "noisy.py"]
    done = jitlint(project, "@gone.txt")
    assert done.returncode == 2
    assert "gone.txt" in done.stderr
    assert done.stderr.count("\n") == 1


def test_show_settings_prints_what_holds(project: Path) -> None:
    (project / "jitlint.toml").write_text('select = ["JIT101", "JIT201"]\nfail-on = "error"')
    done = jitlint(project, "--show-settings", "--ignore", "JIT201", ".")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == f"# for {project / 'bad.py'}"
    assert f'files = ["{project / "jitlint.toml"}"]' in lines
    assert 'rules = ["JIT000", "JIT101"]' in lines
    assert 'fail-on = "error"' in lines


def test_show_settings_prints_tables_as_tables(project: Path) -> None:
    text = (
        'severity = {JIT101 = "note"}\nper-file-ignores = {"a/*.py" = ["JIT2"], "b.py" = ["JIT"]}'
    )
    (project / "jitlint.toml").write_text(text)
    shown = tomllib.loads(jitlint(project, "--show-settings", ".").stdout)
    assert shown["severity"] == {"JIT101": "note"}
    assert shown["per-file-ignores"] == {
        f"{project}: a/*.py": ["JIT2"],
        f"{project}: b.py": ["JIT"],
    }


def test_statistics_count_in_place_of_the_findings(project: Path) -> None:
    (project / "worse.py").write_text(BAD)
    done = jitlint(project, "--statistics", ".")
    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == [
        "2\tJIT101\tbranch-on-traced-value",
        "1\tJIT201\tprint-in-traced-code",
    ]
    assert "Found 2 errors and 1 warning" in done.stdout


def piped(folder: Path, text: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jitlint", "--output-format", "concise", *words],
        cwd=folder,
        env=environment(),
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


def test_stdin_is_checked_under_the_name_it_is_given(project: Path) -> None:
    assert piped(project, BAD, "-").stdout.startswith("-:6:8: JIT101 ")
    done = piped(project, BAD, "-", "--stdin-filename", "good.py")
    assert done.returncode == 1
    assert done.stdout.startswith("good.py:6:8: JIT101 ")
    assert piped(project, BAD, "--stdin-filename", "new/file.py", "-").stdout.startswith("new/file")


def test_stdin_stands_in_for_the_file_in_its_package(project: Path) -> None:
    package = _made(project / "lib")
    (package / "__init__.py").touch()
    (package / "rule.py").write_text("")
    (package / "use.py").write_text("import jax\nfrom lib.rule import relu\n\njax.jit(relu)\n")
    text = "def relu(x):\n    return x if x > 0 else 0.0\n"
    done = piped(project, text, "-", "--stdin-filename", "lib/rule.py")
    assert done.stdout.startswith("lib/rule.py:2:")


def test_stdin_obeys_the_configuration_of_its_name(project: Path) -> None:
    (project / "jitlint.toml").write_text('per-file-ignores = {"new.py" = ["JIT1"]}')
    assert piped(project, BAD, "-", "--stdin-filename", "new.py").returncode == 0
    words = ("-", "--stdin-filename", "old.py", "--exclude", "old.py", "--force-exclude")
    assert piped(project, BAD, *words).returncode == 0


def test_bad_text_on_stdin_is_a_finding(project: Path) -> None:
    done = piped(project, "def f(:\n", "-", "--stdin-filename", "x.py")
    assert done.stdout.startswith("x.py:1:7: JIT000 ")
    assert piped(project, "{", "-", "--stdin-filename", "x.ipynb").stdout.startswith("x.ipynb:")
    assert piped(project, "", "-").returncode == 0


@pytest.mark.parametrize(
    "words", [("-", "bad.py"), ("--stdin-filename", "a.py", "bad.py"), ("-", "--verify")]
)
def test_stdin_is_misused_in_one_line(project: Path, words: tuple[str, ...]) -> None:
    done = piped(project, "", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("jitlint: error: ")
    assert done.stderr.count("\n") == 1


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
