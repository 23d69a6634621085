"""Kinds of transformations: whether one stages, and what kind of tracer it makes."""

from jitlint.interpreter.domain.values import Kind
from jitlint.models.words import TRANSFORMS, Model

_STAGES = frozenset(word for word in TRANSFORMS if word.startswith("Stages"))
_DIFFERENTIATES = frozenset(word for word in TRANSFORMS if word.startswith("Differentiates"))
_METHODS = frozenset(word for word in TRANSFORMS if word.endswith("Methods"))
_CLOSED = frozenset(word for word in TRANSFORMS if word.endswith("Closed"))
_ARRAYS = frozenset(word for word in TRANSFORMS if word.endswith("Arrays")) | _CLOSED


def stages(model: Model) -> bool:
    """Says whether a wrapper stages: Python runs once for many calls."""
    return not model.words.isdisjoint(_STAGES)


def kind_of(model: Model) -> Kind:
    """Returns what a wrapper makes of the arguments it traces."""
    return "abstract" if model.words.isdisjoint(_DIFFERENTIATES) else "concrete"


def takes_methods(model: Model) -> bool:
    """Says whether a wrapper takes methods of modules, and hands their object on as it is."""
    return not model.words.isdisjoint(_METHODS)


def only_arrays(model: Model) -> bool:
    """Says whether a wrapper traces arrays only, and leaves Python values as they are."""
    return not model.words.isdisjoint(_ARRAYS)


def closes_over(model: Model) -> bool:
    """Says whether a wrapper hands arguments on as they are: its function closes over them."""
    return not model.words.isdisjoint(_CLOSED)
