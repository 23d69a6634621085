"""Which of its positional arguments a wrapper converts, and the axis that it maps of each."""

from jitlint.interpreter.domain.arguments import known_numbers
from jitlint.interpreter.domain.lattice import NONE
from jitlint.interpreter.domain.transform_kinds import kind_of, takes_methods
from jitlint.interpreter.domain.values import Sequence, Static, Transformed, Value
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.transforms import vmap_axes as axes_of
from jitlint.interpreter.transforms.static_args import option_of

EVERY = frozenset({-1})
_FIRST = Static(0, known=True, type="int")


def positions(wrapper: Transformed) -> frozenset[int]:
    """Returns the positions that are traced; `EVERY` for all, none where unknown."""
    if kind_of(wrapper.model) == "concrete":
        if "ArgNums" not in wrapper.model.words:
            return EVERY
        option = option_of(wrapper.model, "ArgNums", wrapper.options)
        numbers = (0,) if option is None else known_numbers(option)
        return frozenset(numbers or ())
    specs = option_of(wrapper.model, "InSpecs", wrapper.options)
    if specs is not None:
        return _placed(specs)
    before = _leading(wrapper)
    carry = {before - 1} if _carries(wrapper) else set[int]()
    match axes(wrapper):
        case None | Static(known=True):
            return EVERY
        case Sequence(items=list() as items):
            mapped = (n + before for n, each in enumerate(items) if not axes_of.is_none(each))
            return frozenset(carry.union(mapped))
        case _:
            return frozenset(carry)


def handed_on(wrapper: Transformed, target: Target) -> set[str]:
    """Returns the parameters whose arguments a staged wrapper hands on as they are."""
    wanted = positions(wrapper)
    if wanted is EVERY:
        return set()
    return {each.name for number, each in enumerate(target.parameters) if number not in wanted}


def axis(wrapper: Transformed, number: int) -> Value:
    """Returns the axis of a positional argument, 0 where nothing is said of it."""
    number -= _leading(wrapper)
    match axes(wrapper):
        case Static(known=True) as one if number >= 0:
            return one
        case Sequence(items=list() as each) if 0 <= number < len(each):
            return each[number]
        case _:
            return _FIRST


def axes(wrapper: Transformed) -> Value | None:
    """Returns the option that names the axes, if it is passed."""
    passed = option_of(wrapper.model, "InAxes", wrapper.options)
    return option_of(wrapper.model, "XsAxes", wrapper.options) if passed is None else passed


def _placed(specs: Value) -> frozenset[int]:
    """Returns the positions that `shard_map` converts: all but those whose spec is None."""
    known = specs.items if isinstance(specs, Sequence) else None
    if known is None or NONE not in known:
        return EVERY
    return frozenset(number for number, spec in enumerate(known) if spec != NONE)


def _leading(wrapper: Transformed) -> int:
    """Returns how many positional arguments the axes say nothing of: an object, a carry."""
    return takes_methods(wrapper.model) + _carries(wrapper)


def _carries(wrapper: Transformed) -> bool:
    return "XsAxes" in wrapper.model.words
