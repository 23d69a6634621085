"""`match` on what is known: a pattern takes a subject apart as Python does."""

from kinds import Agree


def test_names_of_a_sequence_pattern_hold_its_items(agree: Agree) -> None:
    agree("""
    @jax.jit
    def step(x):
        match (x, 3, "sum", x + 1):
            case [first, count, *rest]:
                if count > 2 and rest[0] == "sum":
                    x = x * 1
                if first > 0:  # raises
                    return x
                return rest[1]

    # run: step(2.0)
    """)


def test_a_pattern_of_another_length_does_not_fit(agree: Agree) -> None:
    agree("""
    def total(*parts):
        match parts:
            case [number]:
                return float(number)
            case [x, y]:
                return x + y
        return bool(parts[0])

    @jax.jit
    def step(x):
        return total(x, x)

    # run: step(2.0)
    """)


def test_names_of_a_mapping_pattern_hold_the_values_of_its_keys(agree: Agree) -> None:
    agree("""
    @jax.jit
    def step(x):
        match {"x": x, "n": 2, "more": x}:
            case {"missing": m}:
                return float(m)
            case {"n": n, "x": v, **others}:
                if n > 1 and "more" in others:
                    v = v * 1
                if v > 0:  # raises
                    return v
                return others["more"]

    # run: step(2.0)
    """)


def test_names_of_a_class_pattern_hold_its_attributes(agree: Agree) -> None:
    agree("""
    import dataclasses

    @dataclasses.dataclass
    class Point:
        x: object
        n: object

    @dataclasses.dataclass
    class Circle:
        radius: object

    def size(shape):
        match shape:
            case Circle(radius=radius):
                return float(radius)
            case Point(x, n=n) if n > 1:
                if x > 0:  # raises
                    return x
                return -x
        return bool(shape.x)

    @jax.jit
    def step(x):
        return size(Point(x, 2))

    # run: step(2.0)
    """)


def test_a_guard_asks_what_the_pattern_has_bound(agree: Agree) -> None:
    agree("""
    @jax.jit
    def step(x):
        match (x, 2):
            case (v, n) if n > 5:
                return float(v)
            case (v, n) if v > n:  # raises
                return v
        return x

    # run: step(2.0)
    """)


def test_an_item_is_compared_with_a_value(agree: Agree) -> None:
    agree("""
    @jax.jit
    def fine(x):
        match ("add", x):
            case ("add", v):
                return v + 1
            case ("sub", v):
                return v - 1

    @jax.jit
    def bad(x):
        match ("add", x):
            case ("add", 0):  # raises
                return x + 1
            case _:
                return x

    # run: fine(2.0)
    # run: bad(2.0)
    """)


def test_an_array_is_no_sequence_no_mapping_and_no_number(agree: Agree) -> None:
    agree("""
    class Own:
        pass

    @jax.jit
    def step(x):
        x = x + 1
        match x:
            case [0, second]:
                return float(second)
            case {"k": v}:
                return float(v)
            case int(n) | float(n):
                return bool(n)
            case Own():
                return float(x)
            case jax.Array(ndim=n):
                return x if n == 1 else -x
        return float(x)

    # run: step(jnp.ones(2))
    """)


def test_the_part_of_an_unknown_structure_may_be_an_array_or_not(agree: Agree) -> None:
    agree("""
    @jax.jit
    def step(state):
        match state:
            case {"x": x, "n": n}:
                return x + n
            case (x, n):
                return x - n

    # run: step({"x": 1.0, "n": 2.0})
    # run: step((1.0, 2.0))
    """)


def test_one_of_several_patterns_binds(agree: Agree) -> None:
    agree("""
    def pick(pair):
        match pair:
            case ("left", value, _) | ("right", _, value):
                return value

    @jax.jit
    def step(x):
        if pick(("left", 3, x)) > 2:
            x = x * 1
        if pick(("right", 3, x)) > 2:  # raises
            return x
        return -x

    # run: step(2.0)
    """)
