"""The outcome of each function without a fault, stored in a file beside this one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.arguments.corpus import Jitted
from benchmarks.arguments.trace import Outcome
from jitlint.core.finding import Verdict

FILE = Path(__file__).with_name("working.txt")
NOT = "not"

Trace = Callable[[Sequence[Jitted]], Sequence[Outcome]]


@dataclass(slots=True)
class Working:
    """The kept outcomes, a line each: version, path, name, and the arguments or why there are none.

    `versions` are the requirements that the packages were installed from, by package.
    """

    versions: Mapping[str, str]
    file: Path = FILE
    _known: dict[str, Verdict] = field(default_factory=dict[str, Verdict])

    def __post_init__(self) -> None:
        if self.file.is_file():
            lines = self.file.read_text("utf-8").splitlines()
            self._known = dict(map(_read, lines))

    def outcomes(self, functions: Sequence[Jitted], trace: Trace) -> list[Outcome]:
        """Returns what is known, and what `trace` says of the others, which is kept."""
        unknown = [each for each in functions if self._key(each) not in self._known]
        for outcome in trace(unknown) if unknown else ():
            self._known[self._key(outcome.jitted)] = outcome.verdict
        if unknown:
            self._write()
        return [Outcome(each, self._known[self._key(each)]) for each in functions]

    def _key(self, jitted: Jitted) -> str:
        version = self.versions.get(jitted.package, jitted.package)
        return f"{version} {jitted.path} {jitted.qualname}"

    def _write(self) -> None:
        lines = sorted(f"{key}\t{_said(verdict)}\n" for key, verdict in self._known.items())
        self.file.write_text("".join(lines), "utf-8")


def _read(line: str) -> tuple[str, Verdict]:
    key, said = line.split("\t", 1)
    if said.startswith(f"{NOT} "):
        return key, Verdict("inconclusive", said.removeprefix(f"{NOT} "))
    return key, Verdict("confirmed", arguments=said)


def _said(verdict: Verdict) -> str:
    if verdict.outcome == "confirmed":
        return " ".join(verdict.arguments.split("\n"))
    return f"{NOT} {verdict.reason.partition(':')[0]}"
