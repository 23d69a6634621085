"""JIT1xx: which of the four kinds of array has an answer, by who asks."""

import pytest
from happenings import AT, KINDS, OTHER, array, said, traced, tree

from jitlint.interpreter.domain.values import Array, Kind, Static, Tree, Unknown, Value
from jitlint.interpreter.events import Branch, Convert, NumpyCall, PythonIndex

SURE = ("abstract", "concrete")


@pytest.mark.parametrize("asks", ["if", "while", "assert", "if-else", "and", "or", "not", "bool()"])
@pytest.mark.parametrize("kind", KINDS)
def test_only_an_abstract_array_has_no_truth(asks: str, kind: Kind) -> None:
    found = said("JIT101", Branch(AT, traced(), asks, array(kind)))
    assert bool(found) == (kind == "abstract")


@pytest.mark.parametrize(
    "asks", ["max()", "sorted()", "any()", "in", "match", "a chained comparison"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_who_compares_first_gets_no_truth_of_a_captured_array_either(asks: str, kind: Kind) -> None:
    found = said("JIT101", Branch(AT, traced(), asks, array(kind)))
    assert bool(found) == (kind in ("abstract", "captured"))


@pytest.mark.parametrize(
    "test", [array(certain=False), tree(), Static(True, known=True), Unknown()], ids=repr
)
def test_what_may_have_a_truth_is_not_reported(test: Value) -> None:
    assert said("JIT101", Branch(AT, traced(), "if", test)) == []


def test_nothing_is_asked_in_vain_outside_all_traces() -> None:
    assert said("JIT101", Branch(AT, None, "if", array())) == []


@pytest.mark.parametrize(
    "by", ["float()", "complex()", ".tolist()", "math.sqrt()", "a format spec"]
)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", [array, tree])
def test_floats_cannot_be_made_of_what_grad_follows(by: str, kind: Kind, make: type) -> None:
    found = said("JIT102", Convert(AT, traced(), by, make(kind), OTHER))
    assert bool(found) == (kind in SURE)


@pytest.mark.parametrize("by", ["int()", ".item()"])
@pytest.mark.parametrize("kind", KINDS)
def test_ints_can_be_made_of_what_grad_follows(by: str, kind: Kind) -> None:
    found = said("JIT102", Convert(AT, traced(), by, array(kind), OTHER))
    assert bool(found) == (kind == "abstract")


@pytest.mark.parametrize("dtype", ["bool", "int"])
def test_grad_does_not_follow_bools_and_ints(dtype: str) -> None:
    plain = array("concrete", dtype=dtype)
    assert said("JIT102", Convert(AT, traced(), "float()", plain, OTHER)) == []
    assert said("JIT103", NumpyCall(AT, traced(), "numpy.where", ((plain, OTHER),))) == []


@pytest.mark.parametrize(
    ("by", "error"),
    [
        ("float()", "ConcretizationTypeError"),
        ("math.sqrt()", "ConcretizationTypeError"),
        ("math.trunc()", "TypeError"),
        ("math.factorial()", "TracerIntegerConversionError"),
        ("a format spec", "TypeError"),
        ("%-formatting", "ConcretizationTypeError"),
    ],
)
def test_the_error_depends_on_who_converts(by: str, error: str) -> None:
    (finding,) = said("JIT102", Convert(AT, traced(), by, array(), OTHER))
    assert finding.claim.errors[0] == error


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", [array, tree])
def test_numpy_cannot_read_tracers(kind: Kind, make: type) -> None:
    found = said("JIT103", NumpyCall(AT, traced(), "numpy.sin", ((make(kind), OTHER),)))
    assert bool(found) == (kind in SURE)


def test_numpy_is_reported_once_for_its_first_tracer() -> None:
    arguments = ((Static(type="numpy"), AT), (array(), OTHER), (array(), AT))
    (finding,) = said("JIT103", NumpyCall(AT, traced(), "numpy.stack", arguments))
    assert finding.quotes == (OTHER,)


def test_numpy_may_be_handed_what_only_may_be_traced() -> None:
    unsure = (array(certain=False), OTHER)
    assert said("JIT103", NumpyCall(AT, traced(), "numpy.sin", (unsure,))) == []


@pytest.mark.parametrize("container", ["list", "tuple", "str", "range()", "ndarray"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("make", [array, tree])
def test_only_an_abstract_index_has_no_number(container: str, kind: Kind, make: type) -> None:
    index: Array | Tree = make(kind)
    found = said("JIT104", PythonIndex(AT, traced(), container, index, OTHER))  # type: ignore[arg-type]
    assert bool(found) == (kind == "abstract")


def test_numpy_raises_its_own_error_for_an_index() -> None:
    (listed,) = said("JIT104", PythonIndex(AT, traced(), "list", array(), OTHER))
    (numpys,) = said("JIT104", PythonIndex(AT, traced(), "ndarray", array(), OTHER))
    assert listed.claim.errors == ("TracerIntegerConversionError",)
    assert numpys.claim.errors[0] == "TracerArrayConversionError"
