"""Kinds of transformations: whether one stages, and what kind of tracer it makes."""

from jitlint.interpreter.domain.values import Kind
from jitlint.models.words import Model


def stages(model: Model) -> bool:
    """Says whether a wrapper stages: Python runs once for many calls."""
    return any(parameter.word.name.startswith("Stages") for parameter in model.parameters)


def kind_of(model: Model) -> Kind:
    """Returns what a wrapper makes of the arguments it traces."""
    words = [parameter.word.name for parameter in model.parameters]
    return "concrete" if any(word.startswith("Differentiates") for word in words) else "abstract"


def takes_methods(model: Model) -> bool:
    """Says whether a wrapper takes methods of modules, and hands their object on as it is."""
    return any(parameter.word.name.endswith("Methods") for parameter in model.parameters)


def only_arrays(model: Model) -> bool:
    """Says whether a wrapper traces arrays only, and leaves Python values as they are."""
    return any(parameter.word.name.endswith("Arrays") for parameter in model.parameters)
