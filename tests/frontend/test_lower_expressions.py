"""Every kind of expression and literal means in the IR what it means to Python."""

import sys

import pytest
from shapes import lowered, say

EXPRESSIONS = [
    ("1", "Constant(1)"),
    ("0x_ff", "Constant(255)"),
    ("1.5", "Constant(1.5)"),
    ("None", "Constant(None)"),
    ("True", "Constant(True)"),
    ("...", "Opaque()"),
    ("1j", "Opaque()"),
    ("name", "Name('name')"),
    ("a.b.c", "Attribute(Attribute(Name('a'), 'b'), 'c')"),
    ("f()", "Call(Name('f'))"),
    ("f(x, *y)", "Call(Name('f'), [Argument(Name('x')), Argument(Name('y'), '', 1)])"),
    ("f(k=1, **z)", "Call(Name('f'), [Argument(Constant(1), 'k'), Argument(Name('z'), '', 2)])"),
    ("a[0]", "Subscript(Name('a'), Constant(0))"),
    ("a[1:2]", "Subscript(Name('a'), Slice(Constant(1), Constant(2)))"),
    ("a[::-1]", "Subscript(Name('a'), Slice(None, None, Unary('-', Constant(1))))"),
    ("a[:, 0]", "Subscript(Name('a'), Collection('tuple', [Slice(None), Constant(0)]))"),
    ("a[0,]", "Subscript(Name('a'), Collection('tuple', [Constant(0)]))"),
    ("a[*b]", "Subscript(Name('a'), Collection('tuple', [Starred(Name('b'))]))"),
    ("not x", "Unary('not', Name('x'))"),
    ("~x", "Unary('~', Name('x'))"),
    ("(a + b) * c", "Binary('*', Binary('+', Name('a'), Name('b')), Name('c'))"),
    ("a @ b", "Binary('@', Name('a'), Name('b'))"),
    ("a ** -b", "Binary('**', Name('a'), Unary('-', Name('b')))"),
    ("a < b <= c", "Compare(Name('a'), ['<', '<='], [Name('b'), Name('c')])"),
    ("a is not b", "Compare(Name('a'), ['is not'], [Name('b')])"),
    ("a not in b", "Compare(Name('a'), ['not in'], [Name('b')])"),
    ("a and b and c", "Boolean('and', Boolean('and', Name('a'), Name('b')), Name('c'))"),
    ("a or b and c", "Boolean('or', Name('a'), Boolean('and', Name('b'), Name('c')))"),
    ("a if b else c", "Ternary(Name('b'), Name('a'), Name('c'))"),
    ("()", "Collection('tuple')"),
    ("(a, b)", "Collection('tuple', [Name('a'), Name('b')])"),
    ("[a, *b]", "Collection('list', [Name('a'), Starred(Name('b'))])"),
    ("{a, *b}", "Collection('set', [Name('a'), Starred(Name('b'))])"),
    ("{a: 1, **b}", "Dict([Name('a'), None], [Constant(1), Name('b')])"),
    ("(y := f)", "Walrus('y', Name('f'))"),
    ("(yield)", "Yield(None)"),
    ("(yield from x)", "Yield(Name('x'), True)"),
    ("await x", "Await(Name('x'))"),
    ("lambda: 0", "Lambda(Function('<lambda>', [], [Return(Constant(0))]))"),
    (
        "[x async for x in y]",
        "Comprehension('list', Name('x'), None, [Loop(Name('x'), Name('y'))])",
    ),
    (
        "{x for x in y if x if z}",
        "Comprehension('set', Name('x'), None,"
        " [Loop(Name('x'), Name('y'), [Name('x'), Name('z')])])",
    ),
    (
        "{k: v for k, v in y}",
        "Comprehension('dict', Name('k'), Name('v'),"
        " [Loop(Collection('tuple', [Name('k'), Name('v')]), Name('y'))])",
    ),
    (
        "(x for y in z for x in y)",
        "Comprehension('generator', Name('x'), None,"
        " [Loop(Name('y'), Name('z')), Loop(Name('x'), Name('y'))])",
    ),
]
STRINGS = [
    ("'a'", "Constant('a')"),
    ("b'a'", "Opaque()"),
    ("b'a' b'b'", "Opaque()"),
    ("'a' 'b' \"c\"", "Constant('abc')"),
    ("'''a\nb'''", "Constant('a\\nb')"),
    ("''''a'''", 'Constant("\'a")'),
    ("''", "Constant('')"),
    (r"'\x41\u00e9\n\N{BULLET}\101\q'", "Constant('Aé\\n•A\\\\q')"),
    (r"r'\n'", r"Constant('\\n')"),
    ("'a' f'{b}' 'c'", "Format([Constant('a'), Formatted(Name('b')), Constant('c')])"),
    (
        "f'{x!r:>{w}}'",
        "Format([Formatted(Name('x'), 'r', [Constant('>'), Formatted(Name('w'))])])",
    ),
    ("f'{x=}'", "Format([Constant('x='), Formatted(Name('x'), 'r')])"),
    ("f'{ x = :.2f}'", "Format([Constant(' x = '), Formatted(Name('x'), '', [Constant('.2f')])])"),
    ("f'{{}}'", "Format([Constant('{}')])"),
    (r"rf'\d{x}'", r"Format([Constant('\\d'), Formatted(Name('x'))])"),
]
UNHELD = ["99999999999999999999999", r"'\ud800'", r"f'\ud800'[0]", "0x" + "f" * 17]


@pytest.mark.parametrize(("text", "meaning"), EXPRESSIONS + STRINGS)
def test_an_expression_means_what_it_says(text: str, meaning: str) -> None:
    (statement,) = lowered(f"({text})\n")
    assert say(statement) == f"Evaluate({meaning})"


@pytest.mark.parametrize("text", UNHELD)
def test_a_constant_that_no_cache_can_hold_is_opaque(text: str) -> None:
    assert "Opaque" in say(lowered(f"{text}\n"))


@pytest.mark.skipif(sys.version_info < (3, 14), reason="syntax of Python 3.14")
def test_an_expression_that_the_ir_has_no_word_for_is_opaque() -> None:
    assert say(lowered("t'{x}'\n")) == "[Evaluate(Opaque())]"
