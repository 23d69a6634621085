"""Lowers simple statements: assignments, imports, jumps, declarations."""

import libcst as cst

from jitlint.read import ir
from jitlint.read.lower_expressions import code
from jitlint.read.lowering import Lowering, LowerStatement

AUGMENT: dict[type, str] = {
    cst.AddAssign: "+",
    cst.SubtractAssign: "-",
    cst.MultiplyAssign: "*",
    cst.DivideAssign: "/",
    cst.FloorDivideAssign: "//",
    cst.ModuloAssign: "%",
    cst.PowerAssign: "**",
    cst.MatrixMultiplyAssign: "@",
    cst.LeftShiftAssign: "<<",
    cst.RightShiftAssign: ">>",
    cst.BitAndAssign: "&",
    cst.BitOrAssign: "|",
    cst.BitXorAssign: "^",
}


def _evaluate(state: Lowering, node: cst.Expr) -> ir.Statement:
    at = state.place(node)
    return ir.Evaluate(at, state.expression(node.value))


def _assign(state: Lowering, node: cst.Assign) -> ir.Statement:
    at = state.place(node)
    value = state.expression(node.value)
    return ir.Assign(at, tuple([state.target(each.target) for each in node.targets]), value)


def _annotate(state: Lowering, node: cst.AnnAssign) -> ir.Statement:
    at = state.place(node)
    value = state.optional(node.value)
    targets = (state.target(node.target),)
    return ir.Assign(at, targets, value, state.expression(node.annotation.annotation))


def _augment(state: Lowering, node: cst.AugAssign) -> ir.Statement:
    at = state.place(node)
    target = state.target(node.target)
    return ir.Augment(at, target, AUGMENT[type(node.operator)], state.expression(node.value))


def _alias(state: Lowering, node: cst.TypeAlias) -> ir.Statement:
    at = state.place(node)
    target = state.target(node.name)
    return ir.Assign(at, (target,), ir.Opaque(state.place(node.value), code(node.value)))


def _return(state: Lowering, node: cst.Return) -> ir.Statement:
    at = state.place(node)
    return ir.Return(at, state.optional(node.value))


def _raise(state: Lowering, node: cst.Raise) -> ir.Statement:
    at = state.place(node)
    return ir.Raise(at, state.optional(node.exc))


def _assert(state: Lowering, node: cst.Assert) -> ir.Statement:
    at = state.place(node)
    return ir.Assert(at, state.expression(node.test), state.optional(node.msg))


def _delete(state: Lowering, node: cst.Del) -> ir.Statement:
    at = state.place(node)
    target = node.target
    if isinstance(target, cst.Tuple | cst.List):
        return ir.Delete(at, tuple([state.target(each.value) for each in target.elements]))
    return ir.Delete(at, (state.target(target),))


def _break(state: Lowering, node: cst.Break) -> ir.Statement:
    return ir.Jump(state.place(node), "break")


def _continue(state: Lowering, node: cst.Continue) -> ir.Statement:
    return ir.Jump(state.place(node), "continue")


def _global(state: Lowering, node: cst.Global) -> None:
    state.scope.globals.extend([item.name.value for item in node.names])


def _nonlocal(state: Lowering, node: cst.Nonlocal) -> None:
    state.scope.nonlocals.extend([item.name.value for item in node.names])


def _import(state: Lowering, node: cst.Import) -> ir.Statement:
    at = state.place(node)
    return ir.Import(at, None, 0, tuple([_imported(state, each) for each in node.names]))


def _import_from(state: Lowering, node: cst.ImportFrom) -> ir.Statement:
    at = state.place(node)
    module = "" if node.module is None else _dotted(node.module)
    if isinstance(node.names, cst.ImportStar):
        names = (ir.ImportedName(state.place(node.names), "*", "*"),)
    else:
        names = tuple([_imported(state, each) for each in node.names])
    return ir.Import(at, module, len(node.relative), names)


def _imported(state: Lowering, node: cst.ImportAlias) -> ir.ImportedName:
    at = state.place(node)
    name = _dotted(node.name)
    alias = name.partition(".")[0]
    if node.asname is not None and isinstance(node.asname.name, cst.Name):
        alias = node.asname.name.value
    state.scope.names.add(alias)
    return ir.ImportedName(at, name, alias)


def _dotted(node: cst.BaseExpression) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


SIMPLE: dict[type, LowerStatement] = {
    cst.Expr: _evaluate,
    cst.Assign: _assign,
    cst.AnnAssign: _annotate,
    cst.AugAssign: _augment,
    cst.TypeAlias: _alias,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Assert: _assert,
    cst.Del: _delete,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
    cst.Import: _import,
    cst.ImportFrom: _import_from,
}
