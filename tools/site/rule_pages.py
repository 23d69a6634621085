"""The page of each rule: its manual, what jitlint says of its examples, and JAX's own text."""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from jitlint.check.api import check
from jitlint.config.files import Config
from jitlint.config.selection import Layer
from jitlint.config.settings import Settings
from jitlint.core.finding import Claim
from jitlint.report._claims import consequence, experiment
from jitlint.rules import Rule, all_rules

DOCS = Path(__file__).parents[2] / "docs"
MESSAGES, VERDICTS = DOCS / "jax_messages.json", DOCS / "verdicts.json"
INDENTED = re.compile(r"((?:^(?: {4}.*)?\n)+)", re.MULTILINE)
SEVERITIES = {"error": "failure", "warning": "warning", "note": "note"}
PROGRAM = "example.py"


def rule_pages() -> Iterator[tuple[str, str]]:
    """Yields the path of each page on the site, and its Markdown."""
    messages = json.loads(MESSAGES.read_text("utf-8"))["messages"]
    verdicts = json.loads(VERDICTS.read_text("utf-8"))["verdicts"]
    for rule in all_rules():
        said, verdict = messages.get(rule.code, []), verdicts.get(rule.code, [])
        yield f"rules/{rule.code}.md", page(rule, said, verdict)


def page(rule: Rule, messages: list[str], verdict: list[str]) -> str:
    """Returns the page of a rule; messages and verdict are those of JAX for its bad examples."""
    return "\n\n".join(
        [
            f"# {rule.code}: {rule.name}",
            f'!!! {SEVERITIES[rule.severity]} "{rule.severity}: {rule.family}"',
            *_manual(rule),
            *_raised(messages),
            *_answered(verdict),
            "## What follows",
            "\n".join(f"* {fact}" for fact in _facts(rule)),
            "## Configuration",
            _configuration(rule),
        ]
    )


def _manual(rule: Rule) -> Iterator[str]:
    kind = ""
    for part in INDENTED.split(f"{rule.manual}\n"):
        code = part.strip("\n")
        if code in ("Bad:", "Good:"):
            kind = code.strip(":")
            yield f"## {kind}"
        elif code.startswith("    ") and kind:
            yield f'```python title="{PROGRAM}"\n{dedent(code)}\n```'
            if kind == "Bad":
                yield from _said(rule, dedent(code))
        elif code.startswith("    "):
            yield f"```python\n{dedent(code)}\n```"
        elif code:
            yield code


def _said(rule: Rule, text: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, PROGRAM)
        path.write_text(f"{text}\n", "utf-8")
        config = Config(layers=(Layer(extend_select=(rule.code,)),))
        found = check([str(path)], Settings([], config)).findings
    lines = [
        f"{PROGRAM}:{each.at.row}:{each.at.column}: {each.code} {each.message}"
        + (f"\n  = help: {each.help}" if each.help else "")
        for each in found
        if each.code == rule.code
    ]
    if lines:
        yield "```text\n" + "\n".join(lines) + "\n```"


def _raised(messages: list[str]) -> Iterator[str]:
    if messages:
        yield "## The error of JAX"
        yield "The bad examples above, run, end with:"
        yield from (f"```text\n{message}\n```" for message in messages)


def _answered(verdict: list[str]) -> Iterator[str]:
    if verdict:
        yield "## The verdict of JAX"
        yield "Of the first bad example `jitlint --verify` says:"
        yield "```text\n" + "\n".join(verdict) + "\n```"


def _facts(rule: Rule) -> Iterator[str]:
    if happens := consequence(Claim(rule.claim, rule.errors)):
        yield f"Here {happens}."
    if asks := experiment(rule.claim):
        yield f"`jitlint --verify` {asks} [What the answers mean](../reference/verdicts.md)."
    if rule.fix:
        yield f"`jitlint --fix` {rule.fix}, where it is sure."
    else:
        yield "`jitlint --fix` does not rewrite this."


def _configuration(rule: Rule) -> str:
    other = "warning" if rule.severity == "error" else "error"
    return (
        f"Silence one line with `# jitlint: ignore[{rule.code}]`, a project with the first key, or "
        f'make it another severity with the second:\n\n```toml title="pyproject.toml"\n'
        f'[tool.jitlint]\nignore = ["{rule.code}"]\nseverity = {{ {rule.code} = "{other}" }}\n```'
    )
