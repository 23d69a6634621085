"""Members of enums: constants that compare with each other, and with nothing else."""

from msgspec.structs import replace

from jitlint.interpreter.domain.values import Class, Library, Static
from jitlint.interpreter.objects.lookup import foreign_bases

BASES = frozenset({"enum.Enum", "enum.Flag"})
MEMBER = "enum"


def mark_members(cls: Class) -> None:
    """Makes the constants of an enum's body its members, which are no numbers and no texts."""
    if _is_enum(cls):
        for name, value in cls.attributes.items():
            if isinstance(value, Static) and not name.startswith("_"):
                cls.attributes[name] = replace(value, type=MEMBER)


def _is_enum(cls: Class) -> bool:
    return any(isinstance(base, Library) and base.name in BASES for base in foreign_bases(cls))
