"""The functions that the playground's page calls in the browser: each runs a command of jitlint."""

import contextlib
import importlib
import io
import json
import os
import pkgutil
from pathlib import Path

from jitlint import rules
from jitlint.cli import main

FILE = Path("/home/pyodide/program.py")
TUTORIAL = FILE.with_name("tutorial.py")
BAD = "Bad:"


def check(text: str) -> str:
    """Returns as JSON the findings in a program, and what the command says beside them."""
    FILE.write_text(text, "utf-8")
    out, said = _run("--output-format", "json")
    return json.dumps({"findings": json.loads(out or "[]"), "said": said.strip()})


def fixed(text: str, is_unsafe: bool) -> str:
    """Returns as JSON the program after `--fix`, with unsafe fixes if they are wanted."""
    FILE.write_text(text, "utf-8")
    _, said = _run("--fix", *["--unsafe-fixes"] * is_unsafe)
    return json.dumps({"text": FILE.read_text("utf-8"), "said": said.strip()})


def explained(code: str) -> str:
    """Returns the manual page of a rule."""
    return _said("explain", code)[0]


def examples() -> str:
    """Returns as JSON the tutorial, and the first bad program of each manual page, by name."""
    found = {"Tutorial": TUTORIAL.read_text("utf-8")}
    for each in pkgutil.iter_modules(rules.__path__):
        manual = importlib.import_module(f"jitlint.rules.{each.name}").__doc__ or ""
        program = _first_bad(manual.splitlines())
        if each.name.startswith("jit") and program:
            code, _, name = each.name.partition("_")
            found[f"{code.upper()} {name.replace('_', '-')}"] = program
    return json.dumps(found)


def _first_bad(lines: list[str]) -> str:
    if BAD not in lines:
        return ""
    rest = lines[lines.index(BAD) + 1 :]
    end = next((n for n, line in enumerate(rest) if line and not line.startswith(" ")), len(rest))
    return "\n".join(line[4:] for line in rest[:end]).strip() + "\n"


def _run(*words: str) -> tuple[str, str]:
    return _said("--no-cache", "-j", "1", *words, str(FILE))


def _said(*words: str) -> tuple[str, str]:
    os.chdir(FILE.parent)
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        main([*words])
    return out.getvalue(), error.getvalue()
