"""Static parameters of a function, by the options of the wrapper that it is handed to."""

from jitlint.interpreter.domain.arguments import known_numbers, known_strings
from jitlint.interpreter.domain.values import Value
from jitlint.interpreter.objects.targets import Target
from jitlint.models.words import Model


def static_names(model: "Model", options: dict[str, Value], target: Target) -> set[str] | None:
    """Returns the parameters that a wrapper's options make static, or None where unknown."""
    static: set[str] = set()
    for parameter in model.parameters:
        option = options.get(parameter.name)
        if option is None:
            continue
        if parameter.word.name == "StaticNames":
            names = known_strings(option)
            if names is None:
                return None
            static.update(names)
        elif parameter.word.name == "StaticNums":
            numbers = known_numbers(option)
            if numbers is None:
                return None
            static.update(_named(target, numbers))
    return static


def option_of(model: "Model", word: str, options: dict[str, Value]) -> Value | None:
    """Returns the option that a wrapper takes under a word, where the call gives it."""
    for parameter in model.parameters:
        if parameter.word.name == word and parameter.name in options:
            return options[parameter.name]
    return None


def _named(target: Target, numbers: tuple[int, ...]) -> set[str]:
    names = [p.name for p in target.parameters if p.kind in ("positional", "ordinary")]
    return {names[n] for n in numbers if -len(names) <= n < len(names)}
