"""A question that is open where the code asks for devices is asked again with several."""

import pytest
from asked import program

from jitlint.core.finding import Verdict
from jitlint.verify.client.host_devices import ask_for_devices

BOOL = ("TracerBoolConversionError",)
WITH_DEVICES = "with 8 devices of the CPU"

MESH = """
    import jax
    import jax.numpy as jnp
    from jax.sharding import NamedSharding, PartitionSpec

    mesh = jax.make_mesh((2, 4), ("data", "model"))

    @jax.jit
    def step(x):
        if x.sum() > 0:
            return x
        return -x

    def main():
        x = jax.device_put(jnp.ones((8, 4)), NamedSharding(mesh, PartitionSpec("data")))
        return step(x)
    """


@program(MESH, "x.sum() > 0", "raises", errors=BOOL, function="step")
def test_a_module_that_makes_a_mesh_is_imported_with_more_devices(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[-1] == WITH_DEVICES


HALVES = """
    import jax

    @jax.jit
    def moved(x):
        first, second = jax.devices()[:2]
        return jax.device_put(x, second)
    """


@program(HALVES, "return jax.device_put", "traces", function="moved")
def test_a_function_that_takes_two_devices_is_called_with_more(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[-1] == WITH_DEVICES


ONE_IS_ENOUGH = """
    import jax

    @jax.jit
    def counted(x):
        if x > jax.device_count():
            return x
        return x + jax.device_count()
    """


@program(ONE_IS_ENOUGH, "x > jax", "raises", errors=BOOL, function="counted")
def test_what_is_known_with_one_device_is_not_asked_again(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert WITH_DEVICES not in verdict.evidence


OWN_NUMBER = """
    import os

    os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

    import jax

    mesh = jax.make_mesh((4,), ("data",))

    @jax.jit
    def step(x):
        return x
    """


@program(OWN_NUMBER, "return x", "traces", function="step")
def test_a_number_that_the_program_sets_stays(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert "Number of devices 2" in verdict.reason


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("mesh = Mesh(devices, axes)", True),
        ("jax.local_devices()", True),
        ("jax.device_count()", True),
        ("jax.pmap(f)", True),
        ("jax.config.update('jax_num_cpu_devices', 2); make_mesh((2,))", False),
        ("meshed = devices", False),
    ],
)
def test_the_text_says_whether_devices_are_asked_for(
    tmp_path_factory: pytest.TempPathFactory, text: str, asks: bool
) -> None:
    file = tmp_path_factory.mktemp("asks") / "a.py"
    file.write_text(text, "utf-8")
    assert ask_for_devices([str(file)]) is asks
