"""Calls of a method on real instances, with their attributes and what other methods return."""

import ast
import inspect
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from inspect import Parameter
from itertools import islice
from typing import Any

from ..limits import (
    DEEPEST_PRODUCER_CHAIN,
    INSTANCE_SEARCH_SECONDS,
    MOST_CALLS_OF_INSTANCE,
    MOST_INSTANCES,
    MOST_METHODS,
    MOST_PRODUCERS,
    PRODUCER_SEARCH_SECONDS,
    SHORTEST_TELLING_NAME,
)
from ..program.attempt import Subject
from ..program.call import Calls, SampleCall
from ..program.signatures import signature_of
from ..program.user_code import value_or
from ..program.userjax import jax, numpy
from . import model_variables, search
from .candidates import Presets
from .construction import first_result
from .knowledge import ConstructedObject, ProgramKnowledge
from .names import is_key
from .recipes import KnownValue
from .request import Request, is_needed

PREFIXES = ("default_", "initial_", "init_", "", "_")
OF_PLAIN_ATTRIBUTES = ("", "_")
SPACES = (("_space", "sample"), ("_spec", "generate_value"))
KEY_SEED = 0
PLAIN = (int, float, complex, bool, str, jax.Array, numpy.ndarray)


def calls(request: Request, knowledge: ProgramKnowledge) -> Calls:
    """Yields calls of a method on a few instances, each made in another way."""
    owner = request.subject.owner
    for instance in islice(knowledge.objects(owner), MOST_INSTANCES) if owner else ():
        bound = request.bound(instance.value, INSTANCE_SEARCH_SECONDS)
        found = Members(knowledge, instance.value).calls(bound)
        for call in islice(found, MOST_CALLS_OF_INSTANCE):
            yield with_instance(instance, call)


def with_instance(instance: ConstructedObject, call: SampleCall) -> SampleCall:
    """Returns a call of a method with its instance as the first argument."""
    text = ", ".join(filter(None, (instance.text, call.text)))
    args, invented = (instance.value, *call.args), call.invented or instance.invented
    return replace(call, args=args, text=text, invented=invented, with_self=True)


@dataclass(slots=True)
class Members:
    """The values that an instance has, or that its methods return."""

    knowledge: ProgramKnowledge
    instance: Any
    _results: dict[str, KnownValue | None] = field(default_factory=dict[str, KnownValue | None])
    _returned_names: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    _depth: int = 0

    def calls(self, request: Request) -> Calls:
        """Yields calls of a method that is bound to the instance."""
        variables = request.function.__code__.co_varnames if request.subject.leading else ()
        known: dict[str, Any] = dict.fromkeys(variables[:1], self.instance)
        for call in model_variables.calls(request, self.knowledge, known):
            yield call
            if call.outcome.is_success:
                return
        yield from search.calls(request, self.knowledge, self._presets(request))

    def _presets(self, request: Request) -> Presets:
        """Returns recipes for the parameters that the instance has values for."""
        presets: dict[str, tuple[KnownValue, ...]] = {}
        for name, parameter in request.parameters.items():
            if is_needed(parameter) and not is_key(name):
                is_static = name in request.static
                found = self._values(request.name, parameter, is_static)
                usable = tuple(v for v in found if not is_static or _is_hashable(v.value))
                presets |= {name: usable} if usable else {}
        return presets

    def _values(self, method: str, parameter: Parameter, is_static: bool) -> Iterator[KnownValue]:
        yield from self._attributes(parameter.name)
        if not is_static and _may_be_returned(parameter):
            yield from islice(self._products(method, parameter), 1)
        yield from self._samples(parameter.name)

    def _attributes(self, name: str) -> Iterator[KnownValue]:
        """Yields the attribute `name`, and what `default_name` and the like hold or return."""
        for prefix in PREFIXES:
            held = self._attribute(prefix + name)
            if callable(held) and prefix not in OF_PLAIN_ATTRIBUTES:
                if (result := self._result(prefix + name)) is not None:
                    yield result
            elif held is not None and not callable(held):
                yield KnownValue(held, f"self.{prefix}{name}")

    def _samples(self, name: str) -> Iterator[KnownValue]:
        """Yields what `action_space` of an environment draws for a parameter `action`."""
        for suffix, method in SPACES:
            space = self._attribute(name + suffix)
            if callable(space):
                space = result.value if (result := self._result(name + suffix)) else None
            if space is not None and hasattr(space, method):
                yield from _drawn(getattr(space, method), f"self.{name}{suffix}(…).{method}(…)")

    def _attribute(self, name: str) -> Any:
        return value_or(None, lambda: getattr(self.instance, name))

    def _products(self, method: str, parameter: Parameter) -> Iterator[KnownValue]:
        """Yields what other methods return under a parameter's name, or as what it is declared."""
        producers = [*self._producers(method, parameter)]
        producers.sort(key=lambda each: (self._has_parameter(each[0], parameter), each[0][:1]))
        for name, place in producers[:MOST_PRODUCERS]:
            result = self._result(name)
            if result is None:
                continue
            if place is None:
                yield result
            elif isinstance(items := result.value, (tuple, list)) and place < len(items):  # type: ignore[reportUnknownArgumentType]
                yield KnownValue(items[place], f"{result.text}[{place}]")

    def _producers(self, method: str, parameter: Parameter) -> Iterator[tuple[str, int | None]]:
        """Yields methods, and which item of what they return is meant."""
        for name in islice(self._methods(), MOST_METHODS):
            names, declared = self._names_returned_by(name), ()
            if parameter.name not in names and _is_own_class(parameter.annotation):
                declared = _declared_result(self._of_class(name))
            for wanted, returned in ((parameter.name, names), (parameter.annotation, declared)):
                if name != method and wanted in returned:
                    yield name, returned.index(wanted) if len(returned) > 1 else None
                    break

    def _methods(self) -> Iterator[str]:
        seen: set[str] = set()
        for kind in type(self.instance).__mro__[:-1]:
            for name, value in list(vars(kind).items()):
                if not name.startswith("__") and name not in seen and _is_method(value):
                    seen.add(name)
                    yield name

    def _names_returned_by(self, name: str) -> tuple[str, ...]:
        """Returns the names that the last return statement of a method returns."""
        if name not in self._returned_names:
            node = self.knowledge.usage(self._of_class(name)).node
            inner = ast.walk(node) if node else ()
            returns = [each for each in inner if isinstance(each, ast.Return)]
            self._returned_names[name] = _names(returns[-1].value) if returns else ()
        return self._returned_names[name]

    def _of_class(self, name: str) -> Any:
        return getattr(self.instance.__class__, name, None)

    def _has_parameter(self, name: str, parameter: Parameter) -> bool:
        return parameter.name in signature_of(getattr(self.instance, name))

    def _result(self, name: str) -> KnownValue | None:
        """Returns what a method returns, for which it is called; None while that is tried."""
        if name not in self._results and self._depth < DEEPEST_PRODUCER_CHAIN:
            self._results[name] = None
            self._depth += 1
            subject = Subject(name, getattr(self.instance, name), host=True)
            tried = self.calls(Request(subject, seconds=PRODUCER_SEARCH_SECONDS))
            found = first_result(subject, map(SampleCall.on_device, tried))
            self._depth -= 1
            if found is not None:
                self._results[name] = KnownValue(found[0], f"self.{name}({found[1].text})")
        return self._results.get(name)


def _may_be_returned(parameter: Parameter) -> bool:
    """Numbers and arrays are guessed more easily; short names say nothing."""
    annotation = parameter.annotation
    is_plain = annotation in PLAIN or getattr(annotation, "dim_str", None) is not None
    return not is_plain and len(parameter.name) >= SHORTEST_TELLING_NAME


def _is_own_class(annotation: Any) -> bool:
    if isinstance(annotation, (typing.TypeVar, str)):
        return True
    return isinstance(annotation, type) and annotation.__module__ != "builtins"


def _declared_result(method: Any) -> tuple[Any, ...]:
    """Returns what a method is declared to return, or the items of such a tuple."""
    signature = value_or(None, lambda: inspect.signature(method, eval_str=True))
    if signature is None:
        return ()
    annotation = signature.return_annotation
    return typing.get_args(annotation) if typing.get_origin(annotation) is tuple else (annotation,)


def _is_method(value: Any) -> bool:
    """A class, or a property, is none; what wraps a function may be one."""
    is_other = isinstance(value, (type, property, staticmethod))
    return not is_other and callable(getattr(value, "__func__", value))


def _names(value: ast.expr | None) -> tuple[str, ...]:
    match value:
        case ast.Name(name):
            return (name,)
        case ast.Tuple(items):
            return tuple(each.id if isinstance(each, ast.Name) else "" for each in items)
        case _:
            return ()


def _drawn(draw: Callable[..., Any], text: str) -> Iterator[KnownValue]:
    for args in ((jax.random.PRNGKey(KEY_SEED),), ()):
        for value in value_or(list[Any](), lambda args=args: [draw(*args)]):
            yield KnownValue(value, text)
            return


def _is_hashable(value: Any) -> bool:
    return value_or(None, lambda: hash(value)) is not None
