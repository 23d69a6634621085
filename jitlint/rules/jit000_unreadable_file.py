"""A file is not Python that jitlint can read.

It does not parse, has syntax newer than the Python that runs jitlint, is not in the encoding that
it declares, is no notebook though its name says so, or cannot be opened. Nothing else is reported
for such a file; the findings in other files are not affected.

Bad:
    def step(x:
        return x

Good:
    def step(x):
        return x
"""

from jitlint.rules import Rule

rule = Rule(__name__, severity="error", claim="none")
