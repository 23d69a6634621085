"""Draws the picture in the README: real output of the real command, as SVG.

Run it as `python docs/picture.py` where `jitlint[verify]` is installed.
"""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "output.svg"
WORDS = ("--verify", "--select", "JIT101,JIT201,JIT301", "fixtures/tutorial.py")
WIDTH = 128


def main() -> None:
    """Runs the command on the tutorial and saves what a terminal would show."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ jitlint {' '.join(WORDS)}", "bold"))
    for line in output().rstrip().split("\n"):
        console.print(Text.from_ansi(line), soft_wrap=False)
    svg = console.export_svg(title="jitlint", unique_id="jitlint")
    PICTURE.write_text(without_web_fonts(svg), "utf-8")


def output() -> str:
    """Returns the coloured report; the command ends with 1, for there are findings."""
    done = subprocess.run(
        [sys.executable, "-m", "jitlint", *WORDS],
        cwd=ROOT,
        env=os.environ | {"FORCE_COLOR": "1"},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 1:
        raise SystemExit(f"jitlint ended with {done.returncode}, not with findings")
    return done.stdout


def without_web_fonts(svg: str) -> str:
    """Returns the picture in the reader's own monospaced font: it loads nothing."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    lines = (line.rstrip() for line in svg.splitlines())
    return "\n".join(lines).replace("Fira Code, monospace", "monospace") + "\n"


if __name__ == "__main__":
    main()
