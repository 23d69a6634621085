"""The derived stubs say what the installed JAX and NumPy do: the experiments are run again."""

import operator
from collections.abc import Callable
from typing import Any

import jax
import numpy as np
import pytest

from jitlint.models.registry import Models
from tools.derive import modules
from tools.derive.compare import STUBS, committed, disagreements
from tools.derive.join import joined
from tools.derive.measure import measure, measure_function
from tools.derive.outcomes import Subject
from tools.derive.write import stub

MODULES = sorted(path.name.removesuffix(".pyi") for path in STUBS.glob("*.pyi"))
SAMPLE = """
    numpy.add numpy.argmax numpy.array numpy.array_equal numpy.concatenate numpy.float32
    numpy.linalg.norm numpy.matmul numpy.mean numpy.ndim numpy.shape numpy.sin numpy.split
    numpy.sum numpy.transpose numpy.where numpy.zeros numpy.zeros_like
    jax.lax.dynamic_slice jax.lax.dynamic_slice_in_dim jax.lax.scatter_add jax.lax.top_k
    jax.nn.logsumexp jax.nn.one_hot jax.nn.softmax jax.numpy.arange jax.numpy.average
    jax.numpy.concatenate jax.numpy.linalg.qr jax.numpy.nonzero jax.numpy.repeat
    jax.numpy.reshape jax.numpy.result_type jax.numpy.shape jax.numpy.split jax.numpy.sum
    jax.numpy.take jax.numpy.unique jax.numpy.where jax.numpy.zeros jax.ops.segment_sum
    jax.random.choice jax.random.normal jax.random.split jax.scipy.linalg.cho_solve
    jax.scipy.stats.norm.pdf
""".split()
MATRIX = np.eye(3, dtype=np.float32)
OPERATIONS = [
    *("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "divmod", "lt", "ge", "eq", "ne"),
    *("iadd", "imul"),
]


def subject_named(name: str) -> Subject:
    found = modules.subjects(name.rpartition(".")[0])
    return next(subject for subject in found if subject.name == name)


@pytest.mark.parametrize("name", SAMPLE)
def test_a_function_does_what_its_stub_says(name: str) -> None:
    module, _, own = name.rpartition(".")
    measured = measure_function(subject_named(name))
    assert measured["returns"] != "?", "no call was found"
    assert list(disagreements(name, committed(module)[own], measured)) == []


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_every_function_does_what_its_stub_says(module: str) -> None:
    stated = committed(module)
    measured = measure((module,))["modules"].get(module, {"functions": {}})["functions"]
    complaints = [
        line
        for name in stated.keys() & measured.keys()
        for line in disagreements(f"{module}.{name}", stated[name], measured[name])
    ]
    assert complaints == []


def test_a_wrong_stub_is_told_by_function_and_parameter() -> None:
    measured = measure_function(subject_named("jax.numpy.sum"))
    wrong = {**measured, "words": {**measured["words"], "axis": "Concrete"}, "returns": "Tree"}
    assert list(disagreements("jax.numpy.sum", wrong, measured)) == [
        "jax.numpy.sum: `axis` is Static here, but Concrete in its stub",
        "jax.numpy.sum: returns Array here, but Tree in its stub",
    ]


def test_where_versions_disagree_the_stub_is_silent() -> None:
    measured = measure_function(subject_named("jax.numpy.sum"))
    other = {**measured, "words": {**measured["words"], "axis": "Any"}}
    runs = [
        {"versions": {"jax": version}, "modules": {"m": {**EMPTY, "functions": {"sum": found}}}}
        for version, found in (("0.6.0", other), ("0.10.2", measured))
    ]
    together = joined(runs)
    assert together["versions"] == ["jax 0.6.0", "jax 0.10.2"]
    assert together["modules"]["m"]["functions"]["sum"]["words"]["axis"] == "Any"


EMPTY: dict[str, Any] = {"functions": {}, "values": {}, "by_hand": []}


def test_what_only_one_version_has_is_marked() -> None:
    measured = measure_function(subject_named("jax.numpy.shape"))
    runs = [
        {"versions": {"jax": "0.6.0"}, "modules": {"m": EMPTY}},
        {
            "versions": {"jax": "0.10.2"},
            "modules": {"m": {**EMPTY, "functions": {"shape": measured}}},
        },
    ]
    text = stub("m", joined(runs)["modules"]["m"], ["jax 0.6.0", "jax 0.10.2"])
    assert text.endswith("@varies()\ndef shape(a: Any) -> Static[tuple]: ...\n")


@pytest.mark.parametrize("module", MODULES)
def test_every_derived_stub_can_be_read(module: str) -> None:
    models = Models()
    unread = [name for name in models.names(module) if models.find(name) is None]
    assert unread == []


@pytest.mark.parametrize("name", [*OPERATIONS, "matmul"])
def test_an_ndarray_leaves_the_operator_to_a_traced_operand(name: str) -> None:
    assert all(answers(name, MATRIX))


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_numpy_scalar_leaves_the_operator_to_a_traced_operand(name: str) -> None:
    assert all(answers(name, np.float32(2)))


def answers(name: str, other: Any) -> list[bool]:
    """Tells for `other + x` and `x + other` whether all that they give is traced."""
    apply: Callable[[Any, Any], Any] = getattr(operator, name, divmod)
    seen: list[bool] = []

    def body(x: Any) -> int:
        for result in (apply(other, x), apply(x, other)):
            leaves = jax.tree.leaves(result)
            seen.append(all(isinstance(leaf, jax.core.Tracer) for leaf in leaves))
        return 0

    jax.make_jaxpr(body)(MATRIX)
    return seen


@pytest.mark.parametrize("method", ["reduce", "accumulate", "outer"])
def test_the_methods_of_a_ufunc_convert(method: str) -> None:
    def body(x: Any) -> int:
        getattr(np.add, method)(*(x, x) if method == "outer" else (x,))
        return 0

    with pytest.raises(jax.errors.TracerArrayConversionError):
        jax.make_jaxpr(body)(np.ones(3, np.float32))
