"""Limits of the analysis: how much of a program it looks at, and why more would be of no use.

A limit costs at most a finding: beyond it a value is unknown, and no event is emitted for that.
"""

# ── values ──

KNOWN_ITEMS = 256  # of a container; a longer one was filled by a computer
ASSIGNED_KEYS = 32  # that assignments add to a dict, before any key may hold any of the values
DISPLAY_ITEMS = 1_024  # of a container that is written down: tables of constants are looked up
CONTAINER_DEPTH = 6  # containers in one another that are opened, as deep as parameters are kept
PYTREE_DEPTH = 16  # the same, of pytrees of whole models, which are built anew leaf by leaf
NARROW_ITEMS = 12  # of a container whose nesting is measured: rows of tables are alike
OPENED_VALUES = 1_024  # in one value for the sake of one event
WRAPPER_DEPTH = 12  # wrappers around one function: `jit(vmap(grad(partial(f, x))))` has four
ALTERNATIVES = 4  # callables that one name may hold; of more a program dispatches by a table
FOLDED_NUMBER = 2**64  # no shape or index is larger
PARTS_DEPTH = 3  # containers in one another that are searched for arrays: batches, not models
FLATTENED_DEPTH = 4  # the same, of what `tree_flatten` returns: a pair of tuples, with dicts in it
RULE_DEPTH = 4  # the same, of an argument that a custom rule is handed
CACHED_CONSTANTS = 4_096  # values of literals, which a program repeats

# ── calls ──

EVALUATIONS = 400_000  # of expressions for one function or module, which must not hold up the rest
FOLLOWED = EVALUATIONS * 3 // 4  # of these; outside of traces new calls are not followed later
MODULE_EVALUATIONS = {True: 10 * EVALUATIONS, False: 20 * EVALUATIONS}  # functions, wrappers
PYTHON_STACK = 20_000  # frames of the interpreter itself; abstract calls nest some fifteen each
CALL_DEPTH = 200  # abstract calls in one another; the longest chain known has 90
TRACE_LEVELS = 4  # traces in one another that values tell apart: `jit(scan(vmap(grad(f))))`
ROUNDS = 3  # of calling what waits of a module, which may queue more
SIGNATURE_DEPTH = 3  # containers in one another by which calls differ
SIGNATURE_ITEMS = 8  # of a container by which calls differ
CONTEXTS = 12  # of a function; twice as many if it makes objects, or is handed functions
FOREIGN_CONTEXTS = {False: 3, True: 12}  # the same of another module, outside and inside of traces
CONSTANT_CONTEXTS = 8  # of a function; from here on any constant stands for its type
FOREIGN_CONSTANT_CONTEXTS = 2  # the same of a function of another module
CONTEXT_STATES = 8  # of what one kind of call can see of the functions and objects around it
KEPT_CALLS = 200_000  # results of calls, some 1 KiB each; JAX itself asks for 120,000
SUBCLASSES = 8  # of one module for which an inherited method is called again
OVERRIDES = 24  # of a method that is left open, which are called where it is
CLASS_ORDER = 256  # classes in a method resolution order; the longest of SymPy has 24

# ── loops ──

LOOP_ROUNDS = 3  # of a loop body: kinds of values have settled by then
LOOP_DEPTH = 3  # loops in one another; deeper bodies run once, as each outer round repeats them
FEW_TURNS = 3  # of a loop over a `range`, in which a static argument takes few values
TURNS = 64  # of a loop over different callables, each of which is called by itself
INNER_TURNS = 12  # the same in another loop, if they are no classes; of names written down
UNROLLED_ITEMS = 8  # for each of which a comprehension or an iterator is evaluated by itself
MAPPED_LEAVES = 12  # for each of which `jax.tree.map` calls its function by itself

# ── analyses ──

CALLERS_ABOVE = 6  # calls from a loop down to a function that makes a wrapper each time
STATE_DISTANCE = 3  # calls from an entry down to a read of state; deeper is a library's machinery
GROWTH_HOPS = 3  # assignments from an argument back to what grows in each turn
LARGE_ARRAY = 1 << 20  # elements: 4 MiB of floats become part of what is compiled
GUARD_NODES = 200  # of what an operand stands for, in which a guard of its gradient is looked for
