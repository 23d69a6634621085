"""The shrinker of the fuzzer: of what fails, the smallest that fails in the same way is left."""

from collections.abc import Iterator

import pytest

from tools.fuzz import batches
from tools.fuzz.bench import Bench, Failure
from tools.fuzz.modules import generated
from tools.fuzz.sample import Sample
from tools.fuzz.shrinking import smaller, smallest

CULPRIT = "def planted(x):\n    return [x, while_loop(x)]\n"


def test_of_many_items_those_are_left_that_fail_together() -> None:
    assert smallest(range(100), lambda kept: {17, 61, 62} <= {*kept}) == [17, 61, 62]


def test_one_item_is_found_among_many_in_few_trials() -> None:
    trials = list[int]()

    def fails(kept: object) -> bool:
        trials.append(1)
        return 700 in (kept if isinstance(kept, list) else [])

    assert smallest(range(1000), fails) == [700]
    assert len(trials) < 100


def test_a_planted_call_is_what_is_left_of_a_program() -> None:
    program = generated(0, 3)
    path, data = next(iter(program.files.items()))
    planted = Sample("a", {"other.py": b"x = 1\n", path: data + b"\n" + CULPRIT.encode()})
    small = smaller(planted, lambda sample: any(b"while_loop" in d for d in sample.files.values()))
    assert small.files == {path: b"while_loop"}


def test_bytes_that_are_no_python_are_cut_too() -> None:
    data = b"x = (\n" * 5 + b"y = '\xff'\n" + b"z\n" * 5
    small = smaller(Sample("a", {"a.py": data}), lambda sample: b"\xff" in sample.files["a.py"])
    assert small.files == {"a.py": b"\xff"}


def test_trials_have_an_end() -> None:
    asked = list[Sample]()

    def fails(sample: Sample) -> bool:
        asked.append(sample)
        return False

    smaller(Sample("a", {"a.py": b"x = 1\n" * 1000}), fails, most=20)
    assert len(asked) == 20


def test_a_failing_check_is_owed_to_the_samples_that_show_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def planted(bench: Bench) -> Iterator[Failure]:
        if any(b"while_loop(x)" in data for data in bench.files.values()):
            yield Failure("planted", "somewhere")

    monkeypatch.setitem(batches.EVERY_CHECK, "planted", planted)
    culprit = Sample("culprit", {"culprit.py": CULPRIT.encode()})
    samples = (*(Sample(f"s{n}", {f"s{n}.py": b"x = 1\n"}) for n in range(9)), culprit)
    case = batches.Case("planted", Failure("planted", "somewhere"), samples, 0)
    small = batches.shrunk(case)
    assert [sample.name for sample in small.samples] == ["culprit"]
    assert small.samples[0].files["culprit.py"].strip() == b"while_loop(x)"
