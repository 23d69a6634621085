"""What a text does with what its calls make: calls it, hands it on, returns it, or keeps it."""

from collections import Counter

from jitlint.frontend import ir
from jitlint.interpreter.syntax.walk import bound_names, children, walk

Loop = ir.For | ir.While
KEEPING = frozenset({"append", "add", "insert", "extend", "setdefault", "update", "put"})


def used(text: ir.Function | Loop) -> set[str]:
    """Returns the names that a function, or a turn of a loop, reads but to call what they hold."""
    return _read(text.body, returned=True)


def returned_anew(function: ir.Function) -> set[int] | None:
    """Returns the numbers of the calls and decorators whose results a function returns, all new.

    It is None where some `return` may hand out what is kept elsewhere.
    """
    counts = Counter([*(p.name for p in function.parameters), *bound_names(function.body)])
    outer = {*function.globals, *function.nonlocals, *_read(function.body, returned=False)}
    made = dict(_made(function.body))
    found = set[int]()
    for node in walk(function.body):
        match node:
            case ir.Return(value=ir.Call(function=ir.Name() | ir.Attribute()) as call):
                if isinstance(call.function, ir.Attribute) and call.function.name in KEEPING:
                    return None
                found.add(call.at)
            case ir.Return(value=ir.Name(id=name)) if (
                counts[name] == 1 and name in made and name not in outer
            ):
                found.add(made[name])
            case ir.Return():
                return None
            case _:
                pass
    return found


def handed_to(body: tuple[ir.Statement, ...]) -> dict[int, tuple[ir.Expression, ...]]:
    """Returns the calls whose results are kept nowhere, with what these are handed to.

    An attribute may be asked of a result, so that it is handed to nothing.
    """
    found: dict[int, tuple[ir.Expression, ...]] = {}
    names = dict(_made(body))
    counts, uses = Counter(bound_names(body)), Counter[str]()
    handed: dict[str, list[ir.Expression]] = {}
    for node in walk(body):
        match node:
            case ir.Attribute(value=ir.Call(at=at)):
                found[at] = ()
            case ir.Attribute(value=ir.Name(id=name)):
                uses[name] -= 1
                handed.setdefault(name, [])
            case ir.Call(function=function, arguments=arguments):
                for each in arguments:
                    if isinstance(each.value, ir.Call):
                        found[each.value.at] = (function,)
                    elif isinstance(each.value, ir.Name):
                        uses[each.value.id] -= 1
                        handed.setdefault(each.value.id, []).append(function)
            case _:
                pass
    reads = Counter(each.id for each in walk(body) if isinstance(each, ir.Name))
    for name, at in names.items():
        # One of the reads is where the name is bound.
        if counts[name] == 1 and name in handed and reads[name] - 1 + uses[name] == 0:
            found[at] = tuple(handed[name])
    return found


def same_in(text: ir.Function | Loop | ir.Comprehension) -> set[int]:
    """Returns the numbers of the arguments that are the same each time a text runs."""
    bound = set(bound_names(text))
    match text:
        case ir.Function(parameters=parameters):
            bound.update([*(p.name for p in parameters), *bound_names(text.body)])
        case ir.Comprehension():
            pass
        case _:
            bound.update(bound_names(text.body))
    loops = [each for each in walk(_inside(text)) if isinstance(each, ir.Comprehension)]
    loops += [text] if isinstance(text, ir.Comprehension) else []
    targets = [loop.target for each in loops for loop in each.loops]
    bound |= {each.id for each in walk(tuple(targets)) if isinstance(each, ir.Name)}
    found = set[int]()
    for call in walk(_inside(text)):
        for argument in call.arguments if isinstance(call, ir.Call) else ():
            if not any(
                isinstance(each, ir.Call | ir.Lambda | ir.Comprehension)
                or (isinstance(each, ir.Name) and each.id in bound)
                for each in walk(argument.value)
            ):
                found.add(argument.value.at)
    return found


def _inside(text: ir.Function | Loop | ir.Comprehension) -> object:
    return text if isinstance(text, ir.Comprehension) else text.body


def _made(body: tuple[ir.Statement, ...]) -> list[tuple[str, int]]:
    """Returns the names that are bound to what a call, or the first decorator of a `def`, makes."""
    found: list[tuple[str, int]] = []
    for node in walk(body):
        match node:
            case ir.Assign(targets=(ir.Name(id=name),), value=ir.Call(at=at)):
                found.append((name, at))
            case ir.Function(name=name, decorators=(ir.Node(at=at), *_)):
                found.append((name, at))
            case _:
                pass
    return found


def _read(body: tuple[ir.Statement, ...], returned: bool) -> set[str]:
    """Returns the names that are read but to call what they hold, or to return it if not asked."""
    waiting: list[object] = [body]
    found = set[str]()
    while waiting:
        match waiting.pop():
            case ir.Name(id=name):
                found.add(name)
            case ir.Call(function=ir.Name(), arguments=arguments):
                waiting.append(arguments)
            case ir.Return(value=ir.Name()) if not returned:
                pass
            case ir.Assign(targets=targets, value=value):
                waiting += [each for each in targets if not isinstance(each, ir.Name)]
                waiting.append(value)
            case other:
                waiting += children(other)
    return found
