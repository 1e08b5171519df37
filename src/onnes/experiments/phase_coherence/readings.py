"""Readings of orbits that grow and lock, in SI units, with those of conventional theory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onnes.carriers.kuramoto import coupling_of_order, critical_coupling, incoherent_order, order_parameter
from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.orbit_overlap import PERCOLATION, orbit_content, orbits_overlapped, radius_of_content
from onnes.carriers.phase_frequency import phase_frequency, phase_frequency_from_moments
from onnes.carriers.phase_stiffness import phase_ordering_temperature, phase_stiffness
from onnes.problems.phase_oscillators import Held, Oscillators
from onnes.results import Array, Reading
from onnes.units.constants import BOLTZMANN, HBAR

_HALF = 0.5
"""Order parameter that marks the rise."""
_DRIFT = 0.1
"""Difference of R between the third and the last quarter of the steps at one radius, above which a warning is given."""


@dataclass(frozen=True)
class Instruments:
    """Samples of growing size and their units.

    Attributes:
        depth: lambda [m].
        spacing: mean distance of centres [m].
        radii: in spacings, shape (radii,).
        disorder: "spread" or "noise".
        courses: each sample with what was held at each radius, the largest last.
        temperature: T [K], None without a material.
        pair_size: xi [m], None if unknown.
    """

    depth: float
    spacing: float
    radii: np.ndarray
    disorder: str
    courses: list[tuple[Oscillators, list[Held]]]
    temperature: float | None
    pair_size: float | None

    @property
    def largest(self) -> Oscillators:
        """The largest sample."""
        return self.courses[-1][0]

    @property
    def space(self) -> str:
        """"plane" or "space"."""
        return self.largest.space

    @cached_property
    def order(self) -> np.ndarray:
        """Mean R over the second half of the steps, shape (sizes, radii)."""
        return np.array([[held.order[len(held.order) // 2:].mean() for held in course] for _, course in self.courses])

    @cached_property
    def numbers(self) -> np.ndarray:
        """N of each sample, shape (sizes,)."""
        return np.array([len(made.places) for made, _ in self.courses])

    def expected(self, radius: float) -> float:
        """Return the mean-field R at a radius in spacings."""
        made = self.largest
        return order_parameter(made.strength * orbit_content(radius, self.space), made.width, self.disorder)

    def radius_of_coupling(self, coupling: float) -> float:
        """Return the radius at which the couplings on an orbit add up to J, in spacings."""
        return radius_of_content(coupling / self.largest.strength, self.space)

    def readings(self) -> dict[str, Reading]:
        """Return frequency, overlap, where the phases lock, scaling with N, and conventional theory's numbers."""
        return self._frequency() | self._overlap() | self._locking() | self._scaling() | self._conventional()

    def _frequency(self) -> dict[str, Reading]:
        omega, density = phase_frequency(self.depth), superfluid_density(self.depth)
        readings = {
            "phase_frequency": Reading(omega, "rad/s", None, "omega = v_0/(2 lambda) = hbar/(8 m lambda^2)"),
            "phase_frequency_from_moments": Reading(phase_frequency_from_moments(density), "rad/s", None,
                                                    "(mu_0/4 pi)(2 pi/hbar) n_s mu_B^2, the same"),
        }
        if self.temperature is not None:
            readings["thermal_rate"] = Reading(BOLTZMANN * self.temperature / (HBAR * omega), "", None,
                                               "k T/hbar over omega; the text gives no rate of noise")
        return readings

    def _overlap(self) -> dict[str, Reading]:
        density, first, last = superfluid_density(self.depth), self.radii[0], self.radii[-1]
        return {
            "superfluid_density": Reading(density, "1/m^3", None, "n_s of lambda"),
            "first_radius": Reading(first * self.spacing, "m", None, "1/k_F of n_s, orbit of the normal state"),
            "last_radius": Reading(last * self.spacing, "m", None, "2 lambda, orbit of the superconductor"),
            "last_radius_in_spacings": Reading(last, "", None, "2 lambda over the mean distance of centres"),
            "overlapped_first": Reading(orbits_overlapped(1.0, first, self.space), "", None,
                                        "orbits that overlap one of radius 1/k_F, mean"),
            "overlapped_last": Reading(orbits_overlapped(1.0, last, self.space), "", None,
                                       "orbits that overlap one of radius 2 lambda, mean"),
            "percolation_radius": Reading(radius_of_content(PERCOLATION[self.space], self.space) * self.spacing, "m",
                                          None, "radius at which overlapping orbits first connect the whole sample"),
        }

    def _locking(self) -> dict[str, Reading]:
        width, last = self.largest.width, self.radii[-1]
        critical = self.radius_of_coupling(critical_coupling(width))
        half = self.radius_of_coupling(coupling_of_order(_HALF, width, self.disorder))
        readings = {
            "critical_radius": Reading(critical * self.spacing, "m", None, "mean field: J = 2 gamma, or 2 D"),
            "half_radius_mean_field": Reading(half * self.spacing, "m", None, "mean field: R = 1/2"),
            "coupling_over_critical": Reading(self.largest.strength * orbit_content(last, self.space)
                                              / critical_coupling(width), "", None, "J/J_c at 2 lambda"),
            "order_first": Reading(float(self.order[-1, 0]), "", None, "R at 1/k_F"),
            "order_last": Reading(float(self.order[-1, -1]), "", None, "R at 2 lambda"),
            "order_last_mean_field": Reading(self.expected(last), "", None, "mean-field R at 2 lambda"),
        }
        locked = self._half_radius()
        if locked is not None:
            readings["half_radius"] = Reading(locked * self.spacing, "m", None, "radius at which R passes 1/2")
        return readings

    def _half_radius(self) -> float | None:
        """Return the first radius at which R of the largest sample passes 1/2, in spacings."""
        order, above = self.order[-1], np.flatnonzero(self.order[-1] >= _HALF)
        if len(above) == 0 or above[0] == 0:
            return None
        pair = slice(above[0] - 1, above[0] + 1)
        return float(np.exp(np.interp(_HALF, order[pair], np.log(self.radii[pair]))))

    def _scaling(self) -> dict[str, Reading]:
        first, last = (float(np.polyfit(np.log(self.numbers), np.log(self.order[:, at]), 1)[0]) for at in (0, -1))
        return {
            "size_exponent_first": Reading(first, "", None, "d ln R/d ln N at 1/k_F; -1/2 of independent phases"),
            "size_exponent_last": Reading(last, "", None, "d ln R/d ln N at 2 lambda; 0 of a macroscopic phase"),
        }

    def _conventional(self) -> dict[str, Reading]:
        density = superfluid_density(self.depth)
        readings = {"phase_stiffness": Reading(phase_stiffness(density), "J/m", None,
                                               "conventional: hbar^2 n_s/(4 m), energy V (grad phi)^2/2 per volume")}
        if self.pair_size is None:
            return readings
        return readings | {
            "pairs_in_coherence_volume": Reading(density / 2 * self.pair_size**3, "", None,
                                                 "conventional: n_s xi^3/2, pairs that overlap one"),
            "phase_ordering_temperature": Reading(phase_ordering_temperature(density, self.pair_size), "K", None,
                                                  "conventional: phases alone would be ordered below it"),
        }

    def arrays(self) -> dict[str, Array]:
        """Return R against radius for each size; places and phases of the largest sample."""
        made, course = self.courses[-1]
        axes = ("x", "y", "z")[:made.places.shape[1]]
        frames = len(course[0].phases)
        ends = np.cumsum([held.duration for held in course]) / phase_frequency(self.depth)
        starts = np.concatenate([[0.0], ends[:-1]])
        times = [start + (end - start) * (frame + 1) / frames
                 for start, end in zip(starts, ends, strict=True) for frame in range(frames)]
        return {
            "radius": Array(self.radii * self.spacing, ("radius",), "m", "radius of the orbits"),
            "number": Array(self.numbers, ("size",), "", "number of orbits N"),
            "order": Array(self.order, ("size", "radius"), "", "order parameter R"),
            "order_incoherent": Array(np.array([incoherent_order(number) for number in self.numbers]), ("size",), "",
                                      "R of independent phases, sqrt(pi/4N)"),
            "place": Array(made.places * self.spacing, ("orbit", "axis"), "m", f"centres ({', '.join(axes)})"),
            "phase": Array(np.concatenate([held.phases for held in course]), ("frame", "orbit"), "rad",
                           "phases, in the frame that turns at omega"),
            "frame_radius": Array(np.repeat(self.radii * self.spacing, frames), ("frame",), "m", "radius in a frame"),
            "frame_time": Array(np.array(times), ("frame",), "s", "time of a frame"),
        }

    def warnings(self) -> tuple[str, ...]:
        """Return a warning for phases that still drift where they were read."""
        quarter = len(self.courses[-1][1][0].order) // 4
        drift = [abs(float(held.order[2 * quarter:3 * quarter].mean() - held.order[3 * quarter:].mean()))
                 for held in self.courses[-1][1]]
        worst = int(np.argmax(drift))
        if drift[worst] <= _DRIFT:
            return ()
        return (f"At r = {self.radii[worst] * self.spacing:.3g} m the order parameter still changes by "
                f"{drift[worst]:.2f}: more steps would show where it settles.",)
