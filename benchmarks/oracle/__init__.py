"""JAX as the oracle: what it did in real programs, against what jitlint says of the same lines.

    python -m benchmarks.oracle [PACKAGE …] [--verbose]
    python -m benchmarks.oracle.planted [--seed SEED]
    python -m benchmarks.oracle.record [PACKAGE …]

`packages.txt` pins the packages, `programs/` holds a program that drives each, and `records/` what
a monitor saw when it ran under JAX: by function and line, the kind of each name that is read there
(`kinds.py` says which kinds), and the types of those that are traced arrays. The package and its
program are linted together, and compared:

* entered: the share of the lines JAX traced that jitlint traced too, of those that read a name;
* unknown: the share of names on them of which jitlint knows nothing;
* unsound: the share that jitlint says is traced and that was static in every run of JAX, or that
  it says is static and that was a tracer in some run;
* types: the names whose type JAX had and that jitlint has a value of; the shares of them of whose
  type jitlint knows a part, or all, and of those that no type it has agrees with (`types.py`).

Half of the packages, by a fixed seed, are `held`: nobody mends jitlint by what is in them.
`planted` writes prints and branches where JAX had a tracer, and counts those that jitlint finds.
"""
