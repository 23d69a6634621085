"""The page that says how often jitlint is right, counted in the committed judgements."""

import tomllib
from collections import Counter
from pathlib import Path

from tools.site.tables import table

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
JUDGEMENTS = ("real", "false alarm", "unread")
OPENING = """\
# How often it is right

Every number on this page is counted, when the site is built, in the judgements that are committed
beside the benchmarks. A finding is *real* where the code does what jitlint says of it, and a *false
alarm* where it does not; *unread* ones nobody could decide.
"""
SETS = {
    "libraries": (
        "Libraries that we develop with",
        "These {packages} packages are read after every change, so expect better figures here "
        "than on your own code. `python -m benchmarks.libraries` compares the list with what "
        "jitlint says today.",
    ),
    "unseen": (
        "Packages that nobody had looked at",
        "jitlint had never been run on these {packages} packages when they were judged, and only "
        "errors were. Some of the false alarms are mended by now; the list stays as it was. "
        "`python -m benchmarks.unseen` repeats the run.",
    ),
}


def accuracy_page() -> str:
    """Returns the page: for each set of packages, what was found by severity and by rule."""
    return "\n".join([OPENING, *map(_section, SETS)])


def _section(name: str) -> str:
    title, text = SETS[name]
    folder = BENCHMARKS / name
    judged = tomllib.loads((folder / "judged.toml").read_text("utf-8"))["finding"]
    pins = (folder / "pins.txt").read_text("utf-8").splitlines()
    packages = sum("==" in pin and pin[0] != "#" for pin in pins)
    by_severity = Counter((each["severity"], each["judgement"]) for each in judged)
    by_rule = Counter((each["code"], each["judgement"]) for each in judged)
    return "\n\n".join(
        [
            f"## {title}",
            text.format(packages=packages),
            table(("Severity", *JUDGEMENTS), _rows(by_severity)),
            table(("Rule", *JUDGEMENTS), _rows(by_rule)),
        ]
    )


def _rows(counted: Counter[tuple[str, str]]) -> list[tuple[str, ...]]:
    names = sorted({name for name, _ in counted})
    return [(_linked(n), *(str(counted[n, each]) for each in JUDGEMENTS)) for n in names]


def _linked(name: str) -> str:
    return f"[{name}](rules/{name}.md)" if name.startswith("JIT") else name
