"""One module's process: limits and guard first, then the module, then its questions."""

import os
import sys
import time
from dataclasses import dataclass
from typing import Any

from ..attempts.attempt_plan import AttemptPlan
from ..attempts.pre_import import PreImport, load_watched
from ..experiments import Experiment, experiment_for
from ..observe.watch import record_of
from ..process.channel import Sender
from ..process.fork import alone
from ..process.guard import Guard
from ..process.landlock import confine
from ..process.prctl import DUMPABLE, prctl
from ..process.resource_limits import limit
from ..process.seccomp import forbid
from ..program.load import name_of
from ..program.locations import UserFiles
from ..program.program import SharedState
from ..program.question import Question
from ..program.verdict import Verdict, inconclusive
from .isolation import all_confirmed, confirmed_here, run_experiment, run_in_fork, run_in_time
from .recording import record
from .replies import Replies


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question, the experiment that answers it, and what the import showed of it."""

    question: Question
    experiment: Experiment
    plan: AttemptPlan


def answer(request: dict[str, Any], directory: str, writing: int) -> None:
    """Answers a request, a message a verdict, on the descriptor `writing`; no fork has it.

    A program is run, a message a call.
    """
    os.register_at_fork(after_in_child=lambda: os.close(writing))
    sender = Sender(writing, bytes.fromhex(request.pop("key")))
    _set_host_devices(request["host_devices"])
    if request["is_program"]:
        limit(directory, request["memory"], request["timeout"])
        _shut_off(directory, request["devices"])
        record(request, directory, sender)
        return
    replies = Replies(sender, [content["number"] for content in request["findings"]])
    try:
        limit(directory, request["memory"], request["timeout"])
        _shut_off(directory, request["devices"])
        Child(request, directory, replies).answer()
    except Exception as error:
        replies.fail(error)


def _set_host_devices(count: int) -> None:
    """XLA reads its flags when the first backend starts, and of equal ones takes the last."""
    if count:
        flags = (os.environ.get("XLA_FLAGS"), f"--xla_force_host_platform_device_count={count}")
        os.environ["XLA_FLAGS"] = " ".join(filter(None, flags))


def _shut_off(directory: str, devices: bool) -> None:
    """Makes the kernel isolate user code, as far as it can."""
    prctl(DUMPABLE, 0)
    keeps_signals = confine(directory, devices)
    forbid(devices, signals=not keeps_signals)


class Child:
    """Answers the questions about one module."""

    def __init__(self, request: dict[str, Any], directory: str, replies: Replies) -> None:
        self._questions = [Question.of(content) for content in request["findings"]]
        self._name = name_of(request["file"])
        shown = {request["file"]: request["path"]}
        for question in self._questions:
            shown |= question.shown
        self._files = UserFiles({name_of(file).own for file in shown}, shown, request["cwd"])
        self._user_directory = request["cwd"]
        self._searched: list[str] = request["searched"]
        self._guard = Guard(directory)
        self._deadline = time.monotonic() + request["timeout"]
        self._replies = replies

    def answer(self) -> None:
        """The experiments that import the module themselves come first, while it still can fork."""
        self._guard.set()
        sys.path[:] = [*self._searched, *(p for p in sys.path if p not in self._searched)]
        after: list[tuple[Question, Experiment]] = []
        for question in self._questions:
            experiment = experiment_for(question.kind)
            if experiment is None:
                self._reply(question, inconclusive("no_experiment", question.kind))
            elif experiment.BEFORE_IMPORT:
                self._replies.start(question.number)
                pre_import = self._pre_import(question, None, 2)
                self._reply(question, run_experiment(experiment, pre_import))
            else:
                after.append((question, experiment))
        if after:
            self._answer_imported(after)

    def _answer_imported(self, pairs: list[tuple[Question, Experiment]]) -> None:
        records = [record_of(question, self._files) for question, _ in pairs]
        loaded = load_watched(self._name, self._user_directory, self._files, records)
        shared = SharedState()
        planned = [
            PlannedQuestion(*pair, AttemptPlan.of(pair[0], self._files, loaded, record, shared))
            for pair, record in zip(pairs, records, strict=True)
        ]
        self._answer_apart(planned) if alone() else self._answer_here(planned)

    def _answer_apart(self, planned: list[PlannedQuestion]) -> None:
        """Errors are looked for in one fork first; what that does not confirm gets its own."""
        quick = self._quick(planned)
        known = all_confirmed(quick) if len(quick) > 1 else {}
        for each in planned:
            question = each.question
            if question.number not in known:
                self._replies.start(question.number)
                pre_import = self._pre_import(question, each.plan, 2)
                known[question.number] = run_in_fork(each.experiment, pre_import)
            self._reply(question, known[question.number])

    def _answer_here(self, planned: list[PlannedQuestion]) -> None:
        """The import has started a backend, so that no process can be forked any more.

        All share this process, and one that comes after others is trusted only if it
        confirms: what they have left behind may be why it does not. It is asked again.
        """
        known: dict[int, Verdict] = {}
        for place, each in enumerate(planned):
            if place == 1:
                known = confirmed_here(self._quick(planned[1:]))
            self._replies.start(each.question.number)
            pre_import = self._pre_import(each.question, each.plan, 2)
            in_time = known.get(each.question.number)
            verdict = in_time or run_in_time(each.experiment, pre_import)
            if not place or verdict.outcome == "confirmed":
                self._reply(each.question, verdict)
            else:
                self._replies.postpone(each.question.number)

    def _quick(self, planned: list[PlannedQuestion]) -> list[tuple[Experiment, PreImport]]:
        """Returns what one trace of a function may answer, each with a small share of the time."""
        quick = [each for each in planned if each.question.kind == "raises"]
        return [(each.experiment, self._pre_import(each.question, each.plan, 8)) for each in quick]

    def _pre_import(self, question: Question, plan: AttemptPlan | None, share: int) -> PreImport:
        """No experiment may take more than one share of the time that is left."""
        seconds = max(1.0, (self._deadline - time.monotonic()) / share)
        return PreImport(
            question, self._name, self._files, self._guard, self._user_directory, seconds, plan
        )

    def _reply(self, question: Question, verdict: Verdict) -> None:
        reads = self._guard.reads
        named = () if reads is None else sorted(self._files.read(reads))
        self._replies.judge(question.number, verdict, named)
