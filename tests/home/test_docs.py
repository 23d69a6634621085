"""What the README and docs/surface.md say of configuration and tests is so."""

import re
import tomllib
from pathlib import Path

from jitlint.config.keys import READERS, checked

ROOT = Path(__file__).parent.parent.parent


def test_the_example_in_the_readme_holds_every_key() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    [example] = re.findall(r"```toml\n(\[tool\.jitlint\]\n.*?)```", text, re.DOTALL)
    keys = tomllib.loads(example)["tool"]["jitlint"]
    assert set(checked(keys, str(ROOT / "pyproject.toml"))) == {
        key.replace("-", "_") for key in READERS
    }


def test_every_test_that_the_surface_names_is_there() -> None:
    text = (ROOT / "docs" / "surface.md").read_text("utf-8")
    named = re.findall(r"`((?:tests/)?(?:test_\w+\.py(?:::\w+)?|report))`", text)
    assert len(named) > 20
    for name in named:
        path, _, function = name.partition("::")
        file = ROOT / (path if path.startswith("tests/") else f"tests/home/{path}")
        assert file.exists(), name
        if function:
            assert f"def {function}(" in file.read_text("utf-8"), name
