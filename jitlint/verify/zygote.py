"""The process in the user's interpreter that holds JAX: how it is started, asked and ended."""

import contextlib
import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jitlint.search_path import given
from jitlint.verify.answer import Answer
from jitlint.verify.interpreter import environment, executable
from jitlint.verify.options import VerifyOptions
from jitlint.verify.questions import Question

START = Path(__file__).parent / "inside" / "start.py"
SECONDS_TO_START = 120.0
GRACE = 15.0


class VerifyError(Exception):
    """The user's interpreter cannot be asked; the message is one line to show."""


class Zygote:
    """A process with JAX imported and no user code, which forks a child for each request.

    It has a session of its own, so that an interrupt at the terminal reaches it only through
    the end of its input: then it ends its children, and removes what they have written.
    """

    def __init__(self, options: VerifyOptions) -> None:
        self.jax = self.python = ""
        self._options = options
        self._stack = contextlib.ExitStack()
        self._unread = b""
        self._answers: dict[int, Answer] = {}
        self._latest = 0.0

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

    def ask(self, module: int, path: str, questions: Sequence[Question], seconds: float) -> None:
        """Has a fresh child import the module at `path`, and ask JAX; `module` is its number."""
        self._answers[module] = Answer()
        self._latest = max(self._latest, time.monotonic() + seconds + GRACE)
        self._send(
            {
                "module": module,
                "file": os.path.realpath(path),
                "path": path,
                "cwd": os.getcwd(),
                "searched": given(),
                "temporary": self._temporary,
                "timeout": seconds,
                "memory": self._options.memory if self._options.platform == "cpu" else 0,
                "devices": self._options.platform != "cpu",
                "findings": [question.content for question in questions],
            }
        )

    def answer(self) -> tuple[int, Answer]:
        """Waits until a child has ended; returns the module's number and what was answered."""
        while True:
            message = self._receive(self._latest)
            answer = self._answers[message["module"]]
            answer.take(message, self.jax, self.python)
            if answer.ended:
                return message["module"], self._answers.pop(message["module"])

    def _start(self) -> None:
        self._temporary = self._stack.enter_context(
            tempfile.TemporaryDirectory(prefix="jitlint-", ignore_cleanup_errors=True)
        )
        self._errors = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        self._process = self._spawn()
        self._stack.callback(self._end)
        ready = self._receive(time.monotonic() + SECONDS_TO_START)
        if "jax" not in ready:
            raise VerifyError(f"{self._options.python}: {ready.get('error', 'did not start')}")
        self.jax, self.python = str(ready["jax"]), str(ready["python"])

    def _spawn(self) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                [executable(self._options.python), str(START), self._temporary],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                cwd=self._temporary,
                env=environment(self._options),
                bufsize=0,
                start_new_session=True,
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

    def _receive(self, deadline: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        while b"\n" not in self._unread:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                raise VerifyError(f"{self._options.python}: no answer in time")
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
