"""Changes that leave nothing behind, or only what the program takes out again by its place.

A `finally` may take back what was changed, and leaving a context manager what entering it did. And
a fact that is known while tracing, such as a shape, is often put in a list of the function around,
which looks there once the trace is done:

    shapes = []
    def body(carry, x):
        shapes.append(carry.shape)
        return carry, x
    jax.lax.scan(body, start, xs)
    return shapes[0]
"""

from typing import Any

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import Frame, Function, Value
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.names import dotted, last_name
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import assigned_attributes, walk

TAKES_BACK = frozenset("pop popleft popitem remove discard clear".split())
CONTEXT_MANAGERS = ("contextmanager", "asynccontextmanager")
_OPPOSITES = {"__enter__": "__exit__", "__exit__": "__enter__"}
_TARGETS = (ir.Subscript, ir.Attribute, ir.Name)
PUTS_IN = frozenset("append appendleft add insert extend update".split())


def leaves_nothing(machine: Machine, frame: Frame, fields: dict[str, Any]) -> bool:
    """Says whether a change, with the fields of its event, is taken back or taken out again."""
    how, target = fields["how"], fields["target"]
    if fields["level"] >= machine.level:
        return False
    is_out = is_handed_out(machine, frame, how, target, fields["stored"])
    if is_out or is_undone(machine, frame, how, target) or is_scoped(machine, frame, how):
        return True
    return how == "attribute" and _is_changed_on_both_ways(machine, frame, target)


def is_scoped(machine: Machine, frame: Frame, how: str) -> bool:
    """Says whether something is put in or taken out while a context manager is entered or left."""
    here: Frame | None = frame if how in PUTS_IN | TAKES_BACK else None
    root = machine.traces[-1].root if machine.traces else None
    while here and here is not root:
        if here.function is not None and _enters_or_leaves(here.function):
            return True
        here = here.caller
    return False


def _is_changed_on_both_ways(machine: Machine, frame: Frame, target: str) -> bool:
    """Says whether an object changes the same of itself where it is entered and where it is left.

    So a lock counts how often it is held.
    """
    name, cls = frame.function.name if frame.function else "", frame.parent
    other = _OPPOSITES.get(name, "")
    held = cls.names.get(other) if cls and cls.is_class else None
    if not isinstance(held, Function):
        return False
    machine.provenance.look(held.module, held.node.at)
    return target.rpartition(".")[2] in assigned_attributes(held.node.body)


def is_overwritten(machine: Machine, frame: Frame, at: Place) -> bool:
    """Says whether whoever has a function traced assigns the same item anew when it is done."""
    active = machine.traces[-1] if machine.traces else None
    caller = frame.caller.function if frame.caller and active and active.root is frame else None
    if active is None or caller is None or frame.function is None or active.stages:
        return False
    changed = next((each for each in walk(frame.function.body) if each.at == at.node), None)
    later = (each for each in walk(caller.body) if each.at > active.entry.starts.node)
    targets = (t for each in later if isinstance(each, ir.Assign) for t in each.targets)
    return any(_is_same_item(changed, target) for target in targets)


def _is_same_item(left: ir.Node | None, right: ir.Expression) -> bool:
    match left, right:
        case (
            ir.Subscript(value=ir.Name(id=a), index=ir.Constant(value=i)),
            ir.Subscript(value=ir.Name(id=b), index=ir.Constant(value=j)),
        ):
            return (a, i) == (b, j)
        case _:
            return False


def is_undone(machine: Machine, frame: Frame, how: str, target: str) -> bool:
    """Says whether the function that changes something also changes it back, come what may."""
    if how == "attribute":
        return target.rpartition(".")[2] in machine.mode.restored
    if how not in PUTS_IN or frame.function is None:
        return False
    return target in machine.state_of(Questions).ask(_taken_back, frame.function)


def is_handed_out(machine: Machine, frame: Frame, how: str, target: str, stored: Value) -> bool:
    """Says whether a static fact is put in a list of a function around, which takes it out."""
    owner = frame.parent.find(target) if frame.parent and how == "append" else None
    if owner is None or owner.function is None or any(parts(stored)):
        return False
    return target in machine.state_of(Questions).ask(_taken_out, owner.function)


def fills_in(machine: Machine, frame: Frame, at: Place) -> bool:
    """Says whether a target is assigned only where a test says that it is lacking."""
    if not machine.traces or frame.function is None:
        return False
    return at.node in machine.state_of(Questions).ask(_filled_in, frame.function)


def _filled_in(function: ir.Function) -> set[int]:
    """Returns the numbers of the targets that a function assigns only where they are lacking."""
    found = set[int]()
    for branch in walk(function.body):
        if isinstance(branch, ir.If) and isinstance(branch.test, ir.Compare):
            inside = (node for node in walk(branch.body) if isinstance(node, _TARGETS))
            found.update(node.at for node in inside if _is_lacking(branch.test, node))
    return found


def _is_lacking(test: ir.Compare, target: ir.Expression) -> bool:
    match test, target:
        case ir.Compare(operators=("not in",), rights=(held,)), ir.Subscript(value=container):
            return dotted(held) == dotted(container)
        case ir.Compare(operators=("is",), rights=(ir.Constant(value=None),)), _:
            return dotted(test.left) == dotted(target)
        case ir.Compare(operators=("==",), rights=(mark,)), _ if _stands_for_nothing(mark):
            return dotted(test.left) == dotted(target)
        case _:
            return False


def _stands_for_nothing(node: ir.Expression) -> bool:
    """Says whether programs write a value for one that is still to come: `-1`, `float("inf")`."""
    match node:
        case ir.Unary(operator="-", operand=ir.Constant()) | ir.Constant(value=""):
            return True
        case ir.Call(function=ir.Name(id="float"), arguments=(ir.Argument(value=ir.Constant()),)):
            return True
        case ir.Attribute(name="inf" | "nan"):
            return True
        case _:
            return False


def _enters_or_leaves(function: ir.Function) -> bool:
    names = (last_name(each) for each in function.decorators)
    return function.name in ("__enter__", "__exit__") or any(n in CONTEXT_MANAGERS for n in names)


def _taken_out(function: ir.Function) -> set[str]:
    """Returns the names of lists that a function looks into or takes from."""
    found = set[str]()
    for node in walk(function.body):
        match node:
            case (
                ir.Subscript(value=ir.Name(id=held))
                | ir.Assign(targets=(ir.Collection(),), value=ir.Name(id=held))
                | ir.Call(function=ir.Attribute(value=ir.Name(id=held), name="pop"))
            ):
                found.add(held)
            case _:
                pass
    return found


def _taken_back(function: ir.Function) -> set[str]:
    """Returns what a function takes things out of in a `finally`."""
    finals = [each.final for each in walk(function.body) if isinstance(each, ir.Try)]
    return {
        dotted(node.function.value)
        for node in walk(tuple(finals))
        if isinstance(node, ir.Call)
        and isinstance(node.function, ir.Attribute)
        and node.function.name in TAKES_BACK
    }
