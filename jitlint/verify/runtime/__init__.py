"""The part that runs in the user's interpreter: it needs the standard library and JAX alone.

`start.py` loads this package under the name `_jitlint_runtime`, so that neither jitlint nor
a path to it has to be there. Each process is forked from the one before:

    zygote     JAX imported, no backend, no user code        one a run
    child      limits, guard, the user's module imported     one a module
    fork       one experiment                                one a finding

Each process answers its parent on a pipe of its own and signs its messages: user code may write to
any descriptor, but does not have the key. A message counts only for the questions that were sent
to that process. Before user code runs, these modules get copies of the builtins and the libraries,
so that user code cannot replace functions here. Where the kernel supports it, a child cannot write
outside of its directory (`landlock.py`) nor reach other processes (`seccomp.py`).

The guard refuses the same to Python code, with a message. It does not see C++ extensions and
`ctypes`, descriptors that were open before, nor `os.open` relative to an open directory; reading
is never refused. User code that searches its own interpreter for these modules can find them and
forge a verdict on itself: the guard prevents accidents, it is no sandbox against the module.
"""
