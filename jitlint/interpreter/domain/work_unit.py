"""One piece of an abstract run: what it used, and what it leaves to be done."""

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class WorkUnit:
    """A module executed, a function called with one kind of arguments, or a name imported.

    `module` is the module whose code runs, `at` the ordinal of its function; -1 is the module's
    own. `used` are the works that it led to, `queued` those
    that it leaves to be done afterwards; `told` the numbers of what was told.
    """

    module: str
    at: int = -1
    used: dict["WorkUnit", None] = field(default_factory=dict["WorkUnit", None])
    queued: dict["WorkUnit", None] = field(default_factory=dict["WorkUnit", None])
    told: set[int] = field(default_factory=set[int])
