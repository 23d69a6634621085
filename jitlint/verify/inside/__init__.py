"""What runs in the user's interpreter: the standard library and JAX, nothing of jitlint's.

`start.py` loads this package under the name `_jitlint_inside`, so that neither jitlint nor
a path to it has to be there. Each process is forked from the one before:

    zygote     JAX imported, no backend, no user code        one a run
    child      limits, guard, the user's module imported     one a module
    leaf       one experiment                                one a finding

The guard stops what goes through Python's audit hooks. It does not see files written by C++
extensions or through `ctypes`, descriptors that were open before, `os.open` relative to an
open directory, nor `_posixsubprocess.fork_exec`; it never stops reading. It keeps accidents
from doing harm, and is no wall against code that means it.
"""
