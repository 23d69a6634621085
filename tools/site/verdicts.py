"""Writes what JAX answers about a bad example of each rule: `python -m tools.site.verdicts`."""

import json
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jitlint.frontend.x64 import says_x64
from jitlint.rules import Rule, all_rules
from tools.site.jax_messages import BLOCK
from tools.site.rule_pages import VERDICTS


def main() -> None:
    """Writes the verdicts, with the version of JAX that gave them."""
    document = {"jax": version("jax"), "verdicts": verdicts()}
    VERDICTS.write_text(f"{json.dumps(document, indent=1)}\n", "utf-8")


def verdicts() -> dict[str, list[str]]:
    """Returns what is said beside the finding in the first bad example, by the code of the rule.

    One that speaks of x64 is a program by itself, since the others may then have 64 bits, too.
    """
    examples = {rule.code: _example(rule) for rule in all_rules()}
    wide = {code: text for code, text in examples.items() if says_x64(text)}
    others = {code: text for code, text in examples.items() if code not in wide}
    found = {**_answers(others), **_answers(wide)}
    return {code: found[code] for code in examples if code in found}


def _example(rule: Rule) -> str:
    [first, *_] = BLOCK.findall(f"{rule.manual}\n")
    return "\n".join(line[4:] for line in first.splitlines()) + "\n"


def _answers(examples: dict[str, str]) -> dict[str, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        for code, text in examples.items():
            Path(folder, f"{code}.py").write_text(text, "utf-8")
        found = _asked(folder)
    answers: dict[str, list[str]] = {}
    for each in found:
        if each["verdict"] and Path(each["filename"]).stem == each["code"]:
            answers.setdefault(each["code"], _lines(each["verdict"]))
    return answers


def _asked(folder: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-P", "-m", "jitlint", "--verify", "--no-cache", "--isolated"]
    options = ("--extend-select", "ALL", "--pedantic", "--output-format", "json", ".")
    asked = [*command, *options]
    done = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def _lines(verdict: dict[str, Any]) -> list[str]:
    """Returns the verdict as the report has it, but for the version of JAX."""
    said = verdict["evidence"] or [verdict["reason"]]
    first = f"{verdict['outcome']}: {said[0]}"
    given = [f"called with {verdict['arguments']}"] * bool(verdict["arguments"])
    return [first, *said[1:], *given]


if __name__ == "__main__":
    main()
