"""The generators of the fuzzer: the same seed is the same text, and each program is Python."""

import warnings

import pytest

from tools.fuzz.drawing import Draw
from tools.fuzz.grammar import Grammar, GrammarError
from tools.fuzz.modules import STEMS, generated, grammar
from tools.fuzz.mutation import mutated
from tools.fuzz.sample import Sample, parsed

NUMBERS = range(150)
LETTERS = """
word =
 3 | <letter>
 1 | <letter><word>
letter =
 1 | a
 1 | b
"""


@pytest.fixture(scope="module")
def programs() -> list[Sample]:
    return [generated(0, number) for number in NUMBERS]


def test_the_same_seed_generates_the_same_text(programs: list[Sample]) -> None:
    assert [generated(0, number) for number in NUMBERS] == programs


def test_another_seed_generates_other_text(programs: list[Sample]) -> None:
    assert all(generated(1, sample).files != programs[sample].files for sample in range(10))


def test_each_generated_module_compiles(programs: list[Sample]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for sample in programs:
            for path, data in sample.files.items():
                if path.endswith(".py"):
                    compile(data, path, "exec")
                assert parsed(path, data), (sample.origin, path)


def test_there_are_modules_packages_notebooks_and_any_syntax(programs: list[Sample]) -> None:
    kinds = {sample.origin.split()[1] for sample in programs}
    assert kinds == {"module", "package", "notebook", "syntax"}


def test_each_alternative_of_the_grammar_is_python_as_flat_as_can_be() -> None:
    for symbol in ("statement", "top", "header", "exported"):
        for alternative in grammar().symbols[symbol]:
            one = Grammar({**grammar().symbols, symbol: (alternative,)})
            text = Draw(one, symbol, 0, STEMS).text(symbol)
            rows = "\n".join(f"    {row}" for row in text.split("\n"))
            compile(f"def f(a):\n{rows}\n" if symbol == "statement" else text, symbol, "exec")


def test_the_same_seed_changes_files_in_the_same_way() -> None:
    assert [mutated(0, number) for number in range(30)] == [mutated(0, n) for n in range(30)]


def test_most_files_are_python_still_and_some_are_not() -> None:
    trees = [parsed(path, data) for n in range(60) for path, data in mutated(0, n).files.items()]
    assert 30 < sum(tree is not None for tree in trees) < 60


def test_a_text_ends_where_there_is_no_more_room() -> None:
    letters = Grammar.parse([LETTERS])
    assert all(len(Draw(letters, str(n), 8, {}).text("word")) <= 8 for n in range(200))


@pytest.mark.parametrize(
    ("text", "said"),
    [("word =\n 1 | <letter>\n", "undefined: letter"), ("word =\nletter", "line 2 is no line")],
)
def test_a_grammar_that_is_none_says_where(text: str, said: str) -> None:
    with pytest.raises(GrammarError, match=said):
        Grammar.parse([text])
