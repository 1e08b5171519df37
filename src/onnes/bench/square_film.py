"""Film on which programs are compared: a square of side L in a uniform field that is switched on at once.

B = 0.4 Bc2, u = 5.79, mean spacing 0.3 xi, as in the benchmark of pyTDGL. psi starts at 1 in the symmetric gauge, far
from equilibrium, and vortices enter quickly through all four sides.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onnes.errors import OnnesError
from onnes.numerics.jax_settings import as_array

if TYPE_CHECKING:
    from onnes.energies import FreeEnergy, State
    from onnes.laws.outcome import Instant, Outcome
    from onnes.laws.tdgl import TDGL

SIDES = {2_000: 13.0, 9_500: 29.0, 40_000: 60.0}
"""Side in xi for each approximate number of points."""


@dataclass(frozen=True)
class SquareFilm:
    """Film and its method of solution; lengths in xi, fields in Bc2.

    Attributes:
        pearl: Lambda; None for no self-field.
        roughness: standard deviation of the initial psi at every node. On a square grid the vortices of a smooth start
            keep the square's symmetry for long, which no other mesh shares and which takes fewer steps.
        hole_radius: of a round hole in the middle, 0 for none.
        perforated: whether it has a round and an oblong hole, a third and a fifth of its side wide.
    """

    side: float = 29.0
    spacing: float = 0.3
    induction: float = 0.4
    gamma: float = 10.0
    u: float = 5.79
    pearl: float | None = None
    tolerance: float = 1e-3
    roughness: float = 0.0
    hole_radius: float = 0.0
    perforated: bool = False

    def energy(self) -> FreeEnergy:
        """Return the free energy of the film."""
        from onnes.devices import Film
        from onnes.geometry import disc, rectangle

        plate = rectangle(self.side, self.side)
        if self.hole_radius:
            plate = plate - disc(self.hole_radius)
        if self.perforated:
            a = self.side
            plate = plate - disc(a / 6, (a / 5, 0)) - rectangle(a / 5, a / 6, (-a / 4, a / 5))
        film = Film(plate, coherence_length=1.0, penetration_depth=1.0, thickness=1 / (self.pearl or 1.0))
        return film.model(self.spacing, self.pearl is not None).energy

    def law(self, **options) -> TDGL:
        """Return the TDGL equation of the film; ``options`` are further attributes of it."""
        from onnes.drives.protocols import Steady
        from onnes.energies import Drive
        from onnes.laws.steppers.split import Split
        from onnes.laws.tdgl import TDGL

        steady = Steady(Drive(1.0, (0.0, 0.0, self.induction)))
        return TDGL(self.energy(), steady, conductivity=1.0, relaxation_time=self.u, pair_breaking=self.gamma,
                     stepper=Split(), tolerance=self.tolerance, **options)

    def start(self, law: TDGL) -> State:
        """Return psi = 1 up to its roughness, with A of the applied field."""
        import jax.numpy as jnp
        import numpy as np

        from onnes.energies import State
        from onnes.grids.edges import edgewise
        from onnes.grids.grid import DIRECTIONS

        sheet, sample = law.energy.sheet, law.energy.sample
        assert sheet is not None
        psi = np.ones(sample.grid.shape, complex)
        psi += self.roughness * np.random.default_rng(0).normal(size=psi.shape)
        around = sheet.applied(law.protocol(0.0), sample)
        shapes = [sample.grid.cell_shape((d,)) for d in DIRECTIONS]
        return State(as_array(psi), edgewise(jnp.broadcast_to, sample.per_length(around), shapes))


@dataclass(frozen=True)
class Evolution:
    """Run to the last of some times.

    Attributes:
        seconds: wall time without compilation.
        compilation: wall time of the first steps, which compile.
        readings: at each time: mean density, moment in Phi_0 xi^2/(2 pi mu_0 Lambda), vortices, antivortices, fluxoid
            of the hole.
    """

    points: int
    steps: int
    rejected: int
    stages: int
    seconds: float
    compilation: float
    readings: Mapping[float, Mapping[str, float]]


def evolve(film: SquareFilm, times: Sequence[float]) -> Evolution:
    """Compute the evolution of a film; the times are multiples of the first."""
    law = film.law()
    state = film.start(law)

    def to(until: float, every: float) -> Outcome:
        return finished(law.run(state, until, every=every, record=_fields))

    compilation, _ = _timed(lambda: to(1e-3, 1e-3))
    seconds, run = _timed(lambda: to(times[-1], times[0]))
    return Evolution(state.psi.size, run.steps, run.rejected, run.iterations, seconds, compilation,
                     {t: readings(film, law, run, round(t / times[0])) for t in times})


def finished(run: Outcome) -> Outcome:
    """Return the run if it reached its time, else raise OnnesError, since the rate of a failed run is meaningless."""
    if run.status != "completed":
        raise OnnesError(f"the film of the benchmark did not reach its time: {run.message}")
    return run


def readings(film: SquareFilm, law: TDGL, run: Outcome, index: int) -> dict[str, float]:
    """Return the readings at one of the recorded times."""
    import numpy as np

    from onnes.energies import State
    from onnes.readouts.film import magnetic_moment, mean_density
    from onnes.readouts.vortices import turns_of_faces, vortices

    sample = law.energy.sample
    psi, *fields = (run.records[name][index] for name in ("psi", "along_x", "along_y", "current_x", "current_y"))
    state = State(psi, (*fields[:2], None))
    turns = vortices(sample, state)
    x, y = sample.grid.points((0, 1))
    near = np.hypot(x, y) < film.hole_radius + 1.5 * film.spacing
    return {"mean_density": float(mean_density(sample, state)),
            "moment": float(magnetic_moment(sample, (*fields[2:], None))),
            "vortices": int(turns.clip(0).sum()), "antivortices": int((-turns).clip(0).sum()),
            "fluxoid_hole": round(float(np.sum(turns_of_faces(sample, state)[near]) - np.sum(turns[near])))}


def _fields(now: Instant) -> dict:
    return {"psi": now.state.psi, "along_x": now.state.A[0], "along_y": now.state.A[1],
            "current_x": now.current[0], "current_y": now.current[1]}


def _timed(work) -> tuple[float, Outcome]:
    start = time.perf_counter()
    run = work()
    return time.perf_counter() - start, run
