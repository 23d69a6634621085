"""The playground in a real browser says of every fixture what the command says.

It is skipped where `npm install` has put no browser in `build/browser` (see `.ci/run`).
"""

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from browsing import BROWSER, ROOT, needs_browser, served

from jitlint.cli import main

pytestmark = [pytest.mark.slow, needs_browser]
PLAY = Path(__file__).with_name("browser") / "play.mjs"
FIXTURES = sorted((ROOT / "fixtures").glob("*.py"))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a browser has seen of the playground of a site that is built for it."""
    folder = tmp_path_factory.mktemp("playground")
    site = folder / "site"
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    for command in (build, [sys.executable, "-m", "tools.playground", str(site)]):
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    programs = folder / "programs.json"
    programs.write_text(json.dumps({each.name: each.read_text("utf-8") for each in FIXTURES}))
    with served(site) as address:
        command = ["node", str(PLAY), f"{address}/playground/", str(folder), str(programs)]
        done = subprocess.run(command, cwd=BROWSER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_findings_on_every_fixture_are_those_of_the_command(
    played: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    expected = {each.name: findings(each, tmp_path) for each in FIXTURES}
    assert played["answers"].keys() == expected.keys()
    assert {name: [here(each) for each in found] for name, found in played["answers"].items()} == {
        name: [here(each) for each in found] for name, found in expected.items()
    }


def findings(fixture: Path, directory: Path) -> list[dict[str, Any]]:
    """Returns what the command says of one fixture alone, under the name that the page has."""
    program = directory / "program.py"
    program.write_bytes(fixture.read_bytes())
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        main(["--no-cache", "--output-format", "json", str(program)])
    return json.loads(out.getvalue())


def here(value: Any) -> Any:
    """Returns a finding without the directory that it was found in."""
    match value:
        case dict():
            return {name: here(each) for name, each in value.items()}  # type: ignore[reportUnknownVariableType]
        case list():
            return [here(each) for each in value]  # type: ignore[reportUnknownVariableType]
        case str():
            return Path(value).name if value.endswith("/program.py") else value
        case _:
            return value


def test_the_page_shows_squiggles_the_chain_and_the_manual(played: dict[str, Any]) -> None:
    assert played["squiggles"] > 0
    assert "tracing starts here" in played["chain"]
    assert played["manual"].startswith("JIT101 branch-on-traced-value")
    assert len(played["examples"]) > 40
    assert played["examples"]["Tutorial"] == (ROOT / "fixtures" / "tutorial.py").read_text("utf-8")


def test_a_fix_is_that_of_the_command(played: dict[str, Any]) -> None:
    assert "jax.debug.print(" in played["fixed"]


def test_the_address_holds_the_program(played: dict[str, Any]) -> None:
    example = next(text for name, text in played["examples"].items() if name.startswith("JIT101"))
    assert played["shared"].split() == example.split()


def test_nothing_is_fetched_from_elsewhere_and_nothing_after_loading(
    played: dict[str, Any],
) -> None:
    assert played["errors"] == []
    origin = played["link"].partition("/playground/")[0]
    assert all(each.startswith((origin, "data:", "blob:")) for each in played["loading"])
    assert played["requests"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(played: dict[str, Any], scheme: str) -> None:
    found = played["violations"][scheme]
    assert [each for each in found if each.startswith(("serious", "critical"))] == []
