"""Measured or calculated values with which the estimates are compared, each with its kind of evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from onnes.errors import MissingDataError
from onnes.materials import Material
from onnes.pairing import atomic_scales, bcs_ratios, pair_size
from onnes.pairing.estimates import debye_constant, fermi_constant
from onnes.problems.ion_lattice import DISTANCES
from onnes.units.constants import BOLTZMANN, ELECTRON_MASS, HBAR


class Counterpart(NamedTuple):
    """A value from outside the chain; ``kind`` as in the tables, or "relation": the text's, of measured numbers."""

    value: float
    kind: str
    words: str


def counterparts(material: Material, distance: str) -> dict[str, Counterpart]:
    """Return quantity -> value to compare with; quantities without one are left out."""
    known = {}
    for quantity, look_up in _LOOK_UPS.items():
        try:
            known[quantity] = look_up(material, distance)
        except MissingDataError:
            continue
    return known


def _recorded(*names: str) -> Callable[[Material, str], Counterpart]:
    """Return a look-up of the first of these quantities that the tables have."""

    def look_up(material: Material, distance: str) -> Counterpart:
        name = next((one for one in names if material.has(one)), names[0])
        value = material.value(name)
        kind = "measured" if name == "energy_gap" and value.kind == "derived" else value.kind
        return Counterpart(value.value, kind, name.replace("_", " "))

    return look_up


def _spacing(material: Material, distance: str) -> float:
    return material.value(DISTANCES[distance]).value


def _debye_frequency(material: Material, distance: str) -> Counterpart:
    value = material.value("debye_temperature")
    return Counterpart(BOLTZMANN * value.value / HBAR, value.kind, "k theta_D/hbar")


def _fermi_momentum(material: Material, distance: str) -> Counterpart:
    value = material.value("fermi_velocity")
    return Counterpart(ELECTRON_MASS * value.value, value.kind, "m v_F, free electrons")


def _a(material: Material, distance: str) -> Counterpart:
    momentum = _fermi_momentum(material, distance)
    return momentum._replace(value=fermi_constant(_spacing(material, distance), momentum.value),
                             words="p_F d/hbar, free electrons")


def _b(material: Material, distance: str) -> Counterpart:
    frequency = _debye_frequency(material, distance)
    constant = debye_constant(_spacing(material, distance), material.atomic_mass, frequency.value)
    return frequency._replace(value=constant, words="omega_D sqrt(m M) d^2/hbar")


def _tube_length(material: Material, distance: str) -> Counterpart:
    frequency = _debye_frequency(material, distance).value
    return Counterpart(material.fermi_velocity / frequency, "relation", "v_F/omega_D (W6, s = 1)")


def _tube_depth(material: Material, distance: str) -> Counterpart:
    return Counterpart(HBAR * _debye_frequency(material, distance).value, "relation", "hbar omega_D (W7)")


def _coupling(material: Material, distance: str) -> Counterpart:
    needed = bcs_ratios.coupling_for_temperature(material.critical_temperature, material.debye_temperature)
    return Counterpart(needed, "relation", "N(0)V that Tc needs, 1/ln(1.134 theta_D/Tc)")


def _reduction(material: Material, distance: str) -> Counterpart:
    beta = atomic_scales.mass_ratio_root(material.atomic_mass)
    scale = atomic_scales.atomic_energy(_spacing(material, distance))
    return Counterpart(material.energy_gap * beta / scale, "relation", "Delta beta/e_A (W25)")


def _pair_density(material: Material, distance: str) -> Counterpart:
    density = pair_size.pair_density(material.carrier_density, material.energy_gap, material.fermi_energy)
    return Counterpart(density, "relation", "n Delta/e_F (W28)")


def _pair_distance(material: Material, distance: str) -> Counterpart:
    return Counterpart(_pair_density(material, distance).value ** (-1 / 3), "relation", "n'^(-1/3) (W28)")


_LOOK_UPS: dict[str, Callable[[Material, str], Counterpart]] = {
    "a": _a,
    "b": _b,
    "b_of_springs": _b,
    "fermi_momentum": _fermi_momentum,
    "fermi_energy": _recorded("fermi_energy"),
    "debye_frequency": _debye_frequency,
    "sound_speed": _recorded("sound_speed_rod", "sound_speed_longitudinal"),
    "tube_length": _tube_length,
    "tube_depth": _tube_depth,
    "coupling": _coupling,
    "reduction": _reduction,
    "gap": _recorded("energy_gap"),
    "critical_temperature": _recorded("critical_temperature"),
    "pair_size": _recorded("coherence_length_0"),
    "pair_density": _pair_density,
    "pair_distance": _pair_distance,
    "penetration_depth": _recorded("penetration_depth_0", "london_depth_0"),
    "penetration_depth_as_printed": _recorded("penetration_depth_0", "london_depth_0"),
    "breakdown_field": _recorded("critical_field_0"),
}
