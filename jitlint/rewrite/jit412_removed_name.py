"""Puts a name in the place of one that is gone, where both stand for the same thing."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified, spelled

SAME = {
    "jax.config.config": "jax.config",
    "jax.core.ConcretizationTypeError": "jax.errors.ConcretizationTypeError",
    "jax.experimental.PartitionSpec": "jax.sharding.PartitionSpec",
    "jax.experimental.maps.Mesh": "jax.sharding.Mesh",
    "jax.experimental.optimizers": "jax.example_libraries.optimizers",
    "jax.experimental.pjit.with_sharding_constraint": "jax.lax.with_sharding_constraint",
    "jax.experimental.stax": "jax.example_libraries.stax",
    "jax.linear_util": "jax.extend.linear_util",
    "jax.nn.normalize": "jax.nn.standardize",
    "jax.numpy.DeviceArray": "jax.Array",
    "jax.numpy.alltrue": "jax.numpy.all",
    "jax.numpy.cumproduct": "jax.numpy.cumprod",
    "jax.numpy.product": "jax.numpy.prod",
    "jax.numpy.round_": "jax.numpy.round",
    "jax.numpy.row_stack": "jax.numpy.vstack",
    "jax.numpy.sometrue": "jax.numpy.any",
    "jax.numpy.trapz": "jax.numpy.trapezoid",
    "jax.partial": "functools.partial",
    "jax.tree_flatten": "jax.tree.flatten",
    "jax.tree_leaves": "jax.tree.leaves",
    "jax.tree_map": "jax.tree.map",
    "jax.tree_multimap": "jax.tree.map",
    "jax.tree_structure": "jax.tree.structure",
    "jax.tree_transpose": "jax.tree.transpose",
    "jax.tree_unflatten": "jax.tree.unflatten",
    "jax.tree_util.tree_multimap": "jax.tree.map",
    "jax.treedef_is_leaf": "jax.tree_util.treedef_is_leaf",
}

NOT_IN_JAX = ("functools.", "jax.example_libraries.", "jax.extend.")
"""Modules that `import jax` alone does not import."""


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the use, or of the import that binds the name."""
    used = document.node(finding.at, ast.Attribute)
    if used is not None:
        text = _used(document, used)
        return (document.replace(used, text),) if text else ()
    imported = document.node(finding.at, ast.alias)
    match document.statement(imported) if imported else None:
        case ast.ImportFrom() as statement:
            text = _imports(document, statement)
        case ast.Import(names=[ast.alias(name=old, asname=str(local))]) as statement:
            text = f"import {SAME[old]} as {local}" if old in SAME else ""
        case _:
            return ()
    return (document.replace(statement, text),) if text else ()


def _used(document: Document, used: ast.Attribute) -> str:
    """Returns the spelling of the new name; empty where there is none, or no import of it."""
    new = SAME.get(qualified(document, used), "")
    return spelled(document, new, used) if new and not new.startswith(NOT_IN_JAX) else ""


def _imports(document: Document, statement: ast.ImportFrom) -> str:
    """Returns the statements that bind the same names; empty where they are on one row only."""
    gone = [f"{statement.module}.{each.name}" in SAME for each in statement.names]
    names = list(zip(statement.names, gone, strict=True))
    kept = [document.text(each) for each, is_gone in names if not is_gone]
    old = [each for each, is_gone in names if is_gone]
    (row, column), (end_row, _) = document.extent(statement)
    if not old or row != end_row or document.lines[row - 1].rstrip().endswith("\\"):
        return ""
    lines = [f"from {statement.module} import {', '.join(kept)}"] if kept else []
    lines += [_import(SAME[f"{statement.module}.{each.name}"], each) for each in old]
    return f"\n{document.lines[row - 1][:column]}".join(lines)


def _import(new: str, alias: ast.alias) -> str:
    module, _, name = new.rpartition(".")
    local = alias.asname or alias.name
    return f"from {module} import {name}" + ("" if name == local else f" as {local}")
