"""The layout of a new call as formatters leave it, and of rows of which some stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import WIDTH, Document


@dataclass(frozen=True, slots=True)
class CallLayout:
    """A call to be written: its callee, and its arguments, which may be calls."""

    function: str
    arguments: Sequence["Written"]

    def flat(self) -> str:
        """Returns the call on one line."""
        return f"{self.function}({', '.join(flat(each) for each in self.arguments)})"


Written = str | CallLayout


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


def changed_rows(
    document: Document, first: int, last: int, new: Sequence[str]
) -> tuple[Edit[Span], ...]:
    """Returns the edits that put new rows in the place of others, without those that stay."""
    lines, edits = document.lines, list[Edit[Span]]()
    matcher = SequenceMatcher(None, lines[first - 1 : last], new, autojunk=False)
    for change, start, end, here, there in matcher.get_opcodes():
        text, (above, below) = "\n".join(new[here:there]), (first + start, first + end)
        match change:
            case "equal":
                continue
            case "insert" if above > last:
                place, text = (last, len(lines[last - 1])), f"\n{text}"
                edits.append(document.edit(place, place, text, safe=False))
            case "insert":
                edits.append(document.edit((above, 0), (above, 0), f"{text}\n", safe=False))
            case "delete":
                edits.append(document.edit((above, 0), (below, 0), "", safe=False))
            case _:
                end_of_row = below - 1, len(lines[below - 2])
                edits.append(document.edit((above, 0), end_of_row, text, safe=False))
    return (*edits,)
