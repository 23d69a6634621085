"""A program of constructed causes: each function is compiled for reasons that are known.

Its last line is what `jax.monitoring` counted on its own account, as JSON on stdout.
"""

import json
import sys

import causes_of_arguments
import causes_of_context
import constructed
import jax

assert causes_of_arguments
assert causes_of_context
told = {"counted": constructed.COUNTED, "expected": constructed.EXPECTED}
print(json.dumps({"jax": jax.__version__, **told}))
sys.exit(3)
