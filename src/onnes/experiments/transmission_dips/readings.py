"""Readings of the transmission of a film: dips of chains, and the spectrum after Mattis and Bardeen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onnes.chains.spectral_dips import contrast_of_dips, dips, linear_order, order_of_moments, radius_for_spacing
from onnes.chains.standing_wave import standing_wave_frequency
from onnes.materials import material as material_of
from onnes.measurements import fact
from onnes.pairing.bcs.film_transmission import film_transmittance
from onnes.problems.microwave_sample import Sample
from onnes.results import Array, Reading
from onnes.units.constants import (
    BOLTZMANN,
    CLASSICAL_ELECTRON_RADIUS,
    ELECTRON_MASS,
    PLANCK,
    SPEED_OF_LIGHT,
)

COMPTON_LENGTH = PLANCK / (ELECTRON_MASS * SPEED_OF_LIGHT)
"""h/(m c) of the electron [m]."""

CURVES_AT = (0.2, 0.6, 0.9)
"""T/Tc of the spectra over frequency."""
BAND = 30e12
"""Half width of the band that is looked at [Hz]: blue light, 441 to 484 nm, about 650 THz."""
_NODES = 512
"""Nodes of the integrals of Mattis and Bardeen, at energies far above the gap."""
_ROUNDING = 4 * np.finfo(float).eps
"""Rounding of a ratio near one."""
_POINTS = (601, 6001)
"""Points of the band, at least and at most."""
_MERGED = 0.5
"""Contrast over depth below which dips count as merged."""
_RESOLVED = 4
"""Steps of the band in a linewidth, and in half a spacing, from which on dips are drawn as they are."""


@dataclass(frozen=True)
class Spectra:
    """A film at a temperature in a field.

    Attributes:
        sample: normal conductivity and gap.
        kelvin, field: T [K], B [T].
        thickness, index: d [m] of the film, n of the substrate.
        frequency: middle of the band [Hz].
        spacing, linewidth: of the dips [Hz].
        largest_depth: at full order.
        critical_field: Bc of linear order [T]; None for that of moments.
        moment: mu of the moments [J/T]; None for linear order.
    """

    sample: Sample
    kelvin: float
    field: float
    thickness: float
    index: float
    frequency: float
    spacing: float
    linewidth: float
    largest_depth: float
    critical_field: float | None
    moment: float | None

    def order(self, kelvin, field):
        """Return the ordered share at T [K] and B [T]."""
        if self.critical_field is not None:
            return linear_order(kelvin, field, self.sample.critical_temperature, self.critical_field)
        assert self.moment is not None
        ordered = order_of_moments(kelvin, field, self.moment)
        return np.where(np.asarray(kelvin) < self.sample.critical_temperature, ordered, 0.0)

    def transmission(self, frequency, kelvin, nodes: int = _NODES):
        """Return T_s/T_n after Mattis and Bardeen at f [Hz] and T [K], which broadcast."""
        normal = self.sample.conductivity * self.thickness
        below = film_transmittance(normal * self.sample.ratio(frequency, kelvin, nodes), self.index)
        return below / film_transmittance(normal, self.index)

    @cached_property
    def gap_frequency(self) -> float:
        """2 Delta(T)/h [Hz]."""
        return 2 * float(self.sample.gap(self.kelvin)) / PLANCK

    @cached_property
    def band(self) -> np.ndarray:
        """Frequencies of the band that is looked at [Hz]."""
        step = min(self.linewidth, self.spacing / 2) / _RESOLVED
        points = int(np.clip(np.ceil(2 * BAND / step) + 1, *_POINTS))
        return np.linspace(max(self.frequency - BAND, 1e-3 * self.frequency), self.frequency + BAND, points)

    @cached_property
    def temperatures(self) -> np.ndarray:
        """From near zero to above Tc [K]."""
        return np.linspace(0.02, 1.2, 60) * self.sample.critical_temperature

    @cached_property
    def fields(self) -> np.ndarray:
        """From zero to above Bc, or to where moments are nearly aligned [T]."""
        if self.critical_field is not None:
            return np.linspace(0.0, 1.2, 61) * self.critical_field
        assert self.moment is not None
        return np.linspace(0.0, 6.0, 61) * BOLTZMANN * self.kelvin / self.moment

    def readings(self, material: str) -> dict[str, Reading]:
        """Return dips of chains, the sizes that they need, and the conventional spectrum."""
        return self._dips() | self._sizes(material) | self._conventional()

    @cached_property
    def dip_depth(self) -> float:
        """Largest depth times the ordered share."""
        return self.largest_depth * float(self.order(self.kelvin, self.field))

    def _dips(self) -> dict[str, Reading]:
        first, last = np.ceil(self.band[0] / self.spacing), np.floor(self.band[-1] / self.spacing)
        over_temperature = np.diff(self.order(self.temperatures, self.field))
        over_field = np.diff(self.order(self.kelvin, self.fields))
        return {
            "dip_spacing": Reading(self.spacing, "Hz", None, "c/(2 R)"),
            "nearest_dip": Reading(max(1, round(self.frequency / self.spacing)) * self.spacing, "Hz", None,
                                   "n c/(2 R) nearest to the middle of the band"),
            "mode_number": Reading(max(1, round(self.frequency / self.spacing)), "", None, "n of that dip"),
            "dips_in_band": Reading(int(max(0, last - first + 1)), "", None, f"within {BAND / 1e12:g} THz of the "
                                    "middle"),
            "dip_depth": Reading(self.dip_depth, "", None, "largest depth times the ordered share at this T and B"),
            "dip_contrast": Reading(contrast_of_dips(self.spacing, self.linewidth, self.dip_depth), "", None,
                                    "rise of the transmission from a dip to the middle between two"),
            "depth_falls_with_temperature": Reading(_falls(over_temperature), "", None, "as the text claims"),
            "depth_falls_with_field": Reading(_falls(over_field), "", None, "as the text claims"),
            "measured_dips": Reading(str(fact("E113c").value), "", None, "periodic dips of a superconductor in blue "
                                     "light (E113c)"),
        }

    def _sizes(self, material: str) -> dict[str, Reading]:
        radius = float(radius_for_spacing(self.spacing))
        readings = {
            "radius_for_spacing": Reading(radius, "m", None, "R = c/(2 df) that this spacing needs"),
            "radius_for_first_mode": Reading(float(radius_for_spacing(self.frequency)), "m", None,
                                             "R whose first mode is at the middle of the band"),
            "radius_over_classical": Reading(radius / CLASSICAL_ELECTRON_RADIUS, "", None,
                                             "over the classical electron radius"),
            "spacing_of_classical_radius": Reading(standing_wave_frequency(CLASSICAL_ELECTRON_RADIUS), "Hz", None,
                                                   "c/(2 R) with the classical electron radius"),
            "spacing_of_compton_length": Reading(standing_wave_frequency(COMPTON_LENGTH), "Hz", None,
                                                 "c/(2 R) with R = h/(m c)"),
        }
        if material and material_of(material).has("nearest_neighbour_distance"):
            distance = material_of(material).nearest_neighbour_distance
            readings["radius_over_ion_distance"] = Reading(radius / distance, "", None, "over the distance of ions")
            readings["spacing_of_ion_distance"] = Reading(standing_wave_frequency(distance / 2), "Hz", None,
                                                          "c/(2 R) with R half the distance of ions")
        return readings

    def _conventional(self) -> dict[str, Reading]:
        fine, rough = (float(self.transmission(self.frequency, self.kelvin, n)) - 1 for n in (_NODES, _NODES // 2))
        infrared = self.gap_frequency * np.linspace(0.05, 4.0, 2000)
        ratio = self.transmission(infrared, self.kelvin)
        peak = int(np.argmax(ratio))
        slope = np.diff(self.transmission(self.band, self.kelvin))
        return {
            "gap_frequency": Reading(self.gap_frequency, "Hz", None, "2 Delta(T)/h"),
            "peak_frequency": Reading(infrared[peak], "Hz", infrared[1] - infrared[0], "where T_s/T_n is largest"),
            "peak_transmission": Reading(ratio[peak], "", None, "T_s/T_n there"),
            "conventional_dips": Reading(int(np.sum((slope[:-1] < 0) & (slope[1:] > 0))), "", None,
                                         "minima of T_s/T_n in the band after Mattis and Bardeen"),
            "superconducting_change_at_blue": Reading(fine, "", abs(fine - rough) + _ROUNDING, "T_s/T_n - 1 at "
                                                      "the middle of the band"),
            "gap_over_photon_squared": Reading((self.gap_frequency / 2 / self.frequency) ** 2, "", None,
                                               "(Delta/h f)^2, the size of such changes"),
        }

    def arrays(self) -> dict[str, Array]:
        """Return the spectra in the band and about the gap, and depth over temperature and field."""
        gap = 2 * self.sample.gap_at_zero / PLANCK
        over_gap, t = np.geomspace(0.05, 20.0, 240), np.array(CURVES_AT)
        return {
            "band": Array(self.band, ("band",), "Hz", "frequency in the band"),
            "chain_transmission": Array(dips(self.band, self.spacing, self.linewidth, self.dip_depth), ("band",), "",
                                        "transmission over that of the normal film, chains"),
            "conventional_change": Array(self.transmission(self.band, self.kelvin) - 1, ("band",), "",
                                         "T_s/T_n - 1 after Mattis and Bardeen"),
            "infrared": Array(gap * over_gap, ("infrared",), "Hz", "frequency about the gap"),
            "t": Array(t, ("t",), "", "T/Tc of the spectra about the gap"),
            "conventional_transmission": Array(
                self.transmission(gap * over_gap, t[:, None] * self.sample.critical_temperature), ("t", "infrared"), "",
                "T_s/T_n after Mattis and Bardeen"),
            "temperature": Array(self.temperatures, ("temperature",), "K", "temperature"),
            "depth_over_temperature": Array(self.largest_depth * self.order(self.temperatures, self.field),
                                            ("temperature",), "", "depth of dips at the field"),
            "field": Array(self.fields, ("field",), "T", "field"),
            "depth_over_field": Array(self.largest_depth * self.order(self.kelvin, self.fields), ("field",), "",
                                      "depth of dips at the temperature"),
        }

    def warnings(self) -> tuple[str, ...]:
        """Return warnings where dips merge or are narrower than what is drawn, or order contradicts the claim."""
        found, step = [], self.band[1] - self.band[0]
        if contrast_of_dips(self.spacing, self.linewidth, 1.0) < _MERGED:
            found.append(f"Dips of a half width of {self.linewidth / 1e12:.3g} THz that are {self.spacing / 1e12:.3g} "
                         "THz apart merge: give a smaller linewidth or a larger spacing to see them apart.")
        elif min(self.linewidth, self.spacing / 2) < 0.99 * _RESOLVED * step:
            found.append(f"The spectrum is drawn in steps of {step / 1e12:.3g} THz, too coarse for these dips.")
        if self.moment is not None:
            found.append("The text claims that dips fade as the field grows; its own thermal moment grows with the "
                         "field.")
        return tuple(found)


def _falls(changes: np.ndarray) -> bool:
    """Return whether a quantity with these changes falls somewhere and rises nowhere."""
    return bool(np.all(changes <= 0) and np.any(changes < 0))
