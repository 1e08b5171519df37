"""What the moments of a chain must add up to if they are to cancel a field."""

from __future__ import annotations

from onnes.units.constants import VACUUM_PERMEABILITY


def inner_field(applied: float, magnetisation: float) -> float:
    """B_in = B_ext + mu_0 M, in T. Source: Z14."""
    return applied + VACUUM_PERMEABILITY * magnetisation


def cancelling_magnetisation(applied: float) -> float:
    """M = -B_ext / mu_0, in A/m: the magnetisation that leaves no field inside. Source: Z15."""
    return -applied / VACUUM_PERMEABILITY


def moment_to_cancel(applied: float, density: float) -> float:
    """mu = B_ext / (mu_0 n), in J/T: the moment per electron that Z15 needs, all n of them turned against the field.

    Args:
        applied: B_ext, T.
        density: n, electrons per volume, 1/m^3.

    The orientation energy Z5 turns the moments along the field, not against it: the text does not say what holds them.

    Source: Z14-Z15.
    """
    return applied / (VACUUM_PERMEABILITY * density)
