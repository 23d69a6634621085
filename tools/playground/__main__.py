"""Adds the playground's files to a built site: `python -m tools.playground [DIRECTORY]`.

The directory is that of the site, `build/site` if none is named. The editor and Pyodide come from
npm, the wheels from the package index, and jitlint's own is built. Prints the bytes that a browser
loads.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = ROOT / "build" / "playground"
SITE = ROOT / "build" / "site"
OWN = ("worker.mjs", "program.py", "playground.css")
PYODIDE = (
    "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip",
)  # fmt: skip
WHEELS = ("msgspec", "pathspec")


def main() -> None:
    """Puts everything that the page needs beside it."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    into = site / "playground"
    shutil.rmtree(into / "wheels", ignore_errors=True)
    (into / "wheels").mkdir(parents=True)
    (into / "pyodide").mkdir(exist_ok=True)
    _install()
    for source in (*(HERE / name for name in OWN), ROOT / "fixtures" / "tutorial.py"):
        shutil.copy(source, into)
    for name in PYODIDE:
        shutil.copy(MODULES / "node_modules" / "pyodide" / name, into / "pyodide")
    _bundle(into)
    _wheels(into)
    loaded = sum(each.stat().st_size for each in into.rglob("*") if each.is_file())
    print(f"{into}: {loaded / 1e6:.1f} MB")


def _install() -> None:
    """npm takes what it has already as it is."""
    MODULES.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", MODULES)
    _run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(MODULES))


def _bundle(into: Path) -> None:
    """The sources are copied to where their packages are, since Node looks for them above."""
    sources = [HERE / name for name in ("page.mjs", "ask.mjs", "link.mjs")]
    for source in sources:
        shutil.copy(source, MODULES)
    esbuild = MODULES / "node_modules" / ".bin" / "esbuild"
    output = f"--outfile={into / 'playground.mjs'}"
    options = ("--bundle", "--minify", "--format=esm", "--log-level=warning", output)
    _run(str(esbuild), str(MODULES / "page.mjs"), *options)


def _wheels(into: Path) -> None:
    """A wheel of compiled code is taken for the platform that this Pyodide is."""
    info: dict[str, Any] = json.loads((into / "pyodide" / "pyodide-lock.json").read_text())["info"]
    version = str(info["python"]).rpartition(".")[0]
    wheels = str(into / "wheels")
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", wheels, str(ROOT), quiet=True)
    wanted = ("--only-binary", ":all:", "--implementation", "cp", "--python-version", version)
    platform = ("--platform", f"pyemscripten_{info['abi_version']}_wasm32", "--platform", "any")
    download = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
    _run(*download, *wanted, *platform, "--dest", wheels, *WHEELS)
    names = sorted(path.name for path in (into / "wheels").iterdir())
    (into / "wheels.json").write_text(json.dumps(names), "utf-8")


def _run(*command: str, quiet: bool = False) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL if quiet else None)


if __name__ == "__main__":
    main()
