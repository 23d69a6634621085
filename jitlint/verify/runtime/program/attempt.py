"""Attempts to run the flagged code under JAX: a function, a call of it, a transformation."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import CodeType
from typing import Any

from .call import SampleCall, call_text, describe
from .signatures import code_of, signature_of
from .surroundings import ALONE, Surroundings
from .transforms import MAPPED, is_jit, last_name, traces_abstractly, transformed
from .userjax import jax


class TimeUpError(BaseException):
    """An experiment has taken its share of the time."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A function that can be called; `leading` is a method's instance, `wrapper` the user's jit.

    A subject that is `host` is Python that the program runs itself: it is called as it is.
    The `owner` of a method is its class: of that an instance may have to be passed. `through` says
    how a function was made that no import gives.
    """

    name: str
    function: Callable[..., Any]
    leading: tuple[Any, ...] = ()
    wrapper: Any = None
    host: bool = False
    owner: type | None = None
    through: str = ""
    _parameters: list[dict[str, inspect.Parameter]] = field(
        default_factory=list[dict[str, inspect.Parameter]], init=False, repr=False, compare=False
    )

    @property
    def code(self) -> CodeType | None:
        """The code that runs when the subject is called."""
        return code_of(self.function)

    def parameters(self) -> dict[str, inspect.Parameter]:
        """Returns the parameters that a call has to fill, by name; they are read once."""
        if not self._parameters:
            callee = self.function if self.wrapper is None else self.wrapper
            self._parameters.append(dict([*signature_of(callee).items()][len(self.leading) :]))
        return self._parameters[0]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A subject with a call of it under a transformation.

    One that is not `faithful` leaves out what the program has around the transformation: it
    can confirm, but not refute. What is `around` it are names that it finds bound.
    """

    subject: Subject
    call: SampleCall
    transform: str = ""
    static: frozenset[str] = frozenset()
    faithful: bool = True
    around: Surroundings = ALONE

    @property
    def is_faithful(self) -> bool:
        """Whether that nothing happens in this attempt tells that nothing happens."""
        return self.faithful and not self.call.invented

    @property
    def is_guessed(self) -> bool:
        """Whether an argument, or the axes that are mapped, are made up.

        A function of the program that needs no arguments is called as anybody would.
        """
        if self.around.text or (not self.subject.host and last_name(self.transform) in MAPPED):
            return True
        call, is_free = self.call, self.subject.host or not self.subject.parameters()
        return not call.is_shown and not (is_free and not call.args and not call.kwargs)

    @property
    def description(self) -> str:
        """The attempt in words, with the call as JAX sees it."""
        return f"{self._doing} where {self.around.text}" if self.around.text else self._doing

    @property
    def _doing(self) -> str:
        subject, names = self.subject, tuple(self.subject.parameters())
        shapes = describe(self.call, names, self.static)
        harness = f" through a harness: {subject.through}" if subject.through else ""
        if subject.host:
            return f"running `{subject.name}({shapes})`"
        if traces_abstractly(self.transform):
            return f"tracing `{subject.name}({shapes})`{harness}"
        return f"tracing `jax.{last_name(self.transform)}({subject.name})({shapes})`{harness}"

    @property
    def arguments(self) -> str:
        """The call as Python text."""
        text = self.call.text or call_text(self.call.args, self.call.kwargs)
        source = f"  # {self.call.source}" if self.call.source else ""
        return f"{self.subject.name}({text}){source}"

    @property
    def as_written(self) -> bool:
        """Whether the user's own wrapper is used, with its static arguments."""
        return self.subject.wrapper is not None and is_jit(self.transform)

    def trace(self, anew: bool = True) -> Any:
        """Runs the Python body once under the transformation, compiling only where it must.

        What JAX has traced before is not traced again, unless `anew`. Returns what a host returned.
        """
        return self._noting(lambda: self.around.run(lambda: self._trace(anew)))()

    def tried(self, anew: bool = True) -> tuple[Any, BaseException | None]:
        """Traces as `trace` does; returns what a host returned, and the error if one came."""
        try:
            return self.trace(anew), None
        except TimeUpError:
            raise
        except BaseException as error:
            return None, error

    def _trace(self, anew: bool) -> Any:
        if anew:
            jax.clear_caches()
        if self.as_written:
            self.subject.wrapper.trace(*self.subject.leading, *self.call.args, **self.call.kwargs)
        elif self._has_to_run:
            return self._repeatable(self.call.on_device())()
        else:
            body, traced = self._split(self.call)
            wrapped: Any = transformed(self.transform, body)
            only_traces = getattr(wrapped, "trace", None) or getattr(wrapped, "lower", wrapped)
            only_traces(*traced)
        return None

    @property
    def _has_to_run(self) -> bool:
        """Whether it cannot be traced only: what equinox jits is lowered, without bound axes."""
        is_lowered = bool(self.around.axes) and not self.transform.startswith("jax.")
        return self.subject.host or not traces_abstractly(self.transform) or is_lowered

    def repeatable(self, call: SampleCall | None = None) -> Callable[[], Any]:
        """Returns a function that makes the call for real, each time through the same wrapper.

        The arguments are `call`'s, if they are to be looked at afterwards.
        """
        run = self._repeatable(call or self.call.on_device())
        return self._noting(lambda: self.around.run(run))

    def _noting(self, run: Callable[[], Any]) -> Callable[[], Any]:
        """Returns a function that also records in the outcome of the call how it ended."""

        def noting() -> Any:
            try:
                result = run()
            except BaseException as error:
                self.call.outcome.record(error, self.subject.code)
                raise
            self.call.outcome.record(None)
            return result

        return noting

    def _repeatable(self, call: SampleCall) -> Callable[[], Any]:
        subject = self.subject
        if subject.host:
            return lambda: subject.function(*subject.leading, *call.args, **call.kwargs)
        if self.as_written:
            jax.clear_caches()
            return lambda: subject.wrapper(*subject.leading, *call.args, **call.kwargs)
        body, traced = self._split(call)
        wrapped = transformed(self.transform, body)
        return lambda: wrapped(*traced)

    def jaxpr(self) -> Any:
        """Returns the jaxpr of a fresh trace."""
        return self.around.run(self._jaxpr)

    def _jaxpr(self) -> Any:
        if self.as_written:
            jax.clear_caches()
            leading, call = self.subject.leading, self.call
            return self.subject.wrapper.trace(*leading, *call.args, **call.kwargs).jaxpr
        body, traced = self._split(self.call)
        return jax.make_jaxpr(body)(*traced)

    def plain(self, call: SampleCall | None = None) -> Any:
        """Runs the Python body once without any transformation, and returns its result."""
        given = call or self.call.on_device()
        function, args = self.subject.function, (*self.subject.leading, *given.args)
        return self.around.run(lambda: function(*args, **given.kwargs))

    def tried_plainly(self) -> tuple[Any, BaseException | None]:
        """Runs the Python body as `plain` does; returns its result, and the error if one came."""
        try:
            return self._noting(self.plain)(), None
        except TimeUpError:
            raise
        except BaseException as error:
            return None, error

    def concrete(self) -> list[SampleCall]:
        """Returns the call with arrays of JAX's, and with NumPy's: each can do what tracers cannot.

        `x.block_until_ready()` is of the one kind, `x[0] = 1` of the other.
        """
        return [self.call.on_device(), *([self.call] if self.call.is_concrete() else [])]

    def with_arrays(self) -> "Attempt":
        """Returns the attempt with an array in place of each float of Python's."""
        return replace(self, call=self.call.mapped(_array_of))

    def _split(self, call: SampleCall) -> tuple[Callable[..., Any], list[Any]]:
        """Returns a new function of the traced arguments alone, and these; the rest is bound.

        So is the instance of a method, unless JAX knows its class: where a method is traced by
        itself and not with a decorator, it is a bound one.
        """
        subject, names = self.subject, tuple(self.subject.parameters())
        first = int(call.with_self and _is_opaque(call.args[0]))
        places = [i for i in range(first, len(call.args)) if not self._is_static(names, i)]
        keys = [name for name in call.kwargs if name not in self.static]

        def body(*values: Any) -> Any:
            args, kwargs = list(call.args), dict(call.kwargs)
            for place, value in zip(places, values, strict=False):
                args[place] = value
            kwargs.update(zip(keys, values[len(places) :], strict=False))
            return subject.function(*subject.leading, *args, **kwargs)

        return body, [call.args[i] for i in places] + [call.kwargs[key] for key in keys]

    def _is_static(self, names: tuple[str, ...], index: int) -> bool:
        return index < len(names) and names[index] in self.static


def _array_of(leaf: Any) -> Any:
    return jax.numpy.asarray(leaf) if isinstance(leaf, float) else leaf


def _is_opaque(value: Any) -> bool:
    """Whether JAX can neither trace an object nor take it apart."""
    leaves = jax.tree_util.tree_leaves(value)
    return len(leaves) == 1 and leaves[0] is value
