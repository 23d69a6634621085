"""Metaclasses: what a class body says of a constant may be something else in the class."""

from kinds import Agree


def test_members_of_an_enumeration_of_pytrees_are_not_the_texts_in_its_body(agree: Agree) -> None:
    agree("""
    class Items(type):
        def __new__(cls, name, bases, body):
            texts = {key: value for key, value in body.items() if not key.startswith("_")}
            members = {key: jnp.array(number) for number, key in enumerate(texts)}
            return super().__new__(cls, name, bases, {**body, **members})

    class Results(metaclass=Items):
        fine = ""
        broken = "it broke"

    class Kinds:
        first = "first"
        last = ""

    @jax.jit
    def f(x):
        if isinstance(Results.fine, str):
            return x
        return float(x) + jnp.where(x > 0, Results.fine, Results.broken)  # raises

    @jax.jit
    def g(x):
        if Kinds.first == "first" and not Kinds.last:
            return float(x)  # raises
        return x

    # run: f(1.0)
    # run: g(1.0)
    """)
