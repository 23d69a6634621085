"""What runs in the user's interpreter: the standard library and JAX, nothing of jitlint's.

`start.py` loads this package under the name `_jitlint_runtime`, so that neither jitlint nor
a path to it has to be there. Each process is forked from the one before:

    zygote     JAX imported, no backend, no user code        one a run
    child      limits, guard, the user's module imported     one a module
    leaf       one experiment                                one a finding

Each answers the one before on a pipe that was made for it, and signs what it says: user code may
write to any descriptor, but not sign. Nobody takes a message for more than what was asked on that
pipe. Before user code runs, these modules get the builtins and the libraries to themselves, so
that what it replaces is not replaced here; and the kernel, where it can, keeps a child from writing
outside of its directory (`landlock.py`) and from reaching others (`seccomp.py`).

The guard says the same to Python first, with a sentence. It does not see what C++ extensions and
`ctypes` do, descriptors that were open before, nor `os.open` relative to an open directory; nobody
ever stops reading. What looks for these modules in its own interpreter can find them, and make its
own verdict: it keeps accidents from doing harm, and is no wall around a module against itself.
"""
