"""Lints well-tested libraries, where almost every alarm is a false one, and compares with a list.

    python -m benchmarks.libraries [LIBRARY …] [--into DIRECTORY] [--update]

`pins.txt` says which versions; `judged.toml` holds every finding in them, read by somebody, with
what it is and why. What a change of jitlint adds to that list or takes away is printed.
"""
