"""Fixes are kept only if the next run finds one mistake less, and none more."""

from pathlib import Path

import pytest
from mending import HEAD, mended, mended_text

from jitlint.cli import main
from jitlint.core.finding import Claim, Edit, Finding, Span
from jitlint.core.result import CheckResult
from jitlint.core.source import Source
from jitlint.rewrite.recheck import Fixed, Texts, fixed

PATH = "letters.py"
CALLER = "\n@jax.jit\ndef f(x):\n    return jnp.eye(called.g(x))\n"
CALLED = "\ndef g(x):\n    return np.sin(x)\n"
"""Where `np.sin` raises, nothing is known of its result; that of `jnp.sin` is traced."""


def checked(text: str, wrong: dict[str, str]) -> CheckResult:
    """Returns a run that finds certain letters in a text, and would write others instead.

    It finds question marks, too, and has nothing to write instead.
    """
    found = [
        Finding(letter, letter, "error", at, "", Claim("none"), fix=fix)
        for number, letter in enumerate(text, 1)
        if letter in {*wrong, "?"}
        for at in [Span(PATH, 1, number, 1, number + 1)]
        for fix in [(Edit(at, wrong[letter]),) if letter in wrong else ()]
    ]
    return CheckResult(tuple(found), {PATH: Source(PATH, text)})


def rounds(text: str, wrong: dict[str, str]) -> tuple[Fixed, str, int]:
    """Returns what comes of a text, the text itself, and how often it was checked."""
    asked: list[str] = []

    def check(texts: Texts) -> CheckResult:
        source = texts[PATH]
        assert isinstance(source, Source)
        asked.append(source.text)
        return checked(source.text, wrong)

    done = fixed(checked(text, wrong), check, lambda run: run.findings, {PATH: text.encode()})
    return done, done.files.get(PATH, text.encode()).decode(), len(asked)


def test_all_that_is_sure_is_done_at_once() -> None:
    done, text, checks = rounds("a-a-b-a", {"a": "x", "b": "yy"})
    assert (text, len(done.gone), done.run.findings, checks) == ("x-x-yy-x", 4, (), 1)


def test_a_fix_that_makes_another_mistake_is_taken_back_and_the_others_stay() -> None:
    done, text, _ = rounds("a" * 7 + "b" + "a" * 8, {"a": "x", "b": "?"})
    assert text == "x" * 7 + "b" + "x" * 8
    assert [finding.code for finding in done.run.findings] == ["b"]


def test_one_bad_fix_among_many_is_found_by_halving() -> None:
    done, _, checks = rounds("a" * 63 + "b", {"a": "x", "b": "?"})
    assert len(done.gone) == 63
    assert checks < 16


def test_a_fix_is_not_refused_for_what_one_in_another_file_does(tmp_path: Path) -> None:
    """Four comments beside the caller, three beside a fix: the new error is at the caller."""
    (tmp_path / "pyproject.toml").touch()
    comments = "".join(f"a{n} = {n}  # noqa: JIT102\n" for n in range(4))
    (tmp_path / "caller.py").write_text(f"{HEAD}import called\n{comments}{CALLER}")
    (tmp_path / "called.py").write_text(f"{HEAD}{CALLED}")
    words = [
        "-q",
        "--no-cache",
        "--extend-select",
        "JIT001",
        "--fix",
        "--unsafe-fixes",
        str(tmp_path),
    ]
    main(words)
    once = (tmp_path / "caller.py").read_text()
    assert "noqa" not in once
    main(words)
    assert (tmp_path / "caller.py").read_text() == once
    assert (tmp_path / "called.py").read_text() == f"{HEAD}{CALLED}"


def test_a_fix_that_changes_nothing_is_given_up() -> None:
    done, text, checks = rounds("aa", {"a": "a"})
    assert (text, done.gone, done.files, checks) == ("aa", (), {}, 1)


def test_what_a_fix_uncovers_is_fixed_with_it() -> None:
    done, text, _ = rounds("-a-", {"a": "b", "b": "c", "c": "x"})
    assert (text, len(done.gone)) == ("-x-", 3)


def test_a_circle_of_fixes_comes_to_an_end() -> None:
    done, text, _ = rounds("-a-", {"a": "b", "b": "a"})
    assert (text, done.gone) == ("-a-", ())


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("np.sin(np.cos(x))", "jnp.sin(jnp.cos(x))"),
        ("math.sin(max(np.cos(x), 1.0))", "jnp.sin(jnp.maximum(jnp.cos(x), 1.0))"),
        (
            "np.sin(x).block_until_ready().block_until_ready()",
            "jax.block_until_ready(jax.block_until_ready(jnp.sin(x)))",
        ),
    ],
)
def test_mistakes_within_mistakes_are_put_right(line: str, right: str, tmp_path: Path) -> None:
    text = f"{HEAD}@jax.jit\ndef f(x):\n    return {line}\n"
    assert mended_text(text, tmp_path) == text.replace(line, right)


def test_what_uncovers_something_else_is_taken_back(tmp_path: Path) -> None:
    text = f"{HEAD}@jax.jit\ndef f(x):\n    return jnp.nonzero(np.abs(x))\n"
    assert mended_text(text, tmp_path) == text


def test_what_would_raise_another_error_is_taken_back(tmp_path: Path) -> None:
    text = f"{HEAD}@jax.jit\ndef f(x):\n    return np.nonzero(x + 1), np.sin(x)\n"
    assert mended_text(text, tmp_path) == text.replace("np.sin", "jnp.sin")


def test_an_error_of_a_rule_that_is_off_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"{HEAD}@jax.jit\ndef f(x):\n    return np.nonzero(x + 1)\n")
    assert mended(path, code="JIT103").gone == ()


@pytest.mark.parametrize("comment", ["# noqa: JIT103", "# jitlint: ignore[JIT103]"])
def test_what_is_silenced_is_not_fixed(comment: str, tmp_path: Path) -> None:
    text = f"{HEAD}@jax.jit\ndef f(x):\n    return np.sin(x)  {comment}\n"
    assert mended_text(text, tmp_path) == text
