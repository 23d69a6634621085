"""Finds the jitted functions of an installed package in its text: module-level ones and methods."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.libraries.fetch import is_test

MOST_OF_A_PACKAGE = 25
JITS = ("jit", "pjit", "filter_jit")
HOMES = {"jit": "jax.jit", "pjit": "jax.jit", "filter_jit": "equinox.filter_jit"}
Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Jitted:
    """A function that its package jits; `row` and `column` are those of its name, from 1."""

    package: str
    path: str
    qualname: str
    row: int
    column: int
    starts: int
    transform: str
    static: tuple[str, ...] = ()

    @property
    def kind(self) -> Literal["function", "method"]:
        """Whether it stands in a class."""
        return "method" if "." in self.qualname else "function"

    @property
    def listed(self) -> str:
        """The line of the list of the corpus."""
        return f"{self.package} {self.path} {self.qualname}"


def corpus(package: str, site: Path, most: int = MOST_OF_A_PACKAGE) -> list[Jitted]:
    """Returns every jitted function of a package, or, of more than `most`, evenly spread ones."""
    found = [each for path in _files(site / package) for each in jitted(package, site, path)]
    if len(found) <= most:
        return found
    return [found[i * len(found) // most] for i in range(most)]


def jitted(package: str, site: Path, path: Path) -> Iterator[Jitted]:
    """Yields the functions of one file that are jitted where they can be imported."""
    text = path.read_text("utf-8", errors="replace")
    if "jit" not in text:
        return
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return
    shown = path.relative_to(site).as_posix()
    for definition, prefix, call, transform in _sites(tree):
        column = text.splitlines()[definition.lineno - 1].index("def ") + 5
        yield Jitted(
            package,
            shown,
            prefix + definition.name,
            definition.lineno,
            column,
            call.lineno,
            transform,
            _static(definition, call),
        )


def _files(home: Path) -> list[Path]:
    files = [home.with_suffix(".py")] if home.with_suffix(".py").is_file() else []
    files += sorted(home.rglob("*.py"))
    return [path for path in files if not is_test(path.relative_to(home.parent).as_posix())]


def _sites(tree: ast.Module) -> Iterator[tuple[Definition, str, ast.expr, str]]:
    """Yields definitions, what stands before their names, and where and by what they are jitted."""
    defined = {node.name: node for node in tree.body if isinstance(node, Definition)}
    seen: set[str] = set()
    for definition, prefix in _definitions(tree.body, ""):
        for decorator in definition.decorator_list:
            if name := _jit(decorator):
                seen.add(prefix + definition.name)
                yield definition, prefix, decorator, HOMES[name]
                break
    for node in tree.body:
        match node:
            case ast.Assign([ast.Name()], ast.Call(function, [ast.Name(held), *_]) as call):
                name = _jit(function)
                if name and held in defined and held not in seen:
                    seen.add(held)
                    yield defined[held], "", call, HOMES[name]
            case _:
                pass


def _definitions(body: list[ast.stmt], prefix: str) -> Iterator[tuple[Definition, str]]:
    for node in body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node, prefix
            case ast.ClassDef(name):
                yield from _definitions(node.body, f"{prefix}{name}.")
            case ast.If() | ast.Try():
                yield from _definitions([*node.body, *node.orelse], prefix)
            case _:
                pass


def _jit(expression: ast.expr) -> str:
    """Returns the last name of the jit that an expression is, or `partial(jit, …)`, or `jit(…)`."""
    match expression:
        case ast.Name(name) | ast.Attribute(_, name) if name in JITS:
            return name
        case ast.Call(ast.Name("partial") | ast.Attribute(_, "partial"), [first, *_]):
            return _jit(first)
        case ast.Call(function, []):
            return _jit(function)
        case _:
            return ""


def _static(definition: Definition, jit: ast.expr) -> tuple[str, ...]:
    """Returns the parameters that the jit says are static, where it says so in literals."""
    arguments = definition.args
    names = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    found: list[str] = []
    for keyword in jit.keywords if isinstance(jit, ast.Call) else []:
        try:
            said = ast.literal_eval(keyword.value)
        except ValueError:
            continue
        values = said if isinstance(said, tuple | list) else (said,)
        if keyword.arg == "static_argnames":
            found += [*map(str, values)]
        if keyword.arg == "static_argnums":
            found += [names[index] for index in values if index < len(names)]
    return tuple(found)
