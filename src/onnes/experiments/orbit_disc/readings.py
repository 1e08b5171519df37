"""Readings of a disc of orbits, in SI units."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np
from scipy.special import ive

from onnes.carriers.london_depth import orbit_radius_from_density, superfluid_density
from onnes.carriers.orbit_layer import edge_current, layer_current, layer_field
from onnes.carriers.orbits import meissner_speed, moment_per_carrier, orbit_radius
from onnes.experiments.orbit_disc.superposition import GROUPS, current_map, random_centres, superpose
from onnes.results import Array, Reading
from onnes.units.constants import ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

BINS, INWARDS, OUTWARDS = 40, 3.0, 1.5
"""Bins per orbit radius a; the profile reaches from R - 3 a to R + 1.5 a."""
_BAND = 0.1
"""Half width of the band round the largest current where it is read, in a; it is 0.17 % low there."""
_CELLS, _DRAWN, _MAPPED = 160, 300, 40_000
"""Cells across the map, orbits that are drawn, and orbits in the map."""


class Instruments:
    """A disc of radius R [m] of orbits of radius a = 2 lambda [m] in the field B_a [T]."""

    def __init__(self, disc: float, depth: float, field: float, orbits: int, seed: int):
        self.disc, self.depth, self.field, self.orbits = disc, depth, field, orbits
        self.orbit = orbit_radius(depth)
        self.density, self.speed = superfluid_density(depth), meissner_speed(depth, field)
        self.centres = random_centres(orbits, disc, seed)
        first = max(disc - INWARDS * self.orbit, 1e-3 * self.orbit)
        last = disc + OUTWARDS * self.orbit
        edges = np.linspace(first, last, round((last - first) / self.orbit * BINS) + 1)
        self.sum = superpose(self.centres, disc, self.orbit, edges)

    @property
    def needed(self) -> float:
        """Current per length that screens the field, B_a/mu_0, in A/m."""
        return self.field / VACUUM_PERMEABILITY

    @property
    def unit(self) -> float:
        """Current density n_s e v_s, in A/m^2."""
        return self.density * ELEMENTARY_CHARGE * self.speed

    def readings(self) -> dict[str, Reading]:
        """Return total, width and depth of the layer with their scatter, beside the exact ones and London's."""
        near, far = self.disc - self.orbit, self.disc + self.orbit
        total = self.sum.between(near, far)
        peak = self._peak()
        inner = self.sum.between(max(near - 2 * self.orbit, self.sum.places[0]), near)
        place = self._largest_at()
        exact_total = float(np.diff(layer_field([near, far], self.disc, self.orbit))[0])
        exact_peak = float(layer_current(place, self.disc, self.orbit))
        size = self.disc / self.depth
        return {
            "total_current": _estimate(total * self.needed, "A/m", "current per length of the layer, R - 2 lambda to R "
                                       "+ 2 lambda"),
            "london_depth": Reading(self.depth, "m", None, "lambda"),
            "needed_current": Reading(self.needed, "A/m", None, "B_a/mu_0"),
            "total_over_needed": _estimate(total, "", "total over B_a/mu_0"),
            "interior_over_needed": _estimate(inner, "", "of the next 4 lambda inwards, over the same"),
            "equivalent_width_over_depth": _ratio(total, peak, "total over the largest current density, in lambda"),
            "exact_width_over_depth": Reading(exact_total / exact_peak, "", None, "of the exact superposition"),
            "london_width_over_depth": Reading(_london_total(size) / _london_largest(size), "", None, "the same of "
                                               "London's current in a cylinder of radius R"),
            "largest_current_density": _estimate(peak * self.needed / self.depth, "A/m^2", "in a band of 0.2 times 2 "
                                                 "lambda round its place"),
            "exact_largest_current_density": Reading(self.unit * exact_peak, "A/m^2", None, "of the exact "
                                                     "superposition: n_s e v_s/pi"),
            "london_largest_current_density": Reading(self.unit * _london_largest(size), "A/m^2", None,
                                                      "London's, at the surface"),
            "place_of_largest": Reading(place - self.disc, "m", None, "distance of the exact largest current from "
                                        "the edge of the centres"),
            "penetration_depth": _estimate(self._penetration(self.sum.outside), "m", "int B dr/B_a from the reach of "
                                           "the outermost orbits, R + 2 lambda, inwards"),
            "exact_penetration_depth": Reading(float(self._penetration(1 - self._exact_field())), "m", None,
                                               "the same of the exact superposition: 2 lambda for large R"),
            "chi_square": Reading(self._chi_square(), "", None, "mean over the bins of ((summed - exact)/scatter)^2: "
                                  "about 1 if they differ by chance only"),
            "curvature_effect": Reading(self._curvature(), "", None, "largest difference of the exact current density "
                                        "from that at a flat edge, in n_s e v_s: falls as lambda/R"),
            "orbits_round_a_point": Reading(self.orbits * (self.orbit / self.disc) ** 2, "", None, "in the simulation"),
            "orbit_over_distance": Reading(orbit_radius_from_density(self.density) * self.density ** (1 / 3), "", None,
                                           "2 lambda over the distance n_s^(-1/3) of carriers"),
            "magnetisation": Reading(self.density * moment_per_carrier(self.depth, self.speed), "A/m", None,
                                     "n_s e lambda v_s, of all orbits: B_a/mu_0"),
        }

    def _largest_at(self) -> float:
        """Return the distance from the middle at which the exact current density is largest, in m."""
        return sqrt(self.disc**2 - self.orbit**2)

    def _peak(self) -> np.ndarray:
        """Return the largest current density by each group, in n_s e v_s."""
        place, half = self._largest_at(), _BAND * self.orbit
        return self.sum.between(place - half, place + half) * self.depth / (2 * half)

    def _penetration(self, outside: np.ndarray) -> np.ndarray:
        """Return int B dr/B_a over the layer from the current outside of each place, in m."""
        layer = np.abs(self.sum.places - self.disc) <= self.orbit * (1 + 1e-9)
        return np.asarray(np.trapezoid((1 - outside)[..., layer], self.sum.places[layer], axis=-1))

    def _middle(self) -> np.ndarray:
        return (self.sum.places[1:] + self.sum.places[:-1]) / 2

    def _exact(self) -> np.ndarray:
        """Return the exact current density averaged over each bin, in n_s e v_s."""
        return np.diff(self._exact_field()) * self.depth / np.diff(self.sum.places)

    def _exact_field(self) -> np.ndarray:
        return layer_field(self.sum.places, self.disc, self.orbit)

    def _summed(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the current density of the orbits in each bin and its standard uncertainty, in n_s e v_s."""
        groups = -np.diff(self.sum.outside) * self.depth / np.diff(self.sum.places)
        return groups.mean(axis=0), groups.std(axis=0, ddof=1) / sqrt(GROUPS)

    def _chi_square(self) -> float:
        summed, scatter = self._summed()
        within = scatter > 0
        return float(np.mean(((summed - self._exact())[within] / scatter[within]) ** 2))

    def _curvature(self) -> float:
        middle = self._middle()
        flat = edge_current(middle - self.disc, self.orbit)
        return float(np.max(np.abs(layer_current(middle, self.disc, self.orbit) - flat)))

    def arrays(self) -> dict[str, Array]:
        """Return the profiles of current and field, beside the exact ones and London's; the map; orbits to draw."""
        places, middle, unit = self.sum.places, self._middle(), self.unit
        summed, scatter = self._summed()
        inside = middle <= self.disc

        def over(axis: str, values: np.ndarray, unit: str, meaning: str) -> Array:
            return Array(values, (axis,), unit, meaning)

        edges = np.linspace(-1.06, 1.06, _CELLS + 1) * (self.disc + self.orbit)
        mapped = self.centres[:_MAPPED]
        share = pi * self.disc**2 / len(mapped) / (2 * pi * self.orbit) / (edges[1] - edges[0]) ** 2
        centre = (edges[1:] + edges[:-1]) / 2
        return {
            "x": over("x", middle - self.disc, "m", "distance outwards from the edge of the centres"),
            "current_density": over("x", summed * unit, "A/m^2", "current density of the orbits"),
            "current_scatter": over("x", scatter * unit, "A/m^2", "its standard uncertainty"),
            "exact_current_density": over("x", layer_current(middle, self.disc, self.orbit) * unit, "A/m^2",
                                          "current density, exact superposition"),
            "london_current_density": over("x", np.where(inside, self._london(1, np.minimum(middle, self.disc)), 0)
                                           * unit, "A/m^2", "current density, London's theory"),
            "field_x": over("field_x", places - self.disc, "m", "distance outwards from the edge of the centres"),
            "field": over("field_x", (1 - self.sum.outside.mean(axis=0)) * self.field, "T", "field of the orbits"),
            "field_scatter": over("field_x", self.sum.outside.std(axis=0, ddof=1) / sqrt(GROUPS) * self.field, "T",
                                  "its standard uncertainty"),
            "exact_field": over("field_x", self._exact_field() * self.field, "T",
                                "field, exact superposition"),
            "london_field": over("field_x", self._london(0, np.minimum(places, self.disc)) * self.field, "T",
                                 "field, London's theory"),
            "centres": Array(self.centres[:_DRAWN], ("drawn", "axis"), "m", "centres of some orbits"),
            "map_x": over("map_x", centre, "m", "x"),
            "map_y": over("map_y", centre, "m", "y"),
            "map": Array(current_map(mapped, self.orbit, edges) * share * unit, ("map_y", "map_x"), "A/m^2",
                         "current density round the middle"),
        }

    def _london(self, order: int, place: np.ndarray) -> np.ndarray:
        """Return I_order(r/lambda)/I_0(R/lambda)."""
        at, surface = place / self.depth, self.disc / self.depth
        return ive(order, at) / ive(0, surface) * np.exp(at - surface)


def _london_largest(size: float) -> float:
    """Return I_1(R/lambda)/I_0(R/lambda), London's current density at the surface over n_s e v_s."""
    return float(ive(1, size) / ive(0, size))


def _london_total(size: float) -> float:
    """Return 1 - 1/I_0(R/lambda), London's current per length over B_a/mu_0."""
    return float(1 - np.exp(-size) / ive(0, size))


def _estimate(groups: np.ndarray, unit: str, meaning: str) -> Reading:
    """Return the mean over groups with its standard uncertainty."""
    return Reading(float(np.mean(groups)), unit, float(np.std(groups, ddof=1)) / sqrt(GROUPS), meaning)


def _ratio(upper: np.ndarray, lower: np.ndarray, meaning: str) -> Reading:
    """Return the ratio of two means over groups, with the uncertainty of the jackknife."""
    left_out = (upper.sum() - upper) / (lower.sum() - lower)
    return Reading(upper.mean() / lower.mean(), "", float(np.std(left_out)) * sqrt(GROUPS - 1), meaning)
