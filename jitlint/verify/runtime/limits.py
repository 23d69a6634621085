"""The limits of a worker, by room: counts unless the name says seconds, bytes or characters.

`start.py` and `record.py` run as scripts, and define their own.
"""

# Process and worker.
LARGEST_WRITTEN_FILE_BYTES = 1 << 28  # what one file of a child may grow to
MOST_READ_PATH_CHARACTERS = 1 << 21  # of all files read; more are not named
LONGEST_MESSAGE_BYTES = 1 << 23  # a reply with all the files that it names
MOST_STRAY_BYTES = 1 << 20  # unsigned output on the pipe of replies
LARGEST_PIPE_BYTES = 1 << 20  # what Linux lets a pipe hold
PIPE_CHUNK_BYTES = 1 << 16  # a read from a pipe
HIGHEST_DESCRIPTOR = 1 << 12  # up to here a child closes what it inherits
EXIT_SECONDS = 2.0  # for a child that has closed its pipe to end
EXIT_POLL_SECONDS = 0.005  # between two looks whether it has
ALARM_INTERVAL_SECONDS = 0.5  # user code may swallow the first alarm
DEFERRED_ALARM_SECONDS = 0.0005  # to the next look whether JAX still runs
MOST_DEFERRED_ALARMS = 4000  # a long trace is interrupted in the end
SHARED_EXPERIMENT_SECONDS = 5.0  # an experiment that shares a process

# The user's program.
MOST_FAILURE_FRAMES = 24  # of a traceback, the outermost
LONGEST_ERROR_MESSAGE = 500  # characters that a repair reads
LONGEST_ERROR_LINE = 200  # characters of an error in a reason
LONGEST_VERDICT_TEXT = 4000  # characters; the client takes twice as many
MOST_EVIDENCE = 20  # sentences
MOST_WRAPPER_LAYERS = 20  # `__wrapped__` may be cyclic

# Observation.
RESULT_TOLERANCE = 1e-3  # XLA may reorder float arithmetic
LONGEST_RESULT_TEXT = 40  # characters in a sentence
LONGEST_ARGUMENT_TEXT = 60  # characters in a sentence
MOST_SEARCHED_OBJECTS = 200_000  # visited for tracers
MOST_COUNTED_ITERATIONS = 20  # enough to see growth
MOST_COMPARED_FORMS = 8  # earlier calls of one function
COUNTING_SECONDS = 20.0  # for all iterations
MOST_OBSERVED_ERRORS = 1000  # a loop may raise and catch for ever
MOST_TRACES = 40  # signatures to compare
MOST_ESCAPE_SNAPSHOTS = 6  # each visits all reachable objects

# Attempts and experiments.
MOST_DIRECT_CALLS = 240  # of the traced function itself
MOST_CALLERS = 3  # functions that call the traced one
MOST_CALLS_OF_CALLER = 8  # for each of them
MOST_CALLS_OF_RESULT = 16  # of a function that a factory returned
MOST_RESUMED_ATTEMPTS = 3  # that an error of tracing stopped
MOST_RESUMED_PLACES = 8  # errors passed over in one attempt
MOST_FACTORY_CALLS = 40  # of the function around the traced one
MOST_FACTORY_PRODUCTS = 2  # for each way to run it
EQUAL_CALLS = 3  # one traces, the others show the cache
MOST_SHARED_ATTEMPTS = 16  # of a trace that serves many findings
MOST_CONCRETE_ERRORS = 3  # then other arguments will not help
MOST_HOSTS = 8  # functions around the code, and their callers
MOST_REFUSED_CALLS = 8  # of a method that a class wraps
MOST_HOST_CALLS = 12  # shown or guessed
MOST_SEARCHED_HOST_CALLS = 160  # led by their errors
MOST_PROBED_GRADIENTS = 4  # of one run; the code at the spot is in each
MOST_PROBED_ATTEMPTS = 8  # in which such gradients are taken
MOST_BOUNDS = 4  # numbers in a function that an argument may be compared with
MOST_SINGLE_ARGUMENTS = 3  # that are changed alone
MOST_WRITTEN_NUMBERS = 6  # of an array in the text of a call
MOST_USES_OF_KEY = 100  # kept of one random key
REPEATED_CALLS = 5  # of a method whose body has no loop

# The comparison of a rewritten program with the original.
COMPARED_CALL_SECONDS = 1.0  # a variant may loop for ever without jit
MOST_COMPARED_STARTS = 24  # calls looked at for one that runs
MOST_COMPARED_VARIANTS = 60  # of a call that runs, to reach both sides of each branch
FEWEST_COMPARED_INPUTS = 6  # where so many variants run
MOST_COMPARED_INPUTS = 16  # those that reach a side first

# The search for arguments.
SEARCH_SECONDS = 8.0  # of processor time for a function
CONSTRUCTOR_SEARCH_SECONDS = 3.0  # for a constructor
MODEL_SEARCH_SECONDS = 4.0  # for a function that applies a model
INSTANCE_SEARCH_SECONDS = 5.0  # for a method on one instance
PRODUCER_SEARCH_SECONDS = 2.0  # for a method whose result is needed
MOST_SEARCHED_CALLS = 120  # of one function
MOST_CALLS_WITH_OPTIONALS = 16  # after success, to reach the line
MOST_FAILURES_BEFORE_UNIFYING = 8  # a rank is found more simply
MOST_UNIFIED_STARTS = 12  # assignments whose lengths are made to fit
MOST_UNIFIED_AT_ONE_PLACE = 2  # of these for one error
MOST_UNIFIED_LENGTHS = 16  # pairs of axes that are made equal in one
MOST_EQUAL_FAILURES = 3  # repaired with one message at one place
MOST_SEARCHED_CONCRETE_ERRORS = 12  # tracing is the cause, not arguments
MOST_CALLS_AFTER_MISSED_LINE = 40  # since one ended well
MOST_INSTANCES = 4  # of a class, each made in another way
MOST_CALLS_OF_INSTANCE = 24  # of one method
MOST_PRODUCERS = 3  # methods called for their result
MOST_METHODS = 80  # of a class, read for their results
DEEPEST_PRODUCER_CHAIN = 3  # producers that need producers
SHORTEST_TELLING_NAME = 3  # characters; `x` says nothing
MOST_INSTANCE_VARIANTS = 5  # of one object
MOST_CONSTRUCTORS = 6  # tried for a class
MOST_CONSTRUCTOR_CALLS = 60  # of each, by search
MOST_WRITTEN_CONSTRUCTOR_CALLS = 4  # of each, in the program's text
MOST_UNIFORM_CONSTRUCTOR_CALLS = 8  # of each, with uniform values
MOST_CONSTRUCTED_CLASSES = 4  # subclasses that serve for a class
MOST_COMPARED_CLASSES = 40  # of which those with few parameters serve
FEWEST_TELLING_ATTRIBUTES = 2  # that identify a class of the package
MOST_CLASSES_BY_ATTRIBUTES = 3  # with these attributes
MOST_AXES = 6  # of an array
LONGEST_AXIS = 64  # larger numbers in a text are no lengths
LARGEST_EXPONENT = 3  # in the shape that a docstring states
MOST_SUSPECTS = 6  # parameters that an error may be due to
MOST_MESSAGE_WORDS = 6  # that an error allows
MOST_MESSAGE_NUMBERS = 3  # that may be required lengths
DEEPEST_ANNOTATION = 4  # nested types
DEEPEST_LOCAL_VALUE = 12  # names whose values need other names
DEEPEST_MODEL_CALL = 3  # functions between a parameter and the model
MOST_MODEL_INPUTS = 4  # shapes that a model takes
MOST_PAIRS_WITH_OTHER_STATIC = 4  # for static values but the first
MOST_ENCLOSING_TESTS = 2  # `if` statements around a `raise`
MOST_FOLLOWED_INVOCATIONS = 60  # in one function
MOST_TABLE_KEYS = 8  # of a global in which a value is looked up

# Sources of calls.
MOST_EXAMPLES = 8  # of the user, and in docstrings
MOST_WRITTEN_CALLS = 6  # that can be evaluated
MOST_EVALUATED_CALLS = 24  # tried for these
MOST_CALLS_WITH_OPTIONS = 12  # variants of calls that worked
MOST_CALLS_WITH_CONSTANTS = 6  # with an array of the module
MOST_PROJECT_FILES = 600  # around a module
MOST_CALLING_FILES = 4  # that call a function
MOST_PACKAGE_MODULES = 400  # whose classes are listed
MOST_SUBCLASS_FILES = 3  # imported for an abstract class
MOST_PARENT_DIRECTORIES = 6  # searched for a record
