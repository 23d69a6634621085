"""One mistake is one finding, whatever is chosen: what fails hides what would follow from it."""

from pathlib import Path

import pytest
from command import jitlint

KEEPS_A_TRACER = """\
import jax

seen = []


@jax.jit
def step(x):
    seen.append(x)
    seen.append(1)
    return x
"""
CANNOT_BE_WRAPPED = """\
from functools import partial

import jax


@partial(jax.jit, static_argnames="m")
def step(x, n):
    print(x)
    return x if x > n else n


@partial(jax.jit, static_argnames="n")
def other(x, n):
    return x if x > n else n
"""


def told(folder: Path, text: str, *words: str) -> list[tuple[int, str]]:
    """Returns the rows and codes of the findings in a file."""
    (folder / "program.py").write_text(text)
    done = jitlint(folder, "-n", "-q", "--output-format", "concise", *words, "program.py")
    lines = [line.split(":", 3) for line in done.stdout.splitlines() if line[:1] != " "]
    return [(int(row), rest.split()[0]) for _, row, _, rest in lines]


def test_a_tracer_that_is_stored_is_told_once(tmp_path: Path) -> None:
    assert told(tmp_path, KEEPS_A_TRACER) == [(8, "JIT501"), (9, "JIT202")]


@pytest.mark.parametrize(
    "words",
    [("--select", "JIT202"), ("--ignore", "JIT501"), ("--per-file-ignores", "program.py:JIT501")],
)
def test_what_tells_more_hides_nothing_where_nobody_wants_it(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert told(tmp_path, KEEPS_A_TRACER, *words) == [(8, "JIT202"), (9, "JIT202")]


@pytest.mark.parametrize("comment", ["# noqa: JIT501", "# jitlint: ignore[JIT5]"])
def test_a_comment_on_the_one_finding_silences_the_mistake(tmp_path: Path, comment: str) -> None:
    text = KEEPS_A_TRACER.replace("append(x)", f"append(x)  {comment}")
    assert told(tmp_path, text) == [(9, "JIT202")]


def test_a_comment_on_what_is_no_longer_told_is_not_called_useless(tmp_path: Path) -> None:
    text = KEEPS_A_TRACER.replace("append(x)", "append(x)  # noqa: JIT202, JIT501")
    assert told(tmp_path, text, "--pedantic") == [(9, "JIT202")]


def test_a_wrapper_that_is_never_made_traces_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, CANNOT_BE_WRAPPED) == [(6, "JIT404"), (14, "JIT101")]
