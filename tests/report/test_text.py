"""The report for people: what is underlined, in which order, in whatever the user wrote."""

import io
from dataclasses import replace

import pytest
from handmade import CLIP, CONFIRMED, OPEN, REFUTED, TRAIN, finding, run, span

from jitlint.check.pipeline import CheckResult
from jitlint.core.finding import Claim, Span, Step
from jitlint.core.source import Source
from jitlint.report import render


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(what: CheckResult, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    render("text", what, stream, color=False)
    return stream.getvalue()


def underlined(text: str, at: Span) -> tuple[str, str]:
    """Returns the first source line shown, and the line with the carets below it."""
    lines = shown(run(text, finding(at))).split("\n")
    return lines[2], lines[3]


def test_a_finding_tells_its_story_in_the_house_form() -> None:
    assert (
        shown(run(TRAIN, replace(CLIP, verdict=CONFIRMED)))
        == """\
train.py:7:8: JIT101 `if` needs a concrete bool
  |
7 |     if value > low:
  |        ^^^^^^^^^^^ traced: `value` comes from `x`
  |
1 | @partial(jax.jit, static_argnames="n")
  |  ^^^^^^^ tracing starts here; `n` is static, `x` is not
  |
3 |     return clip(jnp.sin(x), 0.0, n)
  |            ^^^^ called from here
  = help: use `jnp.where`, or make `x` static
  = jax raises TracerBoolConversionError (jitlint explain JIT101)
  = confirmed by jax 0.10.2: TracerBoolConversionError raised at train.py:2
      called with f(float32[])

"""
    )


def test_the_other_outcomes_say_why() -> None:
    refuted = shown(run(TRAIN, replace(CLIP, verdict=REFUTED)))
    assert "  = refuted by jax 0.10.2: the line ran under the trace\n" in refuted
    inconclusive = shown(run(TRAIN, replace(CLIP, verdict=OPEN)))
    assert "  = inconclusive (line not reached)\n" in inconclusive


def test_hops_on_one_row_share_their_source_line() -> None:
    text = "y = jax.jit(lambda x: float(x))(1.0)\n"
    start = Step(span(text, 1, "jax.jit"), "tracing starts here")
    lines = shown(run(text, finding(span(text, 1, "float(x)"), chain=(start,)))).split("\n")
    assert lines[2:5] == [
        "1 | y = jax.jit(lambda x: float(x))(1.0)",
        "  |                       ^^^^^^^^",
        "  |     ^^^^^^^ tracing starts here",
    ]


def test_hops_on_neighbouring_rows_follow_each_other() -> None:
    first = Step(span(TRAIN, 1, "partial"), "tracing starts here")
    second = Step(span(TRAIN, 2, "step"), "of this")
    lines = shown(run(TRAIN, replace(CLIP, chain=(first, second)))).split("\n")
    assert [line[:3] for line in lines[5:9]] == ["1 |", "  |", "2 |", "  |"]


def test_a_hop_in_another_file_names_it() -> None:
    other = Step(Span("lib/model.py", 1, 1, 1, 6), "tracing starts here")
    what = run(TRAIN, replace(CLIP, chain=(other,)))
    what = replace(what, sources=what.sources | {"lib/model.py": Source("lib/model.py", "apply\n")})
    assert "\n  |\n --> lib/model.py:1:1\n1 | apply\n  | ^^^^^ tracing starts here\n" in shown(what)


def test_a_hop_in_a_file_without_text_is_left_out() -> None:
    other = Step(Span("gone.py", 1, 1, 1, 6), "tracing starts here")
    assert "tracing starts here" not in shown(run(TRAIN, replace(CLIP, chain=(other,))))


def test_a_long_chain_is_shortened_in_the_middle() -> None:
    hops = tuple(Step(span(TRAIN, 3, "clip"), f"hop {number}") for number in range(20))
    text = shown(run(TRAIN, replace(CLIP, chain=hops)))
    assert "hop 0" in text
    assert "hop 19" in text
    assert "hop 3; 12 more calls lead on" in text
    assert "hop 10" not in text


def test_a_multi_line_span_is_underlined_on_each_row() -> None:
    text = "value = (\n    first\n    > second\n)\n"
    lines = shown(run(text, finding(Span("a.py", 1, 9, 4, 2), note="here"))).split("\n")
    assert lines[2:10] == [
        "1 | value = (",
        "  |         ^",
        "2 |     first",
        "  |     ^^^^^",
        "3 |     > second",
        "  |     ^^^^^^^^",
        "4 | )",
        "  | ^ here",
    ]


def test_a_very_long_span_keeps_its_two_ends() -> None:
    text = "".join(f"row{number}\n" for number in range(1, 31))
    lines = shown(run(text, finding(Span("a.py", 1, 1, 30, 6)))).split("\n")
    assert [line[:3] for line in lines[2:9]] == [" 1 ", "   ", " 2 ", "   ", "   ", "30 ", "   "]
    assert lines[6] == "   ..."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("\tif x:\t# tab", "x"),
        ('x = "\t" + float(y)', "float(y)"),
        ('名前 = "値" + float(y)', "float(y)"),
        ('x = "🎉" + float(y)', "float(y)"),
        ("naïve = float(y)", "float(y)"),
        ("float(値)  # wide inside", "float(値)"),
    ],
)
def test_the_carets_stand_below_the_words(line: str, words: str) -> None:
    source, carets = underlined(line, span(line, 1, words))
    assert _cells(source, carets.index("^"), carets.rindex("^") + 1) == words


def _cells(line: str, start: int, end: int) -> str:
    """Returns what a terminal shows in some of its cells, measured without rich."""
    import unicodedata

    shown: list[str] = []
    for character in line:
        wide = unicodedata.east_asian_width(character) in "WF"
        shown += [character, ""] if wide else [character]
    return "".join(shown[start:end])


def test_a_span_beyond_the_line_does_not_fail() -> None:
    _, carets = underlined("x = 1", Span("a.py", 1, 6, 1, 7))
    assert carets == "  |      ^"


def test_a_finding_without_text_is_only_told() -> None:
    told = shown(CheckResult((finding(Span("gone.py", 3, 1, 3, 1), claim=Claim("none")),)))
    assert told == "gone.py:3:1: JIT101 `if` needs a concrete bool\n\n"


def test_markup_and_escapes_in_the_users_text_are_not_obeyed() -> None:
    line = 'x = "[bold red]a[/] :smile: \x1b[31m\x07" + float(y)'
    stream = Terminal()
    what = run(line, finding(span(line, 1, "float(y)"), message="`[red]x[/]` is \x1b[31mtraced"))
    render("text", what, stream, color=True)
    assert '"[bold red]a[/] :smile: �[31m�" + float(y)' in stream.getvalue()
    assert "[red]x[/]" in stream.getvalue()
    assert "�[31mtraced" in stream.getvalue()


@pytest.mark.parametrize("before", [0, 30, 75, 200])
@pytest.mark.parametrize("filler", ["a", "値"])
def test_a_terminal_shows_the_part_of_a_long_line_with_the_span(
    before: int, filler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    line = f"{filler * before} + float(y) + {filler * 200}"
    what = run(line, finding(span(line, 1, "float(y)")))
    source, carets = shown(what, Terminal()).split("\n")[2:4]
    assert _cells(source, carets.index("^"), carets.rindex("^") + 1) == "float(y)"
    assert "…" in source
    assert len(_cells(source, 0, 1000)) <= 80
    assert line in shown(what)


def test_a_span_wider_than_the_terminal_is_cut_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    line = f"x = {'f' * 300}"
    source, carets = shown(run(line, finding(Span("a.py", 1, 5, 1, 305))), Terminal()).split("\n")[
        2:4
    ]
    assert len(source) == 60
    assert len(carets) == 60


def test_only_colour_makes_escapes() -> None:
    plain, coloured = Terminal(), Terminal()
    render("text", run(TRAIN, CLIP), plain, color=False)
    render("text", run(TRAIN, CLIP), coloured, color=True)
    assert "\x1b" not in plain.getvalue()
    assert "\x1b[1;31mJIT101" in coloured.getvalue()


def test_a_notebook_counts_its_rows_by_cell() -> None:
    text = "import jax\nx = 1\nif x:\n    pass\n"
    at = Span("nb.ipynb", 2, 4, 2, 5, cell=3)
    lines = shown(run(text, finding(at), cells=((0, 1), (1, 3)))).split("\n")
    assert lines[0] == "nb.ipynb:cell 3:2:4: JIT101 `if` needs a concrete bool"
    assert lines[2:4] == ["2 | if x:", "  |    ^"]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (Claim("raises", ("A", "B")), "jax raises A or B (jitlint explain JIT101)"),
        (Claim("once-per-trace"), "jax runs this once per trace, not once per call (jitlint"),
        (Claim("rejected", ("TypeError",)), "jax rejects this call with TypeError (jitlint"),
        (Claim("recompiles"), "jax traces and compiles this again each time (jitlint"),
    ],
)
def test_every_claim_says_what_jax_does(claim: Claim, said: str) -> None:
    assert f"  = {said}" in shown(run(TRAIN, replace(CLIP, claim=claim)))
