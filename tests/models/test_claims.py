"""What the stubs of jax say is handed to a function, JAX hands to it."""

import cmath
import math
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import jax
import pytest
from runs import RUNS, Run
from signatures import MISSING, WRITTEN, installed, named_in, package_of

from jitlint.models.registry import Models
from jitlint.models.words import Model

ABSTRACT, CLOSED, CONCRETE, PLAIN = "abstract", "closed over", "concrete", "plain"
OPTIONS = {"Any", "Static", "Concrete", "Tested", "StaticNums", "StaticNames", "ArgNums"} | {
    "InAxes",
    "InSpecs",
}
MEANS = {
    "Stages": ABSTRACT, "Traces": ABSTRACT, "TracesAll": ABSTRACT, "Maps": ABSTRACT,
    "StagesClosed": CLOSED, "Differentiates": CONCRETE, "Calls": PLAIN, "Host": PLAIN,
}  # fmt: skip


def claims() -> dict[str, str]:
    """Returns what the stubs say of each function that is handed to jax."""
    models = Models()
    names = [name for path in WRITTEN if package_of(path) == "jax" for name in named_in(path)]
    found = [(name, models.find(name)) for name in names]
    return {
        f"{name}.{parameter.name}": MEANS[parameter.word.name]
        for name, known in found
        if isinstance(known, Model) and known.name == name and installed(name) is not MISSING
        for parameter in known.parameters
        if parameter.word.name not in OPTIONS
    }


CLAIMS = claims()


def meets(run: Run) -> str:
    """Returns which kind of value a function meets that is handed over by `run`."""
    met: list[str] = []

    def function(x: Any) -> Any:
        met.append(_kind(x))
        return x

    run(function)
    return met[0]


def _kind(x: Any) -> str:
    compares = _works(lambda: bool(x > 0), jax.errors.TracerBoolConversionError)
    converts = _works(lambda: float(x), TypeError)
    if compares:
        return PLAIN if converts else CONCRETE
    return CLOSED if converts else ABSTRACT


def _works(use: Callable[[], Any], refusal: type[Exception]) -> bool:
    try:
        use()
    except refusal:
        return False
    return True


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_a_function_meets_what_the_stub_says(name: str) -> None:
    assert meets(RUNS[name]) == CLAIMS[name]


@pytest.mark.parametrize("module", [math, cmath], ids=lambda module: module.__name__)
def test_math_takes_a_traced_value_only_where_the_stub_says_so(module: ModuleType) -> None:
    said = dict(functions_of(module))
    assert len(said) > 20
    works = {name for name, model in said.items() if works_traced(getattr(module, name), model)}
    assert works == {n for n, model in said.items() if model.parameters[0].word.name == "Any"}


def functions_of(module: ModuleType) -> Iterator[tuple[str, Model]]:
    """Yields the functions of a module that stub and Python both know."""
    models = Models()
    for dotted in models.names(module.__name__):
        known, name = models.find(dotted), dotted.rpartition(".")[2]
        if isinstance(known, Model) and hasattr(module, name):
            yield name, known


def works_traced(function: Callable[..., Any], model: Model) -> bool:
    """Returns whether a function takes traced values, or sequences of them, for all it needs."""
    needed = sum(p.kind == "star" or not p.has_default for p in model.parameters)
    return any(
        _answers(lambda x, wrap=wrap: function(*[wrap(x)] * needed), value)
        for value in (0.5, 3)
        for wrap in (lambda x: x, lambda x: [x, x])
    )


def _answers(call: Callable[[Any], Any], value: float) -> bool:
    try:
        jax.make_jaxpr(call)(value)
    except TypeError:
        return False
    return True
