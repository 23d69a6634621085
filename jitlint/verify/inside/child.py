"""One module's process: limits and guard first, then the module, then its questions."""

import json
import os
import signal
import time
from dataclasses import asdict
from typing import Any

from .experiments import Experiment, experiment_for
from .guard import Guard
from .leaf import alone, in_leaf
from .limits import limit
from .load import name_of
from .places import Files
from .question import Question
from .scene import Scene
from .stage import Stage, load_watched
from .verdict import Verdict, inconclusive, say_error
from .watch import Record

Pair = tuple[Question, Experiment]
SECONDS_BETWEEN_ALARMS = 0.5


class TimeUpError(BaseException):
    """An experiment has taken its share of the time."""


def answer(request: dict[str, Any], directory: str, writing: int) -> None:
    """Answers a request, a line of JSON a verdict, on the descriptor `writing`."""
    limit(directory, request["memory"], request["timeout"])
    Child(request, directory, writing).answer()


class Child:
    """Answers the questions about one module."""

    def __init__(self, request: dict[str, Any], directory: str, writing: int) -> None:
        self._questions = [Question.of(content) for content in request["findings"]]
        self._name = name_of(request["file"])
        shown = {request["file"]: request["path"]}
        for question in self._questions:
            shown |= question.shown
        self._files = Files({name_of(file).own for file in shown}, shown, request["cwd"])
        self._user_directory = request["cwd"]
        self._guard = Guard(directory)
        self._deadline = time.monotonic() + request["timeout"]
        self._writing = writing

    def answer(self) -> None:
        """The experiments that import the module themselves come first, while it still can fork."""
        self._guard.set()
        before: list[Pair] = []
        after: list[Pair] = []
        for question in self._questions:
            experiment = experiment_for(question.kind)
            if experiment is None:
                self._say(question, inconclusive("no_experiment", question.kind))
            else:
                (before if experiment.BEFORE_IMPORT else after).append((question, experiment))
        for question, experiment in before:
            self._start(question)
            self._say(question, _tested(experiment, self._stage(question, None)))
        if after:
            self._answer_imported(after)

    def _answer_imported(self, pairs: list[Pair]) -> None:
        """Each experiment gets a fork, unless the import has started a backend.

        Then they share this process, and one that comes after others is trusted only if it
        confirms: what they have left behind may be why it does not. It is asked again.
        """
        records = [Record(question.spot, question.target) for question, _ in pairs]
        loaded = load_watched(self._name, self._user_directory, self._files, records)
        can_fork, is_first = alone(), True
        for (question, experiment), record in zip(pairs, records, strict=True):
            self._start(question)
            stage = self._stage(question, Scene.of(question, self._files, loaded, record))
            verdict = self._apart(experiment, stage) if can_fork else _in_time(experiment, stage)
            if can_fork or is_first or verdict.outcome == "confirmed":
                self._say(question, verdict)
            else:
                self._write({"postponed": question.number})
            is_first = False

    def _apart(self, experiment: Experiment, stage: Stage) -> Verdict:
        found = in_leaf(self._guard, lambda: asdict(_tested(experiment, stage)), stage.seconds)
        return inconclusive(found["ended"]) if "ended" in found else Verdict(**found)

    def _stage(self, question: Question, scene: Scene | None) -> Stage:
        """No experiment may take more than half of the time that is left."""
        seconds = max(1.0, (self._deadline - time.monotonic()) / 2)
        return Stage(
            question, self._name, self._files, self._guard, self._user_directory, seconds, scene
        )

    def _start(self, question: Question) -> None:
        self._write({"started": question.number})

    def _say(self, question: Question, verdict: Verdict) -> None:
        self._write({"finding": question.number, "verdict": asdict(verdict)})

    def _write(self, message: dict[str, Any]) -> None:
        os.write(self._writing, json.dumps(message).encode() + b"\n")


def _in_time(experiment: Experiment, stage: Stage) -> Verdict:
    """Without a process to end, alarms interrupt the experiment's Python code.

    They come again and again, since what calls user code takes the first for the user's.
    """

    def interrupt(*_: object) -> None:
        raise TimeUpError

    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, stage.seconds, SECONDS_BETWEEN_ALARMS)
    try:
        return _tested(experiment, stage)
    except TimeUpError:
        return inconclusive("timeout", f"{stage.seconds:.0f} s")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _tested(experiment: Experiment, stage: Stage) -> Verdict:
    """User code runs in experiments, and may raise anything."""
    try:
        return experiment.test(stage)
    except TimeUpError:
        raise
    except BaseException as error:
        return inconclusive("other_error", say_error(error))
