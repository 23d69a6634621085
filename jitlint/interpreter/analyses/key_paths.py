"""Random keys that are no plain names: `keys[0]` and `self.key`, where nothing can renew them."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame
from jitlint.interpreter.state.blocks import body_of
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.walk import bound_names, walk


def spelled(machine: Machine, node: ir.Expression | None, frame: Frame) -> str:
    """Returns the text that stands for a key throughout a function, or nothing."""
    match node:
        case ir.Name(id=name):
            return name
        case ir.Subscript(value=ir.Name(id=name), index=ir.Constant(value=int() as number)):
            stays = list(bound_names(body_of(machine, frame))).count(name) <= 1
            return (
                f"{name}[{number}]" if stays and not _is_bound_in_loop(machine, name, frame) else ""
            )
        case ir.Attribute(value=ir.Name(id=name), name=attribute):
            stays = not _may_change(body_of(machine, frame), name, attribute)
            return f"{name}.{attribute}" if stays and frame.function is not None else ""
        case _:
            return ""


def _is_bound_in_loop(machine: Machine, name: str, frame: Frame) -> bool:
    loops = (machine.loops.get(place) for place in frame.loops)
    return any(loop is None or name in bound_names((loop,)) for loop in loops)


def _may_change(body: tuple[ir.Statement, ...], name: str, attribute: str) -> bool:
    """Says whether an object is changed, or handed to somebody who may change it."""
    if name in bound_names(body):
        return True
    for node in walk(body):
        match node:
            case ir.Assign(targets=targets) if any(_is_of(t, name, attribute) for t in targets):
                return True
            case ir.Augment(target=target) if _is_of(target, name, attribute):
                return True
            case ir.Call(function=ir.Attribute(value=ir.Name(id=owner))) if owner == name:
                return True
            case ir.Call(arguments=arguments):
                if any(isinstance(a.value, ir.Name) and a.value.id == name for a in arguments):
                    return True
            case _:
                pass
    return False


def _is_of(target: ir.Expression, name: str, attribute: str) -> bool:
    match target:
        case ir.Attribute(value=ir.Name(id=owner), name=found):
            return owner == name and found == attribute
        case ir.Collection(items=items):
            return any(_is_of(item, name, attribute) for item in items)
        case _:
            return False
