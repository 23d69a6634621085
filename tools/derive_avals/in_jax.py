"""Answers calls with the avals that the JAX of this interpreter gives: lines of JSON in and out.

It runs in any environment that has JAX, and so imports nothing of the repository.
"""

import importlib
import json
import sys
import warnings

import jax
import jax.numpy as jnp


def main() -> None:
    """Reads calls from standard input, and writes for each its aval, or null."""
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))))


def answer(call):
    """Returns `[shape, dtype, weak]` of a call's result, None where it fails or is no array."""
    inputs = []
    try:
        args = [_given(spec, inputs) for spec in call["args"]]
        star = call["kwargs"].pop("args", None)
        kwargs = {name: _plain(value) for name, value in call["kwargs"].items()}
        more = [_plain(each) for each in star or ()]
        return _described(jax.eval_shape(_caller(call, args, more, kwargs), *inputs))
    except Exception:  # of whatever kind: then nothing is learnt
        return None


def _caller(call, args, more, kwargs):
    def run(*traced):
        given = [_filled(each, traced) for each in args]
        if call["method"]:
            owner, *rest = given
            function = getattr(owner, call["function"].rpartition(".")[2])
            return function(*rest, *more, **kwargs)
        module, _, name = call["function"].rpartition(".")
        return getattr(importlib.import_module(module), name)(*given, *more, **kwargs)

    return run


class _Input:
    def __init__(self, number):
        self.number = number


def _given(spec, inputs):
    if "number" in spec:
        return spec["number"]
    if "list" in spec:
        return [_given(each, inputs) for each in spec["list"]]
    if "key" in spec:
        made = jax.eval_shape(lambda: jax.random.key(0))
    else:
        dtype, shape = spec.get("array") or spec["weak"]
        made = jax.ShapeDtypeStruct(tuple(shape), jnp.dtype(dtype), weak_type="weak" in spec)
    inputs.append(made)
    return _Input(len(inputs) - 1)


def _filled(value, traced):
    if isinstance(value, list):
        return [_filled(each, traced) for each in value]
    return traced[value.number] if isinstance(value, _Input) else value


def _plain(value):
    return tuple(_plain(each) for each in value) if isinstance(value, list) else value


def _described(result):
    if not hasattr(result, "shape"):
        return None
    return [list(result.shape), str(result.dtype), bool(getattr(result, "weak_type", False))]


if __name__ == "__main__":
    main()
