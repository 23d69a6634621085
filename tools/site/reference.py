"""The reference pages that follow from the code: options, formats, stub language."""

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from jitlint.models import words
from jitlint.rules import all_rules
from tools.site.transcripts import run

ROOT = Path(__file__).parents[2]


def reference_pages() -> Iterator[tuple[str, str]]:
    """Yields the path of each page on the site, and its Markdown."""
    yield "reference/cli.md", _command_line()
    yield "reference/formats.md", _formats()
    yield "reference/stubs.md", _stubs()
    yield "rules.md", _rules()


def _command_line() -> str:
    help = run("python -m jitlint --help", ROOT, {"COLUMNS": "96"})
    return f"# Command line\n\nThis is what `jitlint --help` prints.\n\n```text\n{help}```\n"


def _formats() -> str:
    names = sorted(
        path.stem for path in (ROOT / "jitlint" / "report").glob("*.py") if path.stem[0] != "_"
    )
    rows = [f"| `{name.replace('_', '-')}` | {_first(name)} |" for name in names]
    return (
        "# Formats\n\n`--output-format NAME` chooses what is printed; `--output-file NAME:PATH` "
        "writes one more report to a file, and may be repeated. The formats `json`, `json-lines`, "
        "`rdjson` and `sarif` give the address of the page of each rule.\n\n"
        "| Format | |\n| --- | --- |\n" + "\n".join(rows) + "\n"
    )


def _first(name: str) -> str:
    return (import_module(f"jitlint.report.{name}").__doc__ or "").partition("\n")[0]


def _stubs() -> str:
    language = inspect.cleandoc(words.__doc__ or "")
    return (
        "# Stub language\n\nA stub says what a library does with the arguments of its functions. "
        "[Your own wrappers](../guides/wrappers.md) shows how to write one.\n\n"
        f"```text\n{language}\n```\n"
    )


def _rules() -> str:
    """Returns the table of the rules, in which each code leads to its page."""
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    codes = {rule.code for rule in all_rules()}
    linked = re.compile(r"^\| (JIT\d{3}) \|", re.MULTILINE)
    return linked.sub(
        lambda row: f"| [{row[1]}](rules/{row[1]}.md) |" if row[1] in codes else row[0], text
    )
