"""Working programs, written as users write them: jitlint says nothing at all."""

from kinds import Agree


def test_a_train_loop_that_logs_outside_is_silent(agree: Agree) -> None:
    agree("""
    @jax.jit
    def update(params, batch):
        def loss_fn(p):
            pred = batch["x"] @ p["w"] + p["b"]
            loss = ((pred - batch["y"]) ** 2).mean()
            return loss, {"loss": loss, "n": batch["x"].shape[0]}
        (loss, aux), grads = jax.value_and_grad(loss_fn, has_aux=True)(params)
        if aux["n"] > 1:
            grads = jax.tree.map(lambda g: g / aux["n"], grads)
        params = jax.tree.map(lambda p, g: p - 0.1 * g, params, grads)
        return params, loss, aux

    def train(steps=3):
        params = {"w": jnp.zeros((2,)), "b": 0.0}
        best, history = float("inf"), []
        for step in range(steps):
            batch = {"x": jnp.ones((4, 2)), "y": jnp.ones(4)}
            params, loss, aux = update(params, batch)
            history.append(float(loss))
            if loss < best:
                best = loss
            if step % 2 == 0 and history[-1] > 0:
                msg = f"{loss:.3f} {aux['n']}"
            if len(history) > 2 and np.mean(history) > 10:
                break
        return params, best, max(history)

    # call: train()
    """)


def test_a_rollout_with_the_usual_helpers_is_silent(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple

    class Transition(NamedTuple):
        obs: jax.Array
        reward: jax.Array
        done: jax.Array

    class Env:
        def __init__(self, size=3, wrap=True):
            self.size, self.wrap = size, wrap

        def reset(self, key):
            state = jax.random.normal(key, (self.size,))
            return state, {"t": 0, "returns": jnp.zeros(())}

        def step(self, state, info, action):
            nxt = state + action
            if self.wrap:
                nxt = nxt % 1.0
            reward = -jnp.abs(nxt).sum()
            t = info["t"] + 1
            done = t >= 10
            nxt = jnp.where(done, 0.0, nxt)
            return nxt, {**info, "t": t, "returns": info["returns"] + reward}, reward, done

    env = Env()

    @partial(jax.jit, static_argnames=("length", "debug"))
    def rollout(key, length, debug=False):
        state, info = env.reset(key)
        def body(carry, _):
            state, info = carry
            state, info, reward, done = env.step(state, info, 0.1)
            if debug:
                jax.debug.print("{r}", r=reward)
            return (state, info), Transition(state, reward, done)
        (state, info), traj = jax.lax.scan(body, (state, info), None, length=length)
        if traj.obs.shape[0] != length or len(traj) != 3:
            raise ValueError(traj.obs.shape)
        last = jax.tree.map(lambda a: a[-1], traj)
        return last.obs, info["returns"], traj._replace(done=traj.done.sum())

    # run: rollout(jax.random.key(0), 4)
    # run: jax.vmap(lambda k: rollout(k, 4))(jax.random.split(jax.random.key(0), 2))
    """)


def test_a_hand_written_network_is_silent(agree: Agree) -> None:
    agree("""
    def init_mlp(sizes, key, bias=True):
        keys = jax.random.split(key, len(sizes) - 1)
        params = []
        for k, n_in, n_out in zip(keys, sizes[:-1], sizes[1:]):
            layer = {"w": jax.random.normal(k, (n_in, n_out)) / np.sqrt(n_in)}
            if bias:
                layer["b"] = jnp.zeros(n_out)
            params.append(layer)
        return params

    def mlp(params, x, activation=jax.nn.relu, final=None, *, dropout=0.0, key=None):
        *hidden, last = params
        for i, layer in enumerate(hidden):
            x = x @ layer["w"]
            if "b" in layer:
                x = x + layer["b"]
            x = activation(x)
            if dropout > 0 and key is not None:
                key, sub = jax.random.split(key)
                x = jnp.where(jax.random.bernoulli(sub, 1 - dropout, x.shape), x, 0)
            if i == len(hidden) - 1:
                x = x * 1.0
        x = x @ last["w"] + last.get("b", 0.0)
        return final(x) if final is not None else x

    def loss(params, batch, reg=0.0):
        x, y = batch
        logits = jax.vmap(lambda v: mlp(params, v))(x)
        if logits.shape != y.shape:
            raise ValueError(f"{logits.shape} is not {y.shape}")
        value = ((logits - y) ** 2).mean()
        if reg:
            value = value + reg * sum(jnp.sum(l["w"] ** 2) for l in params)
        return value

    @jax.jit
    def step(params, batch):
        value, grads = jax.value_and_grad(loss)(params, batch)
        norm = jnp.sqrt(sum(jnp.vdot(g, g) for g in jax.tree.leaves(grads)))
        grads = jax.tree.map(lambda g: jnp.where(norm > 1, g / norm, g), grads)
        return [{k: p[k] - 0.1 * g[k] for k in p} for p, g in zip(params, grads)], value

    def main():
        params = init_mlp([2, 4, 1], jax.random.key(0))
        for i in range(2):
            params, value = step(params, (jnp.ones((3, 2)), jnp.ones((3, 1))))
            if value < 0.1 or not np.isfinite(value):
                break
        return params

    # call: main()
    """)


def test_an_optimizer_as_a_pair_of_functions_is_silent(agree: Agree) -> None:
    agree("""
    from typing import NamedTuple, Callable, Optional, Any

    class Optimizer(NamedTuple):
        init: Callable
        update: Callable

    class AdamState(NamedTuple):
        count: Any
        mu: Any
        nu: Optional[Any] = None

    def adam(lr, b1=0.9, b2=0.999, weight_decay=None, nesterov=False):
        def init(params):
            zeros = jax.tree.map(jnp.zeros_like, params)
            return AdamState(jnp.zeros((), jnp.int32), zeros, zeros)

        def update(grads, state, params=None):
            count = state.count + 1
            mu = jax.tree.map(lambda m, g: b1 * m + (1 - b1) * g, state.mu, grads)
            nu = jax.tree.map(lambda v, g: b2 * v + (1 - b2) * g * g, state.nu, grads)
            rate = lr(count) if callable(lr) else lr
            updates = jax.tree.map(lambda m, v: -rate * m / (jnp.sqrt(v) + 1e-8), mu, nu)
            if weight_decay is not None:
                if params is None:
                    raise ValueError("weight decay needs the parameters")
                updates = jax.tree.map(lambda u, p: u - weight_decay * p, updates, params)
            if nesterov:
                updates = jax.tree.map(lambda u: 2 * u, updates)
            return updates, AdamState(count, mu, nu)

        return Optimizer(init, update)

    def warmup(steps):
        def schedule(count):
            if steps <= 0:
                return 0.1
            return 0.1 * jnp.minimum(1.0, count / steps)
        return schedule

    def clip(limit):
        def update(grads):
            if limit is None:
                return grads
            return jax.tree.map(lambda g: jnp.clip(g, -limit, limit), grads)
        return update

    opt = adam(warmup(10), weight_decay=0.1)
    clipper = clip(None)

    @jax.jit
    def step(params, state):
        grads = clipper(jax.grad(lambda p: (p["w"] ** 2).sum())(params))
        updates, state = opt.update(grads, state, params)
        params = jax.tree.map(lambda p, u: p + u, params, updates)
        return params, state

    # run: step({"w": jnp.ones(2)}, opt.init({"w": jnp.ones(2)}))
    """)
