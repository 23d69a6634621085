"""Asks about many modules, some at a time: all findings of one at once, then those left over."""

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from jitlint.finding import Verdict
from jitlint.verify.answer import Answer
from jitlint.verify.questions import Question
from jitlint.verify.zygote import Zygote

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Answered:
    """A verdict, and the files of the user's that it rests on."""

    verdict: Verdict
    reads: tuple[str, ...] = ()


def ask_all(
    zygote: Zygote,
    modules: Mapping[str, Sequence[Question]],
    timeout: float,
    jobs: int,
    progress: Progress,
) -> dict[int, Answered]:
    """Returns the answers by the numbers of the findings; `timeout` in seconds a module."""
    waiting = deque(_Module(path, list(questions), timeout) for path, questions in modules.items())
    running: dict[int, _Module] = {}
    answers: dict[int, Answered] = {}
    started = 0
    while waiting or running:
        while waiting and len(running) < max(jobs, 1):
            module = waiting.popleft()
            progress(module.path, started, len(modules))
            running[started] = module
            module.ask(zygote, started)
            started += 1
        number, answer = zygote.answer()
        module = running[number]
        module.take(answer, zygote)
        if not module.ask(zygote, number):
            answers |= running.pop(number).answers
    return answers


@dataclass(slots=True)
class _Module:
    """One module's questions, those that are being asked now, and the answers so far."""

    path: str
    questions: list[Question]
    timeout: float
    deadline: float = 0.0
    asked: list[Question] = field(default_factory=list[Question])
    answers: dict[int, Answered] = field(default_factory=dict[int, Answered])

    def ask(self, zygote: Zygote, number: int) -> bool:
        """Asks what is open: first all at once, then one by one, as long as there is time."""
        is_first = not self.deadline
        self.deadline = self.deadline or time.monotonic() + self.timeout
        left = [each for each in self.questions if each.number not in self.answers]
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            self._end(left, "timeout: no time is left for this module", zygote)
            return False
        self.asked = left if is_first else left[:1]
        if self.asked:
            zygote.ask(number, self.path, self.asked, seconds)
        return bool(self.asked)

    def take(self, answer: Answer, zygote: Zygote) -> None:
        """Takes in the verdicts; the end of the process is one on what it was busy with."""
        for number, verdict in answer.verdicts.items():
            self.answers[number] = Answered(verdict, answer.reads[number])
        left = [each for each in self.asked if each.number not in answer.verdicts]
        if answer.during is not None:
            left = [each for each in left if each.number == answer.during]
        elif answer.verdicts:
            left = []
        self._end(left, answer.ended, zygote)

    def _end(self, questions: Sequence[Question], reason: str, zygote: Zygote) -> None:
        verdict = Verdict("inconclusive", reason, jax=zygote.jax, python=zygote.python)
        self.answers |= {each.number: Answered(verdict) for each in questions}
