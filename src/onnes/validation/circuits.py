"""Films in circuits: kinetic inductance, circuits of known elements, the Josephson frequency."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.linalg import expm
from scipy.optimize import brentq
from scipy.signal import find_peaks

from onnes.devices import Film, edge
from onnes.drives import load, ramp
from onnes.geometry import rectangle
from onnes.solutions import solve
from onnes.units.constants import FLUX_QUANTUM
from onnes.validation.checks import check

_XI, _WIDTH = 12e-9, 30e-9
_SLOW = 5000
"""Duration in tau_0 in which a current rises towards depairing."""


def _strip(length: float, width: float, **arguments) -> Film:
    """Return a strip between superconducting banks, with probes at half its length from each other."""
    return Film(rectangle(length, width), coherence_length=_XI, penetration_depth=250e-9, thickness=6e-9,
                resistivity=1e-6, probes={"V+": (-length / 4, 0), "V-": (length / 4, 0)},
                terminals={"source": edge("left", contact="held"), "drain": edge("right", contact="held")},
                **arguments)


@cache
def _accelerated(cells: int) -> tuple[np.ndarray, np.ndarray]:
    """Return supercurrent, over that of depairing, and q = xi d(phase)/dx of a strip under a small voltage.

    Between probes far from the banks: q is the integral of their voltage, the normal current follows from Ohm's law.
    """
    length, probed = 40 * _XI, 20 * _XI
    film = _strip(length, _XI, gamma=0, u=1.0)
    tau, depairing = film.constants.time_unit, film.depairing_sheet_current * _XI
    assert film.sheet_resistance is not None
    normal = film.sheet_resistance * length / _XI
    volts = 1.3 * normal * depairing / _SLOW  # L_0 is R tau_0
    run = solve(film, time=_SLOW * tau, voltage=(ramp(0, volts, 0.05 * _SLOW * tau), "source", "drain"),
                self_field=False, cells_per_xi=cells, frames=300, tolerance=2e-4)
    across = run.voltage("V+", "V-").values[1:]
    current = run.data["load_current"].values[1:] - across / normal * length / probed
    turns = np.cumsum(across) * float(np.diff(run.data["time"])[0]) / (FLUX_QUANTUM / (2 * np.pi))
    return current / depairing, turns * _XI / probed


@check("kinetic inductance of a strip around {share:g} of its depairing current, over that of uniform current",
       tolerance=1e-3, slow=True, reference=1.0, cases=[{"share": 0.3}, {"share": 0.6}, {"share": 0.85}],
       source="L_0/(1 - 3 q^2) where q (1 - q^2) = 2/(3 sqrt3) I/I_d, Ginzburg-Landau theory")
def kinetic_inductance(share: float) -> float:
    """Return the ratio on grids of 3 and 6 cells for each xi, extrapolated at order 2."""
    coarse, fine = (_ratio(share, cells) for cells in (3, 6))
    return (4 * fine - coarse) / 3


def _ratio(share: float, cells: int) -> float:
    """Return the ratio of the means from 0.03 of the depairing current below to 0.03 above."""
    current, q = _accelerated(cells)
    ends = [int(np.argmax(current > share + aside)) for aside in (-0.03, 0.03)]
    known = [brentq(lambda q, at=at: q * (1 - q**2) - 2 / 27**0.5 * current[at], 0, 3**-0.5) for at in ends]
    return float(np.diff(q[ends])[0] / np.diff(known)[0])


@check("current of a normal strip with 25 pH behind 3 fF beside {ohm:g} ohm, after one relaxation time", tolerance=2e-3,
       slow=True, source="exponential of the matrix of the circuit", cases=[{"ohm": 400.0}, {"ohm": 60.0}])
def circuit(ohm: float) -> tuple[float, float]:
    """Return the current over that of the source."""
    length, L, C, source = 10 * _XI, 25e-12, 3e-15, 40e-6
    film = _strip(length, _WIDTH, gamma=0, disorder=-1.0)
    assert film.sheet_resistance is not None
    R, time = film.sheet_resistance * length / _WIDTH, ohm * C
    run = solve(film, time=time, self_field=False, cells_per_xi=2, frames=4, noise=False, tolerance=1e-4,
                load=load(ohm, L, C, f"{source} A"))
    matrix = np.array([[-R / L, 1 / L], [-1 / C, -1 / (ohm * C)]])
    rest = np.linalg.solve(matrix, [0.0, -source / C])
    return float(run.data["load_current"][-1]) / source, float((rest - expm(matrix * time) @ rest)[0]) / source


@check("frequency of the current of a strip under {millivolt:g} mV, in units of V/Phi_0", tolerance=5e-3, slow=True,
       reference=1.0, source="Josephson's relation", cases=[{"millivolt": 1.5}, {"millivolt": 3.0}])
def josephson_frequency(millivolt: float) -> float:
    """Return the frequency of the last peaks of the current."""
    film = _strip(6 * _XI, _WIDTH, gamma=1)
    period = FLUX_QUANTUM / (1e-3 * millivolt)
    run = solve(film, time=30 * period, voltage=(1e-3 * millivolt, "source", "drain"), self_field=False,
                cells_per_xi=2, frames=1487)
    peaks = run.data["time"].values[find_peaks(run.data["load_current"].values)[0]][-10:]
    return float(period / np.mean(np.diff(peaks)))
