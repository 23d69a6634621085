"""The names that have a value wherever a statement begins."""

from collections.abc import Iterator

import libcst as cst

from jitlint.rewrite.structural.module import CSTModule


def bound_before(module: CSTModule, statement: cst.CSTNode) -> frozenset[str]:
    """Returns the parameters of the function around a statement, and what is assigned before it."""
    return frozenset(_bound(module, statement))


def _bound(module: CSTModule, statement: cst.CSTNode) -> Iterator[str]:
    below = statement
    for around in module.around(statement):
        match around:
            case cst.IndentedBlock(body=body):
                for earlier in body[: body.index(below)]:
                    yield from assigned(earlier)
            case cst.FunctionDef(params=parameters) | cst.Lambda(params=parameters):
                yield from parameter_names(parameters)
                return
            case _:
                pass
        below = around


def parameter_names(parameters: cst.Parameters) -> Iterator[str]:
    """Yields the names of the parameters that take one argument."""
    for each in (*parameters.posonly_params, *parameters.params, *parameters.kwonly_params):
        yield each.name.value


def assigned(statement: cst.CSTNode) -> Iterator[str]:
    """Yields the names that a simple statement assigns."""
    if not isinstance(statement, cst.SimpleStatementLine):
        return
    for part in statement.body:
        match part:
            case cst.Assign(targets=targets):
                for target in targets:
                    yield from _targets(target.target)
            case _:
                pass


def _targets(target: cst.BaseExpression) -> Iterator[str]:
    match target:
        case cst.Name(value=name):
            yield name
        case cst.Tuple(elements=elements):
            for element in elements:
                yield from _targets(element.value)
        case _:
            return
