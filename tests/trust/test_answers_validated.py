"""Whatever an interpreter answers, each finding has a verdict and the command an exit status."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from verify.asked import Program

from jitlint.core.finding import Finding, Span, Verdict
from jitlint.verify import VerifyOptions, verify

IMPROPER = "the process did not answer properly"
MODULE = "import jax\n\n\n@jax.jit\ndef f(x):\n    return float(x)\n"
JUDGED: dict[str, Any] = {
    "type": "judged", "finding": 0, "outcome": "confirmed", "reason": "", "evidence": ["seen"],
    "arguments": "f(1.0)", "reads": [],
}  # fmt: skip
NONSENSE: dict[str, str] = {
    "a number": "3",
    "a number for a verdict": json.dumps(JUDGED | {"outcome": 3}),
    "an outcome that there is not": json.dumps(JUDGED | {"outcome": "forged"}),
    "no reason": json.dumps({key: each for key, each in JUDGED.items() if key != "reason"}),
    "a key more": json.dumps(JUDGED | {"module": 1}),
    "an index of 999": json.dumps(JUDGED | {"finding": 999}),
    "a finding of another module": json.dumps(JUDGED | {"finding": 1}),
    "a negative index": json.dumps({"type": "started", "finding": -1}),
    "deep JSON": "[" * 100_000,
    "deep evidence": json.dumps(JUDGED | {"evidence": [[["seen"]]]}),
    "an endless reason": json.dumps(JUDGED | {"reason": "x" * 1_000_000}),
    "endless evidence": json.dumps(JUDGED | {"evidence": ["x"] * 100_000}),
    "NaN": json.dumps(JUDGED | {"finding": float("nan")}),
    "a lone surrogate": json.dumps(JUDGED | {"reason": "\ud800"}),
    "half a message": json.dumps(JUDGED)[:40],
    "nothing": "",
}
# Serves as an interpreter would: a line that says it is ready, then lines for each request.
STAND_IN = """\
#!{python}
import json, sys
print(json.dumps({{"jax": "1.0", "python": "3.12"}}), flush=True)
for line in sys.stdin:
    module = json.loads(line)["module"]
    finding = json.loads(line)["findings"][0]["number"]
    for text in {texts!r}:
        sys.stdout.write(text.replace("MODULE", str(module)).replace("FINDING", str(finding)))
        sys.stdout.flush()
"""
REPLIES = {
    "no JSON": ["junk\n"],
    "a list": ["[1, 2]\n"],
    "deep JSON": ["[" * 100_000 + "\n"],
    "a module that is not asked about": ['{"module": 7, "ended": "done"}\n'],
    "a module that is no number": ['{"module": null, "ended": "done"}\n'],
    "what is no UTF-8": ["\udcff\udcfe\n"],
}


def interpreter(path: Path, texts: list[str]) -> str:
    """Writes a program that stands in for the user's interpreter."""
    path.write_text(STAND_IN.format(python=sys.executable, texts=texts))
    path.chmod(0o755)
    return str(path)


def findings(directory: Path) -> list[Finding[Span]]:
    """One finding in each of two modules."""
    program = Program(MODULE, "float(x)", "raises", ("ConcretizationTypeError",), "f")
    return [program.finding(directory / name) for name in ("a", "b")]


def asked(directory: Path, texts: list[str]) -> list[Verdict]:
    """The verdicts that a stand-in leaves jitlint with."""
    python = interpreter(directory / "python", texts)
    answers = verify(findings(directory), VerifyOptions(python=python, timeout=5.0))
    return [answer.verdict for answer in answers if answer.verdict is not None]


def said(message: str) -> str:
    """A line about what a child has said."""
    return json.dumps({"message": message}).replace("{", '{"module": MODULE, ', 1) + "\n"


ENDED = '{"module": MODULE, "ended": "done"}\n'


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_about_a_module_is_no_answer(name: str, tmp_path: Path) -> None:
    """Both modules get the same lines, so that index 1 is a neighbour's for the first alone."""
    verdicts = asked(tmp_path, [said(NONSENSE[name]), ENDED])
    assert verdicts[0].reason == IMPROPER
    assert verdicts[0].outcome == "inconclusive"


def test_what_makes_sense_is_taken(tmp_path: Path) -> None:
    message = json.dumps(JUDGED).replace('"finding": 0', '"finding": FINDING')
    verdicts = asked(tmp_path, [said(message), ENDED])
    assert [(each.outcome, each.evidence) for each in verdicts] == [("confirmed", ("seen",))] * 2


def test_who_answers_twice_is_not_believed(tmp_path: Path) -> None:
    message = json.dumps(JUDGED).replace('"finding": 0', '"finding": FINDING')
    twice = [said(message), said(message.replace("confirmed", "refuted")), ENDED]
    assert {verdict.reason for verdict in asked(tmp_path, twice)} == {IMPROPER}


def test_to_end_without_an_answer_is_none(tmp_path: Path) -> None:
    assert {verdict.reason for verdict in asked(tmp_path, [ENDED])} == {IMPROPER}


def test_what_a_module_says_cannot_paint_the_terminal(tmp_path: Path) -> None:
    message = json.dumps(JUDGED | {"evidence": ["\x1b[2Jseen\r\n"]})
    said_of = said(message.replace('"finding": 0', '"finding": FINDING'))
    first, _ = asked(tmp_path, [said_of, ENDED])
    assert first.evidence == ("\\x1b[2Jseen\\r\\n",)


@pytest.mark.parametrize("name", REPLIES)
def test_an_interpreter_that_makes_no_sense_loses_no_finding(name: str, tmp_path: Path) -> None:
    verdicts = asked(tmp_path, REPLIES[name])
    assert len(verdicts) == 2
    for verdict in verdicts:
        assert verdict.outcome == "inconclusive"
        assert verdict.reason.startswith("internal: ")


def test_the_command_reports_them_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(textwrap.dedent(MODULE))
    python = interpreter(tmp_path / "python", REPLIES["no JSON"])
    words = ["--verify", "--no-cache", "--isolated", "--python", python, "a.py"]
    command = [sys.executable, "-m", "jitlint", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "JIT102" in done.stdout
    assert "inconclusive (internal: " in " ".join(done.stdout.split())
    assert "Traceback" not in done.stderr


# Python itself tells user code of each fork, and so this fails where jitlint makes one.
FAILS = """
import sys

def hear(event, arguments):
    if event == "os.fork":
        raise RuntimeError("not now")

sys.addaudithook(hear)
"""


def test_an_error_in_jitlint_itself_is_an_answer(tmp_path: Path) -> None:
    texts = {"a": FAILS + MODULE, "b": MODULE}
    errors = ("ConcretizationTypeError",)
    found = [
        Program(text, "float(x)", "raises", errors, "f").finding(tmp_path / name)
        for name, text in texts.items()
    ]
    failed, fine = [answer.verdict for answer in verify(found, VerifyOptions())]
    assert failed is not None
    assert (failed.outcome, failed.reason) == ("inconclusive", "internal: RuntimeError: not now")
    assert fine is not None
    assert fine.outcome == "confirmed"
