"""Readings of coupled orbits, in SI units."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import sqrt

import numpy as np

from onnes.carriers.larmor import field_magnetised_by_applied, field_magnetised_by_total, larmor_susceptibility
from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.orbits import induced_speed, meissner_speed
from onnes.carriers.self_screening import interacting_orbits_field, mean_field_state
from onnes.experiments.susceptibility.sample import OrbitSample
from onnes.results import Array, Reading

SCANNED = np.geomspace(0.01, 100, 17)
"""Values of -chi at which the first placement is solved."""


class Instruments:
    """Placements of orbits of radius r [m] in the field B_a [T]; lambda [m]. Fields inside are over B_a."""

    def __init__(self, samples: list[OrbitSample], depth: float, orbit: float, field: float):
        self.samples, self.depth, self.orbit, self.field = samples, depth, orbit, field
        self.density = superfluid_density(depth)
        self.chi = larmor_susceptibility(self.density, orbit**2)

    @cached_property
    def felt(self) -> list[np.ndarray]:
        """Field in each orbit, which drives it, by placement."""
        return [interacting_orbits_field(-self.chi * each.coupling, 1.0, True) for each in self.samples]

    @cached_property
    def ignored(self) -> list[np.ndarray]:
        """Field in each orbit where B_a alone drives all, by placement."""
        return [interacting_orbits_field(-self.chi * each.coupling, 1.0, False) for each in self.samples]

    def readings(self) -> dict[str, Reading]:
        """Return fields, speeds and their scatter, beside the mean field."""
        full = abs(induced_speed(self.orbit, self.field))
        felt, alone = (mean_field_state(self.density, self.orbit, self.field, mutual) for mutual in (True, False))
        return {
            "susceptibility": Reading(self.chi, "", None, "chi = -r^2/(4 lambda^2), SI; -1 at r = 2 lambda"),
            "field_felt": self._mean(self.felt, "mean field in the orbits over B_a, others felt"),
            "field_felt_mean_field": Reading(felt.field / self.field, "", None, "1/(1 - chi), H39"),
            "field_ignored": self._mean(self.ignored, "the same, driven by B_a alone"),
            "field_ignored_mean_field": Reading(alone.field / self.field, "", None, "1 + chi, H38"),
            "field_ignored_expected": Reading(1 + self.chi * self._expected_sum(), "", None, "1 + chi ((N - 1)/N + "
                                              "C_ii): with the orbit's own field, without a surface"),
            "speed_felt": self._mean(self.felt, "mean speed of the orbits, with the field of the others", full, "m/s"),
            "speed_felt_mean_field": Reading(abs(felt.speed), "m/s", None, "(e r/2m) B_a/(1 - chi), H46"),
            "speed_ignored": Reading(abs(alone.speed), "m/s", None, "(e r/2m) B_a, H37, without that field"),
            "meissner_speed": Reading(meissner_speed(self.depth, self.field), "m/s", None, "v_s = e lambda B_a/m"),
            "scatter_felt": self._scatter(self.felt, "standard deviation of that over the orbits, felt"),
            "scatter_ignored": self._scatter(self.ignored, "the same, the field of the others ignored"),
            "scatter_expected": Reading(abs(self.chi) * self._expected_scatter(), "", None, "the same for independent "
                                        "couplings: |chi| sqrt(N) times the standard deviation of one"),
            "own_share": Reading(self.own, "", None, "C_ii: share of an orbit in the field in it, 1/(number of "
                                 "orbits round a point) if they are long"),
            "radius": Reading(self.orbit, "m", None, "r of the orbits"),
        }

    def _read(self, values: list[np.ndarray]) -> list[np.ndarray]:
        """Return the values of the orbits that are read, by placement."""
        return [each[sample.read] for each, sample in zip(values, self.samples, strict=True)]

    def _mean(self, values: list[np.ndarray], meaning: str, scale: float = 1.0, unit: str = "") -> Reading:
        return _over_placements([each.mean() * scale for each in self._read(values)], unit, meaning)

    def _scatter(self, values: list[np.ndarray], meaning: str) -> Reading:
        return _over_placements([each.std() for each in self._read(values)], "", meaning)

    @property
    def own(self) -> float:
        """Return C_ii, the share of an orbit in the field in it."""
        return float(np.mean(np.diag(self.samples[0].coupling)))

    def _expected_sum(self) -> float:
        number = len(self.samples[0].centres)
        return (number - 1) / number + self.own

    def _expected_scatter(self) -> float:
        """Return the scatter of sum_j C_ij that follows from that of C_ij, j other than i."""
        number = len(self.samples[0].centres)
        others = ~np.eye(number, dtype=bool)
        spreads = [each.coupling[others & each.read[:, None]].std() for each in self.samples]
        return sqrt(number) * float(np.mean(spreads))

    def arrays(self) -> dict[str, Array]:
        """Return places, fields and sums of couplings of the first placement, and the scan of the susceptibility."""
        first = self.samples[0]
        scanned = {mutual: [interacting_orbits_field(size * first.coupling, 1.0, mutual)[first.read].mean()
                            for size in SCANNED] for mutual in (True, False)}

        def orbits(values: np.ndarray, unit: str, meaning: str) -> Array:
            return Array(values, ("orbit",), unit, meaning)

        def scan(values: Iterable[float], meaning: str) -> Array:
            return Array(np.array([*values]), ("scan",), "", meaning)

        return {
            "centres": Array(first.centres[:, :2] * self.orbit, ("orbit", "axis"), "m", "centres, across the field"),
            "read": orbits(first.read, "", "whether the orbit is away from the surface"),
            "coupling": orbits(first.coupling.sum(axis=1), "", "sum of the couplings of an orbit, 1 in the mean field"),
            "orbit_field_felt": orbits(self.felt[0], "", "field in an orbit over the applied one, felt"),
            "orbit_field_ignored": orbits(self.ignored[0], "", "field in an orbit over the applied one, ignored"),
            "scan_susceptibility": scan(-SCANNED, "susceptibility"),
            "scan_felt": scan(scanned[True], "mean field over the applied one, felt"),
            "scan_ignored": scan(scanned[False], "mean field over the applied one, ignored"),
            "scan_felt_mean_field": scan((field_magnetised_by_total(-size, 1.0) for size in SCANNED), "1/(1 - chi)"),
            "scan_ignored_mean_field": scan((field_magnetised_by_applied(-size, 1.0) for size in SCANNED), "1 + chi"),
        }


def _over_placements(values: list[float], unit: str, meaning: str) -> Reading:
    """Return the mean over placements with its standard uncertainty."""
    return Reading(float(np.mean(values)), unit, float(np.std(values, ddof=1)) / sqrt(len(values)), meaning)
