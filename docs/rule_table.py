"""Writes the table of rules into the README, from the first sentence of each manual page.

Run it as `python docs/rule_table.py` after adding or renaming a rule.
"""

import re
from pathlib import Path

from jitlint.rules import all_rules

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- rules: docs/rule_table.py -->\n", "<!-- end of rules -->\n"


def main() -> None:
    """Replaces what stands between the two comments."""
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")


def with_table(text: str) -> str:
    """Returns the README with the table of the rules that there are."""
    table = f"{BEGIN}\n{rule_table()}\n{END}"
    pattern = re.escape(BEGIN) + ".*?" + re.escape(END)
    return re.sub(pattern, lambda _: table, text, count=1, flags=re.DOTALL)


def rule_table() -> str:
    """Returns the table, a row for each rule."""
    rows = ["| Code | Name | |", "| --- | --- | --- |"]
    for rule in all_rules():
        sentence = " ".join(rule.manual.split("\n\n")[0].split()).replace("|", "\\|")
        rows.append(f"| {rule.code} | `{rule.name}` | {sentence} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
