"""Finds the arguments with which verification calls a function.

`call_sources` asks these for calls, in this order; each has `calls(request, knowledge)`:

1. `examples`             the user's: in comments, the configuration, `jitlint_examples()`
2. `recorded`             calls that `jitlint observe` has recorded
3. `observed`             the call that the import made
4. `call_sites`           calls in the program's text, tests first
5. `docstring_examples`   doctests
6. `uniform`              one kind of number or array wherever nothing is known
7. `model_variables`      variables that a Flax or Haiku model makes
8. `instance_members`     methods on instances, with what these hold and return
9. `search`               likely arguments, repaired after each error

`knowledge` has the facts that they rest on: files, classes, and usage, which is inferred from the
code. `candidates` chooses recipes by annotation, docstring, usage and name; `repairs` changes them
by what an error says; `construction` makes objects, with the same search for constructors.
"""
