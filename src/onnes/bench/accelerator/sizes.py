"""Sizes of the grids, by the kind of device."""

from __future__ import annotations

from dataclasses import dataclass

from onnes.bench.accelerator.device import Device


@dataclass(frozen=True)
class Sizes:
    """Nodes along a side.

    Attributes:
        checked, checked_block: of the planes and films, and of the blocks, that are compared with the CPU.
        plane, block: of the bodies whose force is timed, in 2D and 3D.
        film: of the films whose steps are timed; the first also runs with steps of its own choice.
        until: end of runs with steps of their own choice [tau_0].
    """

    checked: int
    checked_block: int
    plane: tuple[int, ...]
    block: tuple[int, ...]
    film: tuple[int, ...]
    until: float


SMALLEST = Sizes(checked=16, checked_block=6, plane=(24,), block=(8,), film=(16,), until=0.2)
ON_PROCESSOR = Sizes(checked=64, checked_block=12, plane=(256, 512), block=(64,), film=(64,), until=2.0)
ON_ACCELERATOR = Sizes(checked=256, checked_block=48, plane=(1024, 2048, 4096, 8192), block=(128, 256, 512),
                       film=(1024, 2048, 4096), until=3.0)


def sizes_for(device: Device) -> Sizes:
    """Return grids that fill a graphics card, or small ones for a processor."""
    return ON_PROCESSOR if device.is_processor else ON_ACCELERATOR
