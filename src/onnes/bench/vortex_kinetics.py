"""Interactions of vortices at one Pearl length: by solves, and by the inverse of the whole matrix."""

from __future__ import annotations

import time

from onnes.bench.benchmarks import Timing, benchmark

_SIDE, _PITCH, _MOAT, _SPACING = 400e-6, 100e-6, 24e-6, 8e-6


@benchmark("interactions of 2100 vortex sites and 16 moats at one Pearl length, by solves")
def interactions() -> Timing:
    """Return Pearl lengths per second of the elements of G that rates need, compared with those of all elements.

    The work of the inverse grows as the cube of the number of sites, that of the solves in proportion to it.
    """
    import numpy as np

    from onnes.problems.vortex_kinetics import network, plane_with_moats
    from onnes.problems.vortex_kinetics.dense import DenseLevels
    from onnes.problems.vortex_kinetics.iterative import IterativeLevels

    net = network(plane_with_moats(_SIDE, _PITCH, _MOAT), 200e-9, spacing=_SPACING)
    solves = IterativeLevels(net)
    solves.elements(net.landscape.pearl_length)  # factorises the carriers
    pearl = net.landscape.pearl_length / 3**3
    began = time.perf_counter()
    found = solves.elements(pearl)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    exact = DenseLevels(net).inverse(pearl)
    dense = time.perf_counter() - began
    return Timing(1 / seconds, "1/s", 1 / dense, "inverse of the whole matrix (measured now)", {
        "sites": net.sites, "seconds": seconds, "largest error of G_ii": float(
            np.max(np.abs(found.diagonal - np.diagonal(exact))))})
