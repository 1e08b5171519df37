"""Films with pyTDGL, run by a Python that has it: one JSON request in, one JSON answer out.

Nothing of Onnes is imported here. Lengths are in xi, fields in Bc2, times in tau0 = mu_0 sigma lambda^2.
"""

from __future__ import annotations

import json
import logging
import sys
import time

import numpy as np
import scipy.sparse as sparse
import tdgl  # pyright: ignore[reportMissingImports]
from tdgl.geometry import box, circle  # pyright: ignore[reportMissingImports]

_XI, _DEPTH = 0.1, 0.2  # um; only their ratio to the thickness matters


class Watched(tdgl.TDGLSolver):
    """Solver of pyTDGL that takes readings at requested times; taking them is not counted in its wall time."""

    def __init__(self, device, options, field, run):
        super().__init__(device, options, applied_vector_potential=field)
        self.times, self.wall = run["times"], run["wall"]
        self.steps, self.readings, self.before, self.clock = [], [], None, 0.0

    def update(self, state, running_state, dt, **fields):
        """Make one step of pyTDGL; beyond the wall time an interrupt, which it handles, ends the run."""
        t = float(state["time"])
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
    """Return mean density, moment in Phi_0 xi^2/(2 pi mu_0 Lambda), vortices, and fluxoid of a hole in the middle."""
    mesh, psi = solver.device.mesh, fields["psi"]
    edges = mesh.edge_mesh
    current = fields["supercurrent"] + fields["normal_current"]
    along, centres = edges.normalized_directions, edges.centers
    # Summed over the currents across the dual faces; averages on sites, as pyTDGL reports, are wrong at the rim.
    torque = centres[:, 0] * along[:, 1] - centres[:, 1] * along[:, 0]
    moment = 0.5 * np.sum(torque * current * edges.dual_edge_lengths * edges.edge_lengths)
    on_sites, arms = 4 * mesh.get_quantity_on_site(current), mesh.sites - mesh.center_of_mass
    reported = 0.5 * np.sum((arms[:, 0] * on_sites[:, 1] - arms[:, 1] * on_sites[:, 0]) * mesh.areas)
    turns, hole = windings(solver, fields)
    return {"mean_density": float(np.sum(np.abs(psi) ** 2 * mesh.areas) / np.sum(mesh.areas)),
            "moment": float(moment), "moment_reported": float(reported),
            "vortices": int(turns.clip(0).sum()), "antivortices": int((-turns).clip(0).sum()), "fluxoid": hole}


def windings(solver, fields):
    """Return the gauge-invariant phase windings around every triangle and around the hole."""
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
    rim = mesh.edge_mesh.boundary_edge_indices
    rim = rim[np.linalg.norm(mesh.edge_mesh.centers[rim], axis=1) < 1.01 * solver.hole_radius]
    a, b = (mesh.sites[ends[rim, k]] for k in (0, 1))
    forward = np.sign(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
    return np.rint(sense * around / (2 * np.pi)).astype(int), int(np.rint(np.sum(forward * step[rim]) / (2 * np.pi)))


def made(asked) -> tuple:
    """Return the device with its mesh, and the seconds that meshing took."""
    side, edge, hole = asked["side"] * _XI, asked["edge"] * _XI, asked["hole_radius"] * _XI
    layer = tdgl.Layer(coherence_length=_XI, london_lambda=_DEPTH, thickness=_DEPTH**2 / (asked["pearl"] * _XI),
                       u=asked["u"], gamma=0.0)
    film = tdgl.Polygon("film", points=box(side, points=4 * round(1.25 * side / edge)))
    holes = [tdgl.Polygon("hole", points=circle(hole, points=round(7.5 * hole / edge)))] if hole else []
    device = tdgl.Device("film", layer=layer, film=film, holes=holes, length_units="um")
    start = time.perf_counter()
    device.make_mesh(max_edge_length=edge, smooth=asked["smooth"])
    return device, time.perf_counter() - start


def solved(device, asked, run) -> dict:
    """Return the readings, number of steps and seconds of one run."""
    device.layer.gamma = run["gamma"]
    options = tdgl.SolverOptions(
        solve_time=run["times"][-1], dt_init=run["dt_init"], dt_max=run["dt_max"], adaptive=run["adaptive"],
        include_screening=run["self_field"], save_every=10**6, progress_interval=10**9, field_units="mT",
        pause_on_interrupt=False)
    start = time.perf_counter()
    solver = Watched(device, options, asked["induction"] * device.Bc2.to("mT").magnitude, run)
    solver.hole_radius = asked["hole_radius"]
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
    lengths = device.mesh.edge_mesh.edge_lengths
    answer = {"version": tdgl.__version__, "sites": len(device.mesh.sites), "mesh_seconds": mesh_seconds,
              "mean_edge": float(np.mean(lengths)), "runs": [solved(device, asked, run) for run in asked["runs"]]}
    print(json.dumps(answer))


main()
