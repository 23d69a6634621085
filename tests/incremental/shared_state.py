"""Projects of three modules: `house` makes state, `fills` fills it, `reads` reads it in a trace.

In each the findings depend on what is filled in: `fills` without its line that does so is another
program. In those of `BY_FUNCTIONS` a function does so: they depend on it where somebody calls it.
"""

from dataclasses import dataclass

JAX = "import jax\nimport jax.numpy as jnp\nimport house\n"
UNUSED = "\n\ndef unused():\n    return 1\n"


@dataclass(frozen=True, slots=True)
class Project:
    """The texts of the modules; `line` is what fills the state that `reads` depends on.

    `both` is the body of a function that calls what fills it, then what reads it; it sees what was
    filled in where its module has one of the names of `callers`.
    """

    house: str
    fills: str
    line: str
    reads: str
    both: str = ""
    callers: tuple[str, ...] = ("_first", "last")

    def texts(self) -> dict[str, str]:
        """Returns the texts by the names of the modules."""
        filling = self.fills.replace("FILL", self.line)
        texts = {"house": self.house, "fills": JAX + filling, "reads": JAX + self.reads}
        return {name: text + UNUSED for name, text in texts.items()}

    def emptied(self) -> str:
        """Returns the text of the module that fills, without the line that does so."""
        return JAX + self.fills.replace("FILL", "pass") + UNUSED

    def calls_both(self, fills: str, reads: str) -> str:
        """Returns the text of a fourth module, given the names of two."""
        body = self.both.replace("FILLS", fills).replace("READS", reads)
        return f"{JAX}import {fills}\nimport {reads}\n\n{body}{UNUSED}"


HOOK = "def hook(x):\n    return x if x > 0 else -x\n\n"
CALL = "@jax.jit\ndef step(x):\n    return {}(x)\n"
CALL_EACH = "@jax.jit\ndef step(x):\n    for hook in {}:\n        x = hook(x)\n    return x\n"
BRANCH = "@jax.jit\ndef step(x):\n    return x if {} > 0 else -x\n"
USE = "def use(model: house.Model, x):\n    return jax.jit(lambda x: {})(x)\n"
NOTHING = "def nothing(x):\n    return x\n\n"
BOUND = f"{NOTHING}chosen = nothing\n\ndef bind(hook):\n    global chosen\n    chosen = hook\n"
MODEL = "class Model:\n    def __init__(self):\n        self.rate = 1.0\n"
STEP = """
import jax

def make():
    rate = 0.1
    @functools.partial(jax.jit, static_argnums=1)
    def step(x, reads=True):
        return x - rate if reads else x
    def bind(value):
        nonlocal rate
        rate = value
    return step, bind

step, bind = make()
"""
LOSS = """
import abc

class Loss(abc.ABC):
    @abc.abstractmethod
    def of(self, x):
        ...
"""
KINK = "class Kink(house.Loss):\n    def of(self, x):\n        return x if x > 0 else -x\n"
ANY_LOSS = """
import functools

@functools.partial(jax.jit, static_argnums=1)
def step(x, loss: house.Loss):
    return loss.of(x)
"""
START = "def run(x):\n    FILLS.start()\n    return READS.step(x)\n"
PREPARE = (
    "def run(model: house.Model, x):\n    FILLS.prepare(model)\n    return READS.use(model, x)\n"
)
FIRST = ("_first",)
MAKES = f"import jax\n\n{BOUND}\ndef make():\n" + (
    "    def step(x):\n        return jax.jit(chosen)(x)\n    return step\n"
)
PROJECTS = {
    "a class that fills in what another leaves open": Project(LOSS, "FILL\n", KINK, ANY_LOSS),
    "a global that the execution of a module binds": Project(
        BOUND, f"{HOOK}FILL\n", "house.bind(hook)", CALL.format("house.chosen")
    ),
    "a name of a function around": Project(
        "def make():\n    rate = 1.0\n    def bind(value):\n        nonlocal rate\n"
        "        rate = value\n    def get():\n        return rate\n    return bind, get\n\n"
        "bind, get = make()\n",
        "FILL\n",
        "house.bind(jnp.ones(()))",
        BRANCH.format("house.get()"),
    ),
    "a list": Project(
        "hooks = []\n", f"{HOOK}FILL\n", "house.hooks.append(hook)", CALL_EACH.format("house.hooks")
    ),
    "a list that is added to": Project(
        "hooks = []\n", f"{HOOK}FILL\n", "house.hooks += [hook]", CALL_EACH.format("house.hooks")
    ),
    "a list that loses an item": Project(
        f"{NOTHING}{HOOK}hooks = [nothing, hook]\n",
        "FILL\n",
        "del house.hooks[0]",
        CALL.format("house.hooks[0]"),
    ),
    "an item of a list": Project(
        f"{NOTHING}hooks = [nothing]\n",
        f"{HOOK}FILL\n",
        "house.hooks[0] = hook",
        CALL.format("house.hooks[0]"),
    ),
    "a list in a list of a third module": Project(
        "groups = []\n\ndef open_group(name):\n    group = []\n    groups.append(group)\n"
        "    return group\n",
        f"group = house.open_group('fills')\n\n{HOOK}FILL\n",
        "group.append(hook)",
        "@jax.jit\ndef step(x):\n    for group in house.groups:\n        for hook in group:\n"
        "            x = hook(x)\n    return x\n",
    ),
    "a dict that a decorator fills": Project(
        "hooks = {}\n\ndef register(hook):\n    hooks[hook.__name__] = hook\n    return hook\n",
        f"{HOOK}FILL\n",
        "house.register(hook)",
        CALL.format("house.hooks['hook']"),
    ),
    "a dict below an object": Project(
        "class Registry:\n    def __init__(self):\n        self.hooks = {}\n\n"
        "registry = Registry()\n",
        f"{HOOK}FILL\n",
        "house.registry.hooks['hook'] = hook",
        CALL.format("house.registry.hooks['hook']"),
    ),
    "a list that a parameter has for its default": Project(
        "def push(value=None, kept=[]):\n    if value is not None:\n        kept.append(value)\n"
        "    return kept\n",
        f"{HOOK}FILL\n",
        "house.push(hook)",
        CALL_EACH.format("house.push()"),
    ),
    "an iterator": Project(
        f"{NOTHING}{HOOK}hooks = iter([nothing, hook])\n",
        "FILL\n",
        "next(house.hooks)",
        "hook = next(house.hooks)\n\n" + CALL.format("hook"),
    ),
    "an attribute of a class": Project(
        "class Model:\n    def rule(x):\n        return x\n",
        f"{HOOK}FILL\n",
        "house.Model.rule = hook",
        CALL.format("house.Model.rule"),
    ),
    "an attribute of an object": Project(
        f"{MODEL}\nmodel = Model()\n",
        "FILL\n",
        "house.model.rate = jnp.ones(())",
        BRANCH.format("house.model.rate"),
    ),
    "an attribute by its name": Project(
        f"{NOTHING}class Model:\n    def __init__(self):\n        self.rule = nothing\n\n"
        "model = Model()\n",
        f"{HOOK}FILL\n",
        "setattr(house.model, 'rule', hook)",
        CALL.format("house.model.rule"),
    ),
    "attributes by their namespace": Project(
        f"{HOOK}class Model:\n    def __init__(self):\n        self.rule = hook\n\n"
        "model = Model()\n",
        "FILL\n",
        "vars(house.model).update(rule=None)",
        CALL.format("house.model.rule"),
    ),
    "a call of what reads a name": Project(
        f"import functools\n{STEP}",
        "FILL\n",
        "house.step(1.0)",
        "house.bind(0.2)\nhouse.step(1.0)\n",
    ),
    "a trace that reads a name": Project(
        f"import functools\n{STEP}",
        "FILL\n",
        "house.step(1.0, True)",
        "house.step(1.0, False)\nhouse.bind(0.2)\nhouse.step(1.0, False)\n",
    ),
    "a name that is bound anew": Project(
        f"import functools\n{STEP}step(1.0)\n", "FILL\n", "house.bind(0.2)", "house.step(1.0)\n"
    ),
    "a rule of a custom derivative": Project(
        "import jax\n\n@jax.custom_jvp\ndef scale(x):\n    return x * 2\n",
        "def rule(primals, tangents):\n    x, = primals\n    dx, = tangents\n"
        "    if x > 0:\n        return x * 2, dx\n    return x * 2, dx * 2\n\nFILL\n",
        "house.scale.defjvp(rule)",
        CALL.format("jax.grad(house.scale)"),
    ),
    "a class made a pytree": Project(
        "class Pair:\n    def __init__(self, a):\n        self.a = a\n",
        "FILL\n",
        "jax.tree_util.register_pytree_node(house.Pair, lambda p: ((p.a,), None),"
        " lambda _, c: house.Pair(*c))",
        "@jax.jit\ndef step(pair):\n    return pair.a\n\nstep(house.Pair(1.0))\n",
    ),
    "what of an object is traced": Project(
        "import dataclasses\n\n@dataclasses.dataclass\nclass Pair:\n    a: float\n    b: float\n",
        "FILL\n",
        "jax.tree_util.register_dataclass(house.Pair, ['a'], ['b'])",
        "@jax.jit\ndef step(pair: house.Pair):\n    return pair.a if pair.a > 0 else 1\n\n"
        "step(house.Pair(1.0, 2.0))\n",
    ),
    "a function that is called by the class of its argument": Project(
        "import functools\n\n@functools.singledispatch\ndef show(value, x):\n    return x\n",
        "def hook(value, x):\n    return x if x > 0 else -x\n\nFILL\n",
        "house.show.register(str, hook)",
        "@jax.jit\ndef step(x):\n    return house.show('a', x)\n",
    ),
    "the class that a function is taken into": Project(
        "def plain(self, x):\n    return x\n",
        "class Other:\n    FILL\n",
        "method = house.plain",
        "class Model:\n    method = jax.jit(house.plain)\n",
    ),
    "a base class that is filled in": Project(
        f"import jax\n\n{MODEL}\n    def rule(self):\n        return self.rate\n\n"
        "    def step(self, x):\n"
        "        return jax.jit(lambda x: x if self.rule() > 0 else -x)(x)\n",
        "class Other(house.Model):\n    def rule(self):\n        FILL\n",
        "return jnp.ones(())",
        "def use(model: house.Model, x):\n    return model.step(x)\n",
    ),
    "a memoised function": Project(
        "import functools\nimport jax.numpy as jnp\n\n@functools.cache\ndef table():\n"
        "    return jnp.arange(3.0)\n",
        "FILL\n",
        "house.table()",
        "@jax.jit\ndef step(x):\n    return x + house.table()\n",
    ),
}
BY_FUNCTIONS = {
    "a global that a function binds": Project(
        BOUND,
        f"{HOOK}def start():\n    FILL\n",
        "house.bind(hook)",
        CALL.format("house.chosen"),
        START,
    ),
    "a list that a function fills": Project(
        "hooks = []\n",
        f"{HOOK}def start():\n    FILL\n",
        "house.hooks.append(hook)",
        CALL_EACH.format("house.hooks"),
        START,
    ),
    "an attribute of any object of a class": Project(
        MODEL,
        "def prepare(model: house.Model):\n    FILL\n",
        "model.rate = jnp.ones(())",
        USE.format("x if model.rate > 0 else -x"),
        PREPARE,
    ),
    "an attribute that a method of the class sets": Project(
        f"{MODEL}\n    def prepare(self, rate):\n        self.rate = rate\n",
        "def prepare(model: house.Model):\n    FILL\n",
        "model.prepare(jnp.ones(()))",
        USE.format("x if model.rate > 0 else -x"),
        PREPARE,
    ),
    "a list of any object of a class": Project(
        "class Model:\n    def __init__(self):\n        self.hooks = []\n",
        f"{HOOK}def prepare(model: house.Model):\n    FILL\n",
        "model.hooks.append(hook)",
        USE.format("[hook(x) for hook in model.hooks]"),
        PREPARE,
    ),
    "an attribute of what setup makes": Project(
        "import flax.linen as nn\n\nclass Inner(nn.Module):\n    rate: float = 1.0\n\n"
        "class Model(nn.Module):\n    def setup(self):\n        self.inner = Inner()\n",
        "def prepare(model: house.Model):\n    FILL\n",
        "model.inner.rate = jnp.ones(())",
        "def use(model: house.Model, x):\n    inner = model.inner\n"
        "    return jax.jit(lambda x: x if inner.rate > 0 else -x)(x)\n",
        PREPARE,
    ),
    "an object made of a name that a function binds": Project(
        f"{BOUND}\nclass Model:\n    def __init__(self):\n        self.rule = chosen\n",
        f"{HOOK}def start():\n    FILL\n",
        "house.bind(hook)",
        USE.format("model.rule(x)"),
        "def run(x):\n    FILLS.start()\n    def later(model: house.Model):\n"
        "        return READS.use(model, x)\n    return later\n",
        FIRST,
    ),
    "what setup makes of a name that a function binds": Project(
        f"import flax.linen as nn\n\n{BOUND}\nclass Model(nn.Module):\n    def setup(self):\n"
        "        self.rule = chosen\n",
        f"{HOOK}def prepare(model):\n    FILL\n",
        "house.bind(hook)",
        "def use(model: house.Model, x):\n    rule = model.rule\n"
        "    return jax.jit(lambda x: rule(x))(x)\n",
        PREPARE,
        FIRST,
    ),
    "a function that another makes before": Project(
        MAKES,
        f"{HOOK}def start():\n    FILL\n",
        "house.bind(hook)",
        "def use():\n    return house.make()\n",
        "def run():\n    house.make()\n    FILLS.start()\n",
        FIRST,
    ),
    "a function that another makes before, on behalf of a third": Project(
        f"{MAKES}\n\ndef outer():\n    return make()\n",
        f"{HOOK}def start():\n    FILL\n",
        "house.bind(hook)",
        "def use():\n    return house.outer()\n",
        "def run():\n    house.make()\n    house.outer()\n    FILLS.start()\n",
        FIRST,
    ),
    "a name that others import": Project(
        BOUND,
        f"{HOOK}def start():\n    FILL\n",
        "house.bind(hook)",
        f"from house import chosen\n\n{CALL.format('chosen')}",
        START,
        FIRST,
    ),
    "a class that a function defines": Project(
        LOSS,
        "def start():\n    FILL\n",
        "\n".join(
            ["class Kink(house.Loss):", "        def of(self, x):", f"{12 * ' '}return x > 0"]
        ),
        ANY_LOSS.replace("return loss.of(x)", "return x if loss.of(x) else -x"),
        "def run(x, loss: house.Loss):\n    FILLS.start()\n    return READS.step(x, loss)\n",
    ),
    "a class that a function of another module makes a pytree": Project(
        "class Pair:\n    def __init__(self, a):\n        self.a = a\n",
        "def start():\n    FILL\n",
        "jax.tree_util.register_pytree_node_class(house.Pair)",
        "@jax.jit\ndef step(pair):\n    return pair.a\n\ndef use():\n"
        "    return step(house.Pair(1.0))\n",
        callers=(),
    ),
    "a rule that a function sets": Project(
        "import jax\n\n@jax.custom_jvp\ndef scale(x):\n    return x * 2\n",
        "def rule(primals, tangents):\n    x, = primals\n    dx, = tangents\n"
        "    if x > 0:\n        return x * 2, dx\n    return x * 2, dx * 2\n\n"
        "def start():\n    FILL\n",
        "house.scale.defjvp(rule)",
        CALL.format("jax.grad(house.scale)"),
        START,
    ),
}
