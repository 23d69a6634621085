"""Keys on the command line, the version of JAX that is meant, and where the cache goes."""

import json
import tomllib
from pathlib import Path

import pytest
from command import BAD, jitlint, write_project

REMOVED = """\
import jax

a = jax.tree_map
b = jax.core.get_aval
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def codes(folder: Path, *words: str) -> list[str]:
    done = jitlint(folder, *words, "--output-format", "json")
    return [item["code"] for item in json.loads(done.stdout)]


def settings(folder: Path, *words: str) -> dict[str, object]:
    return tomllib.loads(jitlint(folder, *words, "--show-settings").stdout)


def test_a_key_on_the_command_line_comes_on_top_of_the_file(project: Path) -> None:
    (project / "jitlint.toml").write_text('ignore = ["JIT1"]')
    assert codes(project, ".") == ["JIT201"]
    assert codes(project, ".", "--config", 'ignore=["JIT2"]') == []
    assert codes(project, ".", "--config", 'select = ["JIT101"]') == ["JIT101"]


def test_keys_and_a_file_go_together_and_options_come_last(project: Path) -> None:
    (project / "other.toml").write_text('select = ["JIT2"]')
    given = ("--config", "other.toml", "--config", 'extend-select = ["JIT1"]')
    assert codes(project, ".", *given) == ["JIT101", "JIT201"]
    assert codes(project, ".", *given, "--ignore", "JIT101") == ["JIT201"]
    assert settings(project, *given, "--config", 'fail-on = "error"')["fail-on"] == "error"


def test_patterns_on_the_command_line_count_from_the_working_directory(project: Path) -> None:
    (project / "inner").mkdir()
    write_project(project / "inner")
    assert codes(project, "inner", "--config", 'exclude = ["inner/bad.py"]') == ["JIT201"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ('selct=["JIT1"]', "--config: selct: unknown key; the nearest is select"),
        ("fail-on=error", "--config: fail-on=error is no KEY=VALUE of TOML, which quotes its str"),
        ('fail-on="eror"', "--config: fail-on: eror is not a value; the nearest is error"),
        ('extend="a.toml"', "--config: extend: only a file extends another; name that file"),
        ('target-jax="new"', "--config: target-jax: new is no version such as 0.8 or 0.8.1"),
        ("target-jax=0.8", '--config: target-jax: must be a version such as "0.8", and is a num'),
        ("cache-dir=1", "--config: cache-dir: must be a path, and is a number"),
        ("gone.toml", "gone.toml: cannot be read: no such file or directory"),
    ],
)
def test_a_wrong_word_is_one_line(project: Path, word: str, said: str) -> None:
    done = jitlint(project, ".", "--config", word)
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"jitlint: error: {said}")


def test_two_files_are_one_too_many(project: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (project / name).write_text("")
    done = jitlint(project, ".", "--config", "one.toml", "--config", "two.toml")
    assert done.returncode == 2
    assert done.stderr.startswith("jitlint: error: two.toml: is a second file for --config;")


@pytest.mark.parametrize(
    ("target", "rows"),
    [
        ("", [3, 4]),
        ("0.10", [3, 4]),
        ("0.10.2", [3, 4]),
        ("0.9", [3]),
        ("0.6", [3]),
        ("0.4.30", []),
    ],
)
def test_only_what_the_targeted_jax_lacks_is_gone(
    project: Path, target: str, rows: list[int]
) -> None:
    (project / "old.py").write_text(REMOVED)
    (project / "jitlint.toml").write_text(f'target-jax = "{target}"' if target else "")
    for words in ((), ("--isolated", *(["--target-jax", target] if target else []))):
        done = jitlint(project, "old.py", *words, "--output-format", "json")
        assert [item["location"]["row"] for item in json.loads(done.stdout)] == rows


def test_a_target_that_is_no_version_is_one_line(project: Path) -> None:
    done = jitlint(project, "--target-jax", "latest", ".")
    assert done.returncode == 2
    assert done.stderr.endswith("latest is no version such as 0.8 or 0.8.1\n")
    assert done.stderr.count("\n") == 1


def test_the_cache_lies_beside_the_file_that_names_it(project: Path) -> None:
    (project / "jitlint.toml").write_text('cache-dir = "kept"')
    (project / "inside").mkdir()
    assert settings(project / "inside", "../bad.py")["cache-dir"] == str(project / "kept")
    given = ("../bad.py", "--cache-dir", "mine")
    assert settings(project / "inside", *given)["cache-dir"] == str(project / "inside" / "mine")


def test_files_may_be_spared_beside_what_the_configuration_says(project: Path) -> None:
    (project / "jitlint.toml").write_text('per-file-ignores = {"bad.py" = ["JIT1"]}')
    assert codes(project, ".") == ["JIT201"]
    assert codes(project, ".", "--extend-per-file-ignores", "noisy.py:JIT201") == []
    assert codes(project, ".", "--per-file-ignores", "noisy.py:JIT201") == ["JIT101"]
    (project / "more.toml").write_text(
        'extend = "jitlint.toml"\nextend-per-file-ignores = {"noisy.py" = ["JIT2"]}'
    )
    assert codes(project, ".", "--config", "more.toml") == []


@pytest.mark.parametrize("word", ["--ignore-noqa", "--disable-noqa"])
def test_comments_may_be_passed_over(project: Path, word: str) -> None:
    (project / "bad.py").write_text(f"# jitlint: noqa\n{BAD}")
    assert codes(project, "bad.py") == []
    assert codes(project, "bad.py", word) == ["JIT101"]


def test_colour_is_a_matter_of_choice(project: Path) -> None:
    assert "\x1b[" in jitlint(project, "--color", "always", "bad.py").stdout
    for words in (("--color", "never"), ("--no-color",)):
        assert "\x1b[" not in jitlint(project, *words, "bad.py", FORCE_COLOR="1").stdout


def test_short_forms_are_those_of_ruff_and_flake8(project: Path) -> None:
    assert codes(project, ".", "-n", "-e", "--extend-ignore", "JIT1") == ["JIT201"]
    assert jitlint(project, "-n", "-e", ".").returncode == 0
    assert not (project / ".jitlint_cache").exists()
