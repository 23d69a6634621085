"""Generates programs: single modules, packages whose modules import one another, notebooks."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tools.fuzz import dressing
from tools.fuzz.drawing import Draw
from tools.fuzz.grammar import Grammar
from tools.fuzz.sample import Sample

IDIOMS = Path(__file__).with_name("idioms")
STEMS = {
    "array": "x y w h carry batch mask logits z größe",
    "integer": "n k size depth",
    "function": "step loss body forward apply λ",
    "class": "Model Layer Block",
    "object": "model layer",
    "tree": "params state",
    "text": "mode",
}
ROOMS = (20, 40, 80, 160, 400)
KINDS = {"module": 70, "notebook": 6, "package": 20, "syntax": 4}
JAX_NAMES = """\
import jax as name_0
import jax.numpy as name_1
from jax import jit as name_2, vmap as name_3, grad as name_4
from jax.lax import scan as name_5
"""


def generated(seed: int, number: int) -> Sample:
    """Returns the sample of a number: the same of the same seed."""
    draw = Draw(grammar(), f"{seed}:{number}", 0, STEMS)
    draw.room = draw.one(ROOMS)
    name = f"g{number:05}"
    [kind] = draw.random.choices(list(KINDS), list(KINDS.values()))
    match kind:
        case "package":
            texts = dict(_package(draw, name))
        case "syntax":
            texts = {f"{name}.py": JAX_NAMES + _any_syntax(draw)}
        case _:
            texts = {f"{name}.py": "\n\n".join(_module(draw))}
    files = dict(dressing.dressed(draw, path, text) for path, text in texts.items())
    if kind == "notebook":
        files = {f"{name}.ipynb": dressing.notebook(draw, texts[f"{name}.py"])}
    return Sample(name, files, f"generated {kind} {seed}:{number}")


@cache
def grammar() -> Grammar:
    """Returns the grammar that all idioms are together."""
    return Grammar.parse(path.read_text("utf-8") for path in sorted(IDIOMS.glob("*.txt")))


def _module(draw: Draw) -> Iterator[str]:
    """Yields the parts of a module: at least one, and more while there is room."""
    yield draw.text("header")
    yield from _tops(draw)


def _tops(draw: Draw) -> Iterator[str]:
    yield draw.text("top")
    while draw.room > 0:
        yield draw.text("top")


def _any_syntax(draw: Draw) -> str:
    from pysource_codegen import generate

    return generate(draw.random.randrange(1 << 30), node_limit=200, depth_limit=6)


def _package(draw: Draw, package: str) -> Iterator[tuple[str, str]]:
    """Yields the texts of a package, and of a module outside of it, by their paths."""
    modules = [f"{stem}_{package}" for stem in ("ops", "model", "train", "data")]
    modules = modules[: 2 + draw.random.randrange(3)]
    exports = {name: [f"{name[0]}{number}" for number in range(1, 4)] for name in modules}
    room = draw.room // len(modules)
    for name in modules:
        others = {other: names for other, names in exports.items() if other != name}
        draw.room = room
        yield f"{package}/{name}.py", _member(draw, package, exports[name], others)
    yield f"{package}/__init__.py", "\n".join(_facade(draw, exports))
    draw.room = room
    outside = {package: [name for names in exports.values() for name in names]}
    yield f"use_{package}.py", _member(draw, "", [], outside)


def _member(draw: Draw, package: str, own: list[str], others: dict[str, list[str]]) -> str:
    """Returns the text of a module that exports its own names, and imports those of others."""
    with draw.scope():
        parts = [draw.text("header")]
        parts += [_import(draw, package, other, names) for other, names in others.items()]
        parts += [draw.text("exported", name=name) for name in own]
        parts += _tops(draw)
        tail = parts[1:]
        if draw.chance(0.3):  # imports below what uses them, as cycles are often broken
            draw.random.shuffle(tail)
        return "\n\n".join([parts[0], *tail])


def _import(draw: Draw, package: str, module: str, names: list[str]) -> str:
    """Returns a line that imports from another module, and binds what it brings."""
    name, alias = draw.one(names), draw.new("function")
    here, full = (".", f"{package}.{module}") if package else (module, module)
    source = f".{module}" if package else module
    whole = f"from . import {module}" if package else f"import {module}"
    line, brings = draw.one(
        [
            (f"from {source} import {name}", name),
            (f"from {source} import {name} as {alias}", alias),
            (f"from {source} import *", name),
            (whole, f"{module}.{name}"),
            (f"import {full}", f"{full}.{name}"),
            (f"import {full} as {alias}", f"{alias}.{name}"),
            (f"from {here} import *  # noqa: F403", name),
        ]
    )
    if draw.chance(0.2):
        line = draw.text("lazily", **{"import": f"from {source} import {name}", "name": name})
    else:
        draw.bind("function", brings)
    return line


def _facade(draw: Draw, exports: dict[str, list[str]]) -> Iterator[str]:
    """Yields the lines of a package's own file: what it exports again, or nothing."""
    for module, names in exports.items():
        options = (
            f"from .{module} import *",
            f"from .{module} import {', '.join(names)}",
            f"from . import {module}",
            f"from .{module} import {names[0]} as {names[0]}",
            "",
        )
        yield draw.one(options)
    if draw.chance(0.3):
        yield f"__all__ = {[names[0] for names in exports.values()]!r}"
    if draw.chance(0.1):
        yield "def __getattr__(name):\n    return globals()[name]"
