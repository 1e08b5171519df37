"""Cool three bodies in a field under two laws, switch the field off, and convert the records to SI units."""

from __future__ import annotations

from dataclasses import dataclass

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from onnes.carriers.rigid_expulsion import london_flux
from onnes.drives.protocols import ColdFront, FieldRamp
from onnes.energies import Drive, FreeEnergy, State, ginzburg_landau
from onnes.experiments.bodies.setting import COLD_AT_FIRST, FRONT_WIDTH, RAMP, Setting
from onnes.experiments.experiment import Measurement, Progress
from onnes.grids import Grid, Sample, uniform
from onnes.laws import TDGL, PerfectConductor
from onnes.laws.outcome import Outcome
from onnes.laws.steppers.rosenbrock import Rosenbrock
from onnes.laws.steppers.tableau import ROS2
from onnes.numerics.jax_settings import as_array
from onnes.problems.expulsion.nuclei import circular_field
from onnes.readouts.fields import magnetic_induction
from onnes.readouts.vortices import turns_of_faces, vortices
from onnes.results import Array, Reading, Status
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

LAWS = ("tdgl", "perfect-conductor")
COOLING_FRAMES, FRAMES_PER_RAMP = 36, 2
_VACUUM_CELLS = 2
_TOLERANCE, _LINEAR_TOLERANCE, _LARGEST_STEP = 1e-3, 1e-3, 2.0
_STEPS_PER_RAMP = 50
"""Fewest steps while the field falls: the field around a body follows it at once, which no error estimate sees."""
_SEED_SIZE = 1e-2
"""|psi| of the normal metal, small beside 1: superconductivity grows from it where it can."""


class _FrontThenRamp(eqx.Module):
    """Temperature of a front and field of a ramp: one form for both parts of a run, which then share their programs."""

    front: ColdFront
    ramp: FieldRamp

    def __call__(self, t) -> Drive:
        return Drive(self.front(t).condensation, self.ramp(t).applied_field)


@dataclass(frozen=True)
class Body:
    """A body on its grid, its first state and its drives.

    Attributes:
        energy: free energy with a rim of vacuum.
        within: truth values of the faces within the outer surface.
        inner: of the faces within the loop of the fluxoid.
        start: normal metal in the field.
        cooling, off: drives.
    """

    energy: FreeEnergy
    within: np.ndarray
    inner: np.ndarray
    start: State
    cooling: _FrontThenRamp
    off: _FrontThenRamp

    @classmethod
    def of(cls, setting: Setting, name: str) -> Body:
        half = setting.radius + _VACUUM_CELLS * setting.spacing
        grid = Grid([uniform(-half, half, setting.spacing)] * 2)
        sample = Sample(grid, setting.shapes[name])
        r, at_nodes = np.hypot(*grid.points((0, 1))), np.hypot(*grid.points())
        noise = np.random.default_rng(setting.seed).normal(size=(2, *grid.shape)) * _SEED_SIZE
        psi = np.where(np.asarray(sample.node_volume) > 0, noise[0] + 1j * noise[1], 0.0)
        start = State(as_array(psi), circular_field(grid, lambda s: 0.5 * setting.field * s))
        field, none = (0.0, 0.0, setting.field), (0.0, 0.0, 0.0)

        def front(cold_at_first: float) -> ColdFront:
            return ColdFront(jnp.asarray(at_nodes), setting.front_speed, FRONT_WIDTH, setting.hot, cold_at_first, field)

        cooling = _FrontThenRamp(front(COLD_AT_FIRST), FieldRamp(RAMP, field, field))
        off = _FrontThenRamp(front(np.max(at_nodes) + FRONT_WIDTH), FieldRamp(RAMP, none, field))
        return cls(ginzburg_landau(sample, setting.kappa), r < setting.radius, r < setting.loops[name], start, cooling,
                   off)

    def follow(self, setting: Setting, law: str) -> tuple[Outcome, Outcome]:
        """Return the run in the field and the one without it."""
        cooling, resting = setting.cooling_time, setting.resting_time

        def record(now):
            field, density = (np.asarray(part, np.float32) for part in _frame(self.energy, now.state))
            return {"field": field, "density": density}

        def run(drive, start, until: float, frames: int, largest_step: float) -> Outcome:
            if law == "perfect-conductor":
                return PerfectConductor(self.energy, drive, frames).run(start, until, record=record)
            mover = TDGL(self.energy, drive, setting.scales.reduced_conductivity, tolerance=_TOLERANCE,
                         linear_tolerance=_LINEAR_TOLERANCE, largest_step=largest_step, stepper=Rosenbrock(ROS2))
            return mover.run(start, until, every=until / frames, record=record)

        cold = run(self.cooling, self.start, cooling, COOLING_FRAMES, _LARGEST_STEP)
        # The carriers of a perfect conductor flow on; the state of tdgl is all that counts.
        free = run(self.off, cold if law == "perfect-conductor" else cold.state, resting,
                   round(FRAMES_PER_RAMP * resting / RAMP), RAMP / _STEPS_PER_RAMP)
        return cold, free

    def flux(self, field: np.ndarray) -> np.ndarray:
        """Return the flux within the outer surface, in Phi_0, of fields of shape (..., nx - 1, ny - 1)."""
        area = np.asarray(self.energy.sample.face_area[2]) * self.within
        return np.sum(np.asarray(field, float) * area, axis=(-2, -1)) / (2 * np.pi)

    def fluxoid(self, state: State) -> float:
        """Return the turns of the phase around the loop, with the flux: the fluxoid in Phi_0."""
        return float(np.sum(np.asarray(turns_of_faces(self.energy.sample, state))[self.inner]))


@eqx.filter_jit
def _frame(energy: FreeEnergy, state: State):
    return magnetic_induction(energy.sample, state.A)[2], jnp.abs(state.psi) ** 2


Runs = dict[tuple[str, str], tuple[Outcome, Outcome]]


def measure(setting: Setting, progress: Progress) -> Measurement:
    """Follow all bodies under both laws and return their readings."""
    bodies = {name: Body.of(setting, name) for name in setting.shapes}
    runs: Runs = {}
    for law in LAWS:
        for name, body in bodies.items():
            progress(len(runs) / (len(LAWS) * len(bodies)), f"{name}, {law}")
            runs[law, name] = body.follow(setting, law)
    failed: list[Status] = [run.status for both in runs.values() for run in both if run.status != "completed"]
    return Measurement(_readings(setting, bodies, runs), _arrays(setting, bodies, runs),
                       failed[0] if failed else "completed", _warnings(runs))


def _readings(setting: Setting, bodies: dict[str, Body], runs: Runs) -> dict[str, Reading]:
    before = float(bodies["solid"].flux(runs["tdgl", "solid"][0].records["field"][0]))
    depths = setting.radius / setting.kappa
    readings = {
        "flux_before": Reading(before, "", None, "flux through the outer surface before cooling, in Phi_0"),
        "london_flux": Reading(london_flux(depths), "", None, "of a solid body by London's theory, over that before"),
    }
    for (law, name), (cold, free) in runs.items():
        body, key = bodies[name], f"{name}_{law.replace('-', '_')}"
        of = f"{name}, {law}: "
        in_field, without = (float(body.flux(run.records["field"][-1])) for run in (cold, free))
        moment = without * FLUX_QUANTUM / VACUUM_PERMEABILITY
        readings |= {
            f"{key}_flux_cooled": Reading(in_field / before, "", None, of + "flux after cooling in the field over that "
                                          "before"),
            f"{key}_flux_left": Reading(without / before, "", None, of + "flux without the field over that before"),
            f"{key}_trapped_moment": Reading(moment, "A*m", None, of + "moment per length without the field"),
            f"{key}_energy_balance": Reading(max(run.ledger.closure for run in (cold, free)), "", None,
                                             of + "energy unaccounted for over the largest entry"),
        }
        if law == "tdgl":
            readings |= {
                f"{name}_fluxoid_cooled": Reading(body.fluxoid(cold.state), "", None, of + "fluxoid after cooling, in "
                                                  "Phi_0, around the middle of the wall or half the radius"),
                f"{name}_fluxoid_left": Reading(body.fluxoid(free.state), "", None, of + "the same without the field"),
                f"{name}_vortices": Reading(int(np.abs(vortices(body.energy.sample, free.state)).sum()), "", None,
                                            of + "vortices in the metal without the field"),
            }
    return readings


def _arrays(setting: Setting, bodies: dict[str, Body], runs: Runs) -> dict[str, Array]:
    scales, names = setting.scales, list(bodies)
    xi, any_body = scales.coherence_length, next(iter(bodies.values()))
    x, y = (np.asarray(nodes) * xi for nodes in any_body.energy.sample.grid.nodes[:2])

    longest = [max(len(both[part].records["field"]) for both in runs.values()) for part in (0, 1)]

    def joined(of) -> np.ndarray:
        """Return records of every law and body, those without field after those in it; what has failed stays."""
        def held(run: Outcome, count: int) -> np.ndarray:
            values = np.asarray(of(run))
            return np.concatenate([values, np.repeat(values[-1:], count - len(values), 0)])

        return np.array([[np.concatenate([held(*part) for part in zip(runs[law, name], longest, strict=True)])
                          for name in names] for law in LAWS])

    field = joined(lambda run: run.records["field"])
    fluxes = np.array([[bodies[name].flux(field[i, j]) for j, name in enumerate(names)] for i in range(len(LAWS))])
    cold, free = (max((both[part] for both in runs.values()), key=lambda run: len(run.records["field"]))
                  for part in (0, 1))
    time = np.concatenate([cold.records["time"], cold.records["time"][-1] + free.records["time"]])
    dims, faces = ("law", "body", "time"), ("law", "body", "time", "x_face", "y_face")
    energies = {name: Array(joined(lambda run, n=name: getattr(run.ledger, n)) * scales.unit("energy_per_length"), dims,
                            "J/m", meaning)
                for name, meaning in (("energy", "free energy"), ("joule_heat", "heat of the normal current"),
                                      ("relaxation_heat", "heat of the order parameter"),
                                      ("source_work", "work of the magnet and the bath"))}
    return {
        "time": Array(time * scales.unit("time"), ("time",), "s", "time"),
        "x": Array(x, ("x",), "m", "x"), "y": Array(y, ("y",), "m", "y"),
        "x_face": Array(0.5 * (x[1:] + x[:-1]), ("x_face",), "m", "x"),
        "y_face": Array(0.5 * (y[1:] + y[:-1]), ("y_face",), "m", "y"),
        "magnetic_field": Array(field * np.float32(scales.unit("magnetic_field")), faces, "T", "magnetic field"),
        "density": Array(joined(lambda run: run.records["density"]), ("law", "body", "time", "x", "y"), "",
                         "density of pairs"),
        "inside": Array(np.stack([np.asarray(body.energy.sample.node_volume) / body.energy.sample.grid.dual_measure(())
                                  for body in bodies.values()]), ("body", "x", "y"), "", "fraction inside the body"),
        "flux": Array(fluxes * FLUX_QUANTUM, dims, "Wb", "flux through the outer surface"),
        **energies,
    }


def _warnings(runs: Runs) -> tuple[str, ...]:
    return tuple(f"The {name} under {law} did not end as it should: {run.message}."
                 for (law, name), both in runs.items() for run in both if run.status != "completed")
