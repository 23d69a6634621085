"""An environment with jitlint as it stands here and the linters beside it, made once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "build" / "speed"
DONE = HOME / "installed.toml"


def run_inside(module: str, words: Sequence[str]) -> int | None:
    """Runs a module with the environment's interpreter; returns None where this is it already."""
    if Path(sys.prefix) == HOME:
        return None
    command = [str(_interpreter()), "-m", module, *words]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def variables() -> Mapping[str, str]:
    """Returns the variables of what is measured, which keeps compiled modules as users' do."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONPYCACHEPREFIX": str(HOME / "compiled")}


def newest_python() -> str:
    """Returns the newest Python on this machine: JAX's own source is not written in 3.11."""
    homes = Path.home() / ".pyenv" / "versions"
    for minor in range(14, sys.version_info.minor, -1):
        found = shutil.which(f"python3.{minor}")
        kept = [str(home / "bin" / "python") for home in sorted(homes.glob(f"3.{minor}.*"))]
        for each in filter(None, [found, *kept]):
            if _runs(each):
                return each
    return sys.executable


def _runs(python: str) -> bool:
    asked = subprocess.run([python, "-c", "import venv"], capture_output=True, check=False)
    return asked.returncode == 0


def _interpreter() -> Path:
    python = HOME / "bin" / "python"
    wanted = (ROOT / "pyproject.toml").read_text("utf-8")
    if not DONE.is_file() or DONE.read_text("utf-8") != wanted:
        subprocess.run([newest_python(), "-m", "venv", "--clear", str(HOME)], check=True)
        install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*install, "-e", f"{ROOT}[bench]"], check=True)
        DONE.write_text(wanted, "utf-8")
    return python
