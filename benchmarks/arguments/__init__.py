"""Has the jitted functions of released packages traced with arguments that the verifier finds.

    python -m benchmarks.arguments [PACKAGE …] [--into DIRECTORY] [--verbose]

`pins.txt` says which packages. About forty were looked at, and those are taken which can be
imported with the pinned JAX and jit at least three functions where they can be imported. Of more
than 25 jitted functions of a package 25 are taken, evenly spread in the order of its files.
`functions.txt` lists them all. They are traced in the verifier's own children, a process for each
module, in an environment of the benchmark's own, for which Python has to be 3.12 or newer.
None is left out for being hard to trace: one that raises whatever it is given, since it needs a
device or a method that only a subclass has, counts as not traced, in a row of its own.
"""
