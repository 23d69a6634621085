"""Assumptions: on each side of a test that nobody can decide, its answer is taken as given.

def solve(x, verbose):
    def step(s):
        if verbose:                     not so where `while_loop` traces it
            print(f"{s:d}")
        return s + 1
    if verbose:                         undecided: both sides run
        return loop(step, x)
    return lax.while_loop(positive, step, x)
"""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.analyses.aliases import aliases
from jitlint.interpreter.domain.assumption import Assumption, asked_by, follows, path_of
from jitlint.interpreter.domain.values import (
    Environment,
    Frame,
    Instance,
    Names,
    Static,
    Unknown,
    Value,
)
from jitlint.interpreter.objects.lookup import mro
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.receivers import MAKERS
from jitlint.interpreter.syntax.walk import assigned_attributes, walk_all


def assume(
    machine: Machine, environment: Environment, test: ir.Expression, frame: Frame, *, holds: bool
) -> None:
    """Puts into an environment what a test says that holds there, or does not."""
    asked = asked_by(test)
    if asked is None:
        return
    assumption, when = asked
    subject = test.left if isinstance(test, ir.Compare) else test
    if not _is_lasting(machine, assumption, frame.value_of(subject), frame):
        return
    environment.assumed[assumption] = holds is when
    if isinstance(subject, ir.Name):
        for name in aliases(machine, subject.id, test, frame):
            also = Assumption(name, assumption.sign, assumption.of)
            environment.assumed[also] = holds is when


def assumed(test: ir.Expression, frame: Frame) -> bool | None:
    """Returns the answer to a test by what is assumed where it is asked, or None."""
    match test:
        case ir.Unary(operator="not", operand=operand):
            answer = assumed(operand, frame)
            return None if answer is None else not answer
        case ir.Boolean():
            links, first = [test], test.left
            while isinstance(first, ir.Boolean):
                links.append(first)
                first = first.left
            answer = assumed(first, frame)
            for link in reversed(links):
                answer = with_next(answer, link, frame)
            return answer
        case _:
            asked = asked_by(test)
            return None if asked is None else _answer(*asked, frame)


def with_next(answer: bool | None, link: ir.Boolean, frame: Frame) -> bool | None:
    """Returns the answer to a chain of `and` and `or` with one more link, by that to the others."""
    settles = link.operator == "or"
    if answer is settles:
        return settles
    right = assumed(link.right, frame)
    return right if answer is not None or right is settles else None


def handed_on(values: Names, caller: Frame) -> dict[Assumption, bool]:
    """Returns what a call may assume of objects that it is given, as its caller assumes it."""
    here: Frame | None = caller
    while here and here.function is None:
        here = here.caller
    given: dict[Assumption, bool] = {}
    while here:
        for each, holds in here.environment.assumed.items():
            root, dot, rest = each.path.partition(".")
            owner = here.find(root) if dot else None
            held = owner.names[root] if owner else None
            for name in [name for name in values if values[name] is held]:
                if isinstance(held, Instance):
                    given[Assumption(f"{name}.{rest}", each.sign, each.of)] = holds
        here = here.parent
    return given


def end_of_handed(node: ir.Call, frame: Frame) -> None:
    """Ends what is assumed of attributes of what a call is handed, and may have changed unseen."""
    assumed = frame.environment.assumed
    handed = {path_of(each.value) for each in node.arguments}
    owner_called, dot, _ = path_of(node.function).partition(".")
    for each in [each for each in assumed if each.path != each.root]:
        owner = frame.find(each.root)
        is_seen = owner is not None and isinstance(owner.names[each.root], Instance)
        if each.root in handed or (dot and each.root == owner_called and not is_seen):
            del assumed[each]


def _answer(asked: Assumption, when: bool, frame: Frame) -> bool | None:
    for known, holds in _known_of(asked, frame):
        answer = follows(known, holds, asked)
        if answer is not None:
            return answer is when
    return None


def _known_of(asked: Assumption, frame: Frame) -> Iterator[tuple[Assumption, bool]]:
    """Yields what is assumed of a path, up to the frame that binds its first name."""
    around: Frame | None = frame
    while around:
        known = around.environment.assumed
        yield from ((each, holds) for each, holds in known.items() if each.path == asked.path)
        around = None if asked.root in around.environment.names else around.parent


def _is_lasting(machine: Machine, assumption: Assumption, value: Value, frame: Frame) -> bool:
    """Says whether the same test has the same answer later, unless its name is bound anew."""
    owner = frame.find(assumption.root)
    if owner is None or owner.function is None:
        return False
    used = machine.state_of(Questions).ask(_used, owner.function)
    if "." in assumption.path and not _is_kept(machine, assumption, owner, used):
        return False
    match assumption.sign:
        case "is":
            return True
        case "==" | "in":
            return isinstance(value, Static | Unknown)
        case _:
            return isinstance(value, Static | Unknown) and (assumption.path, "open") not in used


def _is_kept(
    machine: Machine, assumption: Assumption, owner: Frame, used: frozenset[tuple[str, str]]
) -> bool:
    """Says whether nothing that is seen assigns an attribute once its object is made."""
    if (assumption.path, "set") in used:
        return False
    root, name, *_ = assumption.path.split(".")
    holder, questions = owner.names[root], machine.state_of(Questions)
    classes = mro(holder.cls) if isinstance(holder, Instance) else ()
    return not any(name in questions.ask(_set_later, each.node) for each in classes)


def _set_later(cls: ir.Class) -> frozenset[str]:
    """Returns the attributes that methods assign which do not make the object."""
    methods = [each for each in cls.body if isinstance(each, ir.Function)]
    later = [each.body for each in methods if each.name not in MAKERS]
    return frozenset(name for body in later for name in assigned_attributes(body))


def _used(function: ir.Function) -> frozenset[tuple[str, str]]:
    """Returns the paths that a function assigns, and those that it opens: these may be emptied."""
    return frozenset(_uses(function))


def _uses(function: ir.Function) -> Iterator[tuple[str, str]]:
    for node in walk_all(function.body):
        match node:
            case ir.Attribute(value=value) | ir.Subscript(value=value) | ir.For(iterable=value):
                yield path_of(value), "open"
            case ir.Call(function=ir.Name(id="len"), arguments=(argument,)):
                yield path_of(argument.value), "open"
            case ir.Assign(targets=targets):
                yield from ((path_of(target), "set") for target in targets)
            case ir.Augment(target=target):
                yield path_of(target), "set"
            case _:
                pass
