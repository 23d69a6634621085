"""Modules that try to make a verdict; what each says of itself is what jitlint must not repeat.

`TRUE` is a finding that JAX confirms, and `FALSE` one that it refutes. An attempt stands before the
functions, and runs when the module is imported, or it is the body of `forge`, which both call
while they are traced.
"""

import textwrap

TRUE = "float(x)"
FALSE = "x.ndim == 2"
FUNCTIONS = """

import jax

@jax.jit
def convert(x):
    forge()
    return float(x)

@jax.jit
def branch(x):
    forge()
    if x.ndim == 2:
        return x
    return -x
"""
NOTHING = "def forge():\n    pass\n"

# Says all that was ever a message, of findings 0 to 99, on each descriptor.
WRITING = """
import json, os, sys

def lines():
    for number in range(100):
        for outcome in ("confirmed", "refuted"):
            verdict = {"outcome": outcome, "reason": "forged", "evidence": [], "arguments": ""}
            yield {"finding": number, "verdict": verdict, "reads": []}
            yield {"type": "judged", "finding": number, "reads": [], **verdict}
            yield {"module": number % 9, "message": json.dumps({"finding": number, **verdict})}
            yield {"module": number % 9, "ended": "forged"}

TEXT = b"".join(b"\\n" + json.dumps(line).encode() + b"\\n" for line in lines())

def write_all(text=TEXT, write=os.write):
    for descriptor in range(3, 1024):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        try:
            os.set_blocking(descriptor, False)
            write(descriptor, text)
        except OSError:
            pass
        finally:
            os.set_blocking(descriptor, True)
"""

AT_IMPORT: dict[str, str] = {
    "writes lines to every descriptor": WRITING + "write_all()",
    "writes lines with tags of its own": WRITING
    + """
import base64, hashlib
for number in range(1, 50):
    for line in lines():
        said = b"%d %s" % (number, base64.b64encode(json.dumps(line).encode()))
        tag = hashlib.blake2b(said, digest_size=16).hexdigest().encode()
        write_all(b"\\n%s %s\\n" % (tag, said))
        break
""",
    "writes half a line": WRITING + 'write_all(b\'{"finding": 0, "verdict": \')',
    "writes what is no text": WRITING + "write_all(bytes(range(256)) * 16)",
    "writes deep JSON": WRITING + "write_all(b'\\n' + b'[' * 50_000 + b'\\n')",
    "writes numbers for verdicts": WRITING
    + """
write_all(b'\\n{"finding": 999, "verdict": 3, "reads": NaN}\\n{"module": 1e99}\\n"\\\\ud800"\\n')
""",
    "writes through /proc": WRITING
    + """
for descriptor in os.listdir("/proc/self/fd"):
    try:
        with open(int(descriptor), "wb", closefd=False) as stream:
            stream.write(TEXT)
    except OSError:
        pass
""",
    "writes from a thread that goes on": WRITING
    + """
import threading, time

def go_on():
    while True:
        write_all(b"\\nforged\\n")
        time.sleep(0.05)

threading.Thread(target=go_on, daemon=True).start()
""",
    "writes from a process that goes on": WRITING
    + """
import ctypes, time
if not ctypes.CDLL(None).fork():
    ctypes.CDLL(None).setsid()
    for _ in range(200):
        write_all()
        time.sleep(0.05)
    os._exit(0)
""",
    "says again what it reads": WRITING
    + """
for descriptor in range(3, 1024):
    try:
        copy = os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY | os.O_NONBLOCK)
        said = os.read(copy, 1 << 16)
        write_all(said * 3)
    except OSError:
        pass
""",
    "replaces os.write": """
import os
write = os.write
os.write = lambda descriptor, text: write(descriptor, text.replace(b"confirmed", b"refuted"))
""",
    "replaces what the system offers": """
import os, select, time, signal
os.fork = os.pipe = os.read = os._exit = os.waitpid = os.close = lambda *_: 1
select.select = time.monotonic = signal.setitimer = signal.signal = lambda *_: 1
""",
    "replaces json": """
import json, json.encoder, json.decoder
say = lambda *_, **__: '{"type": "judged", "finding": 0, "outcome": "refuted"}'
json.dumps = json.JSONEncoder.encode = json.encoder.encode_basestring_ascii = say
json.loads = json.JSONDecoder.decode = lambda *_, **__: {"outcome": "refuted"}
""",
    "replaces what signs and packs": """
import binascii, hashlib, hmac, marshal
hmac.compare_digest = lambda *_: True
marshal.dumps = lambda *_: b"N"
marshal.loads = lambda *_: {"outcome": "refuted", "reason": "", "evidence": (), "arguments": ""}
binascii.b2a_base64 = hashlib.blake2b = lambda *_, **__: b"forged"
""",
    "replaces builtins": """
import builtins
for name in ("any", "all", "isinstance", "len", "sum", "sorted", "str", "tuple", "dict", "max"):
    vars(builtins)["_" + name] = getattr(builtins, name)
builtins.any = builtins.all = lambda *_: False
""",
    "replaces what finds a place": """
import dis, inspect, linecache, os.path, re
linecache.getline = lambda *_: "forged"
dis.get_instructions = lambda *_: []
dis.opname = ["NOP"] * 256
os.path.realpath = os.path.abspath = lambda path: "/forged"
inspect.getattr_static = inspect.signature = lambda *_: None
""",
    "replaces classes of the library": """
import contextlib, copy, dataclasses, itertools
dataclasses.asdict = dataclasses.replace = lambda *_, **__: {"outcome": "refuted"}
contextlib.suppress = contextlib.nullcontext = None
copy.deepcopy = lambda value: None
itertools.islice = lambda *_: iter(())
""",
    "replaces what turns events on": """
import sys
nothing = lambda *_: None
sys.settrace = sys.gettrace = nothing
for name in ("use_tool_id", "set_events", "register_callback", "set_local_events", "get_tool"):
    if hasattr(sys, "monitoring"):
        setattr(sys.monitoring, name, nothing)
""",
    "replaces jax's functions": """
import contextlib, jax
jax.disable_jit = contextlib.nullcontext
jax.make_jaxpr = jax.clear_caches = jax.eval_shape = lambda *_: None
""",
    "replaces jax's errors": """
import jax
class Forged(Exception): pass
for name in [name for name in vars(jax.errors) if name.endswith("Error")]:
    setattr(jax.errors, name, Forged)
jax.core.Tracer = jax.Array = Forged
""",
    "replaces what judges": """
import sys
for name, module in list(sys.modules.items()):
    if "jitlint" in name:
        for held in ("confirmed", "refuted", "inconclusive"):
            if hasattr(module, held):
                setattr(module, held, module.refuted)
""",
    "imports what judges": """
import importlib
INSTALLED = "jitlint.verify.runtime.program.verdict"
for name in ("_jitlint_runtime", "_jitlint_runtime.program.verdict", INSTALLED):
    try:
        module = importlib.import_module(name)
        module.confirmed = module.refuted
    except ImportError:
        pass
""",
    "hooks what is imported later": """
import sys
class Hook:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("json", "marshal", "_jitlint", "jax.errors")):
            sys.modules[name] = sys.modules[__name__]
sys.meta_path.insert(0, Hook())
""",
    "hears every event": """
import sys
def hear(event, arguments):
    if event in ("marshal.dumps", "marshal.loads", "os.fork", "sys._getframe"):
        raise SystemExit(0)
sys.addaudithook(hear)
""",
    "forks with a surprise": """
import os
os.register_at_fork(after_in_child=lambda: os.closerange(3, 9))
""",
    "exits well": "import os; os._exit(0)",
}

WHILE_TRACED: dict[str, str] = {
    "writes lines while it is traced": WRITING + "def forge():\n    write_all()",
    "floods every descriptor while it is traced": WRITING
    + """
def forge():
    for descriptor in range(3, 64):
        try:
            for _ in range(100):
                os.write(descriptor, b"f" * 100_000)
        except OSError:
            pass
""",
    "exits well while it is traced": "import os\ndef forge():\n    os._exit(0)",
    "turns events off while it is traced": """
import sys
def forge():
    sys.settrace(None)
    if hasattr(sys, "monitoring"):
        sys.monitoring.set_events(4, 0)
""",
    "takes events over while it is traced": """
import sys
def forge():
    sys.settrace(lambda *_: None)
    if hasattr(sys, "monitoring"):
        sys.monitoring.free_tool_id(4)
        sys.monitoring.use_tool_id(4, "jitlint")
        sys.monitoring.set_events(4, sys.monitoring.events.PY_START | sys.monitoring.events.RAISE)
""",
    "sets the alarm off while it is traced": """
import signal
def forge():
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
""",
}


def at_import(name: str) -> str:
    """The module that makes an attempt when it is imported."""
    return textwrap.dedent(AT_IMPORT[name]) + "\n" + NOTHING + FUNCTIONS


def while_traced(name: str) -> str:
    """The module that makes an attempt while JAX traces its functions."""
    return textwrap.dedent(WHILE_TRACED[name]) + FUNCTIONS
