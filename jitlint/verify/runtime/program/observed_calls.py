"""Calls of the target function that the program itself made: the best arguments there are."""

import gc
from dataclasses import dataclass
from types import CodeType, FrameType, FunctionType
from typing import Any

from .locations import Spot
from .signatures import closure_of
from .userjax import Tracer, jax


@dataclass(frozen=True, slots=True)
class TargetFunction:
    """The traced function: its `__qualname__`, and the place of its name."""

    qualname: str
    defined: Spot

    @property
    def name(self) -> str:
        """The last part of the `__qualname__`."""
        return self.qualname.rpartition(".")[2]

    def is_code(self, file: str, code: CodeType) -> bool:
        """Whether a code object of a file is the function's."""
        if code.co_qualname != self.qualname or file != self.defined.file:
            return False
        rows = [row for _, _, row in code.co_lines() if row]
        return code.co_firstlineno <= self.defined.row <= max(rows, default=0)


@dataclass(frozen=True, slots=True)
class ObservedCall:
    """The function as it was called, and its arguments by name; of tracers only the shapes."""

    function: FunctionType | None
    arguments: dict[str, Any]
    traced: frozenset[str]

    @classmethod
    def of(cls, frame: FrameType) -> "ObservedCall":
        """Returns what a frame shows at its start."""
        code = frame.f_code
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        values = {name: frame.f_locals[name] for name in names if name in frame.f_locals}
        leaves = {name: jax.tree_util.tree_leaves(value) for name, value in values.items()}
        traced = {n for n, held in leaves.items() if any(isinstance(e, Tracer) for e in held)}
        shapes = {name: jax.tree_util.tree_map(_shape, value) for name, value in values.items()}
        return cls(_function(frame), shapes, frozenset(traced))


def _shape(leaf: Any) -> Any:
    return jax.ShapeDtypeStruct(leaf.shape, leaf.dtype) if isinstance(leaf, Tracer) else leaf


def _function(frame: FrameType) -> FunctionType | None:
    """Several closures may share the code; the one that runs has the frame's free variables."""
    if not frame.f_code.co_freevars:
        return FunctionType(frame.f_code, frame.f_globals)
    for function in gc.get_referrers(frame.f_code):
        if isinstance(function, FunctionType) and _is_running(function, frame):
            return function
    return None


def _is_running(function: FunctionType, frame: FrameType) -> bool:
    closure = closure_of(function)
    return len(closure) == len(function.__code__.co_freevars) and all(
        frame.f_locals.get(name) is value for name, value in closure.items()
    )
