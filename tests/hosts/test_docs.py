"""What the pages on configuration and on the surface say of keys and tests is so."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from jitlint.config.keys import READERS, checked

ROOT = Path(__file__).parent.parent.parent
# What is no matter of choice or report, or belongs to the checks of flake8 itself.
ELSEWHERE = {
    "--append-config", "--benchmark", "--bug-report", "--builtins", "--doctests",
    "--enable-extensions", "--hang-closing", "--help", "--indent-size", "--max-complexity",
    "--max-doc-length", "--max-line-length", "--no-show-source", "--preview", "--require-plugins",
    "--verbose", "--version", "--jitlint-config", "--jitlint-isolated",
}  # fmt: skip


def test_the_example_of_configuration_holds_every_key() -> None:
    text = (ROOT / "docs" / "reference" / "configuration.md").read_text("utf-8")
    [example] = re.findall(r"```toml.*\n(\[tool\.jitlint\]\n(?:.*\n)*?)```", text)
    keys = tomllib.loads(example)["tool"]["jitlint"]
    assert set(checked(keys, str(ROOT / "pyproject.toml"))) == {
        key.replace("-", "_") for key in READERS
    }


NAMED = re.compile(r"`((?:tests/)?(?:\w+/)*(?:test_\w+\.py(?:::\w+)?|report))`")


def rows() -> list[list[str]]:
    """Returns the rows of the table, each as its three cells."""
    text = (ROOT / "docs" / "surface.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_test_that_the_surface_names_is_there() -> None:
    for row in rows():
        for name in NAMED.findall(row[-1]):
            path, _, function = name.partition("::")
            file = ROOT / (path if path.startswith("tests/") else f"tests/hosts/{path}")
            assert file.exists(), name
            if function:
                assert f"def {function}(" in file.read_text("utf-8"), name


def test_every_row_of_the_surface_names_a_test_or_says_no() -> None:
    assert len(rows()) > 30
    for theirs, ours, shown in rows():
        assert NAMED.fullmatch(shown) or (ours, shown) == ("no", "–"), theirs


@pytest.mark.parametrize(("tool", "command"), [("ruff", "check --help"), ("flake8", "--help")])
def test_every_option_that_chooses_or_reports_is_in_the_table(tool: str, command: str) -> None:
    text = (ROOT / "docs" / "surface.md").read_text("utf-8")
    [told] = re.findall(rf"{tool} \((\d+\.\d+)\)", text)
    if not version(tool).startswith(f"{told}."):
        pytest.skip(f"the page is about {tool} {told}")
    words = [sys.executable, "-m", tool, *command.split()]
    help = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    options = set(re.findall(r"^ {2,}(?:-\w,? (?:\w+, )?)?(--[a-z-]+)", help, re.MULTILINE))
    assert len(options) > 20
    assert sorted(name for name in options - ELSEWHERE if name.strip("-") not in text) == []
