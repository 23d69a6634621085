"""Functions that a library is handed and runs here and now: traced, or called as they are."""

from jitlint.core.finding import Entry
from jitlint.interpreter.analyses import axis_names, fresh_functions
from jitlint.interpreter.analyses.rebinding import Rebinding
from jitlint.interpreter.avals import tangents
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN, join_all
from jitlint.interpreter.domain.tree import children
from jitlint.interpreter.domain.values import (
    Bound,
    Function,
    Instance,
    Kind,
    Mapping,
    OneOf,
    Origin,
    Sequence,
    Static,
    Transformed,
    Unknown,
    Value,
)
from jitlint.interpreter.events.facts import HandedUnknown
from jitlint.interpreter.events.misuse import LoopBody
from jitlint.interpreter.libraries import loop_types, loops, word_semantics
from jitlint.interpreter.objects import attributes
from jitlint.interpreter.objects.targets import Target, target_of
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.trace_stack import ActiveTrace
from jitlint.interpreter.state.unseen_callers import UnseenCallers
from jitlint.interpreter.transforms import refs, unseen
from jitlint.interpreter.transforms.enter_exit import going_in
from jitlint.interpreter.transforms.static_args import static_names
from jitlint.models.words import ANY, ModelParameter, Word

_CHAINS = frozenset({"flax.linen.Sequential.__call__"})


def call_now(machine: Machine, made: LibraryCall, word: Word, value: Value) -> Value:
    """Returns what a function returns that a library calls as it is."""
    with machine.state_of(UnseenCallers).within():
        return _call_now(machine, made, word, value)


def _call_now(machine: Machine, made: LibraryCall, word: Word, value: Value) -> Value:
    arguments = word_semantics.handed(machine, made, word.inside, "")
    if isinstance(value, Instance) and "method" in made.values:
        value = _method(machine, made, value, made.values["method"])
    functions: list[Value] = [*children(value)] if isinstance(value, Sequence) else [value]
    if made.model.name in _CHAINS:
        return _call_in_turn(machine, made, functions, arguments)
    return join_all([machine.call(each, arguments, made.node, made.frame) for each in functions])


def _call_in_turn(
    machine: Machine, made: LibraryCall, layers: list[Value], arguments: Arguments
) -> Value:
    """Returns what layers make of arguments, each of what the one before returns."""
    result: Value = UNKNOWN
    for layer in layers:
        result = machine.call(layer, arguments, made.node, made.frame)
        arguments = Arguments()
        match result:
            case Sequence(kind="tuple"):
                arguments.add_star(result, made.frame.place(made.node))
            case Mapping():
                arguments.add_stars(result, made.frame.place(made.node))
            case _:
                arguments.positional.append(result)
    return result


def _method(machine: Machine, made: LibraryCall, owner: Instance, method: Value) -> Value:
    """Returns the method that `apply(…, method=…)` calls of a module."""
    match method:
        case Static(value=None, known=True):
            return owner
        case Static(value=str() as name, known=True):
            return attributes.get(machine, owner, name, made.node, made.frame)
        case Function() | Transformed() | Bound():
            return Bound(method.function if isinstance(method, Bound) else method, owner)
        case _:
            return UNKNOWN


def trace_now(
    machine: Machine, made: LibraryCall, parameter: ModelParameter, value: Value
) -> Value:
    functions: list[Value] = [*value.values] if isinstance(value, OneOf) else [value]
    if parameter.word.name == "TracesAll":
        known = isinstance(value, Sequence) and value.items is not None
        functions = value.items or [] if known and isinstance(value, Sequence) else []
    kind: Kind = "concrete" if parameter.word.name.startswith("Diff") else "abstract"
    staged = not parameter.word.name.startswith(("Diff", "Maps"))
    results = [_trace_one(machine, made, parameter, each, kind, staged) for each in functions]
    if not isinstance(value, OneOf):
        loops.check_branches(machine, made, parameter.name, functions, results)
    joined = join_all(results)
    _check_body(machine, made, parameter, functions, joined)
    return tangents.of_branches(joined, results) if parameter.name == "branches" else joined


def _is_called_before(made: LibraryCall, function: Value) -> bool:
    """Says whether an object that can change may keep what a first call, outside, has made.

    A constructor traces nothing itself: what its methods call first, they may call as it is.
    """
    is_constructor = made.model.name.endswith(".__init__")
    return is_constructor and isinstance(function, Instance) and function.cls.layout is None


def _kept_static(made: LibraryCall, function: Value, target: Target) -> set[str]:
    """Returns the parameters that a jitted function has static under `jax.eval_shape`, too.

    Measured: since JAX 0.7.0; 0.6 refuses the tracers that it makes of them.
    """
    if made.model.name != "jax.eval_shape" or not isinstance(function, Transformed):
        return set()
    return static_names(function.model, function.options, target) or set()


def _trace_one(
    machine: Machine,
    made: LibraryCall,
    parameter: ModelParameter,
    function: Value,
    kind: Kind,
    staged: bool,
) -> Value:
    word = parameter.word
    target = target_of(function)
    if target is None or _is_called_before(made, function):
        if isinstance(function, Unknown):
            place = made.frame.place(made.node)
            machine.note(HandedUnknown(made.model.name, made.frame.qualname, place))
        return unseen.returned(machine, function, made.arguments, True)
    if staged:
        fresh_functions.note_function(machine, made.model.name, function, made.node, made.frame)
    handed = word_semantics.handed(machine, made, word.inside, target.name)
    level = machine.inner_level
    retype = loop_types.going_in(made.model.name, parameter.name)
    is_loop = made.model.name in loop_types.LOOPS
    inside, static = Arguments(), _kept_static(made, function, target)
    for number, value in enumerate(handed.positional):
        taking = target.positional(number)
        if taking and taking.name in static:
            inside.positional.append(value)
            continue
        source = Origin(target.name, taking.name if taking else str(number))
        enters = going_in(value, kind, source, level, retype=retype)
        inside.positional.append(tangents.handed_over(enters) if is_loop else enters)
    for name, value in handed.keywords.items():
        enters = going_in(value, kind, Origin(target.name, name), level)
        inside.keywords[name] = value if name in static else enters
    for number, each in enumerate(word.inside):
        if each == ANY and number < len(inside.positional):
            inside.positional[number] = UNKNOWN
    if Word("Star", (ANY,)) in word.inside:
        inside.rest = UNKNOWN
    elif handed.rest is not None:
        inside.rest = going_in(handed.rest, kind, Origin(target.name, "*"), level)
    entry = Entry(
        transform=made.model.name,
        function=target.function.node.qualname,
        starts=made.frame.place(made.node),
        defined=target.function.at,
        within=made.frame.qualname,
    )
    axes = axis_names.bound_now(made.model)
    active = ActiveTrace(entry, staged, "tracing starts here", rebuilds=False, axes=axes)
    inside = refs.handed(made.model.name, inside)
    result = machine.trace(active, function, inside, made.frame)
    machine.state_of(Rebinding).call(machine, function, target.function.at)
    return result


def _check_body(
    machine: Machine,
    made: LibraryCall,
    parameter: ModelParameter,
    functions: list[Value],
    result: Value,
) -> None:
    """Checks what a loop's body returns, where all that it may be are known and return such."""
    targets = [target for each in functions if (target := target_of(each))]
    if not targets or len(targets) < len(functions):
        return
    name = targets[0].name
    if made.model.name == "jax.lax.scan":
        fields = {"function": name, "result": result}
        machine.emit(LoopBody, made.frame, made.node, **fields)
    handed = word_semantics.handed(machine, made, parameter.word.inside, name)
    loops.check_carry(machine, made, parameter.name, targets[0], handed, result)
