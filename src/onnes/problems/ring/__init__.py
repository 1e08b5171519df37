"""States of a superconducting ring: flux quanta, currents, nucleation, phase slips."""

from onnes.problems.ring.annulus import Annulus, RingState
from onnes.problems.ring.closed_forms import (
    slip_distance,
    thin_film_area,
    thin_film_kinetic_inductance,
    thin_ring_inductance,
    thin_ring_level,
)
from onnes.problems.ring.fluxoid import FluxoidOfContour, fluxoid_of_contour
from onnes.problems.ring.nucleus import Nucleus, nucleus
from onnes.problems.ring.slips import Range, stable_range

__all__ = [
    "Annulus",
    "FluxoidOfContour",
    "Nucleus",
    "Range",
    "RingState",
    "fluxoid_of_contour",
    "nucleus",
    "slip_distance",
    "stable_range",
    "thin_film_area",
    "thin_film_kinetic_inductance",
    "thin_ring_inductance",
    "thin_ring_level",
]
