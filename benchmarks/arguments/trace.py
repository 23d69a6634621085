"""Asks the verifier to trace jitted functions: one question each, of the kind `traces`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.arguments.corpus import Jitted
from jitlint.core.finding import Verdict
from jitlint.verify.client.options import VerifyOptions
from jitlint.verify.client.questions import EncodedQuestion
from jitlint.verify.client.scheduler import Progress, Scheduler
from jitlint.verify.client.worker_client import Zygote

SECONDS_OF_A_FUNCTION = 30.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for one function."""

    jitted: Jitted
    verdict: Verdict

    @property
    def is_traced(self) -> bool:
        """Whether arguments were found with which it is traced to its end."""
        return self.verdict.outcome == "confirmed"


def trace(
    functions: Sequence[Jitted],
    python: Path,
    site: Path,
    jobs: int,
    progress: Progress = lambda path, done, total: None,
) -> list[Outcome]:
    """Returns the outcomes, in the order of the functions."""
    modules: dict[str, list[EncodedQuestion]] = {}
    for number, jitted in enumerate(functions):
        path = str(site / jitted.path)
        modules.setdefault(path, []).append(EncodedQuestion(number, question(number, jitted, site)))
    most = max(map(len, modules.values()), default=0)
    options = VerifyOptions(python=str(python), timeout=SECONDS_OF_A_FUNCTION * (most + 1))
    scheduler = Scheduler(modules, options.timeout)
    with Zygote(options) as zygote:
        scheduler.run(zygote, jobs, progress)
    answers = scheduler.answers()
    return [Outcome(each, answers[number].verdict) for number, each in enumerate(functions)]


def question(number: int, jitted: Jitted, site: Path) -> Mapping[str, object]:
    """Returns the question whether a function can be traced, as the verifier reads it."""
    file = str((site / jitted.path).resolve())
    name = jitted.qualname.rpartition(".")[2]
    defined = _span(file, jitted.row, jitted.column, len(name))
    entry = {
        "transform": jitted.transform,
        "function": jitted.qualname,
        "starts": _span(file, jitted.starts, 1, 1),
        "defined": defined,
        "within": "",
        "static": list(jitted.static),
        "passed": [],
    }
    return {"number": number, "kind": "traces", "errors": [], "at": defined, "entry": entry}


def _span(file: str, row: int, column: int, length: int) -> Mapping[str, object]:
    edges = {"row": row, "column": column, "end_row": row, "end_column": column + length}
    return {"path": file, "file": file, "cell": None, **edges}
