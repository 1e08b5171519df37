"""Regions of a device that are of another metal: normal metals, and other superconductors.

The pair amplitude psi and the flux of pairs ``sigma d psi/dn`` are continuous where two metals touch: de Gennes's
boundary condition, with 1/m in proportion to the conductivity sigma of the normal state, as in the dirty limit. On the
grid the energy of a region is that of the device with other weights: of the gradient and of the normal current
``s = sigma/sigma_device``, of the condensation ``nu = N(0)/N(0)_device``, and with an epsilon of its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

import shapely

from onnes.devices.constants import RESIDUAL_RESISTANCE_RATIO, Constants, constants
from onnes.errors import InputError, door
from onnes.geometry import Shape, shape
from onnes.units import positive_si, to_si
from onnes.units.constants import BOLTZMANN, HBAR

_ROUNDING = 1e-6
"""Part of the area of a region that may overlap or stick out by rounding."""
_MOST_STATES = 1e3
"""Largest ratio of two densities of states, and the inverse of the smallest."""


@dataclass(frozen=True)
class Metal:
    """The metal of a region beside that of the device.

    Attributes:
        name: argument that it is from, ``normal['bridge']``.
        shape: of the region, in metres.
        conductivity: of the normal state, over that of the device.
        states: density of states nu, over that of the device; also weighs the quartic term and the inertia of psi.
        condensation: epsilon at the temperature of the device.
        slope: of epsilon against -(T - T_device)/(Tc - T_device); 1 in the device.
        gamma: pair breaking.
        length: over which psi varies at the temperature of the device, in metres.
    """

    name: str
    shape: Shape
    conductivity: float
    states: float
    condensation: float
    slope: float
    gamma: float
    length: float


class Region:
    """A region of another metal, as it was given."""

    shape: Shape
    argument: ClassVar[str]

    def metal(self, name: str, known: Constants, gamma: float) -> Metal:
        """Return the metal beside that of a device.

        Args:
            name: by which errors call the region.
            known: of the device.
            gamma: of the device.
        """
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Return the region as JSON-ready text and numbers, see `region_from_dict`."""
        rest = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "shape"}  # type: ignore[arg-type]
        return {"shape": self.shape.to_wkt(), **rest}


@dataclass(frozen=True)
class Normal(Region):
    """A normal metal, see `normal`; numbers in SI units, None where they are not given."""

    argument: ClassVar[str] = "normal"
    shape: Shape
    resistivity: float | None
    coherence_length: float | None
    diffusion: float | None
    gamma: float | None

    def metal(self, name: str, known: Constants, gamma: float) -> Metal:
        s = _conductivity(self.resistivity, known, name)
        xi = self.coherence_length
        if xi is None:
            if known.temperature is None:
                raise InputError(f"{name}.diffusion", self.diffusion, "a device whose temperature is known",
                                 "Give the device a temperature=, or the region a coherence_length=.")
            assert self.diffusion is not None
            xi = math.sqrt(HBAR * self.diffusion / (2 * math.pi * BOLTZMANN * known.temperature))
        epsilon = -s * (known.coherence_length / xi) ** 2
        below = 0.0  # (Tc - T)/T of the device; no other temperature is asked for where it is not known
        if known.temperature is not None and known.critical_temperature is not None:
            below = known.critical_temperature / known.temperature - 1
        return Metal(name, self.shape, s, 1.0, epsilon, -epsilon * below, gamma if self.gamma is None else self.gamma,
                     xi)


@dataclass(frozen=True)
class Superconductor(Region):
    """Another superconductor, see `superconductor`; numbers in SI units, None where they are not given."""

    argument: ClassVar[str] = "superconductor"
    shape: Shape
    material: str
    coherence_length: float | None
    penetration_depth: float | None
    critical_temperature: float | None
    resistivity: float | None
    residual_resistance_ratio: float
    gamma: float | None

    def metal(self, name: str, known: Constants, gamma: float) -> Metal:
        try:
            own = constants(self.material, known.temperature if self.material or self.critical_temperature else None,
                            self.coherence_length, self.penetration_depth, self.critical_temperature, self.resistivity,
                            self.residual_resistance_ratio)
        except InputError as error:
            raise InputError(f"{name}.{error.argument}", error.got, error.expected, error.cure) from error
        s = _conductivity(own.resistivity, known, name)
        xi, depth = known.coherence_length / own.coherence_length, known.penetration_depth / own.penetration_depth
        nu = s**2 * (xi / depth) ** 2
        if not 1 / _MOST_STATES <= nu <= _MOST_STATES:
            raise InputError(f"{name}.resistivity", f"{own.resistivity} ohm m, with kappa = "
                             f"{own.penetration_depth / own.coherence_length:.3g}",
                             f"a density of states from {1 / _MOST_STATES:g} to {_MOST_STATES:g} times that of the "
                             f"device, not {nu:.3g}",
                             "It is (kappa/resistivity)^2 over that of the device: a clean metal has a small kappa and "
                             "a small resistivity.")
        epsilon, slope = s * xi**2 / nu, 1.0
        if None not in (own.critical_temperature, known.critical_temperature, known.temperature):
            slope = epsilon * (known.critical_temperature - known.temperature) / (  # type: ignore[operator]
                own.critical_temperature - known.temperature)  # type: ignore[operator]
        return Metal(name, self.shape, s, nu, epsilon, slope, gamma if self.gamma is None else self.gamma,
                     own.coherence_length)


@door
def normal(shape: Any, *, resistivity: Any = None, coherence_length: Any = None, diffusion: Any = None,
           gamma: Any = None) -> Normal:
    """Return a region of normal metal in good contact with the superconductor around it.

    psi decays in it as ``exp(-x/xi_N)``, ``xi_N = (hbar D/2 pi k T)^(1/2)``, and obeys there
    ``xi_N^2 (grad - iA)^2 psi = (1 + psi^2/|epsilon|) psi``, ``epsilon = -(rho/rho_N)(xi/xi_N)^2``; psi and
    ``(1/rho) d psi/dn`` are continuous at the boundary. A current that is not carried by pairs follows Ohm's law with
    the resistivity of the region. The density of states is taken as that of the superconductor; xi_N falls as
    T^(-1/2). Valid at distances above xi_N, where one Matsubara frequency is left.

    Args:
        shape: of the region, a part of the device's outline.
        resistivity: rho_N [ohm m]; that of the device if left out.
        coherence_length: xi_N [m] at the temperature of the device; shorter with magnetic impurities.
        diffusion: D [m^2/s], in place of the coherence length.
        gamma: pair breaking, see `onnes.Film`; that of the device if left out.

    Raises:
        InputError: neither a coherence length nor a diffusion coefficient, or both; a quantity of the wrong dimension,
            sign or size.

    Source: de Gennes, Rev. Mod. Phys. 36, 225 (1964); Likharev, Rev. Mod. Phys. 51, 101 (1979).
    """
    if (coherence_length is None) == (diffusion is None):
        raise InputError("coherence_length", coherence_length, "either coherence_length= or diffusion=",
                         'For example coherence_length="50 nm".')
    return Normal(_shape(shape), _positive(resistivity, "ohm m", "resistivity"),
                  _positive(coherence_length, "m", "coherence_length"), _positive(diffusion, "m^2/s", "diffusion"),
                  _gamma(gamma))


@door
def superconductor(shape: Any, *, material: str = "", coherence_length: Any = None, penetration_depth: Any = None,
                   critical_temperature: Any = None, resistivity: Any = None,
                   residual_resistance_ratio: Any = RESIDUAL_RESISTANCE_RATIO, gamma: Any = None) -> Superconductor:
    """Return a region of another superconductor in good contact with that of the device.

    Its epsilon, over that of the device, is ``(rho_2/rho)(lambda/lambda_2)^2`` and the ratio of the densities of states
    ``(rho kappa_2/(rho_2 kappa))^2``, 1 for dirty metals of one density of states; psi and ``(1/rho) d psi/dn`` are
    continuous at the boundary.

    Args:
        shape: of the region, a part of the device's outline.
        material: name of a material, whose constants at the temperature of the device are used where none is given.
        coherence_length, penetration_depth: xi_2 and lambda_2 [m] at the temperature of the device.
        critical_temperature: Tc of the region [K]; if left out, epsilon falls with T as fast as in the device.
        resistivity: of the normal state [ohm m]; that of the device if left out and the material has none.
        residual_resistance_ratio: of the material, see `onnes.Film`.
        gamma: pair breaking; that of the device if left out.

    Raises:
        InputError: as `onnes.Film`; at once or, where it depends on the device, by the device.

    Source: de Gennes, Rev. Mod. Phys. 36, 225 (1964).
    """
    return Superconductor(_shape(shape), material, _positive(coherence_length, "m", "coherence_length"),
                          _positive(penetration_depth, "m", "penetration_depth"),
                          _positive(critical_temperature, "K", "critical_temperature"),
                          _positive(resistivity, "ohm m", "resistivity"),
                          positive_si(residual_resistance_ratio, "", "residual_resistance_ratio"), _gamma(gamma))


def regions_from_dict(given: Mapping[str, Mapping[str, Any]], kind: type[Region]) -> dict[str, Any]:
    """Return the regions of a kind that `Region.to_dict` described."""
    return {name: kind(**{**each, "shape": shape(each["shape"])}) for name, each in given.items()}


def checked(regions: Mapping[str, Shape], outline: Shape) -> None:
    """Refuse regions that stick out of an outline or overlap each other.

    Args:
        regions: by the names by which errors call them.

    Raises:
        InputError: they do.
    """
    names = list(regions)
    areas = [regions[name].region for name in names]
    for name, area in zip(names, areas, strict=True):
        if (outside := area.difference(outline.region).area) > _ROUNDING * area.area:
            raise InputError(name, f"a region of which {outside / area.area:.2g} is outside of the outline",
                             "a region within the outline of the device", "Write shape & outline to cut it there.")
    if not areas:
        return
    for first, second in shapely.STRtree(areas).query(areas, predicate="intersects").T:
        if first < second and areas[first].intersection(areas[second]).area > _ROUNDING * min(
                areas[first].area, areas[second].area):
            raise InputError(names[second], f"a region that overlaps {names[first]}", "regions that do not overlap",
                             "Cut one out of the other: shape - other.")


def refuse_all_normal(regions: Mapping[str, Region], outline: Shape) -> None:
    """Refuse regions of normal metal that leave nothing of an outline to superconduct.

    Raises:
        InputError: they cover it.
    """
    covered = [each.shape.region for each in regions.values() if isinstance(each, Normal)]
    if covered and outline.region.difference(shapely.union_all(covered)).area < _ROUNDING * outline.area:
        raise InputError("normal", "regions that cover the whole device", "a part of the device that superconducts",
                         'A normal metal as a whole is a device above Tc: temperature="10 K" in onnes.solve.')


def _conductivity(resistivity: float | None, known: Constants, name: str) -> float:
    """Return the conductivity of a region over that of the device."""
    if resistivity is None:
        return 1.0
    if known.resistivity is None:
        raise InputError(f"{name}.resistivity", f"{resistivity:g} ohm m", "a device whose resistivity is known",
                         'Give the device a resistivity="150 nohm m".')
    return known.resistivity / resistivity


def _shape(given: Any) -> Shape:
    return shape(given)


def _positive(value: Any, unit: str, argument: str) -> float | None:
    return None if value is None else positive_si(value, unit, argument)


def _gamma(gamma: Any) -> float | None:
    if gamma is None:
        return None
    number = to_si(gamma, "", "gamma")
    if number < 0:
        raise InputError("gamma", gamma, "0 or a positive number")
    return number
