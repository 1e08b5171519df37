"""filled-band: response of a tight-binding band to a vector potential, from empty to full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity
from onnes.results import Array, Reading

if TYPE_CHECKING:
    from onnes.pairing.band_response import TightBinding
    from onnes.pairing.peierls_ring import Ring

DIMENSIONS = (1, 2, 3)
SIDES = {1: 101, 2: 13, 3: 7}
"""Default number of sites on each axis of the ring: odd, so that its shells close at many fillings."""

FILLINGS = np.concatenate([[0.0, 0.002, 0.005, 0.01], np.linspace(0.02, 0.98, 49), [0.99, 0.995, 0.998, 1.0]])
FEW = 1e-9
"""Filling used for a few electrons at the bottom of the band."""

CURVE_NODES = 16
"""Points of the quadrature for the curves, which have errors of 1e-7."""


class FilledBand(Experiment):
    """A tight-binding band with fixed occupation of momenta, of total momentum zero, in a vector potential.

    The energy k(p) of each electron becomes k(p - eA): j = -(e^2/hbar^2) A int k''(p), A1-A2. It is computed from the
    velocities at the Fermi surface, and independently on a finite ring with Peierls phases, as the second derivative
    of the energy of the filled states. Lattice sites are one lattice constant apart in all three directions; in one
    and two dimensions there is no hopping between the chains or planes.

    Raises:
        InputError: see `Experiment`; also a dimension other than 1, 2 or 3, a ring with too few or too many sites.

    Source: Appendix II of Weisskopf's text, A1-A2, Fig. 12.
    """

    name: ClassVar[str] = "filled-band"
    summary: ClassVar[str] = "response of a tight-binding band to a vector potential, from empty to full"
    theories: ClassVar[tuple[str, ...]] = ("pair",)
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {"dimension": 2, "filling": 0.3}

    theory: str = pydantic.Field(default="pair", description="theory that the response is from")
    dimension: int = pydantic.Field(default=1, description="directions in which electrons hop: 1, 2 or 3")
    filling: float = quantity(0.25, "", "share of the band's states that is occupied", at_least=0, at_most=1)
    hopping: float = quantity("1 eV", "J", "hopping t to the next site", above=0)
    next_hopping: float = quantity(0.0, "", "hopping t' along an axis to the site after it, over t", above=-0.25,
                                   below=0.25)
    lattice_constant: float = quantity("0.3 nm", "m", "distance a of the sites", above=0)
    ring: int = pydantic.Field(default=0, description="sites on each axis of the finite ring; 0: 101, 13 or 7")

    def check(self) -> None:
        from onnes.pairing.peierls_ring import LARGEST, LEAST

        if self.dimension not in DIMENSIONS:
            raise InputError("dimension", self.dimension, "1, 2 or 3")
        if self.ring and not (self.ring >= LEAST and self.ring**self.dimension <= LARGEST):
            raise InputError("ring", self.ring, f"at least {LEAST} sites on an axis and at most {LARGEST} in all",
                             "0 chooses.")

    def measure(self, progress: Progress) -> Measurement:
        from onnes.pairing.band_response import TightBinding
        from onnes.pairing.peierls_ring import ring

        band = TightBinding(self.dimension, self.next_hopping)
        progress(0.0, "the finite ring")
        closed = ring(band, self.ring or SIDES[self.dimension], self.filling)
        progress(0.5, "the infinite lattice")
        readings = {**self._band_readings(band), **self._response_readings(band), **self._ring_readings(band, closed)}
        return Measurement(readings, self._arrays(band))

    @property
    def _unit(self) -> float:
        """-dj/dA of a band whose response per site is 1: e^2 t a^2/hbar^2 per a^3 [A/(T m^3)]."""
        from onnes.units.constants import ELEMENTARY_CHARGE, HBAR

        return ELEMENTARY_CHARGE**2 * self.hopping / (HBAR**2 * self.lattice_constant)

    def _band_readings(self, band: TightBinding) -> dict[str, Reading]:
        from onnes.units.constants import ELECTRON_MASS, HBAR

        mass = HBAR**2 / (band.band_curvature * self.hopping * self.lattice_constant**2)
        return {
            "band_mass": Reading(mass, "kg", None, "m* = hbar^2/k'' at the bottom of the band"),
            "band_mass_over_electron": Reading(mass / ELECTRON_MASS, "", None, "m*/m"),
            "density": Reading(2 * self.filling / self.lattice_constant**3, "m^-3", None, "electrons per volume"),
        }

    def _response_readings(self, band: TightBinding) -> dict[str, Reading]:
        from onnes.pairing.band_response import NODES, at_filling, largest_response, london_response, occupied

        made, coarse = (at_filling(band, self.filling, nodes) for nodes in (NODES, NODES // 2))
        largest, roughly = (largest_response(band, nodes) for nodes in (NODES, NODES // 2))
        london, spread = london_response(band, self.filling), abs(made.response - coarse.response)
        few = at_filling(band, FEW)
        return {
            "response": Reading(made.response / london if london else None, "", spread / london if london else None,
                                "-dj/dA over n e^2/m*, m* the mass at the bottom of the band",
                                absent="none: the band is empty"),
            "response_per_site": Reading(made.response, "", spread, "-dj/dA per site over e^2 t a^2/hbar^2"),
            "response_si": Reading(made.response * self._unit, "A/(T*m^3)",
                                   spread * self._unit, "-dj/dA, to compare with n e^2/m*"),
            "response_full": Reading(occupied(band, band.dimension * band.top).response, "", None,
                                     "response_per_site of the full band, by the velocities of its last electrons"),
            "response_empty": Reading(occupied(band, band.dimension * band.bottom).response, "", None,
                                      "response_per_site of the empty band"),
            "response_dilute": Reading(few.response / london_response(band, few.filling), "", None,
                                       f"response of a band filled to {FEW:g}: London's, with the band's mass"),
            "maximum_filling": Reading(largest.filling, "", abs(largest.filling - roughly.filling),
                                       "filling with the largest response"),
            "maximum_response": Reading(largest.response, "", abs(largest.response - roughly.response),
                                        "response_per_site there"),
            "screening_depth": self._depth(made.response),
        }

    def _depth(self, response: float) -> Reading:
        """Return lambda = (mu_0 dj/dA)^(-1/2); no value where there is no response."""
        from onnes.units.constants import VACUUM_PERMEABILITY

        depth = (VACUUM_PERMEABILITY * response * self._unit) ** -0.5 if response > 1e-12 else None
        return Reading(depth, "m", None, "penetration depth of a field in a band with this response (W33)"
                       + ("" if depth else ": none, it does not screen"))

    def _ring_readings(self, band: TightBinding, closed: Ring) -> dict[str, Reading]:
        from onnes.pairing.band_response import at_filling

        infinite = at_filling(band, closed.filling).response
        return {
            "ring_sites": Reading(closed.sites, "", None, "sites of the finite ring"),
            "ring_filling": Reading(closed.filling, "", None, "filling of the ring: the nearest closed shell"),
            "ring_response": Reading(closed.response, "", None, "d2E/dphase2 per site over t, from the energies of the "
                                     "filled states with Peierls phases; compares with response_per_site"),
            "ring_sum": Reading(closed.direct_sum, "", None, "sum of k'' over the same momenta, per site"),
            "ring_difference": Reading(abs(closed.response - closed.direct_sum), "", None, "between those two"),
            "ring_minus_infinite": Reading(closed.response - infinite, "", None,
                                           "ring less infinite lattice at the filling of the ring: its finite size"),
        }

    def _arrays(self, band: TightBinding) -> dict[str, Array]:
        from onnes.pairing.band_response import TightBinding, at_filling, fermi_energy_at, london_response

        k = np.linspace(-np.pi, np.pi, 241)
        fermi = fermi_energy_at(band, self.filling)
        # The cut along the current at zero momentum across it: the Fermi energy less that of the other axes.
        left = fermi - (band.dimension - 1) * band.bottom
        arrays = {
            "filling": Array(FILLINGS, ("filling",), "", "filling of the band"),
            "london": Array(np.array([london_response(band, each) for each in FILLINGS]), ("filling",), "",
                            "n e^2/m* per site over e^2 t a^2/hbar^2"),
            "wave_number": Array(k / self.lattice_constant, ("wave_number",), "1/m", "wave number along the current"),
            "energy": Array((band.energy(k) - band.bottom) * self.hopping, ("wave_number",), "J",
                            "energy above the bottom of the band"),
            "velocity": Array(band.velocity(k), ("wave_number",), "", "velocity over t a/hbar"),
            "occupied": Array(np.abs(k) <= float(band.wave_number(left)) if self.filling else np.zeros(len(k), bool),
                              ("wave_number",), "", "whether the state is occupied"),
        }
        for dimension in DIMENSIONS:
            other = TightBinding(dimension, self.next_hopping)
            values = [at_filling(other, each, CURVE_NODES).response for each in FILLINGS]
            arrays[f"response_{dimension}d"] = Array(np.array(values), ("filling",), "",
                                                     f"-dj/dA per site, {dimension} dimension{'s' * (dimension > 1)}")
        return arrays
