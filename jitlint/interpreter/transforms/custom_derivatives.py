"""Rules of custom derivatives and of custom batching: what JAX calls in place of a function.

Measured: under `grad` alone the rules see plain arrays, and only tangents are tracers; where the
function is staged or mapped, they see abstract ones. A number that a call passes stays a number
where the call itself is differentiated, and becomes a tracer where it is staged.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from msgspec import structs

from jitlint.frontend import ir
from jitlint.interpreter.avals import tangents
from jitlint.interpreter.domain.arguments import Arguments, bind, known_numbers, known_strings
from jitlint.interpreter.domain.aval import kind_of
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, combine
from jitlint.interpreter.domain.limits import RULE_DEPTH
from jitlint.interpreter.domain.tree import map_children, parts
from jitlint.interpreter.domain.values import (
    Array,
    Frame,
    Instance,
    Kind,
    Mapping,
    Origin,
    Sequence,
    Static,
    Traced,
    Tree,
    Value,
)
from jitlint.interpreter.events.misuse import TracedNondiff
from jitlint.interpreter.objects.targets import target_of
from jitlint.interpreter.state.custom_rules import Custom
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.mode import Mode
from jitlint.interpreter.transforms.differentiated_bodies import differentiated_body, how
from jitlint.interpreter.transforms.enter_exit import coming_out, going_in

MAKERS = (
    "jax.custom_jvp",
    "jax.custom_vjp",
    "jax.custom_derivatives.custom_jvp",
    "jax.custom_derivatives.custom_vjp",
)


def declare(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Carries out `custom_jvp(f)` or `custom_vjp(f)`, which leave the function as it is."""
    given = [*arguments.positional, UNKNOWN][0]
    options = dict(
        zip(("nondiff_argnums", "nondiff_argnames"), arguments.positional[1:], strict=False)
    )
    options |= arguments.keywords
    if target_of(given) is not None and "fun" not in options:
        machine.custom[id(given)] = Custom(given, options)
    return options.get("fun", given)


def setting(name: str) -> Callable[[Machine, Arguments, ir.Node, Frame], Value]:
    """Returns what carries out a call of `f.defjvp`, `f.defvjp` or `f.def_vmap`."""

    def keep(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        function, *rules = arguments.positional
        known = machine.custom
        rules += [arguments.keywords[key] for key in ("fwd", "bwd") if key in arguments.keywords]
        if not _is_symbolic(arguments):
            custom = known.setdefault(id(function), Custom(function, {}))
            machine.change(function, undo=_puts_back(custom))
            custom.rules[name] = tuple(rules)
        return rules[0] if rules and name in ("defjvp", "def_vmap") else NONE

    return keep


def _puts_back(custom: Custom) -> Callable[[], None]:
    rules = custom.rules.copy()

    def put_back() -> None:
        custom.rules = rules

    return put_back


def staged(machine: Machine, callee: Value, arguments: Arguments) -> Arguments:
    """Returns what the function itself sees: where it is staged, its numbers are tracers too."""
    custom = machine.custom.get(id(callee))
    if (
        custom is None
        or not machine.traces
        or not machine.traces[-1].stages
        or machine.mode.untraced
    ):
        return arguments
    target = target_of(callee)
    if target is None or arguments.rest is not None:
        return arguments
    kept = _kept(custom)
    inside = replace(arguments, positional=[], keywords={})
    for number, value in enumerate(arguments.positional):
        parameter = target.positional(number)
        name = parameter.name if parameter else ""
        is_kept = kept is None or number in kept[0] or name in kept[1]
        inside.positional.append(value if is_kept else _numbers(machine, value, target.name, name))
    for name, value in arguments.keywords.items():
        number = next((n for n, p in enumerate(target.parameters) if p.name == name), -1)
        is_kept = kept is None or number in kept[0] or name in kept[1]
        inside.keywords[name] = value if is_kept else _numbers(machine, value, target.name, name)
    return inside


def handed(machine: Machine, arguments: Arguments) -> Arguments:
    """Returns arguments as a function with a derivative of its own sees them.

    JAX hands it no tracers of the differentiation itself, as it differentiates by the rules.
    """
    plain = frozenset({"concrete"} if _is_only_differentiated(machine) else ())

    def inside(value: Value) -> Value:
        return _plain(tangents.without(value), plain) if plain else tangents.without(value)

    positional = [inside(each) for each in arguments.positional]
    keywords = {name: inside(each) for name, each in arguments.keywords.items()}
    return replace(arguments, positional=positional, keywords=keywords)


def handed_back(machine: Machine, callee: Value, result: Value) -> Value:
    """Returns the result of such a function as its caller sees it, where it is differentiated."""
    bare = tangents.without(result)
    if not _is_only_differentiated(machine):
        return bare
    target = target_of(callee)
    source = Origin(target.name if target else "", "")
    return going_in(bare, "concrete", source, len(machine.traces), arrays=True)


def _is_only_differentiated(machine: Machine) -> bool:
    return not machine.staging and "Differentiates" in _transforms_around(machine)


def _transforms_around(machine: Machine) -> list[str]:
    return [how(machine, active.entry.transform) for active in machine.traces]


def run(machine: Machine, callee: Value, arguments: Arguments, node: ir.Node, frame: Frame) -> None:
    """Calls the rules of a function where JAX does: where a call is differentiated or mapped."""
    custom, mode = machine.custom.get(id(callee)), machine.mode
    if custom is None or not custom.rules or mode.in_rule or mode.untraced:
        return
    values, kept = _positional(machine, callee, arguments), _kept(custom)
    if values is None or kept is None:
        return
    call = _Call(machine, custom, values, _named(callee, kept), node, frame)
    if "defvjp" in custom.rules and not custom.rules.keys() & {"defjvp", "defjvps"}:
        call.check_kept(callee)
    if custom.rules.get("defjvp"):
        call.check_kept_inside(callee)
    with machine.within(Mode(in_rule=True)):
        call.run()


@dataclass(slots=True)
class _Call:
    machine: Machine
    custom: Custom
    values: list[Value]
    kept: frozenset[int]
    node: ir.Node
    frame: Frame

    def run(self) -> None:
        """Calls each rule that the surrounding transformations ask for."""
        around = _transforms_around(self.machine)
        if "Differentiates" in around:
            self._jvp()
            self._vjp()
        if "Maps" in around and self.custom.rules.get("def_vmap"):
            size, batched = Static(type="int"), Sequence("list", None, UNKNOWN, 0)
            self._call(
                "def_vmap", 0, [size, batched, *[self._inside(v, mapped=True) for v in self.values]]
            )

    def check_kept(self, callee: Value) -> None:
        """Emits an event for each tracer that `custom_vjp` is to leave out: it refuses them."""
        for fields in self._kept_fields(callee, _is_tracer):
            self.machine.emit(TracedNondiff, self.frame, self.node, **fields)

    def check_kept_inside(self, callee: Value) -> None:
        """Emits an event for each that `custom_jvp` is to leave out where it refuses them.

        It does where JAX differentiates a loop, or a branch, whose own tracers they are.
        """
        inner = differentiated_body(self.machine)
        moving = (v for n, v in enumerate(self.values) if n not in self.kept)
        if inner is None or all(tangents.of(value) is None for value in moving):
            return
        call = self.frame.place(self.node)
        for fields in self._kept_fields(callee, _is_staged):
            fields |= {"body": inner.transform, "call": call}
            self.machine.emit_at(TracedNondiff, self.frame, inner.starts, **fields)

    def _kept_fields(
        self, callee: Value, refused: Callable[[Traced], bool]
    ) -> Iterator[dict[str, object]]:
        target = target_of(callee)
        for number in sorted(self.kept):
            parameter = target.positional(number) if target else None
            value = self.values[number] if number < len(self.values) else UNKNOWN
            if target and parameter and any(refused(part) for part in parts(value)):
                yield {"function": target.name, "parameter": parameter.name, "value": value}

    def _jvp(self) -> None:
        traced = [value for n, value in enumerate(self.values) if n not in self.kept]
        primals = [self._inside(value) for value in traced]
        if self.custom.rules.get("defjvp"):
            given = [self._tuple(primals), self._tuple([self._tangent(v) for v in traced])]
            self._call("defjvp", 0, [*self._untouched(), *given])
        for number in range(len(self.custom.rules.get("defjvps", ()))):
            tangent = self._tangent(traced[number]) if number < len(traced) else UNKNOWN
            self._call("defjvps", number, [tangent, UNKNOWN, *primals])

    def _vjp(self) -> None:
        if len(self.custom.rules.get("defvjp", ())) != 2:
            return
        seen = [v if n in self.kept else self._inside(v) for n, v in enumerate(self.values)]
        result = self._call("defvjp", 0, seen)
        match result:
            case Sequence(items=[out, residuals]):
                cotangent = coming_out(out, self._array(self._kind), self._level)
                self._call("defvjp", 1, [*self._untouched(), residuals, cotangent])
            case _:
                self._call("defvjp", 1, [*self._untouched(), UNKNOWN, UNKNOWN])

    def _call(self, name: str, number: int, values: list[Value]) -> Value:
        rule = self.custom.rules[name][number]
        return self.machine.call(rule, Arguments(values), self.node, self.frame)

    def _untouched(self) -> list[Value]:
        return [self.values[number] for number in sorted(self.kept) if number < len(self.values)]

    def _inside(self, value: Value, mapped: bool = False) -> Value:
        """Tracers of the differentiation only, or of a rule's own mapping, are plain arrays."""
        if self.machine.staging:
            as_they_are = not self.machine.traces[-1].stages
            source = Origin(_name(self.custom), "")
            return going_in(value, "abstract", source, self.machine.staging, as_they_are)
        return _plain(value, frozenset({"concrete", "abstract"} if mapped else {"concrete"}))

    def _tangent(self, value: Value) -> Value:
        forward = any(a.entry.transform == "jax.jvp" for a in self.machine.traces)
        if forward and not self.machine.staging:
            return self._inside(value)
        inside = going_in(value, "abstract", Origin(_name(self.custom), ""), self._level)
        return coming_out(inside, self._array("abstract"), self._level)

    def _array(self, kind: Kind) -> Array:
        depends = combine(self.values, 0).depends
        level = self.machine.staging or (self._level if kind == "abstract" else 0)
        return Array(kind, depends, level=level)

    def _tuple(self, items: list[Value]) -> Sequence:
        return Sequence("tuple", items, UNKNOWN, self._level)

    @property
    def _kind(self) -> Kind:
        return "abstract" if self.machine.staging else "eager"

    @property
    def _level(self) -> int:
        return len(self.machine.traces)


def _plain(value: Value, kinds: frozenset[str], depth: int = RULE_DEPTH) -> Value:
    match value:
        case Array(kind=kind) | Tree(kind=kind) if kind in kinds:
            return structs.replace(value, kind="eager", level=0)
        case Sequence(items=list()) | Mapping(rest=None) if depth:
            return map_children(value, lambda inner: _plain(inner, kinds, depth - 1))
        case Sequence() | Mapping() | Instance():
            return UNKNOWN
        case _:
            return value


def _is_tracer(part: Traced) -> bool:
    """Says whether an array surely is a tracer; of what `grad` traces alone, no ints are."""
    if isinstance(part, Tree):
        return part.kind in ("abstract", "concrete")
    is_whole = part.dtype in ("bool", "int") or kind_of(part.aval.dtype) in ("bool", "int")
    return part.certain and (part.kind == "abstract" or (part.kind == "concrete" and not is_whole))


def _is_staged(part: Traced) -> bool:
    """Says whether an array surely is a tracer of another trace than that of the derivative."""
    return isinstance(part, Array) and part.certain and part.kind == "abstract"


def _numbers(machine: Machine, value: Value, function: str, name: str) -> Value:
    source = Origin(function, name)
    is_number = isinstance(value, Static) and value.type in ("int", "float", "bool", "numpy")
    return going_in(value, "abstract", source, machine.staging) if is_number else value


def _is_symbolic(arguments: Arguments) -> bool:
    """With symbolic zeros a rule is handed objects, not arrays."""
    said = arguments.keywords.get("symbolic_zeros")
    return said is not None and not (isinstance(said, Static) and said.known and not said.value)


def _kept(custom: Custom) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
    numbers = known_numbers(
        custom.options.get("nondiff_argnums", Sequence("tuple", [], UNKNOWN, 0))
    )
    names = known_strings(custom.options.get("nondiff_argnames", Sequence("tuple", [], UNKNOWN, 0)))
    return None if numbers is None or names is None else (tuple(numbers), tuple(names))


def _named(callee: Value, kept: tuple[tuple[int, ...], tuple[str, ...]]) -> frozenset[int]:
    target = target_of(callee)
    parameters = target.parameters if target else ()
    return frozenset([*kept[0], *(n for n, p in enumerate(parameters) if p.name in kept[1])])


def _positional(machine: Machine, callee: Value, arguments: Arguments) -> list[Value] | None:
    """JAX hands a rule all arguments by position, with their defaults."""
    target = target_of(callee)
    if target is None or arguments.rest is not None:
        return None
    if any(p.kind not in ("positional", "ordinary") for p in target.parameters):
        return None if arguments.keywords else list(arguments.positional)
    values = bind(target.parameters, arguments, machine.level).values
    defaults = target.function.defaults
    return [values.get(p.name, defaults.get(p.name, UNKNOWN)) for p in target.parameters]


def _name(custom: Custom) -> str:
    target = target_of(custom.function)
    return target.name if target else ""
