"""Every kind of statement and pattern means in the IR what it means to Python."""

import sys

import pytest
from shapes import lowered, say

SIMPLE = [
    ("x", "Evaluate(Name('x'))"),
    ("x = y = 1", "Assign([Name('x'), Name('y')], Constant(1))"),
    (
        "(a, [b, *c]) = d",
        "Assign([Collection('tuple', [Name('a'),"
        " Collection('list', [Name('b'), Starred(Name('c'))])])], Name('d'))",
    ),
    ("x: int", "Assign([Name('x')], None, Name('int'))"),
    ("x: int = 1", "Assign([Name('x')], Constant(1), Name('int'))"),
    ("x += 1", "Augment(Name('x'), '+', Constant(1))"),
    ("x @= y", "Augment(Name('x'), '@', Name('y'))"),
    ("x //= y", "Augment(Name('x'), '//', Name('y'))"),
    ("raise", "Raise(None)"),
    ("raise E from e", "Raise(Name('E'))"),
    ("assert x, 'm'", "Assert(Name('x'), Constant('m'))"),
    ("del x", "Delete([Name('x')])"),
    ("del a.b, c[0]", "Delete([Attribute(Name('a'), 'b'), Subscript(Name('c'), Constant(0))])"),
    ("import a.b", "Import(None, 0, [ImportedName('a.b', 'a')])"),
    ("import a.b as c, d", "Import(None, 0, [ImportedName('a.b', 'c'), ImportedName('d', 'd')])"),
    ("from . import x", "Import('', 1, [ImportedName('x', 'x')])"),
    ("from ..m import (x as y,)", "Import('m', 2, [ImportedName('x', 'y')])"),
    ("from m import *", "Import('m', 0, [ImportedName('*', '*')])"),
]
COMPOUND = [
    ("if a: b", "If(Name('a'), [Evaluate(Name('b'))])"),
    (
        "if a: b\nelif c: d\nelse: e",
        "If(Name('a'), [Evaluate(Name('b'))],"
        " [If(Name('c'), [Evaluate(Name('d'))], [Evaluate(Name('e'))])])",
    ),
    ("while a: break\nelse: b", "While(Name('a'), [Jump('break')], [Evaluate(Name('b'))])"),
    ("for x in y: continue", "For(Name('x'), Name('y'), [Jump('continue')])"),
    ("async for x in y: z", "For(Name('x'), Name('y'), [Evaluate(Name('z'))])"),
    ("with a: b; c", "With([WithItem(Name('a'))], [Evaluate(Name('b')), Evaluate(Name('c'))])"),
    (
        "async with (a as b, c): d",
        "With([WithItem(Name('a'), Name('b')), WithItem(Name('c'))], [Evaluate(Name('d'))])",
    ),
    (
        "try: a\nexcept E as e: b\nexcept: c\nelse: d\nfinally: f",
        "Try([Evaluate(Name('a'))], [Handler(Name('E'), 'e', [Evaluate(Name('b'))]),"
        " Handler(None, '', [Evaluate(Name('c'))])],"
        " [Evaluate(Name('d'))], [Evaluate(Name('f'))])",
    ),
    ("try: a\nexcept* E: pass", "Try([Evaluate(Name('a'))], [Handler(Name('E'))])"),
    (
        "@d(1)\nclass A(B, metaclass=M): x",
        "Class('A', [Argument(Name('B')), Argument(Name('M'), 'metaclass')],"
        " [Evaluate(Name('x'))], [Call(Name('d'), [Argument(Constant(1))])])",
    ),
    (
        "@d\nasync def f(a, b=1, /, c: int = 2, *d, e, **g) -> int: pass",
        "Function('f', [Parameter('a', 'positional'),"
        " Parameter('b', 'positional', Constant(1)),"
        " Parameter('c', 'ordinary', Constant(2), Name('int')), Parameter('d', 'star'),"
        " Parameter('e', 'keyword'), Parameter('g', 'stars')], [], [Name('d')], Name('int'), True)",
    ),
    ("def f(*, k): return k", "Function('f', [Parameter('k', 'keyword')], [Return(Name('k'))])"),
]
PATTERNS = [
    ("1", "Pattern([Constant(1)])"),
    ("-1", "Pattern([Unary('-', Constant(1))])"),
    ("a.b", "Pattern([Attribute(Name('a'), 'b')])"),
    ("1 | 'a'", "Pattern([Constant(1), Constant('a')])"),
    ("None", "Pattern([])"),
    ("_", "Pattern([], [], False, True)"),
    ("(x)", "Pattern([], ['x'], False, True)"),
    ("1 | x", "Pattern([Constant(1)], ['x'], False, True)"),
    ("[1, x, *r]", "Pattern([Constant(1)], ['x', 'r'], True)"),
    ("(a, _)", "Pattern([], ['a'], True)"),
    ("{'k': v, **rest}", "Pattern([], ['rest', 'v'], True)"),
    ("C()", "Pattern([])"),
    ("C(x, y=2) as z", "Pattern([Constant(2)], ['z', 'x'], True)"),
]
NEW_SYNTAX = [  # of Python 3.12
    ("type X[T] = list[T]", "Assign([Name('X')], Opaque())"),
    ("class A[T](B): pass", "Class('A', [Argument(Name('B'))])"),
    (
        "def f[T: int, *Ts, **P](x: T): 1",
        "Function('f', [Parameter('x', 'ordinary', None, Name('T'))], [Evaluate(Constant(1))])",
    ),
]
if sys.version_info < (3, 12):
    NEW_SYNTAX.clear()


@pytest.mark.parametrize(("text", "meaning"), SIMPLE + COMPOUND + NEW_SYNTAX)
def test_a_statement_means_what_it_says(text: str, meaning: str) -> None:
    assert say(lowered(f"{text}\n")) == f"[{meaning}]"


@pytest.mark.parametrize(("text", "meaning"), PATTERNS)
def test_a_pattern_says_what_it_compares_binds_and_unpacks(text: str, meaning: str) -> None:
    match = f"match s:\n    case {text} if g: pass\n"
    assert say(lowered(match)) == f"[Match(Name('s'), [Case({meaning}, Name('g'))])]"


@pytest.mark.parametrize("text", ["pass", "global x", "pass; pass"])
def test_a_statement_that_does_nothing_leaves_nothing(text: str) -> None:
    assert lowered(f"{text}\n") == ()
