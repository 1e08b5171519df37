"""Quantities that a device records at each time, and their units."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """The unit of one kind of quantity.

    Attributes:
        size: one reduced unit in SI units.
        si: text of the SI unit.
        reduced: text of the reduced unit.
    """

    size: float
    si: str
    reduced: str


class Quantity(NamedTuple):
    """One recorded quantity.

    Attributes:
        kind: of its unit.
        dims: its dimensions besides time.
        meaning: in words.
        rate: whether what is recorded is the integral over time, in units of Phi_0/(2 pi), of a potential.
    """

    kind: str
    dims: tuple[str, ...]
    meaning: str
    rate: bool = False


OF_CONDENSATE = {
    "psi": Quantity("number", ("x", "y"), "order parameter"),
    "vector_potential": Quantity("vector_potential", ("component", "x", "y"), "vector potential"),
    "field": Quantity("field", ("x_face", "y_face"), "magnetic field"),
    "moment": Quantity("moment", (), "magnetic moment"),
    "mean_density": Quantity("number", (), "mean of |psi|^2"),
    "vorticity": Quantity("number", (), "vortices less antivortices"),
    "vortices": Quantity("number", (), "vortices and antivortices"),
    "fluxoid": Quantity("number", ("hole",), "fluxoid of a hole in flux quanta"),
}
"""Quantities that every device records."""

OF_HEAT = {
    "electron_temperature": Quantity("temperature", ("x", "y"), "temperature of the electrons"),
    "hottest": Quantity("temperature", (), "highest temperature of the electrons"),
    "hot_area": Quantity("area", (), "area in which the electrons are above Tc"),
    "heat_stored": Quantity("energy", (), "heat of the electrons"),
    "heat_absorbed": Quantity("energy", (), "energy of the absorbed light"),
    "heat_escaped": Quantity("energy", (), "heat given to the substrate"),
    "heat_drained": Quantity("energy", (), "heat that went into the terminals"),
    "latent_heat": Quantity("energy", (), "latent heat released by the order parameter"),
    "work_of_noise": Quantity("energy", (), "work of the electrons by the thermal forces"),
}
"""Quantities of a film whose electrons have a temperature of their own, see `onnes.heat`."""
OF_PHONONS = {
    "phonon_temperature": Quantity("temperature", ("x", "y"), "temperature of the phonons"),
    "heat_of_phonons": Quantity("energy", (), "heat of the phonons"),
}
"""Those of its phonons, where they have a temperature of their own."""
HEAT_COUNTED = ("heat_absorbed", "heat_escaped", "heat_drained", "latent_heat", "work_of_noise")
"""Those among them that are counted from the start of a run."""

NEEDS_PHASE = ("vorticity", "vortices", "fluxoid")
"""Quantities that have no meaning where the carriers have no order parameter."""
