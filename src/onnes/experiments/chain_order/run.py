"""The states of a run, and their sampling in reduced units: lengths in a, energies in eta (mu_0/4 pi) mu^2/a^3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onnes.chains.criterion import binding_ratio
from onnes.chains.energies import mean_dipole_energy
from onnes.chains.ewald import open_space, periodic_cell
from onnes.chains.lattice import Form, Lattice, lattice
from onnes.chains.monte_carlo.fixed_field import run_free
from onnes.chains.monte_carlo.hamiltonian import run_lattice
from onnes.chains.monte_carlo.moving import run_moving
from onnes.chains.monte_carlo.record import Plan, Record, Report, States
from onnes.chains.monte_carlo.two_state import run_two_state
from onnes.experiments.experiment import Progress
from onnes.numerics.jax_settings import as_array
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from onnes.experiments.chain_order import ChainOrder

HOTTEST, COLDEST = 3.0, 0.15
"""Ends of the scan, in the scale."""
_FRAMES = 40
LEAST_OF_TWO = 6
"""Units across a cubic cell from which on a smaller one, by two, is run as well."""
_CELL_TOLERANCE = 1e-3
"""Relative error of the energies of a periodic cell of units that move; their weights are exact for these energies."""
_FIELDS = (0.5, 1.0, 2.0, 3.0, 4.0, 5.0)
"""mu B/kT of the scan of the field at the given temperature."""


@dataclass(frozen=True, eq=False)
class Sample:
    """A run of all states.

    Attributes:
        asked: the experiment.
        scale: eta (mu_0/4 pi) mu^2/a^3 [J].
        coulomb: e^2/(4 pi eps_0 a) over the scale.
        temperatures: k T over the scale of the scan with that of the experiment, hot to cold, shape (S,).
        main: index of the experiment's own temperature.
        curve: mu B/kT of the scan of the field, shape (F,); empty for units that move.
        record: of the states of ``curve`` and then of ``temperatures``.
        lattice: where the units are, None if they move.
        side: of the periodic cell, in a; None in the open.
        number: N.
        smaller: number of units and record of a smaller cubic cell, at ``temperatures``.
    """

    asked: ChainOrder
    scale: float
    coulomb: float
    temperatures: np.ndarray
    main: int
    curve: np.ndarray
    record: Record
    lattice: Lattice | None
    side: float | None
    number: int
    smaller: tuple[int, Record] | None

    @property
    def form(self) -> Form:
        """Interaction that binds: without any, units are counted as bound as dipoles would be."""
        return "text" if self.asked.interaction == "text" else "dipole"


def sampled(asked: ChainOrder, progress: Progress) -> Sample:
    """Run the states of an experiment."""
    scale = -mean_dipole_energy(asked.moment, asked.spacing, asked.eta)
    own = BOLTZMANN * asked.temperature / scale
    scan = np.geomspace(HOTTEST, COLDEST, asked.scan)
    temperatures = np.sort(np.append(scan, own))[::-1]
    main = int(np.argmax(temperatures == own))
    field = asked.moment * asked.largest_field() / scale
    curve = np.array([] if asked.moves() else _FIELDS)
    kelvin = np.concatenate([np.full(len(curve), own), temperatures])
    fields = np.concatenate([curve * own, np.full(len(temperatures), field)])
    states = States(as_array(1 / kelvin), as_array(fields))
    coldest = len(curve) + len(temperatures) - 1
    plan = Plan(asked.sweeps // 2, asked.sweeps, asked.repeats, _FRAMES, (len(curve) + main, coldest))
    coulomb = 1 / binding_ratio(asked.moment, asked.spacing, asked.eta)

    def made(record: Record, sites: Lattice | None, side: float | None, smaller: tuple[int, Record] | None) -> Sample:
        return Sample(asked, scale, coulomb, temperatures, main, curve, record, sites, side,
                      record.directions.shape[2], smaller)

    if asked.moves():
        return made(*_moving(asked, states, plan, coulomb, lambda share: progress(share, "sweeps")), None)
    size, kind = asked.size(), asked.arrangement
    again = kind == "cubic" and asked.interaction != "none" and size >= LEAST_OF_TWO
    share = 0.7 if again else 1.0
    sites, record = _on_lattice(asked, kind, size, states, plan, lambda part: progress(share * part, "sweeps"))
    side = float(size) if kind == "cubic" else None
    if not again:
        return made(record, sites, side, None)
    only = States(as_array(1 / temperatures), as_array(np.full(len(temperatures), field)))
    fewer = Plan(plan.warming, plan.sweeps, plan.repeats, plan.blocks, (0,))
    less, second = _on_lattice(asked, kind, size - 2, only, fewer,
                               lambda part: progress(share + (1 - share) * part, "sweeps of a smaller cell"))
    return made(record, sites, side, (less.number, second))


def _on_lattice(asked: ChainOrder, kind: str, size: int, states: States, plan: Plan, report: Report
                ) -> tuple[Lattice, Record]:
    """Return sites and record of units on a lattice."""
    sites = lattice(kind, size, "dipole" if asked.interaction == "dipole" else "text")
    if asked.interaction == "none":
        return sites, run_free(sites, states, plan, asked.directions == "two", asked.seed, report)
    if asked.directions == "two":
        return sites, run_two_state(sites, states, plan, asked.seed, report)
    return sites, run_lattice(sites, states, plan, asked.seed, report)


def _moving(asked: ChainOrder, states: States, plan: Plan, coulomb: float, report: Report
            ) -> tuple[Record, None, float | None]:
    """Return the record of units that move, and the side of their cell.

    In a cell they start on a body-centred lattice of one unit per a^3, the order of charges in the cold.
    """
    size = asked.size()
    corners = np.stack(np.meshgrid(*[np.arange(size)] * 3, indexing="ij"), axis=-1).reshape(-1, 3).astype(float)
    side = None
    if asked.arrangement == "free":
        constant = 2 ** (1 / 3)
        side, corners = constant * size, constant * np.concatenate([corners, corners + 0.5])
    cell = open_space() if side is None else periodic_cell(side, _CELL_TOLERANCE)
    charge = coulomb if asked.coulomb == "on" else 0.0
    record = run_moving(corners, cell, states, charge, asked.closest() / asked.spacing, plan,
                        asked.directions == "two", asked.seed, report)
    return record, None, side
