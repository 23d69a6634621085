"""The report for pipes of programs: the items of the JSON report, one a line."""

import json
from typing import TextIO

from jitlint.report.json import item
from jitlint.run import Run


def render(run: Run, stream: TextIO, color: bool) -> None:
    """Writes one JSON object on each line."""
    stream.writelines(f"{json.dumps(item(finding))}\n" for finding in run.findings)
