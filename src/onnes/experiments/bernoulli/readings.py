"""Readings of the potential of a flowing condensate, in SI units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.bernoulli.flow import CHARGE, MASS, Flow, flow
from onnes.experiments.experiment import Measurement
from onnes.problems.screening.body import at_surface
from onnes.results import SUCCESSFUL, Array, Reading
from onnes.units.constants import HBAR, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.bernoulli import Bernoulli

NORMAL = "normal state"


def measured(asked: Bernoulli) -> Measurement:
    """Solve for the flow and read the potential that it leaves."""
    found = flow(asked)
    kinetic = -MASS * found.velocity**2 / (2 * CHARGE)
    pressure = np.zeros_like(kinetic)
    if asked.law == "static" and not found.normal:
        pressure = _potential_of_density(asked, found) - kinetic
    potential = kinetic + pressure
    electric = -np.gradient(potential, found.place, edge_order=2)
    arrays = {
        "place": Array(found.place, ("place",), "m", _place(asked)),
        "magnetic_field": Array(found.induction, ("place",), "T", "magnetic field"),
        "velocity": Array(found.velocity, ("place",), "m/s", "velocity of the pairs"),
        "density": Array(found.density, ("place",), "", "n_s over its undisturbed value"),
        "potential": Array(potential, ("place",), "V", "electric potential against a place at rest"),
        "potential_of_flow": Array(kinetic, ("place",), "V", "part of the velocity"),
        "potential_of_pressure": Array(pressure, ("place",), "V", "part of the quantum pressure"),
        "electric_field": Array(electric, ("place",), "V/m", "electric field, outwards"),
        "lorentz_field": Array(_balancing(asked, found), ("place",), "V/m", "field that balances the magnetic force"),
    }
    return Measurement(_readings(asked, found, arrays), arrays, found.status, _warnings(asked, found))


def _place(asked: Bernoulli) -> str:
    return "distance from the axis" if asked.device == "wire" else "distance from the middle plane"


def _potential_of_density(asked: Bernoulli, found: Flow) -> np.ndarray:
    """Return -(|alpha|/q)(1 - f^2), both parts together by the equation of Ginzburg and Landau [V]."""
    condensation = HBAR**2 / (2 * MASS * asked.scales().coherence_length**2)
    return -condensation / CHARGE * (1 - found.density)


def _balancing(asked: Bernoulli, found: Flow) -> np.ndarray:
    """Return the component outwards of -v x B: v_z B_phi in a wire, -v_y B_z in a slab [V/m]."""
    return (1 if asked.device == "wire" else -1) * found.velocity * found.induction


def _outside(asked: Bernoulli, found: Flow) -> float:
    """Return -B^2/(2 mu_0 n q) of the field at the surface [V]."""
    field = at_surface(found.place[::-1], found.induction[::-1], asked.size)
    return -field**2 / (2 * VACUUM_PERMEABILITY * found.pairs / asked.fraction() * CHARGE)


def _readings(asked: Bernoulli, found: Flow, arrays: dict[str, Array]) -> dict[str, Reading]:
    def surface(name: str) -> float:
        return at_surface(found.place[::-1], arrays[name].values[::-1], asked.size)

    def reading(value: float, unit: str, meaning: str) -> Reading:
        return Reading(None if found.normal else value, unit, None, meaning, NORMAL)

    fraction, velocity, potential = asked.fraction(), surface("velocity"), surface("potential")
    field = arrays["electric_field"].values
    strongest = surface("electric_field") if asked.law == "london" else float(field[np.argmax(np.abs(field))])
    middle = float(arrays["potential"].values[0])
    readings = {
        "potential": reading(potential, "V", "electric potential of the surface against a place at rest, by the phase "
                             "equation"),
        "potential_of_flow": reading(surface("potential_of_flow"), "V", "part of the velocity, -m v^2/(2 q)"),
        "potential_of_pressure": reading(surface("potential_of_pressure"), "V", "part of the quantum pressure"),
        "potential_to_middle": reading(potential - middle, "V", "surface against axis or middle plane"),
        "velocity": reading(velocity, "m/s", "velocity of the pairs at the surface"),
        "current_density": reading(CHARGE * found.pairs * surface("density") * velocity, "A/m^2",
                                   "current density at the surface"),
        "electric_field": reading(strongest, "V/m", "strongest electric field, outwards; of London's theory at the "
                                  "surface"),
        "superfluid_fraction": Reading(fraction, "", None, "n_s/n, of superconducting over all electrons"),
        "potential_corrected": reading(fraction * potential, "V", "potential with the screening of the normal "
                                       "electrons, n_s/n times that of the phase equation"),
        "potential_outside": reading(_outside(asked, found), "V", "-B^2/(2 mu_0 n q) of the field at the surface: "
                                     "what a capacitor sees at a body thicker than lambda"),
        "penetration_depth": Reading(asked.depth(), "m", None, "lambda that was put in"),
    }
    if asked.law == "london":
        readings["electric_over_lorentz"] = reading(strongest / surface("lorentz_field"), "", "that over the field "
                                                    "which balances the magnetic force, less the error of the grid")
    if asked.law == "static" and not found.normal:
        readings["phase_equation_residual"] = reading(
            _residual(asked, found, arrays), "", "largest difference between the quantum pressure by derivatives of "
            "Psi_0 on the grid and by the equation of Ginzburg and Landau, over the largest potential")
    return readings


def _residual(asked: Bernoulli, found: Flow, arrays: dict[str, Array]) -> float:
    modulus = np.sqrt(found.density)
    slope = np.diff(modulus) / np.diff(found.place)
    middles = 0.5 * (found.place[1:] + found.place[:-1])
    curvature = np.diff(slope) / np.diff(middles)
    by_grid = HBAR**2 / (2 * MASS) * curvature / modulus[1:-1] / CHARGE
    difference = by_grid - arrays["potential_of_pressure"].values[1:-1]
    return float(np.max(np.abs(difference)) / np.max(np.abs(arrays["potential"].values)))


def _warnings(asked: Bernoulli, found: Flow) -> tuple[str, ...]:
    if found.normal:
        return ("The slab is normal in this field: nothing flows.",)
    field, critical = float(np.max(np.abs(found.induction))), asked.critical_field()
    over = critical is not None and field > critical and asked.law == "london"
    told = (f"The field at the surface, {field:.3g} T, is above the critical field {critical:.3g} T: London's theory "
            "does not notice.",) if over else ()
    return (*told, *((found.message,) if found.status not in SUCCESSFUL else ()))
