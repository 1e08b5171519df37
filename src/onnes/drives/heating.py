"""Heating and cooling of the electrons of a film: substrate, conduction, light."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from onnes.drives.door import signal
from onnes.drives.signals import Signal
from onnes.drives.waveforms import pulse
from onnes.errors import InputError, check_name, door
from onnes.units import positive_si, to_si

_FLOWS = range(1, 7)
_CAPACITIES = range(4)
CONTACTS = ("insulating", "cold")


@dataclass(frozen=True, eq=False)
class Heat:
    """Coefficients of the equation of heat in SI units, see `heat`.

    Attributes:
        escape: h(x, y) [W/(m^2 K^n)].
        escape_exponent: n.
        conductivity, capacity: at the temperature of the device [W/(m K)], [J/(m^3 K)]; None for those that follow
            from its resistivity and its lengths.
        capacity_exponent: m of both.
        source: absorbed power per area [W/m^2], or None.
        coupling: Sigma [W/(m^3 K^p)], or None for electrons that give their heat to the substrate.
        coupling_exponent: p.
        phonon_capacity: at the temperature of the device [J/(m^3 K)]; None for Debye's of the material.
        phonon_capacity_exponent: of the temperature in it.
        contacts: one of `CONTACTS`.
    """

    escape: Signal
    escape_exponent: int
    conductivity: float | None
    capacity: float | None
    capacity_exponent: int
    source: Signal | None
    coupling: float | None = None
    coupling_exponent: int = 5
    phonon_capacity: float | None = None
    phonon_capacity_exponent: int = 3
    contacts: str = "insulating"


@door
def heat(escape: Any, *, escape_exponent: int = 1, conductivity: Any = None, capacity: Any = None,
         capacity_exponent: int = 1, source: Any = None, coupling: Any = None, coupling_exponent: int = 5,
         phonon_capacity: Any = None, phonon_capacity_exponent: int = 3, contacts: str = "insulating") -> Heat:
    """Describe how the electrons of a film are heated and cooled: ``onnes.solve(film, heat=onnes.heat(...), ...)``.

    ``d c d_t T = d div(kappa grad T) - h (T^n - T_b^n) + d q + P``: T(x, y, t) is the temperature of the electrons, d
    the thickness, T_b the ``temperature`` of the run: that of the substrate. q is what the energy balance of the run
    counts as dissipated (Joule heat of the normal current and heat of the order parameter), where it is released, and
    the latent heat ``T d(|psi|^2) (Bc^2/mu_0)/(Tc - T_device)`` of the order parameter, which makes the capacity jump
    at Tc. The Ginzburg-Landau coefficient follows: epsilon = (Tc - T)/(Tc - T_device). No heat flows through edges.
    Valid where the electrons have a temperature of their own, slower than they scatter from each other, and near Tc, as
    the theory is: far above Tc only that epsilon is far below 0 matters.

    With a ``coupling`` the phonons of the film have a temperature T_p of their own:
    ``c d_t T = div(kappa grad T) - Sigma (T^p - T_p^p) + q + P/d``,
    ``d c_p d_t T_p = d Sigma (T^p - T_p^p) - h (T_p^n - T_b^n)``. Valid where phonons leave the film before they go far
    along it.

    Regions of other metals have capacity, conductivity, coupling and phonons in proportion to their density of states
    and their conductivity, and their own epsilon(T), as pins have, with the latent heat that belongs to it.

    Args:
        escape: h, heat to the substrate per area [W/(m^2 K^n)], a quantity or a function of place.
        escape_exponent: n: 1 for a boundary near T_b, 4 for phonons that leave, 5 for electrons that cool by phonons in
            the film which are as cold as the substrate (h is then their Sigma d).
        conductivity: kappa of the electrons at the temperature of the device [W/(m K)]; by the law of Wiedemann and
            Franz ``(pi k)^2/(3 e^2) T/resistivity`` if left out.
        capacity: c of the normal electrons at the temperature of the device [J/(m^3 K)]; if left out, that for which
            the capacity jumps at Tc by the 1.426 of BCS theory, ``T (Bc^2/mu_0)/(1.426 (Tc - T)^2)`` with T and Bc of
            the device.
        capacity_exponent: m, c and kappa go as T^m: 1 for electrons, 0 for constant coefficients.
        source: light that is absorbed by the electrons, as power per area of the film [W/m^2]: a quantity, a function
            f(x, y, t), or a `photon`.
        coupling: Sigma [W/(m^3 K^p)], heat that electrons give to the phonons of the film; None for phonons that are
            as cold as the substrate.
        coupling_exponent: p: 5 of a clean metal, 4 or 6 of a dirty one, 1 near T_b.
        phonon_capacity: c_p at the temperature of the device [J/(m^3 K)]; if left out, Debye's
            ``(12 pi^4/5) (R/V_mol) (T/theta_D)^3`` of the film's material.
        phonon_capacity_exponent: of T_p in c_p, 3 well below theta_D.
        contacts: "insulating", no heat flows through terminals; or "cold": wide leads hold the electrons at the
            terminals at the temperature of the substrate, and heat flows out into them.

    Raises:
        InputError: a quantity of the wrong dimension or sign, another exponent, or properties of phonons without a
            coupling.

    Source: Skocpol, Beasley and Tinkham, J. Appl. Phys. 45, 4054 (1974); for latent heat and phonons, Vodolazov, Phys.
    Rev. Applied 7, 034014 (2017).
    """
    n, p = (_whole(name, each, _FLOWS) for name, each in (
        ("escape_exponent", escape_exponent), ("coupling_exponent", coupling_exponent)))
    m, of_phonons = (_whole(name, each, _CAPACITIES) for name, each in (
        ("capacity_exponent", capacity_exponent), ("phonon_capacity_exponent", phonon_capacity_exponent)))
    check_name("contacts", contacts, CONTACTS)
    out = signal(escape, _per_kelvin("W/m^2", n), "escape")
    if not out.steady:
        raise InputError("escape", out.describe(), f"a quantity in {_per_kelvin('W/m^2', n)}, or a function of place")
    _not_negative(out, "escape", escape, "a coefficient that is not negative")
    light = None if source is None else signal(source, "W/m^2", "source")
    if light is not None:
        _not_negative(light, "source", source, "a power that is not negative",
                      "Heat leaves the film by escape=..., towards the temperature= of the run.")
    if coupling is None and phonon_capacity is not None:
        raise InputError("phonon_capacity", phonon_capacity, "a coupling= of the electrons to these phonons",
                         'Write for example coupling="1e10 W/(m^3 K^5)".')
    return Heat(out, n, _positive(conductivity, "W/(m K)", "conductivity"),
                _positive(capacity, "J/(m^3 K)", "capacity"), m, light,
                _positive(coupling, _per_kelvin("W/m^3", p), "coupling"), p,
                _positive(phonon_capacity, "J/(m^3 K)", "phonon_capacity"), of_phonons, contacts)


@door
def photon(energy: Any, at: tuple[Any, Any], *, radius: Any, time: Any, duration: Any) -> Signal:
    """Return the power per area of a photon or a laser pulse that is absorbed: a Gaussian spot for a short time.

    ``energy/(2 pi radius^2 duration) exp(-r^2/(2 radius^2))`` from ``time`` until ``time + duration``.

    Args:
        energy: that the film absorbs if the spot lies on it [J].
        at: (x, y), middle of the spot [m].
        radius: standard deviation of the spot [m], at least the spacing of the grid.
        time: when it arrives [s].
        duration: [s].

    Raises:
        InputError: a quantity of the wrong dimension or sign.
    """
    spread, length = positive_si(radius, "m", "radius"), positive_si(duration, "s", "duration")
    try:
        x, y = (to_si(value, "m", "at") for value in at)
    except (TypeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("at", at, 'a point such as ("200 nm", 0)') from error
    peak = positive_si(energy, "J", "energy") / (2 * math.pi * spread**2 * length)
    return pulse(f"{peak!r} W/m^2", time, length) * Spot(x, y, spread)


@dataclass(frozen=True, eq=False)
class Spot(Signal):
    """``exp(-r^2/(2 radius^2))``, r the distance from (x, y), all in m."""

    x: float
    y: float
    radius: float

    @property
    def variables(self) -> tuple[str, ...]:
        return ("x", "y")

    def in_si(self, unit: str, argument: str) -> Signal:
        return self

    def value(self, x, y, t):
        return np.exp(-0.5 * ((x - self.x) ** 2 + (y - self.y) ** 2) / self.radius**2)

    def describe(self) -> str:
        return f"spot({self.x}, {self.y}, radius={self.radius})"


def _per_kelvin(unit: str, exponent: int) -> str:
    """Return the unit of a coefficient of the temperature to an exponent: "W/m^2" for 4 is "W/(m^2 K^4)"."""
    above, below = unit.split("/")
    return f"{above}/({below} K)" if exponent == 1 else f"{above}/({below} K^{exponent})"


def _positive(value: Any, unit: str, argument: str) -> float | None:
    return None if value is None else positive_si(value, unit, argument)


def _not_negative(given: Signal, argument: str, value: Any, expected: str, cure: str = "") -> None:
    if given.uniform and given.steady and not given.at() >= 0:
        raise InputError(argument, value, expected, cure)


def _whole(argument: str, given: Any, allowed: range) -> int:
    if not isinstance(given, (int, np.integer)) or isinstance(given, bool) or given not in allowed:
        raise InputError(argument, given, f"a whole number from {allowed[0]} to {allowed[-1]}")
    return int(given)
