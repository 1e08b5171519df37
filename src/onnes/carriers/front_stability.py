"""Stability of a superconducting front with wall energy: critical nucleus and growth of ripples."""

from __future__ import annotations

from math import pi, sqrt

from onnes.errors import InputError


def critical_nucleus(wall_energy: float, deficit: float) -> float:
    """Return R_c = delta / (2 p), in the unit of delta: a round nucleus whose field is expelled grows only above it.

    Args:
        wall_energy: delta, length whose product with Hc^2 mu_0/2 is the wall energy per area; positive (type I).
        deficit: p = 1 - H/Hc.

    From h_i = Hc [1 - (delta/2) K] with K = 1/R on a cylinder at rest.

    Raises:
        InputError: wall energy that is not positive, where no nucleus is too small; or p not positive.
    """
    if wall_energy <= 0:
        raise InputError("wall_energy", wall_energy, "a positive length (type I)", "Type II has no critical nucleus.")
    if deficit <= 0:
        raise InputError("deficit", deficit, "p = 1 - H/Hc above 0", "At or above Hc no nucleus grows.")
    return wall_energy / (2 * deficit)


def ripple_growth_rate(wave_number: float, speed: float, wall_energy: float, diffusivity: float) -> float:
    """Return the growth rate omega = v q - D (delta/2) q^3, in 1/s, of a ripple on a flat front moving at v.

    Args:
        wave_number: q, 1/m.
        speed: v, m/s, positive when the superconductor grows.
        wall_energy: delta, m.
        diffusivity: D = 1/(mu_0 sigma), m^2/s.
    """
    return speed * wave_number - diffusivity * wall_energy / 2 * wave_number**3


def fastest_wavelength(speed: float, wall_energy: float, diffusivity: float) -> float:
    """Return the wavelength 2 pi sqrt(3 D delta / (2 v)), in m, at which `ripple_growth_rate` is largest.

    The arguments are those of `ripple_growth_rate`.
    """
    return 2 * pi * sqrt(3 * diffusivity * wall_energy / (2 * speed))


def filament_speed(wall_energy: float, deficit: float, diffusivity: float) -> float:
    """Return the order of the speed of a filament that shoots along a supercooled rod, p^2 D/(4 delta), in m/s.

    A tip of radius r is driven by p - delta/r, and its eddy currents reach about r ahead: v ~ D (p - delta/r)/r. Of
    all tips the fastest has r = 2 delta/p. Numbers of order one are left out, and so is the mean free path, which in
    Faber's rods exceeded r.

    Args:
        wall_energy: delta, m, positive.
        deficit: p = 1 - H/Hc.
        diffusivity: D = 1/(mu_0 sigma), m^2/s.

    Source: T. E. Faber, Proc. R. Soc. A 223, 174 (1954), by whom wall energy and eddy currents set v.
    """
    return deficit**2 * diffusivity / (4 * wall_energy)
