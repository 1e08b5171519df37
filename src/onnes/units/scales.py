"""The reduced units in which Ginzburg-Landau equations are solved, and their conversion.

Two reduced systems are in use. They differ in the units of length and field and share those of time and of the
vector potential, so that psi, A and J at a point are the same numbers in both:

| system | length | magnetic field |
|---|---|---|
| "coherence" (inside this program) | xi | Bc2 = Phi_0/(2 pi xi^2) |
| "penetration" (much of the literature) | lambda | sqrt2 Bc = Phi_0/(2 pi xi lambda) |

Shared: vector potential Phi_0/(2 pi xi), time tau, current density J0 = Phi_0/(2 pi mu_0 xi lambda^2), energy
density Bc^2/mu_0 with Bc = Phi_0/(2 sqrt2 pi xi lambda), conductivity tau/(mu_0 lambda^2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from numbers import Real

from onnes.errors import InputError, check_name
from onnes.units import gaussian
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM, HBAR, VACUUM_PERMEABILITY

SYSTEMS = ("SI", "Gaussian", "coherence", "penetration")
"""Systems of units that `Scales.convert` knows."""

_KINDS_OF_MOTION = frozenset({"time", "angular_velocity", "velocity", "diffusivity", "electric_field", "voltage",
                              "conductivity"})
"""Kinds of quantity whose reduced unit contains the unit of time."""


def relaxation_time(below_tc: float) -> float:
    """Return tau_GL = pi hbar/(8 k (Tc - T)) [s] for Tc - T = ``below_tc`` [K].

    Validity: gapless or near Tc; the time scale of the condensate in any case.

    Source: A. Schmid, Phys. Kondens. Materie 5, 302 (1966); Tinkham (1996), eq. 10.2.
    """
    if not below_tc > 0:
        raise InputError("below_tc", f"{below_tc:g} K", "a positive temperature difference Tc - T")
    return math.pi * HBAR / (8 * BOLTZMANN * below_tc)


@dataclass(frozen=True)
class Scales:
    """The scales of one superconductor at one temperature, in SI units.

    Attributes:
        coherence_length: xi [m].
        penetration_depth: lambda [m].
        time: relaxation time tau of the order parameter [s]; None in problems at rest.
        conductivity: of the normal state, sigma [S/m]; None in problems at rest.

    Raises:
        InputError: a scale that is not a positive finite number; a property or unit that needs the time or the
            conductivity where it is None.

    Source: M. Tinkham, Introduction to Superconductivity (1996), chapter 4; W. D. Gropp et al., J. Comput.
    Phys. 123, 254 (1996) for the reduced equations.
    """

    coherence_length: float
    penetration_depth: float
    time: float | None = None
    conductivity: float | None = None

    def __post_init__(self) -> None:
        for scale in fields(self):
            value = getattr(self, scale.name)
            if value is None and scale.default is None:
                continue
            if not (isinstance(value, Real) and math.isfinite(value) and float(value) > 0):
                raise InputError(scale.name, value, "a positive finite number in SI units")

    # ---- what is made of them

    @property
    def kappa(self) -> float:
        """Ginzburg-Landau parameter kappa = lambda/xi; type II above 1/sqrt2."""
        return self.penetration_depth / self.coherence_length

    @property
    def flux_quantum(self) -> float:
        """Phi_0 = h/2e [Wb]."""
        return FLUX_QUANTUM

    @property
    def upper_critical_field(self) -> float:
        """Bc2 = Phi_0/(2 pi xi^2) [T]."""
        return FLUX_QUANTUM / (2 * math.pi * self.coherence_length**2)

    @property
    def thermodynamic_critical_field(self) -> float:
        """Bc = Phi_0/(2 sqrt2 pi xi lambda) [T]."""
        return FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * self.coherence_length * self.penetration_depth)

    @property
    def vector_potential(self) -> float:
        """A0 = Phi_0/(2 pi xi) [T m]."""
        return FLUX_QUANTUM / (2 * math.pi * self.coherence_length)

    @property
    def current_density(self) -> float:
        """J0 = Phi_0/(2 pi mu_0 xi lambda^2) [A/m^2]."""
        return self.vector_potential / (VACUUM_PERMEABILITY * self.penetration_depth**2)

    @property
    def depairing_current_density(self) -> float:
        """Jd = 2/(3 sqrt3) J0 = Phi_0/(3 sqrt3 pi mu_0 xi lambda^2) [A/m^2]."""
        return 2 / (3 * math.sqrt(3)) * self.current_density

    @property
    def energy_density(self) -> float:
        """Bc^2/mu_0 [J/m^3]: twice the condensation energy density."""
        return self.thermodynamic_critical_field**2 / VACUUM_PERMEABILITY

    @property
    def energy_per_length(self) -> float:
        """Bc^2 xi^2/mu_0 [J/m]: free energy per length of two-dimensional samples."""
        return self.unit("energy_per_length")

    @property
    def electric_field(self) -> float:
        """A0/tau [V/m]."""
        return self.vector_potential / self._known_time()

    @property
    def voltage(self) -> float:
        """Phi_0/(2 pi tau) [V]."""
        return FLUX_QUANTUM / (2 * math.pi * self._known_time())

    @property
    def reduced_conductivity(self) -> float:
        """sigma_hat = mu_0 sigma lambda^2/tau; the field diffuses with kappa^2/sigma_hat in xi^2/tau."""
        return self.to_reduced(self._known_conductivity(), "conductivity")

    def _known_time(self) -> float:
        if self.time is None:
            raise InputError("time", None, "the relaxation time in s",
                             "Take the scales of a material at a temperature, or give a time to Scales.")
        return self.time

    def _known_conductivity(self) -> float:
        if self.conductivity is None:
            raise InputError("conductivity", None, "the normal conductivity in S/m",
                             "Give a residual resistance ratio to Material.scales, or a conductivity to Scales.")
        return self.conductivity

    # ---- conversion

    def unit(self, kind: str, system: str = "coherence") -> float:
        """Return the unit of a kind of quantity in a system, in SI units.

        Args:
            kind: "length", "time", "magnetic_field", ... (`onnes.units.gaussian.UNITS`).
            system: one of `SYSTEMS`.

        Raises:
            InputError: an unknown kind or system, or a kind that has no reduced unit (mass, charge).
        """
        gaussian.unit(kind)
        if system == "SI":
            return 1.0
        if system == "Gaussian":
            return gaussian.from_gaussian(1.0, kind)
        check_name("system", system, SYSTEMS)
        if kind in _KINDS_OF_MOTION:
            self._known_time()
        reduced = self._reduced_units(system)
        check_name("kind with a reduced unit", kind, reduced)
        return reduced[kind]

    def _reduced_units(self, system: str) -> dict[str, float]:
        length = self.coherence_length if system == "coherence" else self.penetration_depth
        field = self.vector_potential / length
        current, energy = self.current_density, self.energy_density
        units = {
            "number": 1.0,
            "susceptibility": 1.0,
            "length": length,
            "area": length**2,
            "number_density": length**-3,
            "magnetic_field": field,
            "magnetic_field_strength": field / VACUUM_PERMEABILITY,
            "magnetisation": field / VACUUM_PERMEABILITY,
            "magnetic_moment": field * length**3 / VACUUM_PERMEABILITY,
            "magnetic_flux": field * length**2,
            "vector_potential": self.vector_potential,
            "current_density": current,
            "sheet_current": current * length,
            "current": current * length**2,
            "energy_density": energy,
            "energy_per_area": energy * length,
            "energy_per_length": energy * length**2,
            "energy": energy * length**3,
        }
        return units if self.time is None else units | self._units_of_motion(length, self.time)

    def _units_of_motion(self, length: float, time: float) -> dict[str, float]:
        return {
            "time": time,
            "angular_velocity": 1 / time,
            "velocity": length / time,
            "diffusivity": length**2 / time,
            "electric_field": self.electric_field,
            "voltage": self.electric_field * length,
            "conductivity": time / (VACUUM_PERMEABILITY * self.penetration_depth**2),
        }

    def convert(self, value: float, kind: str, given: str, wanted: str) -> float:
        """Return a value or array of a kind of quantity, converted from one system of `SYSTEMS` to another."""
        return value * (self.unit(kind, given) / self.unit(kind, wanted))

    def to_reduced(self, value: float, kind: str) -> float:
        """Convert from SI to the reduced units of this program (lengths in xi, fields in Bc2)."""
        return self.convert(value, kind, "SI", "coherence")

    def to_si(self, value: float, kind: str) -> float:
        """Convert from the reduced units of this program to SI."""
        return self.convert(value, kind, "coherence", "SI")
