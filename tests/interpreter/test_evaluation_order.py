"""Each expression is evaluated as often as Python evaluates it, and in Python's order.

A program notes its expressions in a list: `m(3)` adds 3 to `log` and is worth 3. CPython runs the
program, jitlint evaluates it over a list that it knows item by item, and the lists are compared.
"""

import re
from pathlib import Path

import pytest

from jitlint.core.source import Problem
from jitlint.frontend.decode import load
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts
from jitlint.interpreter.domain.values import Sequence, Static
from jitlint.interpreter.interpreter import Interpreter
from jitlint.models.registry import Models
from jitlint.project.program import Program, Unit

MARK = re.compile(r"\bm\((\d+)\)")
OPENING = """
log = []
def f(*values, **named): return 0
def same(function): return function
class Noting:
    def __init__(self): self.attribute = 0
    def __getitem__(self, key): log.append(100); return 1
    def __setitem__(self, key, value): log.append(101)
    def __bool__(self): log.append(102); return True
    def __enter__(self): log.append(103); return self
    def __exit__(self, *error): return None
    @property
    def noted(self): log.append(104); return 1
class Sized:
    def __len__(self): log.append(105); return 0
o, z, xs, d = Noting(), Sized(), [1, 2, 3], {1: 1, 2: 2}
"""
PROGRAMS = {
    "a list, a tuple and a set": "[m(1), m(2)]; (m(3), m(4)); {m(5), m(6)}",
    "a dict": "{m(1): m(2), m(3): m(4)}",
    "unpacking in displays": "[*[m(1)], m(2), *(m(3),)]; {**{m(4): m(5)}, m(6): m(7)}",
    "operators": "m(1) + m(2) * -m(3); not m(4)",
    "a comparison": "m(1) < m(2)",
    "a chain that holds": "m(1) < m(2) < m(3)",
    "a chain that ends early": "m(2) < m(1) < m(3)",
    "and": "m(0) and m(1); m(2) and m(3)",
    "or": "m(0) or m(1) or m(2); m(3) or m(4)",
    "a ternary": "m(1) if m(2) else m(3); m(4) if m(0) else m(5)",
    "a subscript": "[1, 2, 3][m(1)]; xs[m(1):m(3):m(2)]",
    "arguments": "f(m(1), m(2), a=m(3), b=m(4))",
    "arguments with stars": "f(m(1), *[m(2)], a=m(3), **{'b': m(4)})",
    "stars after a keyword": "f(a=m(1), *[m(2)])",
    "an f-string": "f'{m(1)} {m(2):{m(3)}} {m(4)!r}'",
    "a walrus": "(y := m(1)) + (y := m(2))",
    "a lambda's defaults": "lambda a=m(1), *, b=m(2): m(3)",
    "a comprehension's iterable": "[v for v in (m(1), m(2))]; {v: v for v in [m(3)]}",
    "a comprehension with a condition": "[v for v in [m(1)] if v]",
    "an assignment": "xs[m(1)] = d[m(2)] = m(3)",
    "an unpacking": "xs[m(0)], d[m(1)] = m(2), m(3)",
    "an augmented item": "xs[m(1)] += m(2); d[m(2)] += m(3)",
    "an augmented attribute": "[o, m(1)][m(0)].attribute += m(2)",
    "an augmented item of an object": "o[m(1)] += m(2)",
    "an item of an object": "o[m(1)]",
    "assigning an item of an object": "o[m(1)] = m(2)",
    "a property": "o.noted",
    "del": "del d[m(1)], [o, m(2)][m(0)].attribute",
    "an assertion": "assert m(1), m(2)",
    "a truth": "if o: m(1)",
    "a length that is asked for its truth": "z and m(1)",
    "an operand's truth": "o and m(1)",
    "with": "with [o, m(1)][m(0)] as xs[m(2)]: m(3)",
    "a loop that is not entered": "while m(0): m(1)\nelse: m(2)",
    "a loop that is left": "while m(1): break\nelse: m(2)\nm(3)",
    "decorators and defaults": "@[same, m(1)][0]\n@[same, m(2)][0]\ndef g(a=m(3), *, b=m(4)): m(5)",
    "a class": "class C([object, m(1)][0]):\n    m(2)",
    "a return": "def g():\n    return m(1), m(2)\ng()",
    "a match": "match m(1):\n    case 2: m(2)\n    case 1 if m(3): m(4)",
}


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_expressions_are_evaluated_once_and_in_pythons_order(text: str, tmp_path: Path) -> None:
    program = OPENING + MARK.sub(r"(log.append(\1), \1)[1]", text) + "\n"
    assert noted_by_jitlint(program, tmp_path) == noted_by_python(program)


def noted_by_python(program: str) -> list[object]:
    """Returns the list that a program fills when Python runs it."""
    names: dict[str, list[object]] = {}
    exec(compile(program, "<program>", "exec"), names)
    assert names["log"]
    return names["log"]


def noted_by_jitlint(program: str, directory: Path) -> list[object]:
    """Returns the list that a program fills when jitlint evaluates it."""
    path = directory / "program.py"
    path.write_text(program)
    units = [Unit("program", str(path), str(directory))]
    frame = Interpreter(Program(units, Models(), facts)).module("program")
    assert frame is not None
    log = frame.names["log"]
    assert isinstance(log, Sequence)
    assert log.items is not None
    assert frame.values == {}
    return [each.value if isinstance(each, Static) else each for each in log.items]


def facts(path: str) -> Facts | None:
    """Returns the facts of a file that can be read."""
    source = load(path)
    found = source if isinstance(source, Problem) else read(source)
    return None if isinstance(found, Problem) else found
