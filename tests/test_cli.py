"""The command: what it prints, and how it exits."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import BAD, jitlint, write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def test_findings_exit_with_1_and_end_in_a_summary(project: Path) -> None:
    done = jitlint(project, ".")
    assert done.returncode == 1
    assert done.stdout.startswith("bad.py:6:8: JIT101 ")
    last = done.stdout.splitlines()[-1]
    assert last.startswith("Found 1 error and 1 warning in 3 files (3 functions, 3 entries traced)")
    assert done.stderr == ""


def test_check_is_the_default_command_and_here_the_default_path(project: Path) -> None:
    assert jitlint(project, "check", ".").stdout == jitlint(project).stdout


def test_a_clean_file_exits_with_0(project: Path) -> None:
    done = jitlint(project, "good.py")
    assert done.returncode == 0
    assert done.stdout.startswith("All clear: 1 file (1 function, 1 entry traced)")


def test_exit_zero_is_for_those_who_only_look(project: Path) -> None:
    done = jitlint(project, "--exit-zero", ".")
    assert done.returncode == 0
    assert "JIT101" in done.stdout


def test_quiet_prints_findings_only(project: Path) -> None:
    assert "Found" not in jitlint(project, "-q", ".").stdout
    assert jitlint(project, "--quiet", "good.py").stdout == ""


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), ["JIT101", "JIT201"]),
        (("--select", "JIT1"), ["JIT101"]),
        (("--select", "jit1, JIT201"), ["JIT101", "JIT201"]),
        (("--select", "JIT1", "--select", "JIT2"), ["JIT101", "JIT201"]),
        (("--ignore", "JIT101"), ["JIT201"]),
        (("--select", "JIT", "--ignore", "JIT1,JIT2"), []),
    ],
)
def test_rules_are_selected_by_prefix(
    project: Path, options: tuple[str, ...], codes: list[str]
) -> None:
    done = jitlint(project, *options, "--output-format", "json", ".")
    assert [item["code"] for item in json.loads(done.stdout)] == codes
    assert done.returncode == bool(codes)


def test_options_may_stand_between_paths(project: Path) -> None:
    done = jitlint(project, "bad.py", "--output-format", "concise", "noisy.py")
    assert len(done.stdout.splitlines()) == 2


def test_a_comment_silences_a_finding(project: Path) -> None:
    (project / "bad.py").write_text(BAD.replace("x > 0:", "x > 0:  # noqa: JIT101"))
    assert jitlint(project, "bad.py").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--select", "JIT9", "."), "no rule's code begins with JIT9"),
        (("--ignore", "E501", "."), "no rule's code begins with E501"),
        (("--output-format", "xml", "."), "invalid choice: 'xml'"),
        (("--nonsense", "."), "unrecognized arguments: --nonsense"),
        (("--verify-timeout", "soon", "."), "soon is not a number of seconds"),
        (("--verify-timeout", "0", "."), "0 is not a number of seconds"),
        (("explain",), "explain needs a rule"),
        (("explain", "JIT101x"), "no rule is called JIT101x; the nearest is JIT101"),
        (("explain", "print-in-traced-cod"), "the nearest is print-in-traced-code"),
        (("rules", "JIT9"), "no rule's code begins with JIT9"),
        (("missing.py",), "no such file or directory: missing.py"),
    ],
)
def test_misuse_takes_one_line_and_exits_with_2(
    project: Path, words: tuple[str, ...], said: str
) -> None:
    done = jitlint(project, *words)
    assert done.returncode == 2
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith("jitlint: error: ")
    assert said in line


def test_a_missing_path_does_not_hide_the_findings_of_others(project: Path) -> None:
    done = jitlint(project, "missing.py", "bad.py")
    assert done.returncode == 2
    assert "bad.py:6:8: JIT101" in done.stdout


def test_a_folder_called_like_a_command_is_reached_by_its_path(project: Path) -> None:
    (project / "rules").mkdir()
    (project / "rules" / "bad.py").write_text(BAD)
    assert "rules/bad.py:6:8: JIT101" in jitlint(project, "./rules").stdout
    assert "rules/bad.py:6:8: JIT101" in jitlint(project, "--", "rules").stdout


@pytest.mark.parametrize("word", ["JIT101", "jit101", "branch-on-traced-value"])
def test_explain_prints_the_manual_page(project: Path, word: str) -> None:
    done = jitlint(project, "explain", word)
    assert done.returncode == 0
    assert done.stdout.startswith("JIT101 branch-on-traced-value (error)\n")
    assert "TracerBoolConversionError" in done.stdout
    assert "Good:" in done.stdout


def test_rules_lists_each_rule_with_its_experiment(project: Path) -> None:
    table = jitlint(project, "rules").stdout
    items = json.loads(jitlint(project, "rules", "--output-format", "json").stdout)
    assert {"code", "name", "severity", "family", "fix", "verification"} <= items[0].keys()
    rows = {words[0]: words for line in table.splitlines() if (words := line.split())}
    for item in items:
        assert rows[item["code"]][1:3] == [item["name"], item["severity"]]


def test_rules_may_be_narrowed_by_prefix(project: Path) -> None:
    items = json.loads(jitlint(project, "rules", "JIT2", "--output-format", "json").stdout)
    assert {item["code"][:4] for item in items} == {"JIT2"}


def test_the_version(project: Path) -> None:
    from jitlint import __version__

    assert jitlint(project, "--version").stdout == f"jitlint {__version__}\n"


def test_help_names_every_command_and_exit_status(project: Path) -> None:
    text = jitlint(project, "--help").stdout
    for word in ("[check] PATH", "verify PATH", "explain RULE", "rules [PREFIX", "Exit status: 0"):
        assert word in text


@pytest.mark.parametrize(("extra", "shown"), [((), False), (("--traceback",), True)])
def test_a_mistake_of_jitlint_takes_one_line_unless_asked(
    project: Path, extra: tuple[str, ...], shown: bool
) -> None:
    program = (
        "import sys, jitlint.check.pipeline as pipeline, jitlint.cli as cli\n"
        "def check(*_): raise KeyError('two\\nlines')\n"
        "pipeline.check = check\n"
        "raise SystemExit(cli.main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *extra, "."],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("jitlint failed: KeyError: 'two\\nlines'; ")
    assert ("Traceback" in done.stderr) is shown


def test_verify_puts_a_verdict_beside_each_finding(project: Path) -> None:
    done = jitlint(project, "--verify", "bad.py", "noisy.py")
    assert done.returncode == 1
    assert "= confirmed by jax " in done.stdout
    assert done.stdout.splitlines()[-1].endswith(" 2 confirmed, 0 refuted, 0 inconclusive.")


def test_verify_as_a_command_fails_only_for_what_jax_confirms(project: Path) -> None:
    (project / "unknown.py").write_text(f"import not_there\n{BAD}")
    assert jitlint(project, "verify", "bad.py").returncode == 1
    done = jitlint(project, "verify", "unknown.py")
    assert (
        "inconclusive (import failed: ModuleNotFoundError: No module named 'not_there')"
        in done.stdout
    )
    assert done.returncode == 0
    assert jitlint(project, "check", "--verify", "unknown.py").returncode == 1


def test_an_interpreter_without_jax_is_named_in_one_line(project: Path) -> None:
    done = jitlint(project, "--verify", "--python", "/no/such/python", "bad.py")
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.startswith("jitlint: error: ")
    assert "/no/such/python" in line
