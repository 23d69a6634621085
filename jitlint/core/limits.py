"""Limits of what is read, kept and shown, outside the interpreter and the worker, with reasons."""

# ── files ──

TEXT_BYTES = 16_000_000  # to parse that much Python takes gigabytes
FILE_BYTES = 256_000_000  # of anything; most of such a notebook are pictures
SETTINGS_BYTES = 1_000_000  # of a configuration or a list of ignored files, written by hand
EXTENDED_FILES = 32  # that extend one another, in turn; people write two or three
OUTER_DIRECTORIES = 4  # without `__init__.py` that a module lies in and is imported by
DIRECTORY_NAMES = 64  # read of one that may be our cache; none of so many can be ours

# ── the cache ──

CACHE_FILE_BYTES = 1 << 27  # a larger file in the cache is not ours
CACHED_MODULES = 20_000  # with an entry in each store; then the oldest entries go
CACHED_RUNS = 100  # different commands; people repeat the last few
CACHED_LOOKS = 20_000  # files of projects that a process has looked through
CACHED_PROGRAMS = 100  # whose reached modules are kept, as for runs
CACHED_FINGERPRINTS = 100  # installations of jitlint that share a cache

# ── what is shown ──

CHAIN_STEPS = 8  # from an entry to a line; of a longer chain the middle is left out
EXCERPT_ROWS = 4  # the first ones and the last of a longer finding
CODE_CHARACTERS = 60  # of an expression that a sentence quotes
COMPLAINT_CHARACTERS = 200  # of what an editor has sent
TRACER_DEPTH = 3  # containers in one another in which a rule looks for tracers

# ── processes ──

WORKERS = 8  # of the verifier by default: each is a process with JAX in it
MESSAGE_BYTES = 1 << 30  # of a message from an editor
HEADER_BYTES = 1 << 16  # of its header
