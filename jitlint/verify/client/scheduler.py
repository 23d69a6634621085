"""Schedules questions about modules: all findings of one at once, then those left over."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jitlint.core.finding import Verdict
from jitlint.verify.client.answer import Answer
from jitlint.verify.client.host_devices import may_lack_devices, on_host_devices
from jitlint.verify.client.limits import HOST_DEVICES
from jitlint.verify.client.questions import EncodedQuestion
from jitlint.verify.client.worker_client import VerifyError, Zygote

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class VerdictWithReads:
    """A verdict, and the files of the user's that it rests on."""

    verdict: Verdict
    reads: tuple[str, ...] = ()


class Scheduler:
    """The modules that are asked about, and the answers so far; `timeout` in seconds a module."""

    def __init__(self, modules: Mapping[str, Sequence[EncodedQuestion]], timeout: float) -> None:
        self._modules = [_Module(path, list(each), timeout) for path, each in modules.items()]
        self._running: dict[int, _Module] = {}

    def run(self, zygote: Zygote, jobs: int, progress: Progress) -> None:
        """Asks about all modules; if the zygote is lost, the rest is inconclusive."""
        try:
            self._run(zygote, max(jobs, 1), progress)
        except VerifyError as error:
            self.end(f"internal: {error}", zygote)

    def end(self, reason: str, zygote: Zygote) -> None:
        """Adds the verdicts that are known already, and gives all other questions the reason."""
        for number, module in self._running.items():
            module.take_verdicts(zygote.partial_answer(number))
        for module in self._modules:
            module.end(reason, zygote)

    def answers(self) -> dict[int, VerdictWithReads]:
        """Returns the answers by the numbers of the findings."""
        return {number: each for module in self._modules for number, each in module.answers.items()}

    def _run(self, zygote: Zygote, jobs: int, progress: Progress) -> None:
        waiting = deque(enumerate(self._modules))
        while waiting or self._running:
            while waiting and len(self._running) < jobs:
                started, module = waiting.popleft()
                progress(module.path, started, len(self._modules))
                self._running[started] = module
                module.ask(zygote, started)
            number, answer = zygote.answer()
            module = self._running[number]
            module.take(answer, zygote)
            if not module.ask(zygote, number):
                del self._running[number]


@dataclass(slots=True)
class _Module:
    """One module's questions, those that are being asked now, and the answers so far."""

    path: str
    questions: list[EncodedQuestion]
    timeout: float
    deadline: float = 0.0
    answers: dict[int, VerdictWithReads] = field(default_factory=dict[int, VerdictWithReads])
    has_devices: bool = False

    def ask(self, zygote: Zygote, number: int) -> bool:
        """Asks the open questions: first all at once, then one by one, as long as there is time.

        Those that may be open for want of devices are asked at last, all at once, with some more.
        """
        is_first = not self.deadline
        self.deadline = self.deadline or time.monotonic() + self.timeout
        left = [each for each in self.questions if each.number not in self.answers]
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            self.end("timeout: no time is left for this module", zygote)
            return False
        batch = left if is_first else left[:1]
        if not batch and not self.has_devices and zygote.is_cpu:
            self.has_devices, batch = True, self._lacking_devices()
        if batch:
            devices = HOST_DEVICES if self.has_devices else 0
            zygote.ask(number, self.path, batch, seconds, devices)
        return bool(batch)

    def take(self, answer: Answer, zygote: Zygote) -> None:
        """Adds the verdicts; the question during which the process ended gets that reason."""
        self.take_verdicts(answer)
        if not self.has_devices:
            self._end(answer.unanswered_at_end(), answer.ended, zygote)

    def take_verdicts(self, answer: Answer) -> None:
        """Adds the verdicts; of those with more devices, the ones that are no longer open."""
        for number, verdict in answer.verdicts.items():
            if not self.has_devices:
                self.answers[number] = VerdictWithReads(verdict, answer.reads[number])
            elif verdict.outcome != "inconclusive":
                told = on_host_devices(verdict)
                self.answers[number] = VerdictWithReads(told, answer.reads[number])

    def end(self, reason: str, zygote: Zygote) -> None:
        """Gives all that has no verdict one that says why."""
        left = [each.number for each in self.questions if each.number not in self.answers]
        self._end(left, reason, zygote)

    def _lacking_devices(self) -> list[EncodedQuestion]:
        return [
            each
            for each in self.questions
            if may_lack_devices(self.answers[each.number].verdict, (self.path, *each.files))
        ]

    def _end(self, numbers: Iterable[int], reason: str, zygote: Zygote) -> None:
        verdict = Verdict("inconclusive", reason, jax=zygote.jax, python=zygote.python)
        self.answers |= {number: VerdictWithReads(verdict) for number in numbers}
