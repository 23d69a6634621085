"""The manual: the page of one rule, and the table of all."""

import json
import re
from collections.abc import Iterator, Sequence
from textwrap import dedent
from typing import TYPE_CHECKING, TextIO

from jitlint.report._claims import consequence, experiment

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jitlint.rules import Rule

PAGE_WIDTH, PIPE_WIDTH = 100, 260
CODE = r"((?:^(?: {4}.*)?\n)+)"


def explain(rule: "Rule", stream: TextIO, color: bool) -> None:
    """Writes the manual page of a rule; coloured, if so wanted, with its code highlighted."""
    title = f"{rule.code} {rule.name} ({rule.severity})"
    facts = [f"Family: {rule.family}.", *_facts(rule)]
    if not color:
        stream.write("\n".join([title, "", rule.manual, "", *facts, ""]))
        return
    from rich.console import Console
    from rich.markup import escape

    console = Console(file=stream, force_terminal=True, highlight=False)
    console.width = min(console.width, PAGE_WIDTH)
    console.print(f"[bold]{escape(title)}[/]\n")
    for part in _parts(rule.manual):
        console.print(part)
        console.print()
    console.print("\n".join(facts), style="dim", markup=False)


def manual_page(rule: "Rule") -> str:
    """Returns the manual page of a rule as Markdown, its code fenced."""
    parts = [f"**{rule.code} {rule.name}** ({rule.severity})"]
    for part in re.split(CODE, f"{rule.manual}\n", flags=re.MULTILINE):
        code = part.strip("\n")
        if code:
            indented = code.startswith("    ")
            parts.append(f"```python\n{dedent(code)}\n```" if indented else code)
    return "\n\n".join([*parts, *_facts(rule)])


def show_rules(rules: "Sequence[Rule]", stream: TextIO, color: bool) -> None:
    """Writes the table of the rules."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in ("code", "name", "severity", "family", "fix", "verification"):
        table.add_column(column, no_wrap=column in ("code", "name", "severity"))
    for rule in rules:
        row = _row(rule)
        table.add_row(*(Text(row[key] or "–") for key in row))
    width = None if stream.isatty() else PIPE_WIDTH
    console = Console(file=stream, force_terminal=color, highlight=False, width=width)
    with console.capture() as captured:
        console.print(table)
    stream.writelines(f"{line.rstrip()}\n" for line in captured.get().strip("\n").splitlines())


def dump_rules(rules: "Sequence[Rule]", stream: TextIO) -> None:
    """Writes the rules as a JSON array."""
    items = [{**_row(rule), "errors": rule.errors, "manual": rule.manual} for rule in rules]
    json.dump(items, stream, indent=2)
    stream.write("\n")


def _row(rule: "Rule") -> dict[str, str | None]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "family": rule.family,
        "fix": rule.fix or None,
        "verification": experiment(rule.claim) or None,
    }


def _facts(rule: "Rule") -> Iterator[str]:
    if rule.fix:
        yield f"`jitlint --fix` {rule.fix}, where it is sure."
    from jitlint.core.finding import Claim

    happens = consequence(Claim(rule.claim, rule.errors))
    if happens:
        yield f"Here {happens}."
    if experiment(rule.claim):
        yield f"`jitlint --verify` {experiment(rule.claim)}"


def _parts(manual: str) -> "Iterator[RenderableType]":
    """Yields the prose as Markdown, and what is indented as Python."""
    from rich.markdown import Markdown
    from rich.syntax import Syntax
    from rich.text import Text

    for part in re.split(CODE, f"{manual}\n", flags=re.MULTILINE):
        code = part.strip("\n")
        if code.startswith("    "):
            lines = "\n".join(line[4:] for line in code.splitlines())
            yield Syntax(lines, "python", background_color="default", padding=(0, 4))
        elif code in ("Bad:", "Good:"):
            yield Text(code, "bold red" if code == "Bad:" else "bold green")
        elif code:
            yield Markdown(code)
