"""Compares committed stubs with the installed versions: what these say must not be denied."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.derive.join import Measured, joined_options, joined_word

STUBS = Path(__file__).parents[2] / "jitlint" / "models" / "derived"


def committed(module: str) -> dict[str, Measured]:
    """Returns what the stub of a module says, by function, as it would have been measured."""
    text = (STUBS / f"{module}.pyi").read_text("utf-8")
    definitions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    return {node.name: _said(node) for node in definitions}


def disagreements(name: str, said: Measured, measured: Measured) -> Iterator[str]:
    """Yields a line for every word of a stub that a measurement denies.

    A stub may be silent: then some other version answered otherwise.
    """
    for parameter, word in measured["words"].items():
        stated = said["words"].get(parameter, word)
        if joined_word([stated, word]) != stated:
            yield f"{name}: `{parameter}` is {word} here, but {stated} in its stub"
    if joined_word([said["returns"], measured["returns"]]) != said["returns"]:
        yield f"{name}: returns {measured['returns']} here, but {said['returns']} in its stub"
    for option, word in joined_options([said, measured]).items():
        stated = said["options"].get(option, said["returns"])
        if word != stated:
            yield f"{name}: with `{option}` it returns {word} here, but {stated} in its stub"


def _said(node: ast.FunctionDef) -> Measured:
    parameters = [part for part in ast.walk(node.args) if isinstance(part, ast.arg)]
    options: dict[str, str] = {}
    returns = node.returns
    while isinstance(returns, ast.Subscript) and ast.unparse(returns.value) == "If":
        assert isinstance(returns.slice, ast.Tuple)
        option, word, returns = returns.slice.elts
        options[ast.unparse(option)] = ast.unparse(word)
    return {
        "words": {p.arg: ast.unparse(p.annotation) for p in parameters if p.annotation},
        "parameters": [[parameter.arg, "ordinary", "..."] for parameter in parameters],
        "returns": ast.unparse(returns) if returns else "Any",
        "options": options,
    }
