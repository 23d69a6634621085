"""Code that asks JAX for several devices: a CPU stands for as many as XLA is told."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from jitlint.core.finding import Verdict
from jitlint.verify.client.limits import HOST_DEVICES, LARGEST_READ_MODULE_BYTES

ASKS = re.compile(
    r"\b(make_mesh|create_device_mesh|Mesh|shard_map|pmap|xmap)\b|\b(local_)?device(s\(|_count\b)"
)
FLAG, OPTION = "xla_force_host_platform_device_count", "jax_num_cpu_devices"
SET = re.compile(f"{FLAG}|{OPTION}")


def may_lack_devices(verdict: Verdict, files: Iterable[str]) -> bool:
    """Whether a verdict is open, and the code asks for devices and does not set how many."""
    if verdict.outcome != "inconclusive" or _is_set_by_user():
        return False
    return ask_for_devices(files)


def ask_for_devices(files: Iterable[str]) -> bool:
    """Whether files ask JAX for devices, and none of them sets how many there are."""
    texts = [*_texts(files)]
    return any(map(ASKS.search, texts)) and not any(map(SET.search, texts))


def devices_for_program(file: str) -> int:
    """Returns how many devices a program is run with: none is as many as there are."""
    return 0 if _is_set_by_user() or not ask_for_devices([file]) else HOST_DEVICES


def on_host_devices(verdict: Verdict) -> Verdict:
    """Returns a verdict that says with how many devices it was found."""
    return replace(verdict, evidence=(*verdict.evidence, f"with {HOST_DEVICES} devices of the CPU"))


def _is_set_by_user() -> bool:
    return FLAG in os.environ.get("XLA_FLAGS", "") or OPTION.upper() in os.environ


def _texts(files: Iterable[str]) -> Iterator[str]:
    for each in dict.fromkeys(files):
        path = Path(each)
        try:
            if path.is_file() and path.stat().st_size <= LARGEST_READ_MODULE_BYTES:
                yield path.read_text("utf-8", errors="replace")
        except OSError:
            continue
