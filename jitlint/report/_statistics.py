"""The number of findings of each rule, in place of the findings."""

import json
from collections import Counter
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from jitlint.core.result import CheckResult


LEFT_OUT = ("", "left-out")


def statistics(run: "CheckResult", stream: TextIO, *, as_json: bool) -> None:
    """Writes a count, a code and a name on each line, the most frequent first; or as JSON.

    What was left out of the analysis is counted last: a budget has ended there, and findings may
    be missing.
    """
    counts = Counter((finding.code, finding.name) for finding in run.findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    rows += [(LEFT_OUT, run.counts.left_out)] if run.counts.left_out else []
    if as_json:
        items = [{"code": code, "name": name, "count": count} for (code, name), count in rows]
        json.dump(items, stream, indent=2)
        stream.write("\n")
        return
    width = max((len(str(count)) for _, count in rows), default=0)
    stream.writelines(f"{count:>{width}}\t{code}\t{name}\n" for (code, name), count in rows)
