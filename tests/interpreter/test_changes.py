"""Changes in place: what a container holds after it, whoever made the change."""

from kinds import Agree


def test_in_place_updates_of_a_list(agree: Agree) -> None:
    agree("""
    @jax.jit
    def lists(x):
        out = []
        out.append(1)
        out += [2]
        out.extend([3])
        out.insert(0, 0)
        if len(out) == 4 and out[0] == 0:
            x = x + 1
        out[0] = 5
        if max(out) > 4:
            x = x + 1
        out.append(x)
        if out[-1] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def aliased(x):
        a = []
        b = a
        b.append(x)
        if a:
            x = x + 1
        return x if a[0] > 0 else -x  # raises

    # run: lists(1.0)
    # run: aliased(1.0)
    """)


def test_in_place_updates_of_a_dict(agree: Agree) -> None:
    agree("""
    @jax.jit
    def dicts(x):
        d = dict(a=1)
        d.update(b=2)
        d.update({"c": 3})
        d.setdefault("d", 4)
        d["e"] = 5
        if d["a"] + d["b"] + d["c"] + d["d"] + d["e"] > 3:
            x = x + 1
        d["a"] = x
        if d["b"] < 3:
            x = x + 1
        del d["b"]
        if "b" in d:
            return x
        if d["a"] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def updated(x):
        d = {"n": 1}
        d.update(w=x, n=2)
        if d["n"] > 1:
            x = x + 1
        if d["w"] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def merged(x):
        d = {**{"n": 1}, "w": x} | {"m": 2}
        if d["n"] > 0 and d["m"] > 0:
            x = x + 1
        if d["w"] > 0:  # raises
            x = x + 1
        return x

    # run: dicts(1.0)
    # run: updated(1.0)
    # run: merged(1.0)
    """)


def test_a_list_filled_in_a_loop_holds_what_was_appended(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        outs, sizes = [], []
        for i in range(3):
            outs.append(x * i)
            sizes.append(i)
        if sizes[-1] == 2 and len(outs) == 3 and outs:
            x = x + 1
        y = jnp.stack(outs)
        last = outs[-1]
        return x if last > 0 else y[0]  # raises

    @jax.jit
    def g(x):
        groups = {}
        for i in range(4):
            groups.setdefault(i % 2, []).append(x + i)
        for key, values in groups.items():
            if key == 0:
                x = x + values[0]
        return x if groups[0][0] > 0 else -x  # raises

    @jax.jit
    def h(x):
        from collections import defaultdict
        d = defaultdict(list)
        for i in range(3):
            d["a" if i else "b"].append(x)
        if "a" in d:
            x = x + 1
        return x if d["a"][0] > 0 else -x  # raises

    # run: f(1.0)
    # run: g(1.0)
    # run: h(1.0)
    """)


def test_a_helper_fills_two_dicts_alike(agree: Agree) -> None:
    agree("""
    def put(d, v):
        d["a"] = v

    @jax.jit
    def f(x):
        first, second = {}, {}
        put(first, x)
        put(second, x)
        if "a" in second:
            return second["a"]
        if x > 0:
            return x
        return -x

    # run: f(1.0)
    """)


def test_a_helper_appends_for_its_caller_in_a_loop(agree: Agree) -> None:
    agree("""
    def push(out, v):
        out.append(v)

    @jax.jit
    def f(x):
        out = []
        for i in range(5):
            push(out, i)
        if len(out) > 3:
            return x if x > 0 else -x  # raises
        return x

    # run: f(1.0)
    """)


def test_a_registry_filled_by_a_decorator(agree: Agree) -> None:
    agree("""
    REGISTRY = {}

    def register(name):
        def decorate(fn):
            REGISTRY[name] = fn
            return fn
        return decorate

    @register("safe")
    def safe(x):
        return jnp.abs(x)

    @register("unsafe")
    def unsafe(x):
        return x if x > 0 else -x  # raises

    @jax.jit
    def f(x):
        return REGISTRY["safe"](x)

    @jax.jit
    def g(x):
        return REGISTRY["unsafe"](x)

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_a_mutable_default_and_a_lambda_default(agree: Agree) -> None:
    agree("""
    def collect(v, into=None):
        into = [] if into is None else into
        into.append(v)
        return into

    def pick(v, key=lambda e: e.ndim):
        return v if key(v) else v + 1  # raises

    @jax.jit
    def f(x):
        out = collect(x)
        out = collect(1, out)
        if len(out) == 2 and out[1] == 1:
            x = x + 1
        x = pick(x) + pick(x, key=lambda e: e.shape)
        return pick(x, key=lambda e: e > 0)

    # run: f(1.0)
    """)


def test_a_cache_of_the_module_is_looked_up_before_it_is_filled(agree: Agree) -> None:
    agree("""
    _CACHE = {}

    def compiled(n):
        if n not in _CACHE:
            _CACHE[n] = jax.jit(lambda x: x * n if n > 1 else x)
        return _CACHE[n]

    def main(x):
        return compiled(2)(x) + compiled(3)(x)

    def table(n):
        key = ("t", n)
        if key not in _CACHE:
            _CACHE[key] = np.arange(n)
        return _CACHE[key]

    @jax.jit
    def f(x):
        t = table(3)
        if t[1] > 0:
            x = x + t[1]
        return x

    # call: main(1.0)
    # run: f(1.0)
    """)
