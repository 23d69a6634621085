"""One piece of an abstract run, with the works that it used and those that it leaves to do."""

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class WorkUnit:
    """A module executed, a function called with one kind of arguments, or a name imported.

    `module` is the module whose code runs, `at` the ordinal of its function; -1 is the module's
    own. `used` are the works that it led to, `queued` those
    that it leaves to be done afterwards; `emitted` the numbers of its
    events and facts; `changed` the modules of what it changes but did not make.
    """

    module: str
    at: int = -1
    used: dict["WorkUnit", None] = field(default_factory=dict["WorkUnit", None])
    queued: dict["WorkUnit", None] = field(default_factory=dict["WorkUnit", None])
    emitted: dict[int, None] = field(default_factory=dict[int, None])
    changed: frozenset[str] = frozenset()
