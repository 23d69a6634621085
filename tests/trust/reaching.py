"""Modules that reach for what is around them: other processes, or jitlint's own objects."""

from forgeries import FUNCTIONS, NOTHING

# Each of these raises an error that has only the name of the one that is claimed.
NAMED = """
import jax

class ConcretizationTypeError(Exception):
    pass

class JAXForged(ConcretizationTypeError):
    pass

@jax.jit
def convert(x):
    raise JAXForged(float)
    return float(x)
"""

# What goes looking for jitlint's own objects finds them, since it is in the same interpreter.
DIGGING = (
    """
import sys, types

frame, spaces = sys._getframe(), []
while frame is not None:
    spaces.append(frame.f_globals)
    frame = frame.f_back
for held in spaces:
    for each in list(held.values()):
        if isinstance(each, types.FunctionType) and "jitlint" in each.__module__:
            if each.__globals__ not in spaces:
                spaces.append(each.__globals__)
    if "confirmed" in held and "refuted" in held:
        held["confirmed"].__code__ = held["refuted"].__code__
"""
    + NOTHING
    + FUNCTIONS
)

# Tries all that one process can do to another, and has no function left if anything works.
REACHING = (
    """
import ctypes, os

c = ctypes.CDLL(None, use_errno=True)
zygote = os.getppid()
with open(f"/proc/{zygote}/status") as stream:
    linting = int(dict(line.split(":", 1) for line in stream)["PPid"])
with open(f"/proc/{zygote}/task/{zygote}/children") as stream:
    others = {int(each) for each in stream.read().split()} - {os.getpid()}

def reaches(process):
    yield c.kill(process, 0) == 0
    yield c.kill(-process, 0) == 0
    yield c.ptrace(16, process, None, None) == 0
    for path in (b"mem", *(b"fd/%d" % each for each in range(32))):
        yield c.open(b"/proc/%d/%s" % (process, path), os.O_RDONLY | os.O_NONBLOCK) >= 0
        yield c.open(b"/proc/%d/%s" % (process, path), os.O_WRONLY | os.O_NONBLOCK) >= 0
    yield c.syscall(310, process, None, 0, None, 0, 0) == 0
    yield c.syscall(311, process, None, 0, None, 0, 0) == 0
    yield c.prlimit(process, 0, None, ctypes.create_string_buffer(16)) == 0
    descriptor = c.syscall(434, process, 0)
    yield descriptor >= 0 and c.syscall(438, descriptor, 0, 0) >= 0
    yield descriptor >= 0 and c.syscall(424, descriptor, 0, None, 0) == 0

REACHED = [each for process in (zygote, linting, *others) for each in reaches(process) if each]
"""
    + NOTHING
    + FUNCTIONS
    + """
if REACHED:
    del convert, branch
"""
)
