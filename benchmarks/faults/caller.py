"""Writes a new function that calls a working one in a loop, through a jit of a lambda."""

import ast

NAME = "planted_caller"


def caller(tree: ast.Module, qualname: str, row: int, parameter: str) -> str:
    """Returns a function with the parameters of the one that is defined at a row.

    A jit inside the working function would be traced with it, once: it would be no fault.
    """
    definition = next(
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.lineno == row
    )
    owner = qualname.rpartition(".")[0]
    arguments = _with_owner(definition, owner)
    call = f"{_spelled(definition, owner)}({_passed(arguments, parameter)})"
    return (
        f"def {NAME}({ast.unparse(arguments)}):\n"
        "    for planted in range(3):\n"
        f"        planted_jax.jit(lambda planted_value: {call})({parameter})\n"
    )


def _with_owner(definition: ast.FunctionDef, owner: str) -> ast.arguments:
    """A method's first parameter is said to be of its class, as nobody else would know."""
    arguments = definition.args
    if not owner or "staticmethod" in _decorators(definition):
        return arguments
    first = (arguments.posonlyargs or arguments.args)[0]
    if "classmethod" in _decorators(definition):
        (arguments.posonlyargs or arguments.args).remove(first)
    else:
        first.annotation = ast.parse(owner, mode="eval").body
    return arguments


def _spelled(definition: ast.FunctionDef, owner: str) -> str:
    return f"{owner}.{definition.name}" if owner else definition.name


def _decorators(definition: ast.FunctionDef) -> set[str]:
    return {each.id for each in definition.decorator_list if isinstance(each, ast.Name)}


def _passed(arguments: ast.arguments, parameter: str) -> str:
    plain = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    texts = ["planted_value" if name == parameter else name for name in plain]
    texts += [f"*{arguments.vararg.arg}"] if arguments.vararg else []
    for each in arguments.kwonlyargs:
        value = "planted_value" if each.arg == parameter else each.arg
        texts.append(f"{each.arg}={value}")
    texts += [f"**{arguments.kwarg.arg}"] if arguments.kwarg else []
    return ", ".join(texts)
