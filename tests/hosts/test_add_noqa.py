"""`--add-noqa` silences what there is, and changes nothing but comments."""

import ast
from pathlib import Path

import pytest
from command import BAD, jitlint, write_project


def added(folder: Path, text: str) -> str:
    """Returns a file after `--add-noqa`, once that left nothing to say and no other program."""
    file = folder / "a.py"
    file.write_bytes(text.encode())
    done = jitlint(folder, "--add-noqa", "a.py")
    assert (done.returncode, done.stdout) == (0, "")
    assert jitlint(folder, "a.py").returncode == 0
    after = file.read_bytes().decode()
    assert ast.dump(ast.parse(after)) == ast.dump(ast.parse(text))
    return after


def test_every_flagged_line_gets_a_comment(tmp_path: Path) -> None:
    write_project(tmp_path)
    done = jitlint(tmp_path, "--add-noqa", ".")
    assert (done.returncode, done.stderr) == (0, "2 lines have a `# noqa` more\n")
    assert jitlint(tmp_path, ".").returncode == 0
    assert "    if x > 0:  # noqa: JIT101\n" in (tmp_path / "bad.py").read_text()


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("    if x > 0:", "    if x > 0:  # noqa: JIT101"),
        ("    if x > 0:  # why", "    if x > 0:  # why  # noqa: JIT101"),
        ("    if x > 0:  # noqa: E501", "    if x > 0:  # noqa: E501, JIT101"),
        ("    if x > 0:  # noqa: E501 why", "    if x > 0:  # noqa: E501, JIT101 why"),
        ("    if x > \\\n            0:", "    if x > \\\n            0:  # noqa: JIT101"),
        ("    if (x >\n            0):", "    if (x >  # noqa: JIT101\n            0):"),
        ('    if x > len("""\n"""):', '    if x > len("""\n"""):  # noqa: JIT101'),
    ],
)
def test_the_comment_stands_where_one_can(tmp_path: Path, line: str, after: str) -> None:
    text = BAD.replace("    if x > 0:", line)
    assert added(tmp_path, text) == BAD.replace("    if x > 0:", after)


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    text = BAD.replace("\n", "\r\n")
    assert added(tmp_path, text) == text.replace("x > 0:", "x > 0:  # noqa: JIT101")


def test_a_file_without_a_last_line_end_stays_without(tmp_path: Path) -> None:
    text = BAD.replace("        return x\n    return 0.0\n", "        pass")
    assert added(tmp_path, text).endswith("pass")


def test_an_encoding_stays_as_it_is(tmp_path: Path) -> None:
    data = f"# coding: latin-1\n# \xe9\n{BAD}".encode("latin-1")
    (tmp_path / "a.py").write_bytes(data)
    jitlint(tmp_path, "--add-noqa", "a.py")
    assert (tmp_path / "a.py").read_bytes() == data.replace(b"0:", b"0:  # noqa: JIT101")


def test_stdin_cannot_be_changed(tmp_path: Path) -> None:
    done = jitlint(tmp_path, "--add-noqa", "-")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
