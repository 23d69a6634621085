"""Loops and closures: what a name holds when it is bound again and again."""

from kinds import Agree


def test_loops_run_until_kinds_settle(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        a = b = c = 0
        for _ in range(5):
            if c != 0:
                pass
            a, b, c = b, c, 1
        return x + a

    @jax.jit
    def g(x):
        total = 0
        for i in range(3):
            if i > 0:
                total = total + i
        if total > 2:
            x = x + 1
        acc = 0.0
        for i in range(3):
            acc = acc + x
        if acc > 0:  # raises
            x = x + 1
        return x

    @jax.jit
    def h(x):
        a = b = c = 0
        for _ in range(5):
            if a > 0:  # missed
                pass
            a, b, c = b, c, x
        return a

    # run: f(1.0)
    # run: g(1.0)
    # run: h(1.0)
    """)


def test_while_over_python_numbers_is_silent(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        n = x.shape[0]
        steps = 0
        while n > 1:
            n = n // 2
            steps += 1
        else:
            steps += 1
        if steps > 2:
            x = x + 1
        i = 0
        while True:
            i += 1
            if i > 3:
                break
            x = x + i
        return x

    @jax.jit
    def g(x):
        while True:
            x = x / 2
            if x < 1:  # raises
                break
        return x

    @jax.jit
    def h(x):
        i = 0
        while i < 3 and x.sum() > 0:  # raises
            i += 1
        return x

    # run: f(jnp.ones(4))
    # run: g(4.0)
    # run: h(jnp.ones(3))
    """)


def test_walrus_binds_where_it_stands(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        if (n := x.ndim) > 0:
            x = x + n
        if n == 1 and (m := x.shape[0]) > 2:
            x = x + m
        while (n := n - 1) >= 0:
            x = x + 1
        if (y := x.sum()) is not None:
            x = x + y
        sizes = [k for a in (x, x) if (k := a.shape[0]) > 1]
        if sizes[0] > k - 1:
            x = x + 1
        return x

    @jax.jit
    def g(x):
        if (y := x * 2) > 0:  # raises
            return y
        return x

    # run: f(jnp.ones(3))
    # run: g(1.0)
    """)


def test_generators_yield_what_they_were_given(agree: Agree) -> None:
    agree("""
    def pairs(x, n):
        for i in range(n):
            yield i, x * i

    def both(x):
        yield from pairs(x, 2)
        yield 9, x

    @jax.jit
    def f(x):
        for i, v in both(x):
            if i > 1:
                x = x + v
        gen = (k for k in range(3))
        for k in gen:
            if k:
                x = x + 1
        if next(iter([1, 2])) == 1:
            x = x + 1
        return x

    @jax.jit
    def g(x):
        for i, v in both(x):
            if v > i:  # raises
                x = x + v
        return x

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_nonlocal_and_closures_hold_what_was_last_bound(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        count = 0

        def tick():
            nonlocal count
            count += 1
            return count

        tick()
        tick()
        if count > 1:
            x = x + 1
        seen = x

        def look():
            if seen > 0:  # raises
                return seen
            return -seen

        return look() + x

    @jax.jit
    def g(x):
        level = 1

        def raise_level():
            nonlocal level
            level = x

        raise_level()
        if level > 0:  # raises
            return x
        return -x

    @jax.jit
    def late(x):
        funcs = []
        for i in range(3):
            funcs.append(lambda v, i=i: v * i if i > 1 else v)
        for fn in funcs:
            x = fn(x)
        checks = [lambda: k > 1 for k in range(3)]
        if checks[0]():
            x = x + 1
        return x

    # run: f(1.0)
    # run: g(1.0)
    # run: late(1.0)
    """)


def test_a_closure_sees_a_name_bound_after_it_was_made(agree: Agree) -> None:
    agree("""
    def make():
        def inner(x):
            if flag:
                return x * scale
            return x

        flag = True
        scale = 3.0
        return jax.jit(inner)

    step = make()

    def build(n):
        @jax.jit
        def run(x):
            if n > 2:
                x = helper(x)
            return x

        def helper(x):
            return x if x > n else -x  # raises

        return run

    # run: step(1.0)
    # run: build(3)(1.0)
    """)


def test_continue_and_break_carry_names_out_of_a_loop(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        found = None
        for i in range(5):
            if i == 3:
                found = i
                break
            if i % 2:
                continue
            x = x + i
        else:
            found = -1
        if found is not None and found > 0:
            x = x + 1
        best = x
        for i in range(3):
            best = best + i
            if i > 1:
                break
        return best if best > 0 else x  # raises

    # run: f(1.0)
    """)


def test_a_counter_increased_in_a_loop_stays_a_number(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(xs):
        i = 0
        total = 0.0
        while i < xs.shape[0]:
            total = total + xs[i]
            i += 1
        k = 0
        for _ in range(4):
            k = k + 2
            if k % 4 == 0:
                total = total + k
        if i == 3 and k > 2:
            total = total + 1
        return total if total > 0 else -total  # raises

    # run: f(jnp.ones(3))
    """)
