"""The passage of the electron: motion of the ions, potential behind it, constants of the tube."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.pairing.tube.agitation import Ensemble, agitated, classical_energy, quantum_energy
from onnes.pairing.tube.constants import Tube, tube
from onnes.pairing.tube.crossing import Crossing
from onnes.pairing.tube.passage import Wake, passage
from onnes.pairing.tube.phonons import Kicked, kicked_oscillator
from onnes.pairing.tube.potential import tube_potential
from onnes.results import Array
from onnes.units.constants import BOLTZMANN, HBAR

if TYPE_CHECKING:
    from onnes.experiments.potential_tube import PotentialTube
    from onnes.problems.ion_lattice import IonLattice

_COLUMNS, _LINES, _HALF_WIDTH = 200, 97, 1.2
_DELAYS = 200


@dataclass(frozen=True, eq=False)
class Crossed:
    """A simulated crossing.

    Attributes:
        lattice, crossing, wake, tube: of the cold classical lattice.
        agitated: copies of the nearest ion in thermal or zero-point motion; None for ions at rest.
        kicked: the quantum oscillator; None under quantum=false.
    """

    lattice: IonLattice
    crossing: Crossing
    wake: Wake
    tube: Tube
    agitated: Ensemble | None
    kicked: Kicked | None


def thermal_energy(experiment: PotentialTube) -> float:
    """Return the mean square of a velocity component of an ion, in v_e^2."""
    lattice = experiment.lattice()
    reduced = BOLTZMANN * experiment.temperature / (HBAR * lattice.debye_frequency)
    energy = quantum_energy if experiment.quantum else classical_energy
    return energy(experiment.crossing(), reduced)


def measure(experiment: PotentialTube, progress: Progress) -> Measurement:
    """Simulate the crossing; return readings, arrays and warnings."""
    from onnes.experiments.potential_tube.readings import readings, warnings

    lattice, crossing = experiment.lattice(), experiment.crossing()
    progress(0.0, "the electron passes")
    wake = passage(crossing, crossing.rows)
    ensemble = None
    if experiment.quantum or experiment.temperature > 0:
        ensemble = agitated(crossing, thermal_energy(experiment), experiment.ensemble, experiment.seed)
    kicked = kicked_oscillator(crossing) if experiment.quantum else None
    progress(0.4, "the tail")
    crossed = Crossed(lattice, crossing, wake, tube(crossing, wake), ensemble, kicked)
    progress(0.6, "the map")
    return Measurement(readings(crossed, experiment.core), _arrays(crossed, experiment.core),
                       warnings=warnings(crossed, experiment.material))


def _arrays(crossed: Crossed, core: float) -> dict[str, Array]:
    from onnes.experiments.potential_tube.readings import wave_arrays
    from onnes.pairing.atomic_scales import atomic_energy

    d, speed = crossed.lattice.spacing, crossed.lattice.speed
    energy = atomic_energy(d)
    longest = crossed.tube.behind[-1]
    behind = np.linspace(-0.04 * longest, 0.65 * longest, _COLUMNS)
    across = np.linspace(-_HALF_WIDTH, _HALF_WIDTH, _LINES)
    delays = np.linspace(-0.04, 1.0, _DELAYS) * longest
    nearest = crossed.wake.displacement(delays)[:, 0, 1:] @ (-crossed.crossing.rows[0] / crossed.crossing.impact)
    arrays = {
        "behind": Array(crossed.tube.behind * d, ("behind",), "m", "distance behind the electron"),
        "tail": Array(crossed.tube.potential * energy, ("behind",), "J", "potential energy on the path"),
        "map_behind": Array(behind * d, ("map_behind",), "m", "distance behind the electron"),
        "map_across": Array(across * d, ("map_across",), "m", "distance from the path, towards the nearest row"),
        "potential_map": Array(_map(crossed, behind, across, core) * energy, ("map_behind", "map_across"), "J",
                               "change of potential energy of an electron", "inside the cores of ions"),
        "delay": Array(delays * d / speed, ("delay",), "s", "time after the electron was beside the ion"),
        "ion": Array(nearest * d, ("delay",), "m", "displacement of the nearest ion towards the path"),
    }
    arrays |= _rows_in_plane(crossed) | wave_arrays(crossed)
    if crossed.agitated:
        mean, error = crossed.agitated.mean(delays)
        arrays |= {
            "ion_mean": Array(mean * d, ("delay",), "m", "mean of the ions in motion"),
            "ion_mean_error": Array(error * d, ("delay",), "m", "standard error of that mean"),
            "ion_spread": Array(crossed.agitated.spread(delays) * d, ("delay",), "m", "standard deviation"),
        }
    return arrays


def _rows_in_plane(crossed: Crossed) -> dict[str, Array]:
    """Return the rows of ions in the plane of path and nearest row, and their displacement towards the path."""
    rows, d = crossed.crossing.rows, crossed.lattice.spacing
    direction = rows[0] / crossed.crossing.impact
    place = rows @ direction
    shown = (np.hypot(*(rows - place[:, None] * direction).T) < 1e-9) & (np.abs(place) < _HALF_WIDTH)
    moved = np.hypot(*crossed.wake.amplitude()[shown, 1:].T)
    return {"row": Array(place[shown] * d, ("row",), "m", "row of ions, distance from the path"),
            "row_displacement": Array(moved * d, ("row",), "m", "largest displacement of its ions towards the path")}


def _map(crossed: Crossed, behind: np.ndarray, across: np.ndarray, core: float) -> np.ndarray:
    """Return the potential, shape (behind, across), in the plane of path and nearest row; NaN inside the cores."""
    crossing = crossed.crossing
    places = across[:, None] * crossing.rows[0] / crossing.impact
    distance = np.linalg.norm(places[:, None, :] - crossing.rows, axis=-1).min(axis=1)
    outside = distance >= core
    mapped = np.full((len(behind), len(across)), np.nan)
    mapped[:, outside] = tube_potential(crossing, crossed.wake, behind, places[outside])
    return mapped
