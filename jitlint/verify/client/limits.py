"""The limits of the process that asks: counts unless the name says seconds, bytes or characters."""

# The worker.
START_SECONDS = 120.0  # to import JAX
GRACE_SECONDS = 15.0  # for an answer after the time of its module, and for the end
LONGEST_LINE_BYTES = 1 << 26  # of a reply
PIPE_CHUNK_BYTES = 1 << 16  # a read from a pipe
HOST_DEVICES = 8  # as many as the examples of JAX's documents have
LARGEST_READ_MODULE_BYTES = 1 << 24  # as a file that is linted
LISTING_SECONDS = 60.0  # for the interpreter to list what is installed

# An answer; a longer one is improper.
LONGEST_TEXT = 1 << 13  # characters
MOST_TEXTS = 100  # sentences of evidence
MOST_READ_FILES = 1 << 16  # that a verdict rests on

# The programs that are run for their calls.
MOST_RECORDED_CALLS = 4000  # of all of them
MOST_PROGRAM_MESSAGES = 6000  # of one of them

# The cache of verdicts.
MOST_MODULES = 1000  # with an entry
MOST_VERDICTS_OF_MODULE = 1000  # in one entry
LARGEST_DIGESTED_BYTES = 1 << 28  # a verdict on a larger file is not stored
