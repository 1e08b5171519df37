"""Scales of a metal of given kappa and conductivity."""

from __future__ import annotations

from onnes.materials import material as material_of
from onnes.materials import penetration_depth_of, temperature_of
from onnes.units import Scales
from onnes.units.constants import VACUUM_PERMEABILITY


def scales_of_metal(material: str, temperature: float | None, model: str, penetration_depth: float | None,
                    kappa: float | None, default_kappa: float, conductivity: float, relaxation: float) -> Scales:
    """Return scales with tau = u mu_0 sigma lambda^2.

    Args:
        material, temperature, model, penetration_depth: see `penetration_depth_of`.
        kappa: in place of the material's.
        default_kappa: where neither a material nor kappa is given.
        conductivity: sigma [S/m].
        relaxation: u.

    Raises:
        InputError, MissingDataError: as `penetration_depth_of`.
    """
    depth = penetration_depth_of(material, temperature, model, penetration_depth)
    kelvin = temperature_of(material, temperature)
    parameter = kappa or (default_kappa if kelvin is None else material_of(material).kappa(kelvin, model))
    return Scales(depth / parameter, depth, relaxation * VACUUM_PERMEABILITY * conductivity * depth**2, conductivity)
