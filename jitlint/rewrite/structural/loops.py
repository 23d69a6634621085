"""Loops that JAX runs: `jax.lax.fori_loop` for `for`, `jax.lax.while_loop` for `while`.

Each name that the loop binds is carried. What it is bound to may depend on the name itself, on
literals and on the counter alone, so that its shape stays; where that makes a float of a whole
number, the loop starts with a float.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import Assignment, BuiltinAssignment

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import WIDTH
from jitlint.rewrite.structural.bound import bound_before
from jitlint.rewrite.structural.branches import RETURNED, Choice, branch
from jitlint.rewrite.structural.hoisting import free_name
from jitlint.rewrite.structural.layout import CallLayout, laid_out
from jitlint.rewrite.structural.module import CSTModule, text
from jitlint.rewrite.structural.truth import Names, computed, truth
from jitlint.rewrite.structural.values import FLOATING, Values, compared, names, sized

Edits = tuple[Edit[Span], ...]
Carried = Mapping[str, cst.BaseExpression]
Part = tuple[str, str, str]
"""A function of a loop: its name, its parameters before what is carried, and its result."""


def fori_loop(module: CSTModule, node: cst.For, spell: Names) -> Edits:
    """Returns the edits of a loop over a range."""
    match node:
        case cst.For(
            target=cst.Name(value=counter), iter=cst.Call(func=cst.Name() as range_, args=bounds)
        ) if _is_builtin(module, range_) and len(bounds) < 3:
            limits = [each.value for each in bounds if not each.star and not each.keyword]
        case _:
            return ()
    numeric = {name for each in limits for name in names(each)}
    values = Values.around(module, node).with_numeric(numeric)
    carried = _carried(module, node, values, counter)
    known = all(values.price(each) for each in limits) and len(limits) == len(bounds)
    if not carried or not known or _is_read_after(module, node.target, node):
        return ()
    first, last = ["0", *map(text, limits)][-2:]
    loop = _Loop(module, spell.spelled("jax.lax.fori_loop"), carried)
    return loop.written(node, [first, last], [("body", f"{counter}, ", loop.results)])


def while_loop(module: CSTModule, node: cst.While, spell: Names) -> Edits:
    """Returns the edits of a loop with a traced test."""
    values = Values.around(module, node).with_numeric(compared(node.test))
    carried = _carried(module, node, values, "")
    if not carried or not computed(node.test, values):
        return ()
    test = truth(node.test, values.with_numeric(carried), spell)
    loop = _Loop(module, spell.spelled("jax.lax.while_loop"), carried)
    parts = [("running", "", test), ("body", "", loop.results)]
    return loop.written(node, [], parts) if test else ()


@dataclass(frozen=True, slots=True)
class _Loop:
    """A call of a loop of JAX: its callee, and the new values of what it carries."""

    module: CSTModule
    function: str
    carried: Carried

    @property
    def results(self) -> str:
        """The new values."""
        return ", ".join(text(each) for each in self.carried.values())

    def written(self, node: cst.For | cst.While, limits: Sequence[str], parts: list[Part]) -> Edits:
        """Returns the edit of a loop: lambdas carry one name, functions take several apart."""
        document, (start, last) = self.module.document, self.module.extent(node)
        end = last[0], len(document.lines[last[0] - 1])
        indent, step = document.lines[start[0] - 1][: start[1]], self.module.tree.default_indent
        functions, defined = self._functions(node, parts, indent + step)
        initial = self._initial(node)
        call = CallLayout(
            self.function, [*limits, *functions, f"({initial})" if defined else initial]
        )
        bound = laid_out(f"{', '.join(self.carried)} = ", call, indent, step)
        said = self.module.comments(start, end, indent)
        rows = [row for each in defined for row in f"{indent}{each}".split("\n")]
        wide = any(len(row.expandtabs()) > WIDTH for row in rows)
        if not bound or said is None or indent.strip() or wide:
            return ()
        blank = "\n" if defined and self._needs_blank(start[0]) else ""
        before = "".join(f"{each}\n\n{indent}" for each in defined)
        new = f"{blank}{indent}{said}{before}{bound}"
        return (document.edit((start[0], 0), end, new, safe=False),)

    def _functions(
        self, node: cst.CSTNode, parts: list[Part], inner: str
    ) -> tuple[list[str], list[str]]:
        """Returns the functions to hand to the loop, and the definitions that they need."""
        found = ", ".join(self.carried)
        if len(self.carried) == 1:
            return [f"lambda {before}{found}: {result}" for _, before, result in parts], []
        taken = {*names([node, *self.module.around(node)][-2])}
        functions = [free_name(name, taken) for name, _, _ in parts]
        whole = free_name("carry", taken)
        bodies = [
            f"({before}{whole}):\n{inner}{found} = {whole}\n{inner}return {result}"
            for _, before, result in parts
        ]
        named = zip(functions, bodies, strict=True)
        return functions, [f"def {name}{body}" for name, body in named]

    def _needs_blank(self, row: int) -> bool:
        above = self.module.document.lines[row - 2].strip()
        return bool(above) and not above.endswith(":") and not above.startswith("#")

    def _initial(self, node: cst.For | cst.While) -> str:
        """Returns the values before the loop, made floats where the loop makes floats of them."""
        floats = {
            name: _is_floating(self.module, value) and not _was_float(self.module, node, name)
            for name, value in self.carried.items()
        }
        return ", ".join(f"1.0 * {name}" if float else name for name, float in floats.items())


def _carried(
    module: CSTModule, node: cst.For | cst.While, values: Values, counter: str
) -> Carried | None:
    """Returns the new values of the names that a loop binds, if that is all it does."""
    kept = bound_before(module, node)
    if not isinstance(node.body, cst.IndentedBlock) or node.orelse:
        return None
    found = branch(node.body.body, kept)
    if found is None or isinstance(found, Choice) or not kept.issuperset(found):
        return None
    numeric = values.with_numeric({*found, counter} - {RETURNED, ""})
    alike = all(_keeps_shape(numeric, name, each, counter) for name, each in found.items())
    return found if counter not in found and alike else None


def _keeps_shape(values: Values, name: str, value: cst.BaseExpression, counter: str) -> bool:
    depends = {*sized(values.module, value)} - {counter, ""}
    return depends == {name} and values.price(value) is not None


def _is_floating(module: CSTModule, node: cst.CSTNode) -> bool:
    """Returns whether an expression makes a float of whole numbers."""
    match node:
        case cst.Float() | cst.Divide():
            return True
        case cst.Comparison():
            return False
        case cst.Call(func=function) if module.meaning(function).rpartition(".")[2] in FLOATING:
            return True
        case _:
            return any(_is_floating(module, each) for each in node.children)


def _was_float(module: CSTModule, node: cst.CSTNode, name: str) -> bool:
    """Returns whether a name has been a float, as a literal, before a loop."""
    reads = (each for each in _all_names(node) if each.value == name)
    bindings = module.bindings(next(reads))
    before = [each for each in bindings if not module.is_within(_node(each), node)]
    match [_node(each) for each in before]:
        case [cst.Name() as target]:
            statement = module.parent(module.parent(target))
            return isinstance(statement, cst.Assign) and isinstance(statement.value, cst.Float)
        case _:
            return False


def _node(binding: object) -> cst.CSTNode:
    return binding.node if isinstance(binding, Assignment) else cst.Pass()


def _all_names(node: cst.CSTNode) -> list[cst.Name]:
    own = [node] if isinstance(node, cst.Name) else []
    return own + [name for child in node.children for name in _all_names(child)]


def _is_builtin(module: CSTModule, name: cst.Name) -> bool:
    bindings = module.bindings(name)
    return name.value == "range" and all(isinstance(each, BuiltinAssignment) for each in bindings)


def _is_read_after(module: CSTModule, target: cst.BaseExpression, loop: cst.CSTNode) -> bool:
    bindings = module.bindings(target) if isinstance(target, cst.Name) else []
    reads = [each.node for binding in bindings for each in binding.references]
    return any(not module.is_within(each, loop) for each in reads)
