"""A configuration that somebody else has written is used, or refused in one line."""

import os
from pathlib import Path

import pytest

from jitlint.config.files import ConfigError, found_in, read
from jitlint.config.keys import READERS
from jitlint.config.settings import Settings
from jitlint.models.parse import ModelError, read_stub

WRONG = (
    "true", "-1", "1.5", "inf", '""', '"\\u0000"', '"["', '"[z-a]"', '"\\u001b[31m"', "1979-05-27",
    "[]", "[[]]", "[{}]", "[1]", '[""]', '["\\u0000"]', '["["]', '["[z-a]"]', '["!"]', '["/"]',
    "{}", '{"" = []}', '{"!" = ["JIT1"]}', '{"[z-a]" = ["JIT1"]}', "{a = 1}", "{examples = 1}",
)  # fmt: skip
REFUSED = {
    "too long": ("# " + "x" * 1_000_000, "is longer than 1 million bytes"),
    "too many parts": (f"a{'.a' * 400_000} = 1", "has a key of more than 64 parts"),
    "quoted parts": ("x = {a" + '."\\""' * 90 + " = 1}", "has a key of more than 64 parts"),
    "a table of parts": (f"[ a{'.a' * 400_000} ]", "has a key of more than 64 parts"),
    "too deep": ("ignore = " + "[" * 100_000, "is no TOML: maximum recursion depth exceeded"),
    "a long number": ("pedantic = " + "1" * 9_999, "is no TOML: Exceeds the limit"),
    "no UTF-8": ("ignore = '\udcff'", "is not UTF-8"),
}


def complaint(path: str) -> str:
    """Returns what is wrong with the configuration of a file."""
    settings = Settings([os.path.dirname(path)])
    try:
        settings.includes(path)
        settings.of(path).wants("JIT101", path)
    except ConfigError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("key", READERS)
def test_no_value_of_a_key_is_more_than_refused(tmp_path: Path, key: str) -> None:
    file = tmp_path / "jitlint.toml"
    for value in WRONG:
        file.write_text(f"{key} = {value}\n")
        said = complaint(str(tmp_path / "a.py"))
        assert said == "" or (said.startswith(str(tmp_path)) and "\n" not in said)


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_take_too_long_is_refused(tmp_path: Path, name: str) -> None:
    text, said = REFUSED[name]
    (tmp_path / "jitlint.toml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(ConfigError, match=said):
        found_in(str(tmp_path))


def test_files_that_extend_one_another_end(tmp_path: Path) -> None:
    for number in range(1200):
        (tmp_path / f"{number}.toml").write_text(f'extend = "{number + 1}.toml"\n')
    with pytest.raises(ConfigError, match="more than 32 files extend one another"):
        read(str(tmp_path / "0.toml"))
    (tmp_path / "1.toml").write_text('extend = "here/1.toml"\n')
    (tmp_path / "here").symlink_to(tmp_path)
    with pytest.raises(ConfigError, match="extend one another"):
        read(str(tmp_path / "0.toml"))


@pytest.mark.parametrize("place", ["pipe", "zeros"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, place: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zeros").symlink_to("/dev/zero")
    (tmp_path / "jitlint.toml").write_text(f'extend = "{place}"\nmodels = ["{place}"]\n')
    with pytest.raises(ConfigError, match=f"{place}: cannot be read: is not a file"):
        found_in(str(tmp_path))
    with pytest.raises(ModelError, match=f"{place}:1: cannot be read: .*is not a file"):
        read_stub(tmp_path / place)


@pytest.mark.parametrize("text", ["x = 1\0", "x = " + "(" * 50_000, "x = " + "-" * 50_000 + "1"])
def test_a_stub_that_no_parser_can_follow_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "jax.pyi").write_text(text)
    with pytest.raises(ModelError, match=r"jax\.pyi:1: is no Python: "):
        read_stub(tmp_path / "jax.pyi")


def test_what_the_user_names_may_be_a_pipe(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b'ignore = ["JIT1"]\n')
    os.close(writing)
    assert not read(f"/dev/fd/{reading}").wants("JIT101", "a.py")
    os.close(reading)


def test_an_ignore_file_that_is_none_ignores_nothing(tmp_path: Path) -> None:
    (tmp_path / ".git" / "info").mkdir(parents=True)
    (tmp_path / ".git" / "info" / "exclude").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / ".gitignore")
    assert Settings(["."]).includes(str(tmp_path / "a.py"))


def test_a_line_that_is_no_pattern_is_passed_over_as_git_does(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("[z-a]\n!\n[\nb.py\n")
    settings = Settings(["."])
    kept = [name for name in ("a.py", "b.py") if settings.includes(str(tmp_path / name))]
    assert kept == ["a.py"]
