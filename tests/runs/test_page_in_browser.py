"""The page in a real browser: light, dark, by keyboard, and for who does not see it.

The browser is not installed with the other parts, and the tests are skipped without: they look
for it where `npm install` has put it in `build/browser`, beside a copy of `browser/package.json`.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from jitlint.cli import main
from jitlint.runs.inside.compilation import Compilation, Phase, Run

BROWSER = Path(__file__).parents[2] / "build" / "browser"
LOOK = Path(__file__).with_name("browser") / "look.mjs"
COMPILATIONS, FUNCTIONS = 10_000, 40


def compilation(number: int) -> Compilation:
    function, is_first = f"step{number % FUNCTIONS}", number < FUNCTIONS
    reason = "the first call" if is_first else "`x` went from f32[<3] to f32[{data}]"
    return Compilation(
        function,
        (__file__, 1),
        (__file__, 5),
        "first call" if is_first else "shape",
        reason,
        at=number * 0.05,
        compile=Phase(1, 0.01 + number % FUNCTIONS / 1000),
    )


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a browser has seen of a page of 10,000 compilations."""
    if not (BROWSER / "node_modules").is_dir():
        pytest.skip("no browser in build/browser: see the top of this file")
    folder = tmp_path_factory.mktemp("page")
    run = Run("train.py", seconds=500.0, compilations=[*map(compilation, range(COMPILATIONS))])
    record, page = folder / "run.json", folder / "page.html"
    record.write_text(json.dumps(run.as_json()), "utf-8")
    assert main(["report", str(record), "--html", str(page)]) == 0
    command = ["node", str(LOOK), str(page), str(folder)]
    done = subprocess.run(command, cwd=BROWSER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_compilation_is_drawn_and_the_network_asked_for_nothing(
    seen: dict[str, Any], scheme: str
) -> None:
    assert seen[scheme]["bars"] == COMPILATIONS
    assert [url.partition(":")[0] for url in seen[scheme]["requests"]] == ["file"]
    assert seen[scheme]["errors"] == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_does_not_see_the_page_is_told_all_the_same(seen: dict[str, Any], scheme: str) -> None:
    assert seen[scheme]["violations"] == []
    assert seen[scheme]["passes"] > 20


@pytest.mark.slow
def test_keys_are_enough_to_filter_sort_and_read_the_source(seen: dict[str, Any]) -> None:
    keyboard = seen["keyboard"]
    assert keyboard["filtered"] == ["step7"]
    assert keyboard["sorted"] == "ascending"
    assert keyboard["down"] == keyboard["up"][::-1]
    assert keyboard["up"][:3] == ["step0", "step1", "step2"]
    [source] = keyboard["opened"]
    assert ">     5 " in source
