"""The configuration: where it is found, what its keys do, and what is said of a wrong one."""

import json
from pathlib import Path

import pytest
from command import BAD, jitlint, write_project

ON = "[tool.jitlint]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def codes(folder: Path, *words: str) -> list[str]:
    done = jitlint(folder, *words, "--output-format", "json")
    summary = ("Found ", "All clear", "Fixable: ")
    assert [line for line in done.stderr.splitlines() if not line.startswith(summary)] == []
    return [item["code"] for item in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["JIT101", "JIT201"]),
        ('select = ["JIT1"]', ["JIT101"]),
        ('select = ["jit1", "JIT201"]', ["JIT101", "JIT201"]),
        ('select = ["ALL"]\nignore = ["JIT1"]', ["JIT201"]),
        ('select = ["JIT101"]\nignore = ["JIT1"]', ["JIT101"]),
        ('select = ["JIT3"]\nextend-select = ["JIT2"]', ["JIT201"]),
        ("select = []", []),
        ('per-file-ignores = {"bad.py" = ["JIT1"]}', ["JIT201"]),
        ('per-file-ignores = {"!bad.py" = ["JIT"]}', ["JIT101"]),
        ('exclude = ["bad.py"]', ["JIT201"]),
        ('extend-exclude = ["bad*", "noisy.py"]', []),
    ],
)
def test_keys_choose_rules_and_files(project: Path, text: str, found: list[str]) -> None:
    (project / "jitlint.toml").write_text(text)
    assert codes(project, ".") == found


def test_a_jitlint_toml_comes_before_a_section_of_pyproject(project: Path) -> None:
    (project / "pyproject.toml").write_text(f'{ON}select = ["JIT1"]')
    assert codes(project, ".") == ["JIT101"]
    (project / "jitlint.toml").write_text('select = ["JIT2"]')
    assert codes(project, ".") == ["JIT201"]


def test_the_command_line_speaks_last(project: Path) -> None:
    (project / "jitlint.toml").write_text('select = ["JIT1"]\nexclude = ["bad.py"]')
    assert codes(project, ".", "--select", "JIT2") == ["JIT201"]
    assert codes(project, ".", "--extend-select", "JIT2") == ["JIT201"]
    assert codes(project, ".", "--ignore", "JIT1", "--exclude", "none") == []
    assert codes(project, ".", "--exclude", "good.py") == ["JIT101"]
    assert codes(project, ".", "--isolated", "--per-file-ignores", "bad.py:JIT1") == ["JIT201"]


def test_the_nearest_configuration_holds_for_each_file_and_replaces_those_above(
    project: Path,
) -> None:
    (project / "jitlint.toml").write_text('ignore = ["JIT201"]')
    write_project(_made(project / "inner"))
    (project / "inner" / "pyproject.toml").write_text(ON + 'ignore = ["JIT101"]')
    assert codes(project, "bad.py", "noisy.py") == ["JIT101"]
    assert codes(project, "inner") == ["JIT201"]
    assert sorted(codes(project, ".")) == ["JIT101", "JIT201"]


def test_a_pyproject_without_a_section_is_passed_by(project: Path) -> None:
    write_project(_made(project / "inner"))
    (project / "jitlint.toml").write_text('ignore = ["JIT1"]')
    (project / "inner" / "pyproject.toml").write_text("[tool.other]\n")
    assert codes(project, "inner") == ["JIT201"]
    (project / "inner" / "pyproject.toml").write_text("broken, and not for us")
    assert codes(project, "inner") == ["JIT201"]


def test_extend_takes_another_file_and_adds_to_it(project: Path) -> None:
    shared = _made(project / "shared")
    (shared / "base.toml").write_text('ignore = ["JIT2"]\nextend-exclude = ["x"]\nselect = ["JIT"]')
    (project / "jitlint.toml").write_text('extend = "shared/base.toml"')
    assert codes(project, ".") == ["JIT101"]
    (project / "jitlint.toml").write_text('extend = "shared/base.toml"\nselect = ["JIT2"]')
    assert codes(project, ".") == ["JIT201"]


def test_config_and_isolated_pass_the_nearest_by(project: Path) -> None:
    (project / "jitlint.toml").write_text('ignore = ["JIT1"]')
    (project / "other.toml").write_text('ignore = ["JIT2"]')
    assert codes(project, ".", "--config", "other.toml") == ["JIT101"]
    assert codes(project, ".", "--isolated") == ["JIT101", "JIT201"]


def test_models_are_stubs_of_the_house(project: Path) -> None:
    (project / "stubs").mkdir()
    stub = "def compiled(fun: Stages = ...) -> Wrapped: ...\n"
    (project / "stubs" / "house.pyi").write_text(stub)
    text = BAD.replace("import jax\n", "import jax, house\n").replace("@jax.jit", "@house.compiled")
    (project / "bad.py").write_text(text)
    assert codes(project, "bad.py") == []
    (project / "jitlint.toml").write_text('models = ["stubs/house.pyi"]')
    assert codes(project, "bad.py") == ["JIT101"]
    (project / "inside").mkdir()
    assert codes(project / "inside", "../bad.py") == ["JIT101"]


def test_a_severity_of_the_users_decides_what_fails(project: Path) -> None:
    (project / "jitlint.toml").write_text('severity = {JIT = "warning", JIT101 = "note"}')
    assert jitlint(project, "bad.py").returncode == 0
    assert "Found 1 note" in jitlint(project, "bad.py").stdout
    assert jitlint(project, "noisy.py").returncode == 1


@pytest.mark.parametrize(
    ("least", "file", "status"),
    [
        ("error", "bad.py", 1),
        ("error", "noisy.py", 0),
        ("warning", "noisy.py", 1),
        ("confirmed", "bad.py", 0),
    ],
)
def test_fail_on_says_what_is_worth_failing(
    project: Path, least: str, file: str, status: int
) -> None:
    assert jitlint(project, file, "--fail-on", least).returncode == status
    (project / "jitlint.toml").write_text(f'fail-on = "{least}"')
    done = jitlint(project, file)
    assert done.returncode == status
    assert ("without --verify no finding is confirmed" in done.stderr) is (least == "confirmed")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('selct = ["JIT1"]', "selct: unknown key; the nearest is select"),
        ('extend_select = ["JIT1"]', "extend_select: unknown key; the nearest is extend-select"),
        ('select = ["JIT9"]', "select: no rule's code begins with JIT9; "),
        ('ignore = ["JIT1O1"]', "ignore: no rule's code begins with JIT1O1; the nearest is JIT"),
        ('select = [""]', "select: no rule's code begins with nothing"),
        ('select = "JIT1"', "select: must be a list of strings, and is a string"),
        ("select = [1]", "select: must be a list of strings, and is a list of something else"),
        ("pedantic = 1", "pedantic: must be true or false, and is a number"),
        ("extend = true", "extend: must be a path, and is a boolean"),
        ('extend = "gone.toml"', "gone.toml: cannot be read: no such file or directory"),
        ('extend = "jitlint.toml"', "extend: it extends itself"),
        ('fail-on = "eror"', "fail-on: eror is not a value; the nearest is error"),
        ('severity = {JIT1 = "fatal"}', "severity.JIT1: fatal is not a value; known are error"),
        ('severity = "error"', "severity: must be a table, and is a string"),
        ('per-file-ignores = {"*.py" = "JIT1"}', "per-file-ignores.*.py: must be a list of str"),
        ('models = ["gone.pyi"]', "gone.pyi:1: cannot be read"),
        ("select = [", "jitlint.toml: is no TOML: "),
        ("select = 2020-01-01", "select: must be a list of strings, and is a date"),
    ],
)
def test_a_mistake_is_one_line_that_names_file_and_key(project: Path, text: str, said: str) -> None:
    (project / "jitlint.toml").write_text(text)
    done = jitlint(project, ".")
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("jitlint: error: ")
    assert "jitlint.toml: " in line or "gone.pyi" in line or "gone.toml" in line
    assert said in line


def test_a_section_that_is_no_table_is_named(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool]\njitlint = 1\n")
    done = jitlint(project, ".")
    assert done.stderr == (
        "jitlint: error: pyproject.toml: tool.jitlint: must be a table, and is a number\n"
    )


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_examples_of_the_users_are_what_verify_calls_with(project: Path) -> None:
    (project / "jitlint.toml").write_text('verify.examples = ["bad:relu(2.5)"]')
    done = jitlint(project, "--verify", "--output-format", "json", "bad.py", "noisy.py")
    bad, noisy = (item["verdict"]["arguments"] for item in json.loads(done.stdout))
    assert bad == "relu(2.5)  # the example in the configuration"
    assert "configuration" not in noisy


def test_what_verify_has_no_key_for_is_named(project: Path) -> None:
    (project / "jitlint.toml").write_text('verify.example = ["bad:relu(2.5)"]')
    done = jitlint(project, "bad.py")
    assert (done.returncode, done.stdout) == (2, "")
    assert "verify.example: unknown key; the nearest is examples" in done.stderr
