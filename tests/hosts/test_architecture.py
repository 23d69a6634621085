"""What docs/architecture.md says of the tree is so."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def test_each_package_stands_in_the_table() -> None:
    rows = re.findall(r"^\| (`\w+/`(?:, `\w+/`)*) \|", TEXT, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)/`", row)}
    assert named == {file.parent.name for file in (ROOT / "jitlint").glob("*/__init__.py")}


def test_each_room_of_the_interpreter_is_described_from_the_lowest() -> None:
    described = re.findall(r"^- `(\w+)/`:", TEXT, re.MULTILINE)
    rooms = {file.parent.name for file in (ROOT / "jitlint" / "interpreter").glob("*/__init__.py")}
    assert set(described) == rooms
    assert len(described) == len(rooms)
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    [layers] = re.findall(
        r'containers = \["jitlint.interpreter"\].*?layers = \[(.*?)\]', settings, re.DOTALL
    )
    order = [name for name in re.findall(r"\w+", layers) if name in rooms]
    assert described == order[::-1]


def test_each_file_that_is_named_is_there() -> None:
    named = re.findall(r"`((?:\w+/)+\w+(?:\.\w+)?)`", TEXT)
    assert len(named) >= 10
    for path in named:
        places = [base / path for base in (ROOT, ROOT / "jitlint")]
        found = [p for p in places if p.exists() or p.with_suffix(".py").exists()]
        room = ROOT / "jitlint" / "interpreter" / path
        found += [room] if room.exists() or room.with_suffix(".py").exists() else []
        assert found or re.search(r"jitNNN|call_sources\.", path), path
