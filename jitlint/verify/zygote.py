"""The process in the user's interpreter that holds JAX: how it is started, asked and ended."""

import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jitlint.finding import Verdict
from jitlint.verify.questions import Question

GIB = 1 << 30
START = Path(__file__).parent / "inside" / "start.py"
SECONDS_TO_START = 120.0
GRACE = 15.0


class VerifyError(Exception):
    """The user's interpreter cannot be asked; the message is one line to show."""


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """How to ask: `timeout` in seconds a module, `memory` in bytes, the interpreter that has JAX.

    `platform` is a value of JAX_PLATFORMS: `cpu`, `cuda`, `tpu`.
    """

    timeout: float = 60.0
    memory: int = 8 * GIB
    python: str = sys.executable
    platform: str = "cpu"


@dataclass(slots=True)
class Answer:
    """What came back: the verdicts, how the process ended, and the finding it was busy with."""

    verdicts: dict[int, Verdict] = field(default_factory=dict[int, Verdict])
    ended: str = ""
    during: int | None = None


class Zygote:
    """A process with JAX imported and no user code, which forks a child for each module."""

    def __init__(self, options: VerifyOptions) -> None:
        self.jax = ""
        self._options = options
        self._stack = contextlib.ExitStack()
        self._unread = b""

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    def ask(self, path: str, questions: Sequence[Question], seconds: float) -> Answer:
        """Returns what a fresh child has to say, once it has imported the module at `path`."""
        self._send(
            {
                "file": os.path.realpath(path),
                "path": path,
                "cwd": os.getcwd(),
                "temporary": self._temporary,
                "timeout": seconds,
                "memory": self._options.memory if self._options.platform == "cpu" else 0,
                "findings": [question.content for question in questions],
            }
        )
        answer = Answer()
        while not answer.ended:
            self._take(answer, self._receive(seconds + GRACE))
        return answer

    def _take(self, answer: Answer, message: dict[str, Any]) -> None:
        match message:
            case {"started": int(number)}:
                answer.during = number
            case {"verdict": verdict, "finding": int(number)}:
                answer.verdicts[number] = _verdict(verdict, self.jax)
                answer.during = None
            case {"postponed": int()}:
                answer.during = None
            case {"ended": str(how)}:
                answer.ended = how
            case _:
                pass

    def _start(self) -> None:
        self._temporary = self._stack.enter_context(
            tempfile.TemporaryDirectory(prefix="jitlint-", ignore_cleanup_errors=True)
        )
        self._errors = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        self._process = self._spawn()
        self._stack.callback(self._end)
        ready = self._receive(SECONDS_TO_START)
        if "jax" not in ready:
            raise VerifyError(f"{self._options.python}: {ready.get('error', 'did not start')}")
        self.jax = str(ready["jax"])

    def _spawn(self) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                [self._options.python, str(START)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=_environment(self._options),
                bufsize=0,
            )
        except OSError as error:
            raise VerifyError(f"{self._options.python}: {error.strerror}") from None

    def _end(self) -> None:
        """Closing its input ends the zygote, and with it whatever it has forked."""
        process = self._process
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            rest = json.dumps(message).encode() + b"\n"
            while rest:
                rest = rest[self._process.stdin.write(rest) or 0 :]
        except OSError:
            raise self._lost() from None

    def _receive(self, seconds: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        deadline = time.monotonic() + seconds
        while b"\n" not in self._unread:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                raise VerifyError(f"{self._options.python}: no answer in {seconds:.0f} s")
            chunk = self._process.stdout.read(1 << 16)
            if not chunk:
                raise self._lost()
            self._unread += chunk
        line, _, self._unread = self._unread.partition(b"\n")
        return json.loads(line)

    def _lost(self) -> VerifyError:
        """Returns the error of a process that has ended, with the last line that it wrote."""
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return VerifyError(f"{self._options.python}: {lines[-1] if lines else 'ended early'}")


def _environment(options: VerifyOptions) -> dict[str, str]:
    """A persistent cache would hide compilations, and `disable_jit` all that is to be seen."""
    hidden = {"JAX_DISABLE_JIT", "JAX_COMPILATION_CACHE_DIR"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return kept | {
        "JAX_PLATFORMS": options.platform,
        "JAX_TRACEBACK_FILTERING": "off",
        "XLA_PYTHON_CLIENT_PREALLOCATE": "false",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _verdict(message: dict[str, Any], jax: str) -> Verdict:
    return Verdict(
        outcome=message["outcome"],
        reason=message["reason"],
        evidence=tuple(message["evidence"]),
        arguments=message["arguments"],
        jax=jax,
    )
