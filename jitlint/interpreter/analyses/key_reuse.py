"""Random keys, which may be used once: a consumed key is a fact of the frame's environment."""

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import key_paths
from jitlint.interpreter.domain.values import Frame, Library
from jitlint.interpreter.events.misuse import KeyOfEachTurn, KeyReuse
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.walk import bound_names, walk

_SEEDING = ("jax.random.key", "jax.random.PRNGKey")
_HARMLESS = frozenset("key PRNGKey fold_in wrap_key_data key_data key_impl clone".split())


def consume(machine: Machine, made: "LibraryCall") -> None:
    """Records the key that a call of `jax.random` consumes; of the second call emits an event."""
    module, _, name = made.model.name.rpartition(".")
    if module != "jax.random" or name in _HARMLESS:
        return
    frame = made.frame
    key = key_paths.spelled(machine, _first_argument(made.node), frame)
    _check_seed(machine, made)
    used = frame.facts.get((key, "consumed"))
    if used is not None:
        first_at = Place(frame.path, used)
        fields = {"name": key, "function": made.model.name, "first_at": first_at}
        machine.emit(KeyReuse, frame, made.node, **fields)
    if key:
        frame.facts.setdefault((key, "consumed"), made.node.at)


def _first_argument(node: ir.Node) -> ir.Expression | None:
    return node.arguments[0].value if isinstance(node, ir.Call) and node.arguments else None


def _check_seed(machine: Machine, made: "LibraryCall") -> None:
    """Emits an event where a turn of a counting loop uses a key that each turn makes the same."""
    frame, key = made.frame, _first_argument(made.node)
    loop = machine.loops.get(frame.loops[-1]) if frame.loops else None
    if not isinstance(key, ir.Name) or not isinstance(loop, ir.For) or not _counts(loop, frame):
        return
    seeding = _seeding(loop, key.id, made.node, frame)
    if seeding:
        used_at = frame.place(made.node)
        fields = {"name": key.id, "loop": frame.loops[-1], "used_at": used_at}
        machine.emit(KeyOfEachTurn, frame, seeding, **fields)


def _counts(loop: ir.For, frame: Frame) -> bool:
    match loop.iterable:
        case ir.Call(function=function):
            return frame.value_of(function) == Library("builtins.range")
        case _:
            return False


def _seeding(loop: ir.For, key: str, use: ir.Node, frame: Frame) -> ir.Call | None:
    """Returns the call in the body of a loop that makes a key of what no turn changes.

    Between that and the use no statement may bind the key anew, such as to what `fold_in` gives.
    """
    bound, found = {*bound_names((loop,))}, None
    for statement in loop.body:
        if found and any(node is use for node in walk((statement,))):
            return found
        match statement:
            case ir.Assign(targets=(ir.Name(id=name),), value=ir.Call() as call) if name == key:
                made = frame.value_of(call.function)
                is_seeding = isinstance(made, Library) and made.name in _SEEDING
                found = call if is_seeding and _stays(call, bound) else None
            case _ if key in bound_names((statement,)):
                found = None
            case _:
                continue
    return None


def _stays(call: ir.Call, bound: set[str]) -> bool:
    """Says whether a seed is a literal, or a name that the loop does not bind."""
    seeds = [argument.value for argument in call.arguments]
    plain = all(isinstance(seed, ir.Name | ir.Constant) for seed in seeds)
    read = {node.id for node in walk(tuple(seeds)) if isinstance(node, ir.Name)}
    return bool(seeds) and plain and not read & bound
