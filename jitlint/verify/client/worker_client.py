"""The process in the user's interpreter that has JAX imported, and the pipe to it."""

import contextlib
import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from jitlint.core.search_path import given
from jitlint.verify.client.answer import Answer, printable
from jitlint.verify.client.host_devices import devices_for_program
from jitlint.verify.client.interpreter import environment, executable
from jitlint.verify.client.limits import (
    GRACE_SECONDS,
    LONGEST_LINE_BYTES,
    MOST_PROGRAM_MESSAGES,
    PIPE_CHUNK_BYTES,
    START_SECONDS,
)
from jitlint.verify.client.options import VerifyOptions
from jitlint.verify.client.questions import EncodedQuestion

T = TypeVar("T", "Ready", "Reply")
START = Path(__file__).parents[1] / "runtime" / "start.py"


class VerifyError(Exception):
    """The user's interpreter cannot be asked; the message is one line to show."""


class Ready(msgspec.Struct, frozen=True):
    """The first line of a zygote: the versions that it has, or why it cannot serve."""

    jax: str = ""
    python: str = ""
    error: str = ""


class Reply(msgspec.Struct, frozen=True):
    """A line of a zygote's about a module: what a child has said, or how it has ended."""

    module: int
    message: str = ""
    ended: str = ""


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
        self._messages: dict[int, list[str]] = {}
        self._latest = 0.0

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def is_cpu(self) -> bool:
        """Whether the devices are a CPU's, which can be as many as are wanted."""
        return self._options.platform == "cpu"

    def ask(
        self,
        module: int,
        path: str,
        questions: Sequence[EncodedQuestion],
        seconds: float,
        devices: int = 0,
    ) -> None:
        """Makes a fresh child import the module at `path` and answer; `module` is its number.

        It has so many `devices`, or as many as there are.
        """
        self._answers[module] = Answer(frozenset(question.number for question in questions))
        findings = [each.content for each in questions]
        self._request(module, path, seconds, findings=findings, host_devices=devices)

    def run(self, module: int, path: str, seconds: float) -> None:
        """Makes a fresh child run the program at `path`; `module` is its number."""
        self._messages[module] = []
        devices = devices_for_program(path) if self.is_cpu else 0
        more = {"is_program": True, "host_devices": devices}
        self._request(module, path, seconds, findings=[], **more)

    def messages(self) -> list[str]:
        """Waits until a program has ended; returns what its child has said of its calls."""
        while True:
            reply = self._receive(Reply, self._latest)
            said = self._messages.get(reply.module)
            if said is None:
                raise VerifyError(f"{self._options.python}: an answer that nobody has asked for")
            if reply.ended:
                return self._messages.pop(reply.module)
            if len(said) < MOST_PROGRAM_MESSAGES:
                said.append(reply.message)

    def answer(self) -> tuple[int, Answer]:
        """Waits until a child has ended; returns the module's number and what was answered."""
        while True:
            reply = self._receive(Reply, self._latest)
            answer = self._answers.get(reply.module)
            if answer is None:
                raise VerifyError(f"{self._options.python}: an answer that nobody has asked for")
            if reply.ended:
                answer.end(printable(reply.ended))
                return reply.module, self._answers.pop(reply.module)
            answer.take(reply.message, self.jax, self.python)

    def partial_answer(self, module: int) -> Answer:
        """Returns what has been answered so far."""
        return self._answers.get(module) or Answer(frozenset())

    def _request(self, module: int, path: str, seconds: float, **more: Any) -> None:
        self._latest = max(self._latest, time.monotonic() + seconds + GRACE_SECONDS)
        request = {
            "module": module,
            "file": os.path.realpath(path),
            "path": path,
            "cwd": os.getcwd(),
            "searched": given(),
            "temporary": self._temporary,
            "timeout": seconds,
            "memory": self._options.memory if self._options.platform == "cpu" else 0,
            "devices": self._options.platform != "cpu",
            "host_devices": 0,
            "is_program": False,
        }
        self._send(request | more)

    def _start(self) -> None:
        self._temporary = self._stack.enter_context(
            tempfile.TemporaryDirectory(prefix="jitlint-", ignore_cleanup_errors=True)
        )
        self._errors = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        self._process = self._spawn()
        self._stack.callback(self._end)
        ready = self._receive(Ready, time.monotonic() + START_SECONDS)
        if not ready.jax:
            raise VerifyError(f"{self._options.python}: {ready.error or 'did not start'}")
        self.jax, self.python = printable(ready.jax), printable(ready.python)

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
            process.wait(GRACE_SECONDS)
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
            raise self._end_error() from None

    def _receive(self, kind: type[T], deadline: float) -> T:
        """Returns the next line; any other content is an error."""
        line = self._line(deadline)
        try:
            return msgspec.json.decode(line, type=kind)
        except (msgspec.MsgspecError, RecursionError):
            raise VerifyError(f"{self._options.python}: an answer that makes no sense") from None

    def _line(self, deadline: float) -> bytes:
        assert self._process.stdout is not None
        while b"\n" not in self._unread:
            if len(self._unread) > LONGEST_LINE_BYTES:
                raise VerifyError(f"{self._options.python}: an answer without an end")
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                raise VerifyError(f"{self._options.python}: no answer in time")
            chunk = self._process.stdout.read(PIPE_CHUNK_BYTES)
            if not chunk:
                raise self._end_error()
            self._unread += chunk
        line, _, self._unread = self._unread.partition(b"\n")
        return line

    def _end_error(self) -> VerifyError:
        """Returns the error of a process that has ended, with the last line that it wrote."""
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return VerifyError(f"{self._options.python}: {lines[-1] if lines else 'ended early'}")
