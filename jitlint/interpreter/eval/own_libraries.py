"""Libraries with stubs that are part of the program: a call of theirs runs their own code too.

What comes back is what the stub says, unless that is an object and the code returns a named tuple.
Where the stub stands for an object, the methods of its class are run with one that stands for all
of that class.
"""

from dataclasses import dataclass, field

from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Foreign,
    Function,
    Instance,
    Library,
    Mapping,
    Sequence,
    Static,
    Transformed,
    Value,
)
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.eval import modules
from jitlint.interpreter.eval.imports import COMPLETE
from jitlint.interpreter.objects.dataclasses import as_tuple
from jitlint.interpreter.objects.lookup import find_in_class
from jitlint.interpreter.state.changes import Changes
from jitlint.interpreter.state.machine import Machine
from jitlint.models.words import TRANSFORMS, Model, ModelClass

_RUNS = TRANSFORMS | {"Traces", "TracesAll", "Calls"}


@dataclass(slots=True)
class _AnyObjects:
    """The objects that stand for all of a class, as traces of some level make them."""

    made: dict[tuple[int, int], tuple[Instance, WorkUnit]] = field(
        default_factory=dict[tuple[int, int], tuple[Instance, WorkUnit]]
    )


def definition(machine: Machine, callee: Library) -> Function | Transformed | Bound | Class | None:
    """Returns what the program itself defines under a public name of a library.

    A stub says of what runs functions how it does; that is not in their code.
    """
    if callee.name.partition(".")[0] in COMPLETE:
        return None
    if isinstance(callee.self, Foreign):
        return _method(machine, callee)
    if callee.self is not None:
        return None
    known = machine.models.find(callee.name)
    match known:
        case Model(name=name) if not _runs_functions(known):
            found = modules.defined(machine, name)
            return found if isinstance(found, Function | Transformed) else None
        case ModelClass(name=name):
            found = modules.defined(machine, name)
            return found if isinstance(found, Class) else None
        case _:
            return None


def alike(arguments: Arguments) -> Arguments:
    """Returns arguments that stand for all of their kinds, with which a library does the same."""
    keywords = {name: _alike(value) for name, value in arguments.keywords.items()}
    rest = None if arguments.rest is None else _alike(arguments.rest)
    return Arguments([*map(_alike, arguments.positional)], keywords, rest, arguments.places)


def is_seen(returned: Value) -> bool:
    """Says whether the program's own code returns a record, of whose fields more is known.

    Where the library is the program, they are its own functions.
    """
    return isinstance(returned, Instance) and as_tuple(returned) is not None


def _alike(value: Value) -> Value:
    match value:
        case Static(known=True, type="None" | "bool"):
            return value
        case Static():
            return Static(type=value.type, shows=value.shows)
        case Sequence() | Mapping() | Foreign():
            return UNKNOWN
        case _:
            return value


def _method(machine: Machine, callee: Library) -> Bound | None:
    owner, _, name = callee.name.rpartition(".")
    known, method = machine.models.find(owner), machine.models.method(owner, name)
    if (
        not isinstance(known, ModelClass)
        or not isinstance(method, Model)
        or _runs_functions(method)
    ):
        return None
    cls = modules.defined(machine, known.name)
    found = find_in_class(cls, name) if isinstance(cls, Class) else None
    if not isinstance(cls, Class) or not isinstance(found, Function | Transformed):
        return None
    return Bound(found, _any_object(machine, cls))


def _any_object(machine: Machine, cls: Class) -> Instance:
    made = machine.state_of(_AnyObjects).made
    known = made.get((id(cls), machine.level))
    if known:
        machine.provenance.use(known[1])
        return known[0]
    changes, work = machine.state_of(Changes), WorkUnit(cls.module)
    with machine.provenance.within(work), changes.made_for(cls.module):
        instance = Instance(cls, {}, machine.level)
        made[id(cls), machine.level] = instance, work
        initializer = find_in_class(cls, "__init__")
        if isinstance(initializer, Function):
            unknown = Arguments([instance], rest=UNKNOWN)
            machine.call_function(initializer, unknown, cls.frame, None)
    changes.forget(lambda key=(id(cls), machine.level): made.pop(key, None))
    return instance


def _runs_functions(model: Model) -> bool:
    return not model.words.isdisjoint(_RUNS)
