"""Plants one fault each into working jitted functions of released packages, and looks for it.

    python -m benchmarks.faults [--seed NUMBER] [--number NUMBER] [--only NUMBER…]

The functions are those of `benchmarks.arguments` that can be traced, in an order that the seed
fixes; what is known of them is kept in `working.txt`. Each gets a copy of its package with one
fault: a branch, a conversion, a print, an impure read, a leak, or, in a new function that calls
it, a jit of a lambda in a loop. Then jitlint lints the copy, and JAX is asked about what it says
there; and about all that it says of the unharmed function.
"""
