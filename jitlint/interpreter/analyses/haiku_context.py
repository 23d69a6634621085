"""What Haiku refuses outside of a transform, on chains that are known to start outside of any."""

from dataclasses import dataclass, field

from jitlint.frontend import ir
from jitlint.interpreter.analyses.known_chains import starts_in_module
from jitlint.interpreter.domain.values import Class, Frame, Instance, Library
from jitlint.interpreter.events.misuse import OutsideTransform
from jitlint.interpreter.objects.lookup import PLAIN_BASES, foreign_bases, mro
from jitlint.interpreter.state.machine import Machine

MODULES = frozenset(
    f"haiku.{name}"
    for name in (
        "AvgPool BatchNorm Bias Conv1D Conv1DLSTM Conv1DTranspose Conv2D Conv2DLSTM Conv2DTranspose"
        " Conv3D Conv3DLSTM Conv3DTranspose ConvND ConvNDTranspose DeepRNN DepthwiseConv1D"
        " DepthwiseConv2D DepthwiseConv3D EMAParamsTree Embed ExponentialMovingAverage Flatten GRU"
        " GroupNorm IdentityCore InstanceNorm LSTM LayerNorm Linear MaxPool Module"
        " MultiHeadAttention RMSNorm RNNCore ResetCore Reshape SNParamsTree"
        " SeparableDepthwiseConv2D Sequential SpectralNorm VanillaRNN nets.MLP nets.MobileNetV1"
        " nets.ResNet nets.ResNet18 nets.ResNet34 nets.ResNet50 nets.ResNet101 nets.ResNet152"
        " nets.ResNet200 nets.VectorQuantizer nets.VectorQuantizerEMA"
    ).split()
)
FUNCTIONS = frozenset(
    f"haiku.{name}"
    for name in (
        "cond current_name custom_creator custom_getter custom_setter eval_shape fori_loop"
        " get_current_state get_initial_state get_parameter get_params get_state grad lift"
        " lift_with_state map maybe_get_rng_sequence_state maybe_next_rng_key name_scope"
        " next_rng_key next_rng_keys remat replace_rng_sequence_state reserve_rng_keys"
        " running_init scan set_state switch transparent_lift value_and_grad while_loop with_rng"
    ).split()
)


@dataclass(slots=True)
class _Told:
    """Which node was told of in a frame: it raises, and what is written after it does not run."""

    at: dict[Frame, int] = field(default_factory=dict[Frame, int])


def check_call(machine: Machine, name: str, node: ir.Node, frame: Frame) -> None:
    """Emits an event for a call of something of Haiku's that asks for a transform around it."""
    if name in FUNCTIONS:
        _check(machine, name, "calls", node, frame)
    elif name in MODULES:
        _check(machine, name, "makes", node, frame)


def check_class(machine: Machine, cls: Class, node: ir.Node, frame: Frame) -> None:
    """Emits an event where an object is made of a class that derives from a module of Haiku's."""
    if _is_module(cls):
        _check(machine, cls.node.name, "makes", node, frame)


def _is_module(cls: Class) -> bool:
    names = [base.name if isinstance(base, Library) else "" for base in foreign_bases(cls)]
    is_plain = all(name in MODULES or name in PLAIN_BASES for name in names)
    return is_plain and not MODULES.isdisjoint(names) and not any(map(_is_changed, mro(cls)))


def _is_changed(cls: Class) -> bool:
    """Says whether a decorator or a metaclass may make something else of a class."""
    return bool(cls.decorators) or any(base.keyword for base in cls.node.bases)


def _check(machine: Machine, name: str, how: str, node: ir.Node, frame: Frame) -> None:
    is_call = isinstance(node, ir.Call)
    known = all(active.axes is not None for active in machine.traces)
    if not is_call or not known or not starts_in_module(machine, node, frame):
        return
    told = machine.state_of(_Told).at
    around = frame.around
    if told.setdefault(around, node.at) == node.at and not _is_in_module(around):
        fields = {"function": name, "how": how, "called_at": around.called_at}
        machine.emit(OutsideTransform, frame, node, **fields)


def _is_in_module(frame: Frame) -> bool:
    """Says whether a method of a module runs, which could not have been made."""
    here: Frame | None = frame
    while here is not None:
        if any(isinstance(each, Instance) and _is_module(each.cls) for each in here.given.values()):
            return True
        here = here.caller
    return False
