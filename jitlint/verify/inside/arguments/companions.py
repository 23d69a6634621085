"""What an instance offers for the parameters of its own methods: attributes, what others return."""

import ast
import inspect
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from inspect import Parameter
from itertools import islice
from typing import Any, Protocol

from ..attempts import Subject
from ..calls import Call
from ..userjax import jax, numpy
from .choices import Choice, Made
from .instances import Instance
from .kept import Kept, Offered
from .models import Models
from .names import is_key
from .search import Search
from .uses import Uses

MOST_PRODUCERS = 3
MOST_METHODS = 80
DEEPEST_CHAIN = 3
SECONDS = 2.0
SHORTEST_NAME = 3
BEFORE = ("default_", "initial_", "init_", "", "_")
SPACES = (("_space", "sample"), ("_spec", "generate_value"))
KEY_SEED = 0
PLAIN = (int, float, complex, bool, str, jax.Array, numpy.ndarray)


class Maker(Protocol):
    """Reads code, searches for calls, and makes them."""

    def uses(self, function: Any) -> Uses: ...
    def made(self, subject: Subject, calls: Iterator[Call]) -> tuple[Any, Call] | None: ...
    def instances(self, owner: type) -> Iterator[Instance]: ...


@dataclass(slots=True)
class Companions:
    """The values that an instance has, or that its other methods make."""

    maker: Maker
    instance: Any
    _results: dict[str, tuple[Any, str] | None] = field(
        default_factory=dict[str, tuple[Any, str] | None]
    )
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    _deep: int = 0

    def offered(
        self, method: str, parameters: Mapping[str, Parameter], statics: frozenset[str]
    ) -> dict[str, tuple[Choice, ...]]:
        """Returns choices for the parameters of a method that need some."""
        found: dict[str, tuple[Choice, ...]] = {}
        for name, parameter in parameters.items():
            is_needed = parameter.default is parameter.empty and not is_key(name)
            if is_needed and parameter.kind not in (
                parameter.VAR_POSITIONAL,
                parameter.VAR_KEYWORD,
            ):
                choices = self._choices(method, parameter, name in statics)
                found |= {name: choices} if choices else {}
        return found

    def _choices(self, method: str, parameter: Parameter, is_static: bool) -> tuple[Choice, ...]:
        found = [*self._attributes(parameter.name)]
        if not is_static and _may_be_made(parameter):
            found += islice(self._products(method, parameter), 1)
        found += self._drawn(parameter.name)
        kept = [each for each in found if not is_static or _is_hashable(each[0])]
        return tuple(Made(Kept(value), text) for value, text in kept)

    def _attributes(self, name: str) -> Iterator[tuple[Any, str]]:
        for prefix in BEFORE:
            held = self._held(prefix + name)
            if callable(held) and prefix not in ("", "_"):
                if (result := self._result(prefix + name)) is not None:
                    yield result
            elif held is not None and not callable(held):
                yield held, f"self.{prefix}{name}"

    def _drawn(self, name: str) -> Iterator[tuple[Any, str]]:
        for ending, drawing in SPACES:
            if (space := self._space(name + ending)) is not None and hasattr(space, drawing):
                yield from _drawn(space, drawing, f"self.{name}{ending}(…)")

    def _space(self, name: str) -> Any:
        held = self._held(name)
        if not callable(held):
            return held
        result = self._result(name)
        return result[0] if result else None

    def _held(self, name: str) -> Any:
        """A property is user code, and may raise anything."""
        try:
            return getattr(self.instance, name)
        except BaseException:
            return None

    def _products(self, method: str, parameter: Parameter) -> Iterator[tuple[Any, str]]:
        """Yields what other methods return under a parameter's name, or as what it is declared."""
        makers = [*self._makers(method, parameter)]
        makers.sort(key=lambda each: (parameter.name in self._parameters(each[0]), each[0][:1]))
        for name, place in makers[:MOST_PRODUCERS]:
            result = self._result(name)
            if result is None:
                continue
            value, text = result
            if place is None:
                yield value, text
            elif isinstance(value, (tuple, list)) and place < len(value):  # type: ignore[reportUnknownArgumentType]
                yield value[place], f"{text}[{place}]"

    def _makers(self, method: str, parameter: Parameter) -> Iterator[tuple[str, int | None]]:
        for name in islice(self._methods(), MOST_METHODS):
            if name == method:
                continue
            returned = self._returned(name)
            if parameter.name in returned:
                place = returned.index(parameter.name)
                yield name, place if len(returned) > 1 else None
            elif _is_own_class(parameter.annotation):
                declared = _declared(self._of_class(name))
                if parameter.annotation in declared:
                    place = declared.index(parameter.annotation)
                    yield name, place if len(declared) > 1 else None

    def _methods(self) -> Iterator[str]:
        seen: set[str] = set()
        for kind in type(self.instance).__mro__[:-1]:
            for name, value in list(vars(kind).items()):
                if not name.startswith("__") and name not in seen and _is_method(value):
                    seen.add(name)
                    yield name

    def _returned(self, name: str) -> tuple[str, ...]:
        """Returns the names that a method returns, in their order."""
        if name not in self._names:
            node = self.maker.uses(self._of_class(name)).node
            inner = ast.walk(node) if node else ()
            returns = [each for each in inner if isinstance(each, ast.Return)]
            self._names[name] = _said(returns[-1].value) if returns else ()
        return self._names[name]

    def _of_class(self, name: str) -> Any:
        return getattr(self.instance.__class__, name, None)

    def _parameters(self, name: str) -> tuple[str, ...]:
        try:
            return tuple(inspect.signature(getattr(self.instance, name)).parameters)
        except (TypeError, ValueError):
            return ()

    def _result(self, name: str) -> tuple[Any, str] | None:
        """Returns what a method returns and how it was called; None while that is being found."""
        if name not in self._results and self._deep < DEEPEST_CHAIN:
            self._results[name] = None
            self._deep += 1
            subject = Subject(name, getattr(self.instance, name), host=True)
            found = self.maker.made(subject, self.calls(subject, frozenset(), False, SECONDS))
            self._deep -= 1
            self._results[name] = (found[0], f"self.{name}({found[1].text})") if found else None
        return self._results.get(name)

    def calls(
        self,
        subject: Subject,
        statics: frozenset[str],
        is_jit: bool,
        seconds: float,
        passed: frozenset[str] = frozenset(),
    ) -> Iterator[Call]:
        """Yields calls of a method that has its instance, with what the instance offers."""
        parameters = subject.parameters()
        name = subject.name.rpartition(".")[2]
        first = next(iter(subject.function.__code__.co_varnames), "") if subject.leading else ""
        for call in Models(self.maker, subject, {first: self.instance}).calls(
            statics, is_jit, passed
        ):
            yield call
            if call.fate.is_success:
                return
        house = self.offered(name, parameters, statics)
        menu = Offered(self.maker, subject.function, statics, is_jit, house)  # type: ignore[arg-type]
        search = Search(parameters, menu, self.maker.uses(subject.function), None, seconds)
        yield from search.calls(passed)


def _may_be_made(parameter: Parameter) -> bool:
    """Numbers and arrays are guessed more easily; short names say nothing."""
    annotation = parameter.annotation
    is_plain = annotation in PLAIN or getattr(annotation, "dim_str", None) is not None
    return not is_plain and len(parameter.name) >= SHORTEST_NAME


def _is_own_class(annotation: Any) -> bool:
    if isinstance(annotation, (typing.TypeVar, str)):
        return True
    return isinstance(annotation, type) and annotation.__module__ != "builtins"


def _declared(method: Any) -> tuple[Any, ...]:
    """Returns what a method is declared to return, or the items of such a tuple."""
    try:
        annotation = inspect.signature(method, eval_str=True).return_annotation
    except Exception:
        return ()
    if typing.get_origin(annotation) is tuple:
        return typing.get_args(annotation)
    return (annotation,)


def _is_method(value: Any) -> bool:
    """A class, or a property, is none; what wraps a function may be one."""
    return not isinstance(value, (type, property, staticmethod)) and callable(
        getattr(value, "__func__", value)
    )


def _said(value: ast.expr | None) -> tuple[str, ...]:
    match value:
        case ast.Name(name):
            return (name,)
        case ast.Tuple(items):
            return tuple(each.id if isinstance(each, ast.Name) else "" for each in items)
        case _:
            return ()


def _drawn(space: Any, drawing: str, text: str) -> Iterator[tuple[Any, str]]:
    """User code runs here, and may raise anything."""
    draw: Callable[..., Any] = getattr(space, drawing)
    for args in ((jax.random.PRNGKey(KEY_SEED),), ()):
        try:
            yield draw(*args), f"{text}.{drawing}(…)"
        except BaseException:
            continue
        return


def _is_hashable(value: Any) -> bool:
    try:
        hash(value)
    except Exception:
        return False
    return True
