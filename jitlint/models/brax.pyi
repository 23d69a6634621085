"""Brax: environments are plain Python, which the caller transforms; their state is a pytree."""

# module: brax.envs.base

class State:
    """What `reset` and `step` return: all of it is traced."""
    pipeline_state: Any
    obs: Tree
    reward: Array
    done: Array
    metrics: Tree
    info: Tree
    def replace(self: Dispatches, **updates: Any) -> brax.envs.base.State[self]: ...

class Env:
    def reset(self, rng: Any) -> brax.envs.base.State[rng]: ...
    def step(self, state: Any, action: Any) -> brax.envs.base.State[action]: ...
    observation_size: Static
    action_size: Static[int]
    backend: Static[str]
    unwrapped: Any

class PipelineEnv(Env):
    dt: Any
    def pipeline_init(self, q: Any, qd: Any, act: Any = None, ctrl: Any = None) -> Any: ...
    def pipeline_step(self, pipeline_state: Any, action: Any) -> Any: ...

class Wrapper(Env): ...

# module: brax.envs

from brax.envs.base import Env as Env
from brax.envs.base import PipelineEnv as PipelineEnv
from brax.envs.base import State as State
from brax.envs.base import Wrapper as Wrapper

def get_environment(env_name: Static, **kwargs: Any) -> brax.envs.base.Env: ...
def create(
    env_name: Static,
    episode_length: Static = 1000,
    action_repeat: Static = 1,
    auto_reset: Static = True,
    batch_size: Static = None,
    **kwargs: Any,
) -> brax.envs.base.Env: ...

# module: brax.envs.wrappers.training

def wrap(
    env: Any, episode_length: Static = 1000, action_repeat: Static = 1, randomization_fn: Any = None
) -> brax.envs.base.Wrapper: ...

# module: brax.envs.training

from brax.envs.wrappers.training import wrap as wrap
