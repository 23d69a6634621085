"""Calls with the variables of a model that the function applies: from `init` with likely inputs."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from inspect import Parameter
from itertools import islice
from typing import Any

from ..limits import MODEL_SEARCH_SECONDS, MOST_MODEL_INPUTS
from ..program.call import Calls, value_text
from ..program.user_code import value_or
from ..program.userjax import jax, numpy
from . import search
from .applied import ModelCall, applied
from .candidates import Presets
from .evaluation import Namespace, evaluate
from .knowledge import ProgramKnowledge
from .recipes import SIZE, KnownValue
from .request import Request

KEY = "jax.random.PRNGKey(0)"
SOURCE = "variables from the model's `init`"
LEADING = ("variables", "params", "state", "rng", "rngs")
NOT_FOR_INIT = ("rngs", "mutable", "method", "capture_intermediates", "rng")
INPUTS: tuple[tuple[tuple[int, ...], str], ...] = (
    ((4, 4), "float32"),
    ((4, 4), "int32"),
    ((4,), "float32"),
    ((4, 8, 8, 3), "float32"),
    ((4, 4, 4), "float32"),
    ((4,), "int32"),
    ((4, 28, 28, 1), "float32"),
)
Values = dict[str, KnownValue]


def calls(request: Request, knowledge: ProgramKnowledge, known: Namespace | None = None) -> Calls:
    """Yields calls with variables of models, none if there is no model.

    `known` are values of local names: a method's instance.
    """
    brief = replace(request, seconds=MODEL_SEARCH_SECONDS)
    for presets in islice(_presets(request, knowledge, known or {}), MOST_MODEL_INPUTS):
        for call in search.calls(brief, knowledge, presets):
            yield replace(call, source=SOURCE)
            if call.outcome.is_success:
                return


def _presets(request: Request, knowledge: ProgramKnowledge, known: Namespace) -> Iterator[Presets]:
    """Yields recipes for the parameters that a model's variables or inputs are passed in."""
    found = [*applied(knowledge, request.function, known)]
    if not any(each.method == "apply" for each in found):
        return
    models = _models(found, request.parameters, knowledge)
    values = {**known, **{name: each.value for name, each in models.items()}}
    for shape, dtype in INPUTS:
        leaf = _Input(values, numpy.ones(shape, dtype))
        if made := leaf.values(found):
            yield _by_parameter({**models, **made}, request, knowledge)


def _models(
    found: list[ModelCall], parameters: Mapping[str, Parameter], knowledge: ProgramKnowledge
) -> Values:
    """Returns models for the parameters that are models themselves."""
    models: Values = {}
    for each in found:
        path = each.path(each.holder)
        parameter = parameters.get(path)
        if each.method == "apply" and parameter is not None and path not in models:
            for kind in _model_classes(parameter, each.namespace):
                if (made := next(knowledge.objects(kind), None)) is not None:
                    models[path] = KnownValue(made.value, made.text)
                    break
    return models


def _model_classes(parameter: Parameter, namespace: Namespace) -> list[type]:
    """Returns the classes that a parameter may be a model of."""
    if isinstance(parameter.annotation, type) and _is_model(parameter.annotation):
        return [parameter.annotation]
    values = [each for each in list(namespace.values()) if isinstance(each, type)]
    return [each for each in values if _is_model(each)]


def _is_model(kind: Any) -> bool:
    return all(callable(getattr(kind, name, None)) for name in ("init", "apply"))


def _by_parameter(values: Values, request: Request, knowledge: ProgramKnowledge) -> Presets:
    """Returns recipes for whole parameters; the labels of a batch may be of either dtype."""
    presets: dict[str, tuple[KnownValue, ...]] = {}
    usages = knowledge.usage(request.function)
    for name in request.parameters:
        parts = {p.partition(".")[2]: v for p, v in values.items() if p.startswith(name + ".")}
        if name in values:
            presets[name] = (values[name],)
        elif parts:
            usage = usages.of(name)
            wanted = [*usage.keys, *map(str, range(usage.length))]
            presets[name] = tuple(_batch(parts, wanted, dtype) for dtype in ("int32", "float32"))
    return presets


def _batch(parts: Values, wanted: list[str], dtype: str) -> KnownValue:
    """Returns a tuple or a mapping; what is not the model's input has its length."""
    shapes = (getattr(each.value, "shape", ()) for each in parts.values())
    length = next((shape[0] for shape in shapes if shape), SIZE)
    other = KnownValue(numpy.zeros((length,), dtype), f'jnp.zeros({length}, "{dtype}")')
    found = dict.fromkeys(wanted, other) | {**parts}
    if all(each.isdigit() for each in found):
        ordered = [found[each] for each in sorted(found, key=int)]
        text = f"({', '.join(each.text for each in ordered)},)"
        return KnownValue(tuple(each.value for each in ordered), text)
    text = ", ".join(f"{name!r}: {each.text}" for name, each in found.items())
    return KnownValue({name: each.value for name, each in found.items()}, "{" + text + "}")


@dataclass(frozen=True, slots=True)
class _Input:
    """An input for models, and values of the names that models are written with."""

    known: Namespace
    leaf: Any

    def values(self, found: list[ModelCall]) -> Values:
        """Returns what models and optimizers make of the input, by path."""
        made: Values = {}
        for each in found:
            if each.method == "apply":
                made |= self._of_model(each)
        for each in found:
            if each.method == "update" and made:
                made |= self._of_optimizer(each, made)
        return made

    def _of_model(self, each: ModelCall) -> Values:
        """Returns the variables, by the paths they are taken from, and the inputs."""
        try:
            model = self._holder(each)
            leading = _leading(model.apply)
            inputs = each.args[len(leading) :]
            args = [self._argument(each, expression) for expression in inputs]
            made = model.init(_keys(model), *args, **self._keywords(each))
        except BaseException:
            return {}
        text = f"{ast.unparse(each.holder)}.init({', '.join([KEY, *map(value_text, args)])})"
        rest: list[Any] = [*made] if "state" in leading else [made]
        values: Values = {}
        for name, expression in zip(leading, each.args, strict=False):
            if name in ("variables", "params", "state") and rest:
                place = "" if len(rest) == 1 and name != "state" else f"[{int(name == 'state')}]"
                values |= _collections(each, expression, rest.pop(0), text + place)
        for expression in inputs:
            if path := each.path(expression):
                values[path] = KnownValue(self.leaf, value_text(self.leaf))
        return values

    def _of_optimizer(self, each: ModelCall, made: Values) -> Values:
        """Returns the optimizer's state for the variables that it is to update."""
        if len(each.args) < 2 or not (path := each.path(each.args[1])):
            return {}
        given = each.path(each.args[2]) if len(each.args) > 2 else ""
        of = given if given in made else next(iter(n for n in made if "param" in n), "")
        text = f"{ast.unparse(each.holder)}.init({of})"
        return value_or(
            Values(),
            lambda: {path: KnownValue(self._holder(each).init(made[of].value), text)},
        )

    def _argument(self, each: ModelCall, expression: ast.expr) -> Any:
        """Returns the value of a model's argument; the input stands for every local name."""
        if each.path(expression):
            return self.leaf
        namespace = {**each.namespace, **dict.fromkeys(each.paths, self.leaf)}
        return value_or(self.leaf, lambda: evaluate(expression, namespace))

    def _holder(self, each: ModelCall) -> Any:
        """Returns the model, or the optimizer, whose method is called."""
        return evaluate(each.holder, {**each.namespace, **self.known})

    def _keywords(self, each: ModelCall) -> dict[str, Any]:
        return {
            keyword.arg: (
                keyword.value.value
                if isinstance(keyword.value, ast.Constant)
                else self._argument(each, keyword.value)
            )
            for keyword in each.keywords
            if keyword.arg and keyword.arg not in NOT_FOR_INIT
        }


def _collections(each: ModelCall, expression: ast.expr, value: Any, text: str) -> Values:
    """Returns the variables by path; `{"params": params}` takes their collections apart."""
    if path := each.path(expression):
        return {path: KnownValue(value, text)}
    found: Values = {}
    if isinstance(expression, ast.Dict):
        for name, inner in zip(expression.keys, expression.values, strict=True):
            if isinstance(name, ast.Constant) and name.value in value:
                found |= _collections(each, inner, value[name.value], f"{text}[{name.value!r}]")
    return found


def _leading(apply: Any) -> list[str]:
    """Returns the names before the inputs: `variables`, or `params, state, rng`."""
    found: list[str] = []
    for name, parameter in inspect.signature(apply).parameters.items():
        if name not in LEADING or parameter.kind is parameter.KEYWORD_ONLY:
            break
        found.append(name)
    return found


def _keys(model: Any) -> Any:
    """Returns a random key, or, as Flax takes it, one for each purpose."""
    key = jax.random.PRNGKey(0)
    first = next(iter(inspect.signature(model.init).parameters), "")
    return {"params": key, "dropout": key} if first == "rngs" else key
