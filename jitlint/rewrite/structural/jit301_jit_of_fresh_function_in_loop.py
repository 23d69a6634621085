"""Makes a jitted function once: before the loop, or beside the function that a loop calls."""

import libcst as cst

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.structural.hoisting import (
    dedented,
    named_before,
    statement_before,
    without,
)
from jitlint.rewrite.structural.lasting import (
    Meanwhile,
    has_defaults,
    is_global,
    only_makes,
)
from jitlint.rewrite.structural.module import CSTModule

LOOPS = (cst.For, cst.While, cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)
SCOPES = (cst.FunctionDef, cst.Lambda, cst.ClassDef)
Edits = tuple[Edit[Span], ...]


def rewrite(module: CSTModule, finding: Finding[Span]) -> Edits:
    """Returns the edits that make the function of the finding once."""
    made = module.node(finding.at, cst.BaseExpression)
    if made is None or finding.severity == "note":
        return ()
    loops = loops_around(module, made)
    match module.parent(made):
        case cst.Decorator() as decorator:
            return _definition(module, module.parent(decorator), loops)
        case _ if not isinstance(made, cst.Call) or module.meaning(made.func) != "jax.jit":
            return ()
        case _ if not only_makes(module, made):
            return ()
        case _ if not loops:
            return _beside_the_function(module, made)
        case _ if Meanwhile(module, loops[-1]).is_same(made):
            return before_the_loop(module, made, loops[-1])
        case _:
            return _definition(module, _defined(module, made), loops)


def loops_around(module: CSTModule, node: cst.CSTNode) -> list[cst.CSTNode]:
    """Returns the loops around a node, from the innermost, as far as its function goes."""
    found: list[cst.CSTNode] = []
    for around in module.around(node):
        if isinstance(around, SCOPES) and module.is_within(node, around):  # it decorates others
            break
        if isinstance(around, LOOPS):
            found.append(around)
    return found


def before_the_loop(module: CSTModule, made: cst.Call, loop: cst.CSTNode) -> Edits:
    """Returns the edits that assign what is made before a loop, to the name that it has there."""
    before = module.statement(loop)
    match module.parent(made):
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name() as target)]) as assign if (
            len(module.bindings(target)) == 1
        ):
            line = module.parent(assign)
        case _:
            return named_before(module, made, before, _name(made))
    (row, column), (end_row, _) = module.extent(line)
    taken = without(module, line)
    if not taken or row != end_row:
        return ()
    inserted = statement_before(module, before, module.document.lines[row - 1][column:])
    return (*taken, *inserted) if inserted else ()


def _beside_the_function(module: CSTModule, made: cst.Call) -> Edits:
    """Returns the edits of what is made in a function or a method of the module."""
    match [each for each in module.around(made) if isinstance(each, SCOPES)]:
        case [cst.FunctionDef(name=name) as top]:
            words = [name.value]
        case [cst.FunctionDef(name=name), cst.ClassDef(name=of) as top]:
            words = [of.value.lower(), name.value]
        case _:
            return ()
    alone = isinstance(module.parent(top), cst.Module) and len(module.bindings(top.name)) == 1
    if not alone or not is_global(module, made, top) or not Meanwhile(module, top).is_same(made):
        return ()
    return named_before(module, made, top, "_".join(["jitted", *words]), blank="\n\n")


def _definition(module: CSTModule, function: cst.CSTNode | None, loops: list[cst.CSTNode]) -> Edits:
    """Returns the edits that move a definition before its loops."""
    if not isinstance(function, cst.FunctionDef) or not loops:
        return ()
    loop = loops[-1]
    decorated = [each.decorator for each in function.decorators]
    plain = not has_defaults(function.params) and all(only_makes(module, d) for d in decorated)
    alone = len(module.bindings(function.name)) == 1
    same = all(Meanwhile(module, loop).is_same(each) for each in (function, *decorated))
    taken, lines = without(module, function), dedented(module, function)
    if not (plain and alone and same and taken and isinstance(loop, cst.For | cst.While)):
        return ()
    inserted = statement_before(module, loop, lines, apart=True) if lines else ()
    return (*taken, *inserted) if inserted else ()


def _defined(module: CSTModule, made: cst.Call) -> cst.CSTNode | None:
    """Returns the definition of what is jitted, if it is by a name."""
    first = made.args[0].value if made.args else None
    bindings = module.bindings(first) if isinstance(first, cst.Name) else []
    nodes = [getattr(each, "node", None) for each in bindings]
    return nodes[0] if len(nodes) == 1 and isinstance(nodes[0], cst.FunctionDef) else None


def _name(made: cst.Call) -> str:
    """Returns a name for what is made, after the innermost function that has one."""
    named: cst.BaseExpression = made
    while isinstance(named, cst.Call) and named.args:
        named = named.args[0].value
    match named:
        case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)):
            return f"jitted_{name}"
        case _:
            return "jitted"
