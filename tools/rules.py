"""Writes docs/rules.md, the table of all rules: `python -m tools.rules`, or compares: `--check`."""

import io
import json
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

from jitlint.report import dump_rules
from jitlint.rules import all_rules

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
OPENING = """\
# The rules

Written by `python -m tools.rules` from the rules themselves; `jitlint explain CODE` shows the
manual page of one. *Claim* is what JAX does if a finding is right, and what `--verify` tests. Of
several errors that JAX may raise, a finding names those that fit the call. *Fix* says whether
there are findings that can be rewritten.
"""
HEAD = (
    "| Code | Name | Severity | Claim | JAX raises | Fix | |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)


def main() -> int:
    """Writes the page, or with `--check` returns 1 if it is stale."""
    text = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text, "utf-8")
    elif not PAGE.exists() or PAGE.read_text("utf-8") != text:
        print("docs/rules.md is stale: run `python -m tools.rules`", file=sys.stderr)
        return 1
    return 0


def page() -> str:
    """Returns the page: a table for each family of rules."""
    claims = {rule.code: rule.claim for rule in all_rules()}
    parts = [OPENING]
    for family, rules in groupby(_described(), key=lambda rule: (rule["code"][:4], rule["family"])):
        rows = [_row(rule, claims[rule["code"]]) for rule in rules]
        parts.append("\n".join([f"## {family[0]}xx: {family[1]}", "", *HEAD, *rows]) + "\n")
    return "\n".join(parts)


def _described() -> list[dict[str, Any]]:
    """Returns what `jitlint rules` says of every rule, as JSON has it."""
    stream = io.StringIO()
    dump_rules(all_rules(), stream)
    return json.loads(stream.getvalue())


def _row(rule: dict[str, Any], claim: str) -> str:
    opening = " ".join(rule["manual"].split("\n\n")[0].split()).replace("|", "\\|")
    raises = ", ".join(f"`{name}`" for name in rule["errors"]) or "–"
    fix = "yes" if rule["fix"] else "no"
    cells = (rule["code"], f"`{rule['name']}`", rule["severity"], claim, raises, fix, opening)
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
