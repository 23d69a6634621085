"""The language server, given what no editor should write: it answers, or ends, and is gone."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from command import BAD, GOOD, environment

Message = dict[str, Any]
PATIENCE = 60
HOVER = "textDocument/hover"


def frame(message: Message | bytes) -> bytes:
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(data) + data


class Raw:
    """A server, and the bytes that go to it and come from it."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jitlint", "server"],
            cwd=folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._asked = 0

    def write(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def tell(self, method: str, **params: object) -> None:
        self.write(frame({"jsonrpc": "2.0", "method": method, "params": params}))

    def ask(self, method: str, **params: object) -> int:
        self._asked += 1
        message = {"jsonrpc": "2.0", "id": self._asked, "method": method, "params": params}
        self.write(frame(message))
        return self._asked

    def read(self) -> Message:
        assert self.process.stdout
        size = 0
        while (line := self.process.stdout.readline()).strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        assert size, "the server has ended"
        return json.loads(self.process.stdout.read(size))

    def answer(self, asked: int) -> Message:
        """Returns the answer to a request; whatever comes before it is passed over."""
        while (message := self.read()).get("id") != asked or "method" in message:
            pass
        return message

    def told(self, method: str) -> Message:
        while (message := self.read()).get("method") != method:
            pass
        return message["params"]

    def begin(self) -> None:
        self.answer(self.ask("initialize", processId=None, rootUri=None, capabilities={}))
        self.tell("initialized")

    def open(self, uri: str, text: str) -> None:
        document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)

    def change(self, uri: str, version: int, *changes: object) -> None:
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=list(changes))

    def hover(self, uri: str, line: int, character: int) -> Message:
        position = {"line": line, "character": character}
        return self.answer(self.ask(HOVER, textDocument={"uri": uri}, position=position))

    def found(self, uri: str) -> list[str]:
        """Returns the codes found in a document, once nothing is left to check."""
        asked = self.ask(
            "textDocument/codeAction",
            textDocument={"uri": uri},
            range={"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}},
            context={"diagnostics": [], "only": ["quickfix"]},
        )
        offers = self.answer(asked)["result"]
        return sorted({each["diagnostics"][0]["code"] for each in offers})

    def end(self) -> tuple[int, str]:
        """Returns the exit status and what was said on stderr, after stdin is closed."""
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said.decode()


@pytest.fixture
def server(tmp_path: Path) -> Generator[Raw]:
    raw = Raw(tmp_path)
    yield raw
    raw.process.kill()
    raw.process.communicate()


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return (tmp_path / "step.py").as_uri()


MALFORMED = {
    "broken JSON": frame(b"{nope"),
    "no UTF-8": frame(b'{"jsonrpc": "\xff"}'),
    "a list": frame(b"[1, 2]"),
    "no JSON-RPC": frame(b'{"id": 3}'),
    "deep JSON": frame(b"[" * 100_000),
    "no header": b"Garbage\r\n\r\nContent-Length: x\r\n\r\n",
    "a document without a name": frame(
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}}
    ),
    "an unknown notification": frame({"jsonrpc": "2.0", "method": "x/y", "params": 1}),
    "an answer to nothing": frame({"jsonrpc": "2.0", "id": 77, "result": None}),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_after_a_message_that_is_none_the_next_is_answered(
    name: str, server: Raw, uri: str
) -> None:
    server.begin()
    server.write(MALFORMED[name])
    server.open(uri, BAD)
    assert server.found(uri) == ["JIT101"]
    status, said = server.end()
    assert (status, "Traceback" in said, said.count("\n") <= 1) == (0, False, True)


def test_headers_may_be_written_in_small_letters(server: Raw, uri: str) -> None:
    server.begin()
    message = frame({"jsonrpc": "2.0", "id": 50, "method": "shutdown"})
    server.write(message.replace(b"Content-Length", b"content-length"))
    assert server.answer(50)["result"] is None


@pytest.mark.parametrize(
    "params",
    [
        {"x": 1},
        {"textDocument": {"uri": "file:///a.py"}, "position": {"line": -1, "character": 0}},
        {"textDocument": {"uri": "file:///a.py"}, "position": {"line": 2**40, "character": 0}},
    ],
)
def test_a_request_with_wrong_parameters_is_refused(params: Message, server: Raw) -> None:
    server.begin()
    asked = server.ask(HOVER, **params)
    assert server.answer(asked)["error"]["code"] == -32602
    assert "Traceback" not in server.end()[1]


def test_a_message_of_a_size_that_nobody_has_ends_the_session(server: Raw) -> None:
    server.begin()
    server.write(b"Content-Length: 99999999999999999999999\r\n\r\n")
    status, said = server.end()
    assert (status, said.count("\n"), "too long" in said) == (0, 1, True)


def test_places_that_are_not_there_are_answered(server: Raw, uri: str) -> None:
    server.begin()
    assert server.hover("file:///nowhere.py", 0, 0)["result"] is None
    server.change("file:///nowhere.py", 2, {"text": "x"})
    server.open(uri, BAD)
    wrong = {"start": {"line": 900, "character": 5}, "end": {"line": 2, "character": 99}}
    server.change(uri, 2, {"range": wrong, "text": "z"})
    assert server.hover(uri, 2**31 - 1, 2**31 - 1)["result"] is None
    server.change(uri, 3, {"text": BAD})
    assert server.found(uri) == ["JIT101"]


def test_an_edit_after_astral_characters_lands_where_the_editor_means(
    server: Raw, uri: str
) -> None:
    server.begin()
    text = BAD.replace("if x > 0:", "if '😀😀' and x.ndim > 0:")
    server.open(uri, text)
    assert server.found(uri) == []
    at = 4 + len("if '") + 4 + len("' and x")  # four units of UTF-16 for two characters
    range = {
        "start": {"line": 5, "character": at},
        "end": {"line": 5, "character": at + len(".ndim")},
    }
    server.change(uri, 2, {"range": range, "text": ""})
    assert server.found(uri) == ["JIT101"]


def test_a_hundred_edits_are_checked_as_the_last_one(server: Raw, uri: str) -> None:
    server.begin()
    server.open(uri, GOOD)
    for version in range(2, 102):
        server.change(uri, version, {"text": f"{GOOD if version % 2 else BAD}\n# {version}\n"})
    server.change(uri, 102, {"text": BAD})
    assert server.found(uri) == ["JIT101"]
    server.tell("textDocument/didClose", textDocument={"uri": uri})
    assert server.found(uri) == []


def test_hovering_waits_for_no_check(server: Raw, uri: str) -> None:
    server.begin()
    functions = (f"@jax.jit\ndef f{at}(x):\n    return float(x)\n\n\n" for at in range(1500))
    server.open(uri, f"import jax  # noqa: JIT201\n\n\n{''.join(functions)}")
    asked = server.ask(HOVER, textDocument={"uri": uri}, position={"line": 0, "character": 22})
    first = server.read()
    assert first.get("id") == asked  # before the check under way has anything to tell
    assert "JIT201" in first["result"]["contents"]["value"]
    assert server.told("textDocument/publishDiagnostics")["uri"] == uri


def test_what_is_written_otherwise_by_now_has_no_page(server: Raw, uri: str) -> None:
    server.begin()
    server.open(uri, BAD)
    assert server.found(uri) == ["JIT101"]
    assert "JIT101" in server.hover(uri, 5, 8)["result"]["contents"]["value"]
    server.change(uri, 2, {"text": GOOD})
    assert server.hover(uri, 5, 8)["result"] is None


@pytest.mark.parametrize(("asked", "status"), [(True, 0), (False, 1)])
def test_an_editor_that_leaves_is_left(asked: bool, status: int, server: Raw, uri: str) -> None:
    server.begin()
    server.open(uri, BAD)
    if asked:
        server.answer(server.ask("shutdown"))
    server.tell("exit")
    assert server.process.wait(PATIENCE) == status
    assert server.process.stderr
    assert server.process.stderr.read() == b""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_at_once(number: int, server: Raw, uri: str) -> None:
    server.begin()
    server.open(uri, BAD)
    server.told("textDocument/publishDiagnostics")
    os.kill(server.process.pid, number)
    assert server.process.wait(PATIENCE) == -number


def test_an_editor_that_is_gone_ends_it_in_the_middle_of_a_check(server: Raw, uri: str) -> None:
    server.begin()
    functions = (f"@jax.jit\ndef f{at}(x):\n    return float(x)\n\n\n" for at in range(1500))
    server.open(uri, f"import jax\n\n\n{''.join(functions)}")
    status, said = server.end()
    assert (status, said) == (0, "")


def test_a_file_that_only_the_disk_has_may_be_undecodable(server: Raw, tmp_path: Path) -> None:
    (tmp_path / "coded.py").write_text(f"# coding: undefined\n{BAD}\x0c")
    uri, step = (tmp_path / "coded.py").as_uri(), (tmp_path / "step.py").as_uri()
    server.begin()
    server.open(uri, f"# coding: undefined\n{BAD}\x0c")
    server.open(step, BAD)
    assert server.found(step) == ["JIT101"]


def test_without_stdin_it_is_one_line(tmp_path: Path) -> None:
    command = f"exec {sys.executable} -m jitlint server <&-"
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
