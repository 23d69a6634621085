"""Every ordinal is found again in the text; `test_lower_real_files` asks LibCST about more."""

from pathlib import Path

import nbformat
import pytest
from shapes import cut, nodes

from jitlint.core.source import Source
from jitlint.frontend.decode import load
from jitlint.frontend.extent import Extent
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts
from jitlint.frontend.locations import locate

PLACES = [
    ("f(a, *b, k=1)", "Argument", ["a", "*b", "k=1"]),
    ("(a + b) * (c)", "Binary", ["(a + b) * (c)", "a + b"]),
    ("x = ( a\n , b )", "Collection", ["a\n , b"]),
    ("x = ( )", "Collection", ["( )"]),
    ("x[1:2, c]", "Collection", ["1:2, c"]),
    ("x[ a ]", "Name", ["x", "a"]),
    ("x = 1; y = (2) ;", "Assign", ["x = 1", "y = (2)"]),
    ("import a.b as c, d", "ImportedName", ["a.b as c", "d"]),
    ("@d\nasync def f ( a : int = 1, *b): pass", "Function", ["f"]),
    ("def f ( a : int = 1, *b): pass", "Parameter", ["a", "b"]),
    ("class A(B): pass", "Class", ["A"]),
    ("g(lambda x : x, 1)", "Lambda", ["lambda x : x"]),
    ("g(lambda x : x, 1)", "Return", ["x"]),
    ("if (a) : b\nelif c: d\nelse: e", "If", ["if (a)", "elif c"]),
    ("while a\\\n: b", "While", ["while a"]),
    ("for i in (x): y\nelse: z", "For", ["for i in (x)"]),
    ("async for i in x : y", "For", ["async for i in x"]),
    ("with (a as b,\n   c) : d", "With", ["with (a as b,\n   c)"]),
    ("with a as b, c: d", "WithItem", ["a as b", "c"]),
    ("try : a\nexcept (E) as e : b\nfinally: c", "Try", ["try"]),
    ("try : a\nexcept (E) as e : b\nexcept: c", "Handler", ["except (E) as e", "except"]),
    ("try: a\nexcept* E : b", "Handler", ["except* E"]),
    ("match (a) :\n  case [1] : b\n  case c if d : e", "Match", ["match (a)"]),
    ("match (a) :\n  case [1] : b\n  case c if d : e", "Case", ["case [1]", "case c if d"]),
    ("match (a) :\n  case [1] : b\n  case c if d : e", "Pattern", ["[1]", "c"]),
    ("[x for x in y if z]", "Loop", ["for x in y if z"]),
    ("(x for y in (z)\n async for x in y )", "Loop", ["for y in (z)", "async for x in y"]),
    ("f'a{ b !r:>{w}}'", "Formatted", ["{ b !r:>{w}}", "{w}"]),
    ("f(((a)), (b, c), (d),)", "Argument", ["((a))", "(b, c)", "(d)"]),
    ("f(x for x in y)", "Argument", ["x for x in y"]),
    ("f((x for x in y))", "Argument", ["(x for x in y)"]),
    ("f(  # (\n  (  # )\n  a) )", "Argument", ["(  # )\n  a)"]),
    ("f(k=1, *a, **b)", "Argument", ["k=1", "*a", "**b"]),
    ("class A((B), (C), k=(D)): pass", "Argument", ["(B)", "(C)", "k=(D)"]),
    ("class A((B),): pass", "Argument", ["(B)"]),
    ("x = {}, {}", "Collection", ["{}, {}"]),
    ("x = (a), (b)", "Collection", ["(a), (b)"]),
    ("x = ((a), (b))", "Collection", ["(a), (b)"]),
    ("x = (a, b,)", "Collection", ["a, b,"]),
    ("(a) and ((b)) and c", "Boolean", ["(a) and ((b)) and c", "(a) and ((b))"]),
    ("((a and b) and c)", "Boolean", ["(a and b) and c", "a and b"]),
    ("x = ( y for y in (z) )", "Comprehension", ["y for y in (z)"]),
    ("{(k): (v) for k, v in y if (z)}", "Loop", ["for k, v in y if (z)"]),
    ("[forth for forth in y]", "Loop", ["for forth in y"]),
    ("with (a): b", "WithItem", ["a"]),
    ("with (a), (b) as c: d", "WithItem", ["(a)", "(b) as c"]),
    ("with (a as b, (c) as (d, e)): f", "WithItem", ["a as b", "(c) as (d, e)"]),
    ("async def  \\\n é ( ü : 'ö'): pass", "Function", ["é"]),
    ("é; ü.ä, f('ö', name)", "Name", ["é", "ü", "f", "name"]),
    ("match a:\n  case (  # case\n case, (b)\n ): c", "Case", ["case (  # case\n case, (b)\n )"]),
    ("match a:\n  case (b, c), d: e\n  case (f, g): h", "Pattern", ["(b, c), d", "f, g"]),
    ("f'{a, b}' f'{ {1: c}!r:>{w}}'", "Formatted", ["{a, b}", "{ {1: c}!r:>{w}}", "{w}"]),
    ("f'{a, b}'", "Collection", ["a, b"]),
    ("f'é{a}' f'{b}' 'c', f\"\"\"\n{c}\"\"\"", "Name", ["a", "b", "c"]),
    ("x = '''é\n''' + y", "Binary", ["'''é\n''' + y"]),
    ("'é', '€', name", "Name", ["name"]),
    ("if a:\n\tif b:\n\t\tname", "Name", ["a", "b", "name"]),
]


@pytest.mark.parametrize(("text", "kind", "places"), PLACES)
def test_a_node_is_where_it_is_written(text: str, kind: str, places: list[str]) -> None:
    source = Source("some.py", f"{text}\n")
    facts = read(source)
    assert isinstance(facts, Facts)
    ordinals = [node.at for node in nodes(facts.body) if type(node).__name__ == kind]
    extents = locate(source, ordinals)
    assert [cut(source.text, extents[ordinal]) for ordinal in ordinals] == places


def test_the_first_character_is_what_has_no_place() -> None:
    for text in ("x\n", "", "x = (\n"):
        extents = locate(Source("some.py", text), [-1, 1000])
        assert extents == {-1: Extent(1, 1, 1, 1), 1000: Extent(1, 1, 1, 1)}


def test_a_file_as_deep_as_can_be_read_can_be_located() -> None:
    source = Source("some.py", "x = (" + '"a"\n' * 900 + ")\nname\n")
    facts = read(source)
    assert isinstance(facts, Facts)
    last = facts.body[-1].at
    assert locate(source, [last]) == {last: Extent(902, 1, 902, 5)}


def test_rows_of_a_notebook_are_those_of_its_cells(tmp_path: Path) -> None:
    cells = nbformat.v4
    path = str(tmp_path / "some.ipynb")
    book = cells.new_notebook(
        cells=[
            cells.new_code_cell("import jax\n\nfirst"),
            cells.new_markdown_cell("# text"),
            cells.new_code_cell("%%bash\nls"),
            cells.new_code_cell("%matplotlib inline\nsecond = (1 +\n  2)"),
        ]
    )
    nbformat.write(book, path)
    source = load(path)
    assert isinstance(source, Source)
    facts = read(source)
    assert isinstance(facts, Facts)
    ordinals = [statement.at for statement in facts.body]
    extents = [locate(source, ordinals)[ordinal] for ordinal in ordinals]
    assert extents == [Extent(1, 1, 1, 11, 1), Extent(3, 1, 3, 6, 1), Extent(2, 1, 3, 5, 4)]
