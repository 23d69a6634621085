"""Makes once, before the loop, what is passed for a static parameter; or lets it be traced."""

import ast

import libcst as cst
from libcst.metadata import Assignment

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.structural.hoisting import named_before
from jitlint.rewrite.structural.jit301_jit_of_fresh_function_in_loop import loops_around
from jitlint.rewrite.structural.lasting import LITERALS, Meanwhile, only_makes
from jitlint.rewrite.structural.module import CSTModule
from jitlint.rewrite.structural.values import names
from jitlint.rewrite.traced_parameters import made_traced

Edits = tuple[Edit[Span], ...]


def rewrite(module: CSTModule, finding: Finding[Span]) -> Edits:
    """Returns the edits of the argument, or else of the place where the function is jitted."""
    made = module.node(finding.at, cst.BaseExpression)
    if made is None or len(finding.needs) != 1:
        return ()
    if not isinstance(made, cst.Lambda | cst.Call):
        given = module.document.node(finding.at, ast.expr)
        return made_traced(module.document, given, finding.needs[0]) if given else ()
    loops = loops_around(module, made)
    if not loops or isinstance(loops[-1], cst.CompFor) or not _is_one(module, made, loops[-1]):
        return ()
    taken = {*names([made, *module.around(made)][-2])}
    return named_before(module, made, module.statement(loops[-1]), finding.needs[0], taken=taken)


def _is_one(module: CSTModule, made: cst.Lambda | cst.Call, loop: cst.CSTNode) -> bool:
    """Returns whether what is made anew in each turn may as well be one function or object."""
    if only_makes(module, made):
        return Meanwhile(module, loop).is_same(made)
    match made:
        case cst.Call(func=cst.Name() as called, args=given):
            plain = all(isinstance(each.value, LITERALS) and not each.star for each in given)
            return plain and _only_holds(module, called)
        case _:
            return False


def _only_holds(module: CSTModule, called: cst.Name) -> bool:
    """Returns whether a class of the file does nothing but store what it is made of."""
    match module.bindings(called):
        case [
            Assignment(
                node=cst.ClassDef(
                    bases=[], keywords=[], decorators=[], body=cst.IndentedBlock(body=[only])
                )
            )
        ]:
            pass
        case _:
            return False
    match only:
        case cst.FunctionDef(name=cst.Name(value="__init__"), body=cst.IndentedBlock(body=lines)):
            return all(map(_stores, lines))
        case _:
            return False


def _stores(line: cst.CSTNode) -> bool:
    match line:
        case cst.SimpleStatementLine(
            body=[
                cst.Assign(
                    targets=[cst.AssignTarget(target=cst.Attribute(value=cst.Name()))],
                    value=cst.Name(),
                )
            ]
        ):
            return True
        case _:
            return False
