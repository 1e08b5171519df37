"""Run the routes by time-dependent Ginzburg-Landau theory, and convert the records to readings in SI units."""

from __future__ import annotations

import math
from dataclasses import dataclass

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from scipy.ndimage import label

from onnes.carriers.rigid_expulsion import heat, largest_radius, london_flux, rigid_expulsion, starting_energy
from onnes.drives.protocols import Steady
from onnes.energies import Drive, FreeEnergy, State, ginzburg_landau
from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.routes.setting import Setting, places
from onnes.geometry import disc
from onnes.grids import Grid, Sample, uniform
from onnes.laws import TDGL
from onnes.laws.ampere import current_by_ampere
from onnes.laws.outcome import Outcome
from onnes.laws.steppers.rosenbrock import Rosenbrock
from onnes.laws.steppers.tableau import ROS2
from onnes.numerics.jax_settings import as_array
from onnes.problems.expulsion.crossing import first_time_below
from onnes.problems.expulsion.nuclei import circular_field, nuclei_state
from onnes.readouts.condensate_frame import current_density
from onnes.readouts.fields import magnetic_induction, supercurrent
from onnes.results import Array, Reading
from onnes.units.constants import VACUUM_PERMEABILITY

ROUTES = ("a", "b", "c")
FRAMES = 100
RIGID_FRAMES, RIGID_END = 60, 6.0
"""Frames of route (a) with psi held, and the end of its course in mu_0 sigma lambda^2."""
_RIGID_PLACES = 200
_VACUUM_CELLS = 2
_FEWEST_STEPS = 60
_TOLERANCE, _LINEAR_TOLERANCE = 3e-3, 1e-2
"""The balance of energy closes to 1e-3 with these, in half the time that 1e-3 for both takes."""
_NORMAL, _GONE, _WHOLE = 0.1, 1e-8, 0.95
"""|psi|^2 below which metal counts as normal; the largest of a normal body; the least of a core without field."""
_LEFT = 0.1
"""Field of the core over the applied one below which it counts as expelled."""


@dataclass(frozen=True)
class Cylinder:
    """The cylinder on its grid.

    Attributes:
        energy: free energy of the cylinder with a rim of vacuum.
        faces, nodes: truth values of the faces and nodes of the core.
        inside: fraction of each node's cell in the cylinder.
    """

    energy: FreeEnergy
    faces: np.ndarray
    nodes: np.ndarray
    inside: np.ndarray

    @classmethod
    def of(cls, setting: Setting) -> Cylinder:
        half = setting.radius + _VACUUM_CELLS * setting.spacing
        grid = Grid([uniform(-half, half, setting.spacing)] * 2)
        sample = Sample(grid, disc(setting.radius))
        faces, nodes = (np.hypot(*grid.points(where)) < setting.core_radius for where in ((0, 1), ()))
        return cls(ginzburg_landau(sample, setting.kappa), faces, nodes,
                   np.asarray(sample.node_volume) / grid.dual_measure(()))

    def starts(self, setting: Setting) -> dict[str, State]:
        """Return the first states of the routes."""
        grid, kappa, H = self.energy.sample.grid, setting.kappa, setting.field
        centres, phases = places(setting)
        uniform_psi = as_array(np.where(self.inside > 0, 1.0, 0.0).astype(complex))
        return {"a": State(uniform_psi, circular_field(grid, lambda r: 0.5 * H * r)),
                "b": self._inside(nuclei_state(grid, kappa, H, setting.nucleus, centres, phases)),
                "c": self._inside(nuclei_state(grid, kappa, H, setting.nucleus, [(0.0, 0.0)], [0.0]))}

    def _inside(self, state: State) -> State:
        return State(as_array(np.where(self.inside > 0, state.psi, 0.0)), state.A)

    def follow(self, setting: Setting, start: State, progress: Progress) -> Outcome:
        """Follow a route until the core is without field, the body is normal, or the time is over."""
        drive, until = Drive(1.0, (0.0, 0.0, setting.field)), setting.duration
        law = TDGL(self.energy, Steady(drive), setting.scales.reduced_conductivity, tolerance=_TOLERANCE,
                   linear_tolerance=_LINEAR_TOLERANCE, stepper=Rosenbrock(ROS2), largest_step=until / _FEWEST_STEPS)

        def record(now):
            values = _frame(self.energy, drive, law.conductivity, now.state)
            field, density, electric, current = (np.asarray(part, np.float32) for part in values)
            normal = self.nodes & (density < _NORMAL)
            return {"field": field, "density": density, "electric": electric, "current": current,
                    "core_field": field[self.faces].mean(dtype=float), "normal_domains": label(normal)[1]}

        def over(state: State, _: float) -> bool:
            density = np.abs(state.psi) ** 2
            return bool(density.max() < _GONE or density[self.nodes].min() > _WHOLE)

        return law.run(start, until, every=until / FRAMES, record=record, stop=over, progress=progress)


@eqx.filter_jit
def _frame(energy: FreeEnergy, drive: Drive, conductivity, state: State):
    """Return B on faces; |psi|^2, and E and J along the angle around the axis, on nodes."""
    sample = energy.sample
    x, y = sample.grid.points()
    r = jnp.maximum(jnp.hypot(x, y), 1e-12)
    total = current_by_ampere(energy.field, state.A, drive)
    normal = tuple(None if both is None else both - own
                   for both, own in zip(total, supercurrent(energy, state), strict=True))

    def along_angle(currents):
        j = current_density(sample, currents)
        return jnp.where(sample.node_volume > 0, (x * j[1] - y * j[0]) / r, 0.0)

    return (magnetic_induction(sample, state.A)[2], jnp.abs(state.psi) ** 2, along_angle(normal) / conductivity,
            along_angle(total))


def measure(setting: Setting, progress: Progress) -> Measurement:
    """Follow all routes and return their readings."""
    cylinder = Cylinder.of(setting)
    runs = {}
    for index, (route, start) in enumerate(cylinder.starts(setting).items()):
        def told(share: float, text: str, done: int = index, name: str = route) -> None:
            progress((done + share) / len(ROUTES), f"route ({name}), {text}")

        runs[route] = cylinder.follow(setting, start, told)
    failed = [run.status for run in runs.values() if run.status != "completed"]
    return Measurement(_readings(setting, runs), _arrays(setting, cylinder, runs) | _rigid(setting),
                       failed[0] if failed else "completed", _warnings(setting, runs))


def _readings(setting: Setting, runs: dict[str, Outcome]) -> dict[str, Reading]:
    scales = setting.scales
    heat_unit = scales.unit("energy_per_length")
    expelled = 1 - london_flux(setting.radius / setting.kappa)
    excess = 0.5 * (1 - (1 - setting.p) ** 2 * expelled) * math.pi * setting.radius**2
    readings = {}
    for name, run in runs.items():
        ledger, core = run.ledger, run.records["core_field"] / setting.field
        time = first_time_below(run.records["time"], core, _LEFT)
        of = f"route ({name}): "
        readings |= {
            f"{name}_flux_left": Reading(float(core[-1]), "", None, of + "mean field of the core over the applied one"),
            f"{name}_quanta_left": Reading(float(core[-1]) * setting.field * setting.core_radius**2 / 2, "", None,
                                           of + "flux through the core, in Phi_0"),
            f"{name}_normal_domains": Reading(int(run.records["normal_domains"][-1]), "", None,
                                              of + "normal regions of the core at the end"),
            f"{name}_time": Reading(None if time is None else scales.to_si(time, "time"), "s", None,
                                    of + "time after which 90 % of the core's field have left", absent="not reached"),
            f"{name}_joule_heat": Reading(ledger.joule_heat[-1] * heat_unit, "J/m", None,
                                          of + "heat of the normal current"),
            f"{name}_relaxation_heat": Reading(ledger.relaxation_heat[-1] * heat_unit, "J/m", None,
                                               of + "heat of the order parameter"),
            f"{name}_heat_over_excess": Reading(
                (ledger.joule_heat[-1] + ledger.relaxation_heat[-1]) / excess, "", None,
                of + "all heat over the excess of energy of the normal state over the London state"),
            f"{name}_energy_balance": Reading(ledger.closure, "", None, of + "energy unaccounted for over the largest "
                                              "entry"),
        }
    return readings | _of_rigid(setting, heat_unit)


def _of_rigid(setting: Setting, heat_unit: float) -> dict[str, Reading]:
    """Return readings of route (a) with psi held, in closed form."""
    depths, share = setting.radius / setting.kappa, 1 - setting.p
    tau = VACUUM_PERMEABILITY * setting.scales.conductivity * setting.scales.penetration_depth**2  # type: ignore[operator]
    field_energy = 0.5 * share**2 * math.pi * setting.radius**2
    return {
        "rigid_time": Reading(tau * math.log(1 / _LEFT), "s", None, "(a) with psi held: time after which 90 % of the "
                              "field have left, mu_0 sigma lambda^2 ln 10"),
        "rigid_joule_heat": Reading(heat(depths) * field_energy * heat_unit, "J/m", None, "(a) with psi held: heat of "
                                    "the normal current"),
        "start_over_condensation": Reading(starting_energy(depths) * share**2, "", None, "kinetic energy with which "
                                           "(a) starts over the condensation energy"),
        "largest_radius": Reading(largest_radius(share) * setting.scales.penetration_depth, "m", None,
                                  "radius above which the start of (a) costs more than condensation gains"),
    }


def _arrays(setting: Setting, cylinder: Cylinder, runs: dict[str, Outcome]) -> dict[str, Array]:
    scales = setting.scales
    xi, joule = scales.coherence_length, scales.unit("energy_per_length")
    x, y = (np.asarray(nodes) * xi for nodes in cylinder.energy.sample.grid.nodes[:2])
    count = max(len(run.records["time"]) for run in runs.values())

    def held(values) -> np.ndarray:
        """Return records of all routes; what has ended stays as it is."""
        return np.stack([np.concatenate([v, np.repeat(v[-1:], count - len(v), 0)]) for v in values])

    def records(name: str, unit: str = "number") -> np.ndarray:
        values = held([run.records[name] for run in runs.values()])
        return values * np.asarray(scales.unit(unit), values.dtype)

    def energies(name: str, meaning: str) -> Array:
        values = held([getattr(run.ledger, name) for run in runs.values()])
        return Array((values - values[:, :1]) * joule, ("route", "time"), "J/m", meaning)

    longest = max(runs.values(), key=lambda run: len(run.records["time"]))
    plane, faces = ("route", "time", "x", "y"), ("route", "time", "x_face", "y_face")
    return {
        "time": Array(longest.records["time"] * scales.unit("time"), ("time",), "s", "time"),
        "x": Array(x, ("x",), "m", "x"), "y": Array(y, ("y",), "m", "y"),
        "x_face": Array(0.5 * (x[1:] + x[:-1]), ("x_face",), "m", "x"),
        "y_face": Array(0.5 * (y[1:] + y[:-1]), ("y_face",), "m", "y"),
        "magnetic_field": Array(records("field", "magnetic_field"), faces, "T", "magnetic field"),
        "electric_field": Array(records("electric", "electric_field"), plane, "V/m", "electric field around the axis"),
        "current_density": Array(records("current", "current_density"), plane, "A/m^2",
                                 "current density around the axis"),
        "density": Array(records("density"), plane, "", "density of pairs"),
        "inside": Array(cylinder.inside, ("x", "y"), "", "fraction of a cell inside the cylinder"),
        "core_field": Array(records("core_field", "magnetic_field"), ("route", "time"), "T", "mean field of the core"),
        "normal_domains": Array(records("normal_domains").astype(int), ("route", "time"), "",
                                "normal regions of the core"),
        "energy_change": energies("energy", "change of the free energy"),
        "relaxation_heat": energies("relaxation_heat", "heat of the order parameter"),
        "joule_heat": energies("joule_heat", "heat of the normal current"),
    }


def _rigid(setting: Setting) -> dict[str, Array]:
    """Return the fields of route (a) with psi held."""
    scales, depths = setting.scales, setting.radius / setting.kappa
    applied, depth = scales.to_si(setting.field, "magnetic_field"), scales.penetration_depth
    unit = VACUUM_PERMEABILITY * scales.conductivity * depth**2  # type: ignore[operator]
    times, r = np.linspace(0, RIGID_END, RIGID_FRAMES + 1)[1:], np.linspace(0, depths, _RIGID_PLACES)
    found = rigid_expulsion(times, r, depths)
    dims = ("rigid_time", "rigid_r")
    return {
        "rigid_time": Array(times * unit, dims[:1], "s", "time, psi held"),
        "rigid_r": Array(r * depth, dims[1:], "m", "distance from the axis"),
        "rigid_magnetic_field": Array(found.magnetic * applied, dims, "T", "magnetic field, psi held"),
        "rigid_electric_field": Array(found.electric * applied * depth / unit, dims, "V/m",
                                      "electric field around the axis, psi held"),
        "rigid_current_density": Array(found.current * applied / (VACUUM_PERMEABILITY * depth), dims, "A/m^2",
                                       "current density around the axis, psi held"),
    }


def _warnings(setting: Setting, runs: dict[str, Outcome]) -> tuple[str, ...]:
    warnings = [f"Route ({name}) did not end as it should: {run.message}."
                for name, run in runs.items() if run.status != "completed"]
    if setting.field < setting.surface_field:
        warnings.append("The applied field is below Hc3: the surface becomes superconducting without a nucleus and "
                        "encloses the flux.")
    return tuple(warnings)
