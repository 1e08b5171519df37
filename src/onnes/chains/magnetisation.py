"""Magnetisation and moment per electron needed to cancel a field inside a chain superconductor."""

from __future__ import annotations

from onnes.units.constants import VACUUM_PERMEABILITY


def inner_field(applied: float, magnetisation: float) -> float:
    """Return B_in = B_ext + mu_0 M, in T. Source: Z14."""
    return applied + VACUUM_PERMEABILITY * magnetisation


def cancelling_magnetisation(applied: float) -> float:
    """Return M = -B_ext / mu_0, in A/m, the magnetisation that makes the field inside zero. Source: Z15."""
    return -applied / VACUUM_PERMEABILITY


def moment_to_cancel(applied: float, density: float) -> float:
    """Return mu = B_ext / (mu_0 n), in J/T, the moment per electron with which all n electrons cancel B_ext.

    Args:
        applied: B_ext, T.
        density: n, electrons per volume, 1/m^3.

    The orientation energy Z5 turns the moments along the field, not against it; the text gives no mechanism that keeps
    them antiparallel.

    Source: Z14-Z15.
    """
    return applied / (VACUUM_PERMEABILITY * density)
