"""The variables of a model that a function applies: `init` with guessed inputs, then `apply`."""

import ast
import contextlib
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from inspect import Parameter
from itertools import islice
from typing import Any, Protocol

from ..attempts import Subject
from ..calls import Call, value_text
from ..userjax import numpy
from .applied import Applied, applied, key
from .choices import Choice, Made
from .instances import Instance
from .kept import Kept, Offered
from .search import Search
from .uses import Uses

MOST_HOUSES = 4
SECONDS = 4.0
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
Value = tuple[Any, str]
House = Mapping[str, tuple[Choice, ...]]


class Maker(Protocol):
    """Reads code and makes instances."""

    def uses(self, function: Any) -> Uses: ...
    def instances(self, owner: type) -> Iterator[Instance]: ...


@dataclass(frozen=True, slots=True)
class Models:
    """The models that one function applies; `known` are parameters that have their values."""

    maker: Maker
    subject: Subject
    known: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def calls(
        self, statics: frozenset[str], is_jit: bool, passed: frozenset[str]
    ) -> Iterator[Call]:
        """Yields calls with variables that the models made; none if there is no model."""
        parameters = self.subject.parameters()
        for house in islice(self.houses(parameters), MOST_HOUSES):
            function = self.subject.function
            menu = Offered(self.maker, function, statics, is_jit, house)  # type: ignore[arg-type]
            search = Search(parameters, menu, self.maker.uses(function), None, SECONDS)
            for call in search.calls(passed):
                yield replace(call, source=SOURCE)
                if call.fate.is_success:
                    return

    def houses(self, parameters: Mapping[str, Parameter]) -> Iterator[House]:
        """Yields choices for the parameters that a model's variables or inputs go to."""
        found = [*applied(self.maker, self.subject.function, self.known)]
        if not any(each.what == "apply" for each in found):
            return
        held = {
            name: (each.value, each.text) for name, each in self._held(found, parameters).items()
        }
        known = {**self.known, **{name: value for name, (value, _) in held.items()}}
        for shape, dtype in INPUTS:
            values = _of_models(found, known, numpy.ones(shape, dtype))
            if values:
                yield self._assembled({**held, **values}, parameters)

    def _held(
        self, found: list[Applied], parameters: Mapping[str, Parameter]
    ) -> dict[str, Instance]:
        """Returns models for the parameters that are models themselves."""
        holders: dict[str, Instance] = {}
        for each in found:
            path = each.path(each.holder)
            parameter = parameters.get(path)
            if each.what == "apply" and parameter is not None and path not in holders:
                for kind in _kinds(parameter, each.namespace):
                    if (made := next(self.maker.instances(kind), None)) is not None:
                        holders[path] = made
                        break
        return holders

    def _assembled(
        self, values: Mapping[str, Value], parameters: Mapping[str, Parameter]
    ) -> dict[str, tuple[Choice, ...]]:
        """Returns the choices for whole parameters; labels of a batch may be of either kind."""
        house: dict[str, tuple[Choice, ...]] = {}
        uses = self.maker.uses(self.subject.function)
        for name in parameters:
            if name in values:
                house[name] = (_kept(*values[name]),)
            parts = {p.partition(".")[2]: v for p, v in values.items() if p.startswith(name + ".")}
            if parts and name not in values:
                use = uses.of(name)
                wanted = [*use.keys, *map(str, range(use.length))]
                house[name] = tuple(_parts(parts, wanted, dtype) for dtype in ("int32", "float32"))
        return house


def _of_models(found: list[Applied], known: Mapping[str, Any], leaf: Any) -> dict[str, Value]:
    """Returns what all models and optimizers make of an input, by path."""
    values: dict[str, Value] = {}
    for each in found:
        if each.what == "apply":
            values |= _of_model(each, known, leaf)
    for each in found:
        if each.what == "update" and values:
            values |= _of_optimizer(each, known, values)
    return values


def _of_model(each: Applied, known: Mapping[str, Any], leaf: Any) -> dict[str, Value]:
    """Returns the variables, by the paths they are taken from, and the inputs; user code runs."""
    values: dict[str, Value] = {}
    try:
        model = _evaluated(each.holder, {**each.namespace, **known})
        names = _leading(model.apply)
        inputs = each.args[len(names) :]
        args = [_input(each, expression, leaf) for expression in inputs]
        made = model.init(_keys(model), *args, **_keywords(each, leaf))
    except BaseException:
        return {}
    text = f"{ast.unparse(each.holder)}.init({', '.join([KEY, *map(value_text, args)])})"
    rest: list[Any] = [*made] if "state" in names else [made]
    for name, expression in zip(names, each.args, strict=False):
        if name in ("variables", "params", "state") and rest:
            place = "" if len(rest) == 1 and name != "state" else f"[{int(name == 'state')}]"
            values |= _spread(each, expression, rest.pop(0), text + place)
    for expression in inputs:
        if path := each.path(expression):
            values[path] = (leaf, value_text(leaf))
    return values


def _spread(each: Applied, expression: ast.expr, value: Any, text: str) -> dict[str, Value]:
    """`{"params": params}` takes the collections of the variables apart."""
    if path := each.path(expression):
        return {path: (value, text)}
    found: dict[str, Value] = {}
    if isinstance(expression, ast.Dict):
        for name, inner in zip(expression.keys, expression.values, strict=True):
            if isinstance(name, ast.Constant) and name.value in value:
                found |= _spread(each, inner, value[name.value], f"{text}[{name.value!r}]")
    return found


def _of_optimizer(
    each: Applied, known: Mapping[str, Any], values: Mapping[str, Value]
) -> dict[str, Value]:
    """Returns the optimizer's state for the variables that it is to update."""
    if len(each.args) < 2 or not (path := each.path(each.args[1])):
        return {}
    given = each.path(each.args[2]) if len(each.args) > 2 else ""
    of = given if given in values else next(iter(n for n in values if "param" in n), "")
    with contextlib.suppress(BaseException):
        optimizer = _evaluated(each.holder, {**each.namespace, **known})
        return {path: (optimizer.init(values[of][0]), f"{ast.unparse(each.holder)}.init({of})")}
    return {}


def _leading(apply: Any) -> list[str]:
    """Returns the names before the inputs: `variables`, or `params, state, rng`."""
    found: list[str] = []
    for name, parameter in inspect.signature(apply).parameters.items():
        if name not in LEADING or parameter.kind is parameter.KEYWORD_ONLY:
            break
        found.append(name)
    return found


def _keys(model: Any) -> Any:
    """Flax takes a key for each purpose."""
    first = next(iter(inspect.signature(model.init).parameters), "")
    return {"params": key(), "dropout": key()} if first == "rngs" else key()


def _input(each: Applied, expression: ast.expr, leaf: Any) -> Any:
    if each.path(expression):
        return leaf
    with contextlib.suppress(BaseException):
        return _evaluated(expression, {**each.namespace, **dict.fromkeys(each.scope, leaf)})
    return leaf


def _keywords(each: Applied, leaf: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for keyword in each.keywords:
        if keyword.arg and keyword.arg not in NOT_FOR_INIT:
            is_flag = isinstance(keyword.value, ast.Constant)
            value = keyword.value.value if is_flag else _input(each, keyword.value, leaf)  # type: ignore[attr-defined]
            found[keyword.arg] = value
    return found


def _kinds(parameter: Parameter, namespace: Mapping[str, Any]) -> list[type]:
    """Returns the classes that a parameter may be a model of."""
    if isinstance(parameter.annotation, type) and _is_model(parameter.annotation):
        return [parameter.annotation]
    values = [each for each in list(namespace.values()) if isinstance(each, type)]
    return [each for each in values if _is_model(each)]


def _is_model(kind: Any) -> bool:
    return all(callable(getattr(kind, name, None)) for name in ("init", "apply"))


def _evaluated(expression: ast.expr, namespace: Mapping[str, Any]) -> Any:
    tree = ast.fix_missing_locations(ast.Expression(expression))
    return eval(compile(tree, "<model>", "eval"), {**namespace})


def _parts(parts: Mapping[str, Value], wanted: list[str], dtype: str) -> Choice:
    """Returns a batch; what is not the model's input is as long, and a label may be whole."""
    length = next((v.shape[0] for v, _ in parts.values() if getattr(v, "shape", ())), 4)
    other = numpy.zeros((length,), dtype)
    said = f'jnp.zeros({length}, "{dtype}")'
    found = dict.fromkeys(wanted, (other, said)) | {**parts}
    if all(each.isdigit() for each in found):
        ordered = [found[each] for each in sorted(found, key=int)]
        return _kept(tuple(v for v, _ in ordered), f"({', '.join(t for _, t in ordered)},)")
    text = ", ".join(f"{name!r}: {each}" for name, (_, each) in found.items())
    return _kept({name: value for name, (value, _) in found.items()}, "{" + text + "}")


def _kept(value: Any, text: str) -> Made:
    return Made(Kept(value), text)
