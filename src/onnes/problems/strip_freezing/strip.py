"""A thin film near its critical temperature, and a strip of it: lengths, line energy and mobility of a vortex."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onnes.errors import InputError
from onnes.problems.vortex_landscape.landscape import CORE
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM, VACUUM_PERMEABILITY

ROOM_FOR_A_VORTEX = 4.4
"""Least width of a strip with a vortex, in xi; K. K. Likharev, Rev. Mod. Phys. 51, 101 (1979)."""


_THICKEST = 100.0
"""Thickness over lambda_0 beyond which a film is thick even where lambda is that of 1 - T/Tc = 1e-4."""


@dataclass(frozen=True, kw_only=True)
class FilmNearTc:
    """Thin film with the laws of Ginzburg and Landau near Tc.

        xi(T) = xi_0/sqrt(1 - T/Tc)        lambda(T) = lambda_0/sqrt(1 - T/Tc)        Lambda(T) = lambda(T)^2/d

    The two lengths are amplitudes of these laws, not the lengths at T = 0. A clean metal has xi_0 = 0.74 of
    Pippard's length and lambda_0 = 0.71 of London's depth (M. Tinkham, Introduction to Superconductivity, 1996, section
    4.2); the two-fluid model has lambda_0 = lambda(0)/2.

    Attributes:
        thickness: d [m].
        critical_temperature: Tc [K].
        coherence_length: xi_0 [m].
        penetration_depth: lambda_0 [m].
        resistivity: rho_n of the normal metal just above Tc [ohm m].
        core_energy: c, energy of the core of a vortex over eps_0(T).
        damping: alpha, the viscosity of a vortex over Bardeen and Stephen's; 1.45 in Ginzburg-Landau dynamics with
            u = 5.79, gamma = 0 (L. P. Gor'kov, N. B. Kopnin, Sov. Phys. JETP 33, 1251, 1971).
        pin_density: pinning sites per area [1/m^2]; zero for a clean film.
        pin_depth: energy U of a site over eps_0(T), dimensionless.
    """

    thickness: float
    critical_temperature: float
    coherence_length: float
    penetration_depth: float
    resistivity: float
    core_energy: float = CORE
    damping: float = 1.0
    pin_density: float = 0.0
    pin_depth: float = 0.0

    def __post_init__(self) -> None:
        for name in ("thickness", "critical_temperature", "coherence_length", "penetration_depth", "resistivity",
                     "damping"):
            _check(name, getattr(self, name), "a positive number in SI units", least=0.0, open_end=True)
        if self.thickness > _THICKEST * self.penetration_depth:
            raise InputError("thickness", f"{self.thickness:g} m", f"at most {_THICKEST:g} lambda_0 = "
                             f"{_THICKEST * self.penetration_depth:.3g} m", "Vortices of a thicker film bend.")
        for name in ("core_energy", "pin_density", "pin_depth"):
            _check(name, getattr(self, name), "a number that is not negative", least=0.0)

    def below(self, temperature: float) -> float:
        """Return 1 - T/Tc of a temperature in K; raise InputError unless 0 < T < Tc."""
        tc = self.critical_temperature
        if not 0 < temperature < tc:
            raise InputError("temperature", f"{temperature:g} K", f"a temperature between 0 and Tc = {tc:g} K",
                             "A film at Tc or above has no vortices.")
        return 1 - temperature / tc

    def core(self, temperature: float) -> float:
        """Return xi(T) in m."""
        return self.coherence_length / math.sqrt(self.below(temperature))

    def pearl_length(self, temperature: float) -> float:
        """Return Lambda(T) = lambda(T)^2/d in m, half of the length that some texts call so."""
        return self.penetration_depth**2 / (self.thickness * self.below(temperature))

    def line_energy(self, temperature: float) -> float:
        """Return eps_0 = Phi_0^2/(4 pi mu_0 Lambda(T)) in J, the unit of the energy of a vortex in a film."""
        return FLUX_QUANTUM**2 / (4 * math.pi * VACUUM_PERMEABILITY * self.pearl_length(temperature))

    def diffusivity(self, temperature: float) -> float:
        """Return D = kT/eta of a vortex in m^2/s, with eta = alpha Phi_0^2 d/(2 pi xi(T)^2 rho_n) [N s/m].

        Source: J. Bardeen, M. J. Stephen, Phys. Rev. 140, A1197 (1965), for alpha = 1.
        """
        viscosity = (self.damping * FLUX_QUANTUM**2 * self.thickness
                     / (2 * math.pi * self.core(temperature) ** 2 * self.resistivity))
        return BOLTZMANN * temperature / viscosity

    def pinning(self, temperature: float) -> float:
        """Return P = 1 + n_p xi^2 (exp(U/kT) - 1), the weight of all states over that of the free ones.

        A vortex has one state in each area xi^2; a share n_p xi^2 of them (at most all) lies lower by
        U = pin_depth eps_0(T). It is free for 1/P of the time, and leaves the film that much more slowly.
        """
        share = min(1.0, self.pin_density * self.core(temperature) ** 2)
        exponent = self.pin_depth * self.line_energy(temperature) / (BOLTZMANN * temperature)
        return 1 + share * math.expm1(min(exponent, 600.0))

    def starts_in(self, width: float, field: float) -> float:
        """Return the temperature in K at which a cooled strip begins to hold vortices, the lowest of three.

        A vortex fits (W = 4.4 xi), the field is below Bc2 = Phi_0/(2 pi xi^2), and eps_0 = kT: above that vortices and
        antivortices abound.

        Args:
            width: W of the strip [m].
            field: B [T].

        Raises:
            InputError: a field so high that this is below 0.7 Tc.
        """
        tc, amplitude = self.critical_temperature, self.coherence_length
        bound = BOLTZMANN * tc * self.below(tc / 2) / self.line_energy(tc / 2)
        depth = max((ROOM_FOR_A_VORTEX * amplitude / width) ** 2,
                    2 * math.pi * amplitude**2 * field / FLUX_QUANTUM,
                    bound / (1 + bound))
        if depth > 0.3:
            raise InputError("field", f"{field:g} T", "a field below 0.3 Bc2 of a film with a line energy above kT",
                             "Lower the field, or give a wider or thicker strip.")
        return tc * (1 - depth)


@dataclass(frozen=True, kw_only=True)
class NarrowStrip(FilmNearTc):
    """Strip of a thin film, much longer than wide.

    Attributes:
        width: W [m].
    """

    width: float

    def __post_init__(self) -> None:
        super().__post_init__()
        _check("width", self.width, "a positive number in SI units", least=0.0, open_end=True)
        if self.width < 10 * self.coherence_length:
            raise InputError("width", f"{self.width:g} m", f"at least 10 xi_0 = {10 * self.coherence_length:g} m",
                             "In a narrower strip vortices fit only far below Tc, where these laws do not hold.")

    def starts_at(self, field: float) -> float:
        """Return the temperature in K at which it begins to hold vortices, see `FilmNearTc.starts_in`."""
        return self.starts_in(self.width, field)


def _check(name: str, value: float, expected: str, least: float, open_end: bool = False) -> None:
    if not (math.isfinite(value) and (value > least if open_end else value >= least)):
        raise InputError(name, value, expected, "Give it in SI units.")
