"""Functions that are the same whenever they are made: what they read does not change meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import libcst as cst
from libcst.metadata import (
    Assignment,
    BaseAssignment,
    BuiltinAssignment,
    GlobalScope,
    ImportAssignment,
)

from jitlint.rewrite.structural.module import CSTModule

MAKERS = frozenset(
    "functools.partial jax.checkpoint jax.grad jax.hessian jax.jacfwd jax.jacobian jax.jacrev"
    " jax.jit jax.remat jax.value_and_grad jax.vmap".split()
)
"""What makes a function of a function, and runs neither."""

LITERALS = (cst.Integer, cst.Float, cst.SimpleString)


def only_makes(module: CSTModule, node: cst.BaseExpression) -> bool:
    """Returns whether an expression makes a function of names and literals, and no more."""
    match node:
        case cst.Lambda(params=parameters):
            return not has_defaults(parameters)
        case cst.Call(func=function, args=arguments):
            plain = not any(each.star for each in arguments)
            parts = all(only_makes(module, each.value) for each in arguments)
            return module.meaning(function) in MAKERS and plain and parts
        case cst.Attribute():
            return bool(module.meaning(node))
        case cst.Tuple(elements=elements):
            return all(isinstance(each.value, LITERALS) for each in elements)
        case _:
            return isinstance(node, (cst.Name, *LITERALS))


def has_defaults(parameters: cst.Parameters) -> bool:
    """Returns whether any parameter has a default, which is evaluated with its function."""
    every = (*parameters.posonly_params, *parameters.params, *parameters.kwonly_params)
    return any(each.default for each in every)


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The time that a part of a file takes, such as a loop, and what stays the same in it."""

    module: CSTModule
    part: cst.CSTNode
    _seen: set[cst.CSTNode] = field(default_factory=set[cst.CSTNode])

    def is_same(self, node: cst.CSTNode) -> bool:
        """Returns whether a function that is made again and again reads the same each time."""
        return all(self._stays(name, node) for name in free(self.module, node))

    def _stays(self, name: cst.Name, node: cst.CSTNode) -> bool:
        match self.module.bindings(name):
            case [BuiltinAssignment() | ImportAssignment()]:
                return True
            case [Assignment(node=cst.ClassDef() as made)]:
                return not self.module.is_within(made, self.part)
            case [Assignment(node=cst.FunctionDef() as made)]:
                return not self.module.is_within(made, self.part) and self._keeps(made)
            case [Assignment(node=cst.Name() as target, scope=GlobalScope())]:
                return self._is_immutable(target)
            case bindings:
                return self._is_handed_on(name, bindings, node)

    def _keeps(self, function: cst.FunctionDef) -> bool:
        """Returns whether what a function reads when it is called stays the same as well."""
        if function in self._seen:
            return True
        self._seen.add(function)
        return self.is_same(function)

    def _is_immutable(self, target: cst.Name) -> bool:
        assigned = self.module.parent(target)
        match self.module.parent(assigned) if isinstance(assigned, cst.AssignTarget) else None:
            case cst.Assign(value=cst.Call(func=function)):
                return self.module.meaning(function).startswith("jax.numpy.")
            case cst.Assign(value=value):
                return isinstance(value, LITERALS)
            case _:
                return False

    def _is_handed_on(
        self, name: cst.Name, bindings: list[BaseAssignment], node: cst.CSTNode
    ) -> bool:
        """Returns whether a local value is only handed on, and not read elsewhere meanwhile."""
        module, part = self.module, self.part
        here = [is_inside(module, each, part) for each in bindings]
        shared = [isinstance(each.scope, GlobalScope) for each in bindings]
        if not bindings or any(here) or any(shared):
            return False
        if isinstance(module.parent(name), cst.Attribute | cst.Call):
            return False
        reads = [each.node for binding in bindings for each in binding.references]
        there = [each for each in reads if module.is_within(each, part)]
        return all(module.is_within(each, node) for each in there)


def is_global(module: CSTModule, node: cst.CSTNode, until: cst.CSTNode) -> bool:
    """Returns whether a node reads only what the module has bound before a statement."""
    last = module.extent(until)[0]
    return all(
        isinstance(each, BuiltinAssignment)
        or (isinstance(each.scope, GlobalScope) and _starts(module, each) < last)
        for name in free(module, node)
        for each in module.bindings(name)
    )


def free(module: CSTModule, node: cst.CSTNode) -> Iterator[cst.Name]:
    """Yields the names that a node reads and does not bind itself."""
    for name in _read(node):
        inside = [is_inside(module, each, node) for each in module.bindings(name)]
        if not inside or not all(inside):
            yield name


def is_inside(module: CSTModule, binding: BaseAssignment, whole: cst.CSTNode) -> bool:
    """Returns whether a name is bound in a part of the file."""
    return isinstance(binding, Assignment) and module.is_within(binding.node, whole)


def _starts(module: CSTModule, binding: BaseAssignment) -> tuple[int, int]:
    return module.extent(binding.node)[0] if isinstance(binding, Assignment) else (0, 0)


def _read(node: cst.CSTNode) -> Iterator[cst.Name]:
    """Yields the names in a node that are variables; what it assigns is among them."""
    match node:
        case cst.Name():
            yield node
        case cst.Attribute(value=owner):
            yield from _read(owner)
        case cst.Arg(value=value):
            yield from _read(value)
        case cst.Param(default=default):
            yield from _read(default) if default else ()
        case _:
            for child in node.children:
                yield from _read(child)
