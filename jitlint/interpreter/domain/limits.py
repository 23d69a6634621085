"""Limits: how much of a program is looked at, and why no more would be of use.

A limit costs at most a finding: what lies beyond is unknown, and of that nothing is told.
"""

# ── values ──

WIDEST = 256  # items that a container is known to hold; a longer one was filled by a computer
KEYS = 32  # keys that assignments add to a dict, before any key may hold any of the values
DISPLAY = 1_024  # items of a container that is written down: tables of constants are looked up
NESTED = 6  # containers in one another that are looked into, as deep as parameters are kept
TREE = 16  # the same, of pytrees of whole models, which are built anew leaf by leaf
NARROW = 12  # items of a container whose nesting is looked into: rows of tables are alike
PARTS = 1_024  # what is looked at in one value for the sake of one event
WRAPPED = 12  # wrappers around one function: `jit(vmap(grad(partial(f, x))))` has four

# ── classes ──

LONGEST_ORDER = 256  # classes in a method resolution order; the longest of SymPy has 24
