"""The layout of a new call as formatters leave it: on one line, or one argument a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from jitlint.rewrite.document import WIDTH


@dataclass(frozen=True, slots=True)
class Call:
    """A call to be written: its callee, and its arguments, which may be calls."""

    function: str
    arguments: Sequence["Written"]

    def flat(self) -> str:
        """Returns the call on one line."""
        return f"{self.function}({', '.join(flat(each) for each in self.arguments)})"


Written = str | Call


def flat(node: Written) -> str:
    """Returns something written on one line."""
    return node if isinstance(node, str) else node.flat()


def laid_out(before: str, node: Written, indent: str, step: str, after: str = "") -> str:
    """Returns the text of a node after `before` on a line that is indented; empty if too wide."""
    line = f"{before}{flat(node)}{after}"
    if "\n" not in line and len(indent.expandtabs()) + len(line) <= WIDTH:
        return line
    if isinstance(node, str) or "\n" in line:
        return ""
    inner = indent + step
    parts = [laid_out("", each, inner, step, ",") for each in node.arguments]
    if not all(parts):
        return ""
    rows = "".join(f"{inner}{part}\n" for part in parts)
    return f"{before}{node.function}(\n{rows}{indent}){after}"
