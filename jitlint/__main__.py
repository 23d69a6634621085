"""`python -m jitlint`, and what the command `jitlint` starts."""

import gc
import sys


def run() -> int:
    """Runs one command in a process of its own, and returns its exit status.

    Such a process ends before it pays to look for cycles: once after a run, and once more at the
    interpreter's end, that was a twentieth of what JAX's own source costs.
    """
    gc.disable()
    from jitlint.core.search_path import keep_out

    keep_out(sys.argv[1:])  # before anything is imported that a file of the user's may be called
    from jitlint.cli import main

    try:
        return main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(run())
