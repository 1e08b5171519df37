"""Readings of a body in a field, in SI units, beside London's closed forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from onnes.problems.screening.body import Screened
from onnes.problems.screening.london import LONDON, London, fitted_depth
from onnes.results import Array, Reading
from onnes.units import Scales
from onnes.units.constants import VACUUM_PERMEABILITY

_DIMENSION = {"slab": 1, "cylinder": 2, "sphere": 3}
_POSITION = {"slab": "distance from the middle plane", "cylinder": "distance from the axis",
             "sphere": "distance from the centre, in the plane of the equator"}
_MOMENT = {"slab": "magnetic moment along the field, per area of a face",
           "cylinder": "magnetic moment along the field, per length", "sphere": "magnetic moment along the field"}


@dataclass(frozen=True, kw_only=True)
class Instruments:
    """Conversion of computed bodies to readings in SI units.

    Attributes:
        shape: slab, cylinder or sphere.
        law: london or static.
        size: half thickness or radius [m].
        field: applied field [T].
        scales: units of the computation.
        critical_field: Bc [T]; None where it is unknown.
        temperature: T [K]; None where the lengths were given directly.
    """

    shape: str
    law: str
    size: float
    field: float
    scales: Scales
    critical_field: float | None
    temperature: float | None

    @property
    def unit_length(self) -> float:
        """Unit of length of the computation [m]."""
        return self.scales.unit("length")

    @property
    def unit_field(self) -> float:
        """Unit of field of the computation [T]."""
        return self.scales.unit("magnetic_field")

    @property
    def depth(self) -> float:
        """lambda [m]."""
        return self.scales.penetration_depth

    @property
    def exact(self) -> London:
        return LONDON[self.shape]

    def moment(self, body: Screened) -> float:
        """Return the magnetic moment [A], [A m] or [A m^2]."""
        unit = self.unit_field * self.unit_length ** _DIMENSION[self.shape]
        return body.moment * unit / VACUUM_PERMEABILITY

    def london_moment(self) -> float:
        """Return the moment in London's closed form, in the same unit."""
        return self.exact.moment(self.size, self.depth) * self.field / VACUUM_PERMEABILITY

    def london_field(self, body: Screened) -> np.ndarray:
        """Return London's closed form at the positions of the body's field [T]."""
        return self.field * self.exact.field(body.position * self.unit_length, self.size, self.depth)

    def departure(self, body: Screened) -> float:
        """Return the largest |B - B_London| over the applied field."""
        return float(np.max(np.abs(body.induction * self.unit_field - self.london_field(body)))) / self.field

    def fit(self, body: Screened) -> tuple[float, float] | None:
        """Return the depth [m] for which the closed form fits, and the misfit; None in the normal state."""
        if body.normal:
            return None
        length = self.unit_length
        return fitted_depth(self.exact.field, body.position * length,
                            body.induction * self.unit_field / self.field, self.size, self.depth)

    def readings(self, bodies: Sequence[Screened]) -> dict[str, Reading]:
        """Return readings of the first body; the others, on coarser grids, give their uncertainties."""
        where = "at the equator" if self.shape == "sphere" else "at the surface"
        fits = [self.fit(body) for body in bodies]
        field = self.unit_field

        def read(instrument: Callable[[Screened], float], unit: str, meaning: str) -> Reading:
            return _reading([instrument(body) for body in bodies], unit, meaning)

        readings = {
            "fitted_depth": _reading([fit and fit[0] for fit in fits], "m",
                                     "depth for which London's closed form fits the computed profile"),
            "surface_field": read(lambda body: body.surface_field * field, "T", f"field {where}"),
            "central_field": read(lambda body: body.central_field * field, "T", "field at the centre"),
            "moment": read(self.moment, self.exact.moment_unit, _MOMENT[self.shape]),
            "departure_from_london": read(self.departure, "", "largest |B - B_London| over the applied field"),
            "moment_over_london": read(lambda body: self.moment(body) / self.london_moment(), "",
                                       "moment over that of London's closed form"),
            "fit_misfit": Reading(fits[0] and fits[0][1], "", None,
                                  "root mean square of fit minus computed profile, over the applied field"),
            "penetration_depth": Reading(self.depth, "m", None, "lambda that was put in"),
        }
        if critical := self.critical_field:
            readings["critical_field"] = Reading(critical, "T", None, "thermodynamic critical field Bc")
        if self.temperature is not None:
            readings["temperature"] = Reading(self.temperature, "K", None, "temperature of the body")
        if self.law == "static":
            readings["mean_density"] = read(lambda body: body.filling, "", "mean of |psi|^2 over the body")
            readings["state"] = Reading(_state(bodies[0]), "", None, "normal, superconducting, or metastable: "
                                        "superconducting though the normal state has less energy")
        return readings

    def arrays(self, body: Screened) -> dict[str, Array]:
        """Return the profile, the closed form, and the map of a sphere."""
        length, field = self.unit_length, self.unit_field
        arrays = {
            "position": Array(body.position * length, ("position",), "m", _POSITION[self.shape]),
            "field": Array(body.induction * field, ("position",), "T", "magnetic field"),
            "london_field": Array(self.london_field(body), ("position",), "T", "magnetic field, London's closed form"),
        }
        if self.law == "static":
            arrays["order_parameter"] = Array(body.order_parameter, ("position",), "", "order parameter |psi|")
        if body.map:
            arrays["x"] = Array(body.map["x"] * length, ("x",), "m", "across the field")
            arrays["z"] = Array(body.map["z"] * length, ("z",), "m", "along the field")
            arrays["field_map"] = Array(body.map["induction"] * field, ("z", "x"), "T", "magnetic field")
        return arrays

    def warnings(self, bodies: Sequence[Screened]) -> tuple[str, ...]:
        """Return warnings: no convergence, the normal state, a surface field above Bc."""
        fine, *coarse = bodies
        out: list[str] = []
        if fine.status != "converged":
            out.append(f"{self.law} did not converge{': ' if fine.message else ''}{fine.message}.")
        elif any(body.status != "converged" for body in coarse):
            out.append("A coarser run, from which uncertainties are estimated, did not converge: they are not valid.")
        if fine.normal:
            return (*out, "The field destroys superconductivity: this is the normal state.")
        critical = self.critical_field
        if critical is not None and fine.surface_field * self.unit_field > critical:
            ratio = fine.surface_field * self.unit_field / critical
            out.append(f"The field at the surface is {ratio:.3g} times the thermodynamic critical field. "
                       f"{_BEYOND[self.law]}")
        return tuple(out)


_BEYOND = {"london": "London's theory has no critical field.",
           "static": "Vortices and normal domains, which may have less energy, lie outside the symmetry assumed here."}


def _state(body: Screened) -> str:
    if body.normal:
        return "normal"
    return "metastable" if body.metastable else "superconducting"


def _reading(values: Sequence[float | None], unit: str, meaning: str) -> Reading:
    """Return the first value; its uncertainty assumes second order in the spacing, third in one over the padding."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return Reading(values[0], unit, None, meaning, absent="none in the normal state")
    uncertainty = abs(known[0] - known[1]) / 3
    if len(known) > 2:
        uncertainty += abs(known[1] - known[2]) / 7
    return Reading(known[0], unit, uncertainty, meaning)
