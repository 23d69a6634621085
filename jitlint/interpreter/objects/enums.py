"""Members of enums: constants that compare with each other, and with nothing else."""

import sys

from msgspec.structs import replace

from jitlint.interpreter.domain.values import Class, Library, Static
from jitlint.interpreter.objects.lookup import foreign_bases, mro
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.names import last_name

BASES = frozenset({"enum.Enum", "enum.Flag"})
MEMBER = "enum"
_PLAIN_METACLASSES = frozenset({"ABCMeta", "EnumMeta", "EnumType", "type"})


def mark_members(cls: Class) -> None:
    """Makes the constants of an enum's body its members, which are no numbers and no texts."""
    if _is_enum(cls):
        for name, value in cls.attributes.items():
            if isinstance(value, Static) and not name.startswith("_"):
                cls.attributes[name] = replace(value, type=MEMBER)


def may_be_remade(machine: Machine, cls: Class) -> bool:
    """Says whether a metaclass may have made something else of the constants of a class's body.

    An enumeration of Equinox is one: its members are pytrees that hold an array.
    """
    return any(_has_metaclass(each) for each in mro(cls)) or any(
        isinstance(base, Library) and _may_have_metaclass(machine, base)
        for base in foreign_bases(cls)
    )


def _has_metaclass(cls: Class) -> bool:
    given = (base.value for base in cls.node.bases if base.keyword == "metaclass")
    return any(last_name(each) not in _PLAIN_METACLASSES for each in given)


def _may_have_metaclass(machine: Machine, base: Library) -> bool:
    is_standard = base.name.partition(".")[0] in sys.stdlib_module_names
    return not is_standard and machine.models.find(base.name) is None


def _is_enum(cls: Class) -> bool:
    return any(isinstance(base, Library) and base.name in BASES for base in foreign_bases(cls))
