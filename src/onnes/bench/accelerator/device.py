"""The device that JAX uses: its name, its memory, and how much of that has been held."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import Any

import jax

from onnes.numerics.jax_settings import as_array


@dataclass(frozen=True)
class Device:
    """Facts of a device.

    Attributes:
        name: as its maker calls it.
        platform: "gpu", "cpu", ...
        memory: bytes that programs may use; of a processor, those of the machine.
        precision: of real numbers.
    """

    name: str
    platform: str
    memory: int
    jax: str
    precision: str

    @classmethod
    def in_use(cls) -> Device:
        """Return the facts of the first device of JAX."""
        precision = str(as_array(1.0).dtype)
        device = jax.devices()[0]
        return cls(device.device_kind, device.platform, _memory(device), jax.__version__, precision)

    @property
    def is_processor(self) -> bool:
        """Return whether it is the CPU, with which results are compared."""
        return self.platform == "cpu"

    def as_dict(self) -> dict[str, Any]:
        """Return the facts as JSON."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.name} ({self.platform}), {self.memory / 1e9:.3g} GB, JAX {self.jax}, {self.precision}"


def memory_held() -> tuple[int, int] | None:
    """Return bytes held by the first device now, and at most since the process began; None if it does not count."""
    counted = jax.devices()[0].memory_stats()
    return (counted["bytes_in_use"], counted["peak_bytes_in_use"]) if counted else None


def _memory(device: Any) -> int:
    counted = device.memory_stats()
    if counted and "bytes_limit" in counted:
        return counted["bytes_limit"]
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
