"""Every page of the site in a real browser: light and dark, wide and narrow, and by axe.

It is skipped where `npm install` has put no browser in `build/browser` (see `.ci/run`).
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from browsing import BROWSER, ROOT, needs_browser, served

AXE = Path(__file__).with_name("browser") / "axe.mjs"


@pytest.mark.slow
@needs_browser
def test_no_page_hinders_its_readers(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    found = {each.parent.relative_to(tmp_path) for each in tmp_path.rglob("index.html")}
    paths = sorted(f"{each}/" for each in found if each.name != "playground")
    assert len(paths) > 60
    with served(tmp_path) as address:
        command = ["node", str(AXE), address, *paths]
        done = subprocess.run(command, cwd=BROWSER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wrong: list[str] = json.loads(done.stdout)
    assert [each for each in wrong if ": minor " not in each and ": moderate " not in each] == []
