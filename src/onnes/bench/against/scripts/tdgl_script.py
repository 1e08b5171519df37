"""Films with pyTDGL, run by a Python that has it: one JSON request in, one JSON answer out.

Nothing of Onnes is imported here. Lengths of a device are in um, fields in mT, currents in uA; times are in
tau0 = mu_0 sigma lambda^2.
"""

from __future__ import annotations

import json
import logging
import sys
import time

import numpy as np
import scipy.sparse as sparse
import tdgl  # pyright: ignore[reportMissingImports]
from shapely import LinearRing, Point

_ON_RIM = 1e-6  # um
_NORMAL = 1e-3
"""Density over the largest, below which a triangle has no phase; as in Onnes."""


class Watched(tdgl.TDGLSolver):
    """Solver of pyTDGL that takes readings at requested times; taking them is not counted in its wall time."""

    def __init__(self, device, options, run):
        super().__init__(device, options, applied_vector_potential=run["field"],
                         terminal_currents=currents(device, run["current"]),
                         disorder_epsilon=disorder(run["weak"], device.points) if run["weak"] else 1.0)
        self.times, self.wall = run["times"], run["wall"]
        self.steps, self.readings, self.before, self.clock = [], [], None, 0.0
        self.rims = rims(device)
        self.voltage, self.last = 0.0, 0.0
        if run["before_field"]:
            at_rest = np.sqrt(np.clip(self.epsilon, 0.0, None))
            self.psi_init = self.psi_init * at_rest * np.exp(1j * phase_after_switching_on(self))

    def update(self, state, running_state, dt, **fields):
        """Make one step of pyTDGL; beyond the wall time an interrupt, which it handles, ends the run."""
        t = float(state["time"])
        if self.probe_points is not None:
            plus, minus = fields["mu"][self.probe_points[:2]]
            self.voltage, self.last = self.voltage + (plus - minus) * (t - self.last), t
        if state["step"] == 1:  # the first step compiles
            self.clock = time.perf_counter()
        if state["step"] >= 1:
            self.steps.append((t, time.perf_counter() - self.clock))
        self._look(t, fields)
        if self.steps and self.steps[-1][1] > self.wall:
            raise KeyboardInterrupt
        return super().update(state, running_state, dt, **fields)

    def _look(self, t, fields):
        start = time.perf_counter()
        while len(self.readings) < len(self.times) and t >= self.times[len(self.readings)]:
            asked = self.times[len(self.readings)]
            now, before = (t, readings(self, fields)), self.before or (t, readings(self, fields))
            self.readings.append({"time": asked, "seconds": self.steps[-1][1], "steps": len(self.steps),
                                  **between(before, now, asked)})
        coming = len(self.readings) < len(self.times) and t + 3 * self.dt_max >= self.times[len(self.readings)]
        self.before = (t, readings(self, fields)) if coming else None
        self.clock += time.perf_counter() - start


def between(before, now, t) -> dict:
    """Return readings at time t, linear between two steps; counts are those of the later step."""
    (earlier, old), (later, new) = before, now
    share = 1.0 if later == earlier else (t - earlier) / (later - earlier)
    return {key: new[key] if isinstance(new[key], int) else old[key] + share * (new[key] - old[key]) for key in new}


def readings(solver, fields) -> dict:
    """Return the numbers of a state.

    Mean density, moment in Phi_0 xi^2/(2 pi mu_0 Lambda), vortices, fluxoid of each hole, and the integral over time of
    the voltage between the probes in Phi_0/(2 pi).
    """
    mesh, psi = solver.device.mesh, fields["psi"]
    edges = mesh.edge_mesh
    current = fields["supercurrent"] + fields["normal_current"]
    along, centres = edges.normalized_directions, edges.centers
    # Summed over the currents across the dual faces; averages on sites, as pyTDGL reports, are wrong at the rim.
    torque = centres[:, 0] * along[:, 1] - centres[:, 1] * along[:, 0]
    moment = 0.5 * np.sum(torque * current * edges.dual_edge_lengths * edges.edge_lengths)
    on_sites, arms = 4 * mesh.get_quantity_on_site(current), mesh.sites - mesh.center_of_mass
    reported = 0.5 * np.sum((arms[:, 0] * on_sites[:, 1] - arms[:, 1] * on_sites[:, 0]) * mesh.areas)
    turns, holes = windings(solver, fields)
    return {"mean_density": float(np.sum(np.abs(psi) ** 2 * mesh.areas) / np.sum(mesh.areas)),
            "moment": float(moment), "moment_reported": float(reported),
            "vortices": int(turns.clip(0).sum()), "antivortices": int((-turns).clip(0).sum()),
            "flux_between_probes": solver.voltage, **{f"fluxoid_{name}": turns for name, turns in holes.items()}}


def windings(solver, fields):
    """Return the gauge-invariant phase windings around every triangle, and around each hole by its name."""
    mesh, psi = solver.device.mesh, fields["psi"]
    ends, count = mesh.edge_mesh.edges, len(mesh.sites)
    potential = solver.current_A_applied + fields["induced_vector_potential"]
    circulation = np.sum(potential * mesh.edge_mesh.directions, axis=1)
    step = np.angle(psi[ends[:, 1]] * np.conj(psi[ends[:, 0]]) * np.exp(-1j * circulation)) + circulation
    both = sparse.coo_matrix((step, ends.T), shape=(count, count)).tocsr()
    both = both - both.T
    triangles = mesh.elements
    corners = mesh.sites[triangles]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    sense = np.sign(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0])
    around = sum(np.asarray(both[triangles[:, k], triangles[:, (k + 1) % 3]]).ravel() for k in range(3))
    density = np.abs(psi[triangles]) ** 2
    # psi = 0 at normal terminals has no phase.
    superconducts = (density.min(axis=1) > 0) & (density.max(axis=1) > _NORMAL * density.max())
    return (np.where(superconducts, np.rint(sense * around / (2 * np.pi)), 0).astype(int),
            {name: int(np.rint(np.sum(forward * step[rim]) / (2 * np.pi)))
             for name, (rim, forward) in solver.rims.items()})


def rims(device) -> dict:
    """Return the edges along the rim of each hole, and their sense: 1 if counterclockwise about its centre, else -1."""
    mesh, xi = device.mesh, device.layer.coherence_length
    edges, boundary = mesh.edge_mesh.edges, mesh.edge_mesh.boundary_edge_indices
    middles = xi * mesh.edge_mesh.centers[boundary]
    found = {}
    for hole in device.holes:
        outline = LinearRing(hole.points)
        rim = boundary[[outline.distance(Point(middle)) < _ON_RIM for middle in middles]]
        a, b = (xi * mesh.sites[edges[rim, k]] - np.mean(hole.points, axis=0) for k in (0, 1))
        found[hole.name] = rim, np.sign(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
    return found


def phase_after_switching_on(solver) -> np.ndarray:
    """Return the phase theta of psi just after a field was switched on at once, if psi was real before.

    The electric field of the jump moves phase until the supercurrent grad theta - A feeds no charge:
    div (grad theta - A) = 0. pyTDGL by itself starts with theta = 0 in the symmetric gauge, as if far stronger
    currents flowed in all but round films.
    """
    along = np.sum(np.asarray(solver.current_A_applied) * solver.normalized_directions, axis=1)
    return solver.operators.mu_laplacian_lu(solver.operators.divergence @ along)


def currents(device, current) -> dict | None:
    """Return the currents into the terminals: one that enters at the first and leaves at the second."""
    if not device.terminals:
        return None
    into, out_of = (terminal.name for terminal in device.terminals)
    return {into: current, out_of: -current}


def disorder(weak, sites):
    """Return epsilon(r, t) on the sites: as given in a box with a soft rim until some time, 1 elsewhere and later."""
    low_x, low_y, high_x, high_y = weak["box"]
    x, y = sites.T
    depth = np.min([x - low_x, high_x - x, y - low_y, high_y - y], axis=0)
    before = 1.0 + (weak["epsilon"] - 1.0) * np.clip(0.5 + depth / weak["soft"], 0.0, 1.0)
    after = np.ones(len(sites))

    def epsilon(r, *, t, vectorized=True):
        return before if t < weak["until"] else after

    return epsilon


def made(asked) -> tuple:
    """Return the device with its mesh, and the seconds that meshing took."""
    layer = tdgl.Layer(coherence_length=asked["coherence_length"], london_lambda=asked["penetration_depth"],
                       thickness=asked["thickness"], u=asked["u"], gamma=0.0)

    def polygons(kind):
        return [tdgl.Polygon(name, points=np.array(points)) for name, points in asked[kind].items()]

    device = tdgl.Device("film", layer=layer, film=tdgl.Polygon("film", points=np.array(asked["film"])),
                         holes=polygons("holes"), terminals=polygons("terminals"),
                         probe_points=asked["probes"] or None, length_units="um")
    start = time.perf_counter()
    device.make_mesh(max_edge_length=asked["edge"], smooth=asked["smooth"])
    return device, time.perf_counter() - start


def solved(device, run) -> dict:
    """Return the readings, number of steps and seconds of one run."""
    device.layer.gamma = run["gamma"]
    options = tdgl.SolverOptions(
        solve_time=run["times"][-1], dt_init=run["dt_init"], dt_max=run["dt_max"], adaptive=run["adaptive"],
        include_screening=run["self_field"], save_every=10**6, progress_interval=10**9, field_units="mT",
        current_units="uA", pause_on_interrupt=False)
    start = time.perf_counter()
    solver = Watched(device, options, run)
    prepared = time.perf_counter() - start
    try:
        solver.solve()
        trouble = ""
    except (RuntimeError, FloatingPointError) as error:
        trouble = str(error)
    steps = np.array(solver.steps).reshape(-1, 2)
    return {"prepare_seconds": prepared, "readings": solver.readings, "steps": len(steps), "trouble": trouble,
            "time": float(steps[-1, 0]), "seconds": float(steps[-1, 1]),
            "late_step": float(np.mean(np.diff(steps[len(steps) // 2:, 0])))}


def main() -> None:
    """Answer the request on standard input."""
    logging.disable(logging.CRITICAL)
    asked = json.load(sys.stdin)
    device, mesh_seconds = made(asked)
    mesh = device.mesh
    area = asked["coherence_length"] ** 2 * float(np.sum(mesh.areas))
    answer = {"version": tdgl.__version__, "sites": len(mesh.sites), "mesh_seconds": mesh_seconds,
              "mean_edge": float(np.mean(mesh.edge_mesh.edge_lengths)), "area": area,
              "runs": [solved(device, run) for run in asked["runs"]]}
    print(json.dumps(answer))


main()
