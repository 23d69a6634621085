"""A definition of a stub becomes a model: its signature, and the words in its annotations."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import NoReturn

from jitlint.models.parse import Alias, ModelError, StubEntry
from jitlint.models.words import (
    ANY,
    BETWEEN,
    IN_BRACKETS,
    KINDS,
    ON_PARAMETERS,
    RETURNED,
    SPELLED,
    Known,
    Model,
    ModelClass,
    ModelParameter,
    ModelValue,
    ParameterKind,
    Word,
)

DECORATORS = ("classmethod", "staticmethod", "varies")
Decorators = dict[str, list[str]]


def translate(entry: StubEntry, table: Mapping[str, StubEntry | Alias]) -> Known:
    """Returns the model of `entry`, in whose module `table` is; raises `ModelError`."""
    words = _Words(entry, table)
    match entry.node:
        case ast.FunctionDef(name=name) as node:
            return _function(node, f"{entry.module}.{name}", words)
        case ast.ClassDef(name=name) as node:
            return _class(node, f"{entry.module}.{name}", words)
        case ast.AnnAssign(annotation=annotation) as node:
            name = f"{entry.module}.{ast.unparse(node.target)}"
            return ModelValue(name, words.read(annotation, RETURNED))


def _class(node: ast.ClassDef, name: str, words: "_Words") -> ModelClass:
    attributes: dict[str, Word] = {}
    methods: dict[str, Model] = {}
    unbound: set[str] = set()
    for statement in node.body:
        match statement:
            case ast.FunctionDef(name=own):
                methods[own], needs_self = _method(statement, f"{name}.{own}", words)
                unbound |= set() if needs_self else {own}
            case ast.AnnAssign(target=ast.Name(id=own), annotation=annotation):
                attributes[own] = words.read(annotation, RETURNED)
            case ast.Assign(targets=[ast.Name(id=own)], value=ast.Name(id=same)):
                methods[own] = replace(methods[same], name=f"{name}.{own}")
            case ast.Expr(value=ast.Constant()):
                pass
            case _:
                words.fail(statement, "a class holds only `def`, `name: Word`, `name = method`")
    bases = tuple(words.class_name(base) for base in node.bases)
    return ModelClass(name, bases, attributes, methods, frozenset(unbound))


def _method(node: ast.FunctionDef, name: str, words: "_Words") -> tuple[Model, bool]:
    model = _function(node, name, words)
    if "staticmethod" in _decorators(node, words):
        return model, False
    if not model.parameters:
        words.fail(node, f"the method `{node.name}` has no `self`")
    first, *others = model.parameters
    if first.word != ANY:
        return model, True
    return replace(model, parameters=tuple(others)), "classmethod" not in _decorators(node, words)


def _function(node: ast.FunctionDef, name: str, words: "_Words") -> Model:
    varying = _decorators(node, words).get("varies")
    words = replace(words, parameters=frozenset(argument.arg for argument in _arguments(node)))
    parameters = tuple(
        replace(parameter, varies=parameter.name in (varying or ()))
        for parameter in _parameters(node.args, words)
    )
    for unknown in set(varying or ()) - words.parameters:
        words.fail(node, f"`@varies` names `{unknown}`, which is no parameter of `{node.name}`")
    returns = words.read(node.returns, RETURNED) if node.returns else ANY
    return Model(name, parameters, returns, varies=varying == [])


def _parameters(signature: ast.arguments, words: "_Words") -> Iterator[ModelParameter]:
    before = [*signature.posonlyargs, *signature.args]
    required = len(before) - len(signature.defaults)
    for position, argument in enumerate(before):
        kind = "positional" if position < len(signature.posonlyargs) else "ordinary"
        yield _parameter(argument, kind, words, position >= required)
    if signature.vararg:
        yield _parameter(signature.vararg, "star", words)
    for argument, default in zip(signature.kwonlyargs, signature.kw_defaults, strict=True):
        yield _parameter(argument, "keyword", words, default is not None)
    if signature.kwarg:
        yield _parameter(signature.kwarg, "stars", words)


def _parameter(
    argument: ast.arg, kind: ParameterKind, words: "_Words", has_default: bool = False
) -> ModelParameter:
    word = words.read(argument.annotation, ON_PARAMETERS) if argument.annotation else ANY
    return ModelParameter(argument.arg, kind, word, has_default)


def _arguments(node: ast.FunctionDef) -> Iterator[ast.arg]:
    return (part for part in ast.walk(node.args) if isinstance(part, ast.arg))


def _decorators(node: ast.FunctionDef, words: "_Words") -> Decorators:
    found: Decorators = {}
    for decorator in node.decorator_list:
        match decorator:
            case ast.Name(id=name) if name in DECORATORS:
                found[name] = []
            case ast.Call(func=ast.Name(id="varies"), args=arguments):
                found["varies"] = [str(ast.literal_eval(argument)) for argument in arguments]
            case _:
                words.fail(decorator, f"a decorator is one of {', '.join(DECORATORS)}")
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """Reads annotations of one definition, whose signature's names are `parameters`."""

    entry: StubEntry
    table: Mapping[str, StubEntry | Alias]
    parameters: frozenset[str] = frozenset()

    def read(self, node: ast.expr, allowed: frozenset[str]) -> Word:
        match node:
            case ast.Constant(value=None):
                return Word("Static", (Word("None"),))
            case ast.Starred(value=starred):
                return Word("Star", (self.read(starred, IN_BRACKETS),))
            case ast.Name(id=name) if name in self.parameters:
                return Word(name)
            case ast.Name(id=name) if name in allowed:
                return self._counted(node, name, ())
            case ast.Subscript(value=ast.Name(id=name)) if name in allowed:
                return self._counted(node, name, self._inside(node, KINDS.get(name)))
            case ast.Subscript(value=value):
                name = Word(self.class_name(value, allowed))
                return Word("Instance", (name, *self._inside(node, None)))
            case _:
                return Word("Instance", (Word(self.class_name(node, allowed)),))

    def _counted(self, node: ast.expr, name: str, inside: tuple[Word, ...]) -> Word:
        fewest, most = BETWEEN.get(name, (0, len(inside)))
        if not fewest <= len(inside) <= most:
            wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
            wanted = "no brackets" if most == 0 else f"{wanted} in its brackets"
            self.fail(node, f"`{name}` takes {wanted}, not `{ast.unparse(node)}`")
        return Word(SPELLED.get(name, name), inside)

    def _inside(self, node: ast.Subscript, kinds: frozenset[str] | None) -> tuple[Word, ...]:
        listed = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if kinds is None:
            return tuple(self.read(item, IN_BRACKETS | RETURNED) for item in listed)
        names = [ast.unparse(item) for item in listed]
        for name in names:
            if name not in kinds:
                self.fail(node, f"`{name}` is none of {', '.join(sorted(kinds))}")
        return tuple(Word(name) for name in names)

    def class_name(self, node: ast.expr, allowed: frozenset[str] = frozenset()) -> str:
        name = ast.unparse(node)
        match self.table.get(name):
            case Alias(target=target):
                return target
            case StubEntry(node=ast.ClassDef()):
                return f"{self.entry.module}.{name}"
            case _ if isinstance(node, ast.Attribute):
                return name
            case _:
                self.fail(node, f"`{name}` is no word here{_instead(name, allowed)}")

    def fail(self, node: ast.stmt | ast.expr, message: str) -> NoReturn:
        raise ModelError(self.entry.path, self.entry.line + node.lineno - 1, message)


def _instead(name: str, allowed: frozenset[str]) -> str:
    close = get_close_matches(name, sorted(allowed), n=1, cutoff=0.5)
    return f"; write `{close[0]}`" if close else f"; write one of {', '.join(sorted(allowed))}"
