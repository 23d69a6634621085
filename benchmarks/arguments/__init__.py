"""Has the jitted functions of released packages traced with arguments that the verifier finds.

    python -m benchmarks.arguments [PACKAGE …] [--into DIRECTORY] [--verbose]

`pins.txt` says which packages: every one of some fifty that were looked at which can be imported
with the pinned JAX and jits at least three functions where they can be imported. Of more than 25
jitted functions of a package 25 are taken, evenly spread in the order of its files.
`functions.txt` lists them all. They are traced in the verifier's own children, one process
each, in an environment of the benchmark's own.
"""
