"""Readings of a superconductor on a torsion fibre, in SI units."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import numpy as np

from onnes.carriers.gyromagnetic import current_angular_momentum, moment_of_inertia, resonance_amplitude
from onnes.carriers.london_depth import superfluid_density
from onnes.experiments.experiment import Measurement
from onnes.measurements import fact
from onnes.problems.screening.circulation import Circulation, circulation
from onnes.problems.screening.london import LONDON
from onnes.problems.torsion_pendulum import Swing, swing
from onnes.results import Array, Reading
from onnes.units.constants import ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.gyromagnetic import Gyromagnetic

FACTOR = "E016"
"""Measured g of the supercurrent."""
_POINTS = 24
"""Times in a half period."""


def measured(asked: Gyromagnetic) -> Measurement:
    """Compute the current, follow the fibre and read both."""
    current = circulation(asked.shape, asked.radius, asked.field, asked.depth())
    momentum = current_angular_momentum(current.moment, asked.factor)
    inertia = moment_of_inertia(asked.shape, asked.radius, asked.density())
    numbers = np.arange(asked.half_swings)
    carried = momentum * {"reversed": 1.0 - 2.0 * (numbers % 2), "switched": 1.0 - numbers % 2,
                          "cooled": np.ones_like(numbers)}[asked.procedure]
    motion = swing(carried, inertia, asked.period, asked.quality, _POINTS)
    readings = (_current(asked, current, momentum) | _forces(asked, current, momentum)
                | _motion(asked, motion, momentum / inertia))
    return Measurement(readings, _arrays(asked, current, motion), "converged", _warnings(asked))


def _per(asked: Gyromagnetic) -> str:
    return "/m" if asked.shape == "cylinder" else ""


def _current(asked: Gyromagnetic, current: Circulation, momentum: float) -> dict[str, Reading]:
    exact = LONDON[asked.shape].moment(asked.radius, asked.depth()) * asked.field / VACUUM_PERMEABILITY
    thick = -asked.field / VACUUM_PERMEABILITY * (
        2 * pi * asked.radius**3 if asked.shape == "sphere" else pi * asked.radius**2)
    unit = "J*s" + _per(asked)
    return {
        "magnetic_moment": Reading(current.moment, LONDON[asked.shape].moment_unit.replace(" ", "*"), None,
                                   "of the screening current, along B0"),
        "moment_over_closed_form": Reading(current.moment / exact, "", None, "computed over London's closed form"),
        "electrons": Reading(momentum, unit, None, "angular momentum of the carriers, along B0"),
        "body": Reading(-momentum, unit, None, "angular momentum that the body gets"),
        "electrons_limit": Reading(current_angular_momentum(thick, asked.factor), unit, None,
                                   "angular momentum of the carriers where lambda is much less than R"),
    }


def _forces(asked: Gyromagnetic, current: Circulation, momentum: float) -> dict[str, Reading]:
    """Return what Faraday's field and other forces give to all superconducting electrons, of orbital current."""
    orbital = current_angular_momentum(current.moment)
    faraday = current_angular_momentum(current.moment_from_potential)
    lever = 4 * pi / 15 * asked.radius**5 if asked.shape == "sphere" else pi / 4 * asked.radius**4
    start = superfluid_density(asked.depth()) * ELEMENTARY_CHARGE * asked.field * lever
    if asked.procedure == "cooled":
        faraday -= start
    unit = "J*s" + _per(asked)
    return {
        "from_faraday": Reading(faraday, unit, None, "impulse of Faraday's field on the superconducting electrons, had "
                                "they all been there all the time; the ions get the opposite"),
        "from_other_forces": Reading(orbital - faraday, unit, None, "rest of the angular momentum of a current: from "
                                     "the lattice, which gets the opposite"),
        "start_momentum": Reading(start, unit, None, "n_s e B0 int r^2/2 dV, minus the q A of all electrons before"),
        "other_forces_over_current": Reading((orbital - faraday) / orbital, "", None, "from other forces over the "
                                             "angular momentum of the current"),
        "missing_for_factor": Reading(momentum - orbital, unit, None, "what carriers of this g have beside that of a "
                                      "current"),
    }


def _motion(asked: Gyromagnetic, motion: Swing, kick: float) -> dict[str, Reading]:
    readings = {
        "angular_velocity": Reading(-kick, "rad/s", None, "of the body after the first start of the current"),
        "first_swing": Reading(float(motion.angle[: _POINTS + 2][np.argmax(np.abs(motion.angle[: _POINTS + 2]))]),
                               "rad", None, "first largest angle"),
        "last_swing": Reading(float(np.max(np.abs(motion.angle[-(_POINTS + 1):]))), "rad", None,
                              "largest angle of the last half period that was followed"),
        "ledger_closure": Reading(motion.closure, "", None, "electrons, body, fibre and friction: largest sum of their "
                                  "angular momenta over the body's largest"),
    }
    number, uncertainty = fact(FACTOR).number("")
    readings["measured_factor"] = Reading(number, "", uncertainty, "g that experiments found, to its last digit")
    if asked.procedure != "cooled":
        times = 2 if asked.procedure == "reversed" else 1
        steady = resonance_amplitude(times * abs(kick), asked.period, asked.quality)
        spins = steady * asked.factor / 2
        readings |= {
            "steady_swing": Reading(steady, "rad", None, "amplitude after many periods, in closed form"),
            "steady_swing_of_spins": Reading(spins, "rad", None, "the same if the current were one of spins, g = 2"),
        }
    return readings


def _arrays(asked: Gyromagnetic, current: Circulation, motion: Swing) -> dict[str, Array]:
    unit = "J*s" + _per(asked)

    def series(values: np.ndarray, of: str, meaning: str) -> Array:
        return Array(values, ("time",), of, meaning)

    return {
        "time": series(motion.time, "s", "time"),
        "angle": series(motion.angle, "rad", "angle of the body"),
        "angular_velocity": series(motion.velocity, "rad/s", "angular velocity of the body"),
        "electrons": series(motion.electrons, unit, "angular momentum of the carriers"),
        "body": series(motion.body, unit, "angular momentum of the body"),
        "surroundings": series(motion.surroundings, unit, "angular momentum taken by fibre and friction"),
        "r": Array(current.position, ("r",), "m", "distance from the axis"),
        "current_density": Array(current.density, ("r",), "A/m^2", "current density, on the equator of a sphere"),
        "r_face": Array(current.between, ("r_face",), "m", "distance from the axis"),
        "magnetic_field": Array(current.field, ("r_face",), "T", "field, on the equator of a sphere"),
    }


def _warnings(asked: Gyromagnetic) -> tuple[str, ...]:
    if asked.factor == 1:
        return ()
    return (f"g = {asked.factor:g} is not that of a current: no force of this theory gives it.",)
