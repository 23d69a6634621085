"""Writes what JAX says of the bad examples of each rule: `python -m tools.site.jax_messages`."""

import contextlib
import io
import json
import re
from importlib.metadata import version

from jitlint.rules import all_rules
from tools.site.rule_pages import MESSAGES

BLOCK = re.compile(r"^Bad:\n((?:(?: {4}.*)?\n)+)", re.MULTILINE)


def main() -> None:
    """Writes the messages, with the version of JAX that gave them."""
    document = {"jax": version("jax"), "messages": messages()}
    MESSAGES.write_text(f"{json.dumps(document, indent=1)}\n", "utf-8")


def messages() -> dict[str, list[str]]:
    """Returns the error of each bad example that raises one, by the code of its rule."""
    found: dict[str, list[str]] = {}
    for rule in all_rules():
        for block in BLOCK.findall(f"{rule.manual}\n"):
            text = "\n".join(line[4:] for line in block.splitlines())
            said = message(text) if rule.errors else ""
            if said and said not in found.setdefault(rule.code, []):
                found[rule.code].append(said)
    return {code: said for code, said in found.items() if said}


def message(text: str) -> str:
    """Returns the class and the first lines of the error that a program ends with, if any."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, "example.py", "exec"), {"__name__": "example"})
    except Exception as error:
        said = str(error).split("\n\n")[0].split("\nThe error occurred")[0].strip()
        said = re.sub(r" at 0x[0-9a-f]+|(?<=example\.py:)\d+", "", said)
        return f"{type(error).__name__}: {said}"
    return ""


if __name__ == "__main__":
    main()
