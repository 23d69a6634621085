"""Containers: what goes into a tuple, a list or a dict comes out as it went in."""

import subprocess
import sys
from pathlib import Path

from kinds import Agree, texts_of, write

from jitlint.check.pipeline import check


def test_items_of_a_tuple_keep_their_own_kinds(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        t = (x, 3, ("a", x * 2))
        if t[1] > 2 and t[2][0] == "a":
            x = x + 1
        if len(t) == 3 and t[-1][0]:
            x = x + 1
        if t[2][1] > 0:  # raises
            x = x + 1
        return x

    # run: f(1.0)
    """)


def test_a_dict_with_known_keys_keeps_a_flag_beside_an_array(agree: Agree) -> None:
    agree("""
    def body(cfg, x):
        if cfg["deep"]:
            x = x * 2
        if cfg.get("missing") is None and cfg.get("rate", 0.1) < 1:
            x = x + 1
        if "w" in cfg and "other" not in cfg:
            x = x + 1
        if cfg["w"] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def f(x):
        return body({"deep": True, "w": x}, x)

    # run: f(1.0)
    """)


def test_a_dict_argument_is_traced_below_its_keys(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(params, x):
        if "bias" in params:
            x = x + params["bias"]
        for name, w in params.items():
            if name.startswith("b"):
                x = x + w
        for name in sorted(params):
            x = x * params[name]
        if len(params) > 1 and params:
            x = x + 1
        if params["w"] > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def g(params):
        total = 0.0
        for value in params.values():
            total = total + value
        return total if total > 0 else -total  # raises

    P = {"w": 1.0, "bias": 2.0}
    # run: f(P, 1.0)
    # run: g(P)
    """)


def test_star_arguments_carry_kinds_through(agree: Agree) -> None:
    agree("""
    def inner(x, n, *, flag=False, scale=1.0):
        for _ in range(n):
            x = x * scale
        if flag:
            return x
        if x > 0:  # raises
            return x
        return -x

    def outer(*args, **kwargs):
        return inner(*args, **kwargs)

    @jax.jit
    def f(x):
        return outer(x, 3, flag=True) + outer(x, 2, scale=x)

    @jax.jit
    def g(x):
        args = (x, 2)
        kwargs = {"flag": True}
        kwargs["scale"] = 2.0
        return inner(*args, **kwargs)

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_star_parameters_of_a_jitted_function_are_all_traced(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(*xs, **named):
        if len(xs) > 1 and "a" in named:
            y = xs[0] + named["a"]
        else:
            y = xs[0]
        for x in xs:
            y = y + x
        first, *rest = xs
        if rest:
            y = y + rest[0]
        if y > 0:  # raises
            return y
        return -y

    # run: f(1.0, 2.0, a=3.0)
    """)


def test_unpacking_with_a_star_splits_a_known_tuple(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        first, *middle, last = (1, x, "b", 4)
        if first == 1 and last == 4 and middle[1] == "b":
            x = x + 1
        (a, b), c = (1, x), 2
        if a < c:
            x = x + 1
        a, b = b, a
        if b < 2:
            x = x + 1
        if a > 0:  # raises
            x = x + 1
        if len(middle) == 2:
            x = x + 1
        return x

    # run: f(1.0)
    """)


def test_unpacking_a_traced_array_gives_traced_items(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(v):
        a, b = v
        n, m = v.shape[0], v.ndim
        if n == 2 and m == 1:
            a = a + 1
        if a > b:  # raises
            return a
        return b

    @jax.jit
    def shapes(x):
        h, w = x.shape
        b, *rest = x.shape
        if h > w or rest[0] == 2:
            x = x.T
        if max(x.shape) > 2 and int(np.prod(x.shape)) == 4:
            x = x + 1
        return x.reshape(h * w)

    # run: f(jnp.ones(2))
    # run: shapes(jnp.ones((2, 2)))
    """)


def test_slices_of_known_tuples_keep_their_items(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        t = (1, 2, x, "a")
        head, tail = t[:2], t[2:]
        if head[0] < head[1] and tail[1] == "a":
            x = x + 1
        for n in t[:2]:
            if n > 1:
                x = x + n
        shape = x.shape[:-1] + (3,)
        if shape[-1] == 3 and len(shape[1:]) == 0:
            x = x + 1
        layers = [4, 5, 6]
        for a, b in zip(layers[:-1], layers[1:]):
            if a < b:
                x = x + 1
        if tail[0].sum() > 0:  # raises
            x = x + 1
        return x

    # run: f(jnp.ones(3))
    """)


def test_dict_views_and_nested_dicts(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        conf = {"opt": {"lr": 0.1, "steps": 3}, "data": {"x": x}}
        for _ in range(conf["opt"]["steps"]):
            x = x * conf["opt"]["lr"]
        for key, sub in conf.items():
            if key == "data":
                continue
            for name in sub.keys():
                if name == "lr":
                    x = x + 1
        if list(conf)[0] == "opt" and len(conf["opt"]) == 2:
            x = x + 1
        keys = list(conf["opt"].keys())
        if keys[0] == "lr":
            x = x + 1
        if max(conf["opt"].values()) > 2:
            x = x + 1
        a, b = conf["opt"].values()
        if a < b:
            x = x + 1
        if conf["data"]["x"] > 0:  # raises
            x = x + 1
        return x

    # run: f(1.0)
    """)


def test_containers_go_through_a_call_and_come_back(agree: Agree) -> None:
    agree("""
    def split(x, n):
        return x / 2, n + 1, {"x": x, "n": n}

    @jax.jit
    def f(x):
        half, n, d = split(x, 3)
        if n == 4 and d["n"] == 3:
            half = half + 1
        if d["x"] > 0:  # raises
            return half
        return -half

    @jax.jit
    def g(x):
        def swap(pair):
            a, b = pair
            return b, a
        n, y = swap((x, 2))
        if n > 1:
            y = y + 1
        return y if y > 0 else n  # raises

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_a_list_of_things_unknown_stays_one_when_something_known_is_added(agree: Agree) -> None:
    agree("""
    import json

    @jax.jit
    def f(x):
        sizes = json.loads("[1, 2]")
        parts = []
        for size in sizes:
            parts.append(size)
            parts.append(x)
        return float(parts[0])

    @jax.jit
    def g(x):
        parts = []
        for _ in json.loads("[1, 2]"):
            parts.append(x)
        return float(parts[0])  # raises

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_a_dict_that_something_unseen_is_handed_may_be_filled(tmp_path: Path) -> None:
    text = """
    import operator, sys

    class Handler:
        def process(self, message):
            message["value"] = jnp.ones(2)

    def asked():
        message = {"value": None, "name": "x"}
        for handler in operator.attrgetter("HANDLERS")(sys.modules[__name__]):
            handler.process(message)
        return message["value"]

    @jax.jit
    def f(x):
        def turn(carry):
            return carry[0] + 1, jnp.sin(x)

        return jax.lax.while_loop(lambda carry: carry[0] < 3, turn, (0, asked()))

    HANDLERS = [Handler()]
    f(jnp.ones(2))
    """
    write(tmp_path, texts_of(text))
    assert not check([str(tmp_path)]).findings
    subprocess.run([sys.executable, tmp_path / "main.py"], check=True)


def test_nothing_is_known_of_an_attribute_that_a_container_lacks(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "import jax, jax.numpy as jnp\n"
        "@jax.jit\n"
        "def f(x):\n"
        "    start = {}.initial.mean()\n"
        "    return jax.lax.scan(lambda c, t: (c + t, None), start, x)[0]\n"
        "f(jnp.ones(2))\n"
    )
    assert not check([str(tmp_path)]).findings
