"""Metal near Tc in a temperature gradient: critical fields, thermal force, force of pins.

With tau = 1 - T/Tc, Ginzburg-Landau theory near Tc gives Bc1 = b1 tau, Bc2 = b2 tau, Bc = bc tau and
xi = (Phi_0/(2 pi b2 tau))^(1/2), with b2 = sqrt2 kappa bc.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt

from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.errors import InputError
from onnes.materials import material
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY


@dataclass(frozen=True)
class Metal:
    """Slopes of the critical fields at Tc and the resistance just above it.

    Attributes:
        critical_temperature: Tc [K].
        slope: bc = -Tc dBc/dT [T].
        kappa: at Tc.
        resistivity: rho of the normal metal at Tc [ohm m].
    """

    critical_temperature: float
    slope: float
    kappa: float
    resistivity: float

    @property
    def upper(self) -> float:
        """b2 = -Tc dBc2/dT [T]."""
        return sqrt(2) * self.kappa * self.slope

    @property
    def length(self) -> float:
        """xi tau^(1/2) [m]."""
        return sqrt(FLUX_QUANTUM / (2 * pi * self.upper))

    @property
    def lower(self) -> float:
        """b1 = -Tc dBc1/dT [T].

        Raises:
            InputError: kappa below 1/sqrt2, a metal without flux lines.
        """
        return lower_critical_field(self.kappa * self.length, self.length)

    def coldness(self, field: float) -> float:
        """Return tau = B/b1 at which Bc1 is B."""
        return field / self.lower

    def depth(self, field: float, gradient: float) -> float:
        """Return the distance behind the isotherm Tc at which Bc1 is B [m]."""
        return self.critical_temperature * self.coldness(field) / gradient

    def domain_thickness(self, field: float, gradient: float) -> float:
        """Return (Tc/|dT/dx|) B (1/b1 - 1/b2), from the place where Bc2 is B to that where Bc1 is B [m]."""
        return self.depth(field, gradient) * (1 - self.lower / self.upper)

    def thermal_force(self, gradient: float) -> float:
        """Return f = -(d epsilon/dT) dT/dx = Phi_0 b1 |dT/dx|/(mu_0 Tc) on a flux line, per length [N/m].

        It pulls towards the warmer side; epsilon = Phi_0 Bc1/mu_0 is the energy of the line per length.
        """
        return FLUX_QUANTUM * self.lower * gradient / (VACUUM_PERMEABILITY * self.critical_temperature)

    def gradient_length(self, gradient: float) -> float:
        """Return (xi(0)^2 Tc/|dT/dx|)^(1/3) [m], over which superconductivity sets in where T passes Tc.

        It is the distance from the isotherm Tc at which that distance is xi(T).
        """
        return (self.length**2 * self.critical_temperature / gradient) ** (1 / 3)

    def core_pin_force(self, field: float, radius: float) -> float:
        """Return the force per length with which a normal column holds a core, where Bc1 is B [N/m].

        f = (Bc^2/2 mu_0) pi min(r, xi)^2/xi: the condensation energy that the core need not spend, lost within xi.
        """
        tau = self.coldness(field)
        xi = self.length / sqrt(tau)
        return (self.slope * tau) ** 2 / (2 * VACUUM_PERMEABILITY) * pi * min(radius, xi) ** 2 / xi

    def current_pin_force(self, field: float, current: float) -> float:
        """Return Phi_0 Jc where Bc1 is B, for Jc = J tau^(3/2), as the depairing current goes near Tc [N/m]."""
        return FLUX_QUANTUM * current * self.coldness(field) ** 1.5

    @property
    def depairing_current(self) -> float:
        """J_d tau^(-3/2) = Phi_0/(3 sqrt3 pi mu_0 lambda^2 xi) of Ginzburg-Landau theory near Tc [A/m^2]."""
        return FLUX_QUANTUM / (3 * sqrt(3) * pi * VACUUM_PERMEABILITY * self.kappa**2 * self.length**3)


def metal_of(name: str, residual_resistance_ratio: float, kappa: float | None = None) -> Metal:
    """Return a material near its Tc, with Bc = Bc(0)(1 - T^2/Tc^2).

    Args:
        kappa: in place of the measured kappa at Tc; without either, that of the BCS temperature law at Tc.

    Raises:
        InputError: a metal of type I.
        MissingDataError: the material lacks Tc, Bc(0), kappa or a resistivity.
    """
    of = material(name)
    tc = of.critical_temperature
    if kappa is None:
        measured = "ginzburg_landau_parameter_tc"
        kappa = of.value(measured).value if of.has(measured) else of.kappa(_JUST_BELOW * tc, "bcs")
    if kappa <= 1 / sqrt(2):
        raise InputError("kappa", f"{kappa:.4g}" + (f" of {name}" if name else ""), "above 0.7071 at Tc (type II)",
                         "A metal of type I has no flux lines of one quantum: see field-cooling and front.")
    return Metal(tc, 2 * of.critical_field_0, kappa, 1 / of.normal_conductivity(residual_resistance_ratio))


_JUST_BELOW = 0.9999
"""T/Tc at which kappa is that at Tc to four digits."""
