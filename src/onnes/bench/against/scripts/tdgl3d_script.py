"""Solids with tdgl3d, run by a Python that has it: one JSON request in, one JSON answer out, arrays in files.

Nothing of Onnes is imported here. Lengths are in xi, fields in Bc2, times in xi^2/D; arrays have the shape of the
nodes that tdgl3d solves for, x first.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import tdgl3d  # pyright: ignore[reportMissingImports]

_NEVER = 10**9
_COURANT = 0.8
"""Share of the stability limit at which its own disc benchmark steps; its moat array steps at 0.9 of it."""


class Clock:
    """Wall and processor seconds, and steps, of all runs so far."""

    def __init__(self):
        self.steps, self.seconds, self.processor = 0, 0.0, 0.0

    def advance(self, device, state, duration, dt):
        """Return the state after ``duration`` by forward Euler steps of at most dt."""
        wall, processor = time.perf_counter(), time.process_time()
        solution = tdgl3d.solve(device, t_stop=duration, dt=dt, method="euler", x0=state, save_every=_NEVER,
                                progress=False, log_metadata=False)
        self.seconds += time.perf_counter() - wall
        self.processor += time.process_time() - processor
        self.steps += int(np.ceil(duration / dt))
        return np.array(solution.states[:, -1])

    def told(self) -> dict:
        """Return the counts."""
        return {"steps": self.steps, "seconds": self.seconds, "processor_seconds": self.processor}


def parameters(cells, spacing, kappa):
    """Return the grid: its solved nodes are those inside a box of so many cells."""
    return tdgl3d.SimulationParameters(Nx=cells[0], Ny=cells[1], Nz=cells[2], hx=spacing[0], hy=spacing[1],
                                       hz=spacing[2], kappa=kappa)


def limit(params) -> float:
    """Return the longest stable step of forward Euler, as tdgl3d gives it: h^2/(8 kappa^2) in three dimensions."""
    return min(params.hx, params.hy, params.hz) ** 2 / (8 * params.kappa**2)


def inner_shape(params) -> tuple[int, int, int]:
    """Return the shape of the solved nodes."""
    return params.Nx - 1, params.Ny - 1, params.Nz - 1


def keep(file, params, state):
    """Write psi and the link variables of a state."""
    psi, x, y, z = state.reshape(4, *inner_shape(params))
    np.savez(file, psi=psi, x=x.real, y=y.real, z=z.real)


def moats(asked) -> dict:
    """Run the moat array from a start to each time, and once more with half the step to the first."""
    layers = asked["layers"]
    metal = tdgl3d.Layer(thickness_z=layers["metal"], kappa=asked["kappa"])
    stack = tdgl3d.Trilayer(
        bottom=metal, top=metal, vacuum_below=layers["vacuum"], vacuum_above=layers["vacuum"],
        insulator=tdgl3d.Layer(thickness_z=layers["insulator"], kappa=asked["kappa"], is_superconductor=False))
    params = parameters(asked["cells"], asked["spacing"], asked["kappa"])
    device = tdgl3d.Device(params, applied_field=tdgl3d.AppliedField(Bz=asked["field"], t_on_fraction=1.0),
                           trilayer=stack)
    for x0, y0, x1, y1 in asked["moats"]:
        device.add_hole([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], z_range=(0, stack.Nz))
    start = np.load(asked["start"])
    begin = np.concatenate([start[name].ravel() for name in ("psi", "x", "y", "z")]).astype(complex)
    dt, folder = asked["courant"] * limit(params), Path(asked["folder"])

    clock, state, legs, before = Clock(), begin, [], 0.0
    for number, until in enumerate(asked["times"]):
        if legs and clock.seconds * (1 + 1 / number) > asked["wall"]:
            break
        state = clock.advance(device, state, until - before, dt)
        file = folder / f"at-{number}.npz"
        keep(file, params, state)
        legs.append({"time": until, "file": str(file), **clock.told()})
        before = until
    finer, file = Clock(), folder / "finer.npz"
    keep(file, params, finer.advance(device, begin, asked["times"][0], 0.5 * dt))
    inside = np.asarray(device.material.interior_sc_mask).reshape(inner_shape(params)) > 0
    np.save(folder / "metal.npy", inside)
    return {"legs": legs, "finer": {"time": asked["times"][0], "file": str(file), **finer.told()},
            "metal": str(folder / "metal.npy"), "step": dt, "nodes": params.n_interior}


def disc(asked) -> dict:
    """Relax a disc in a box of vacuum in a weak field, as in tdgl3d's own comparison, and return its moment.

    psi is relaxed at kappa = 1 without a field first, which is cheaper and leaves the same state.
    """
    cells, spacing, kappa = asked["cells"], asked["spacing"], asked["kappa"]
    params = parameters(cells, (spacing,) * 3, kappa)
    field = tdgl3d.AppliedField(Bz=asked["field"], t_on_fraction=1.0)
    device = tdgl3d.Device(params, applied_field=field)
    mask = disc_mask(params, asked["radius"], asked["thickness"])
    set_material(device, mask)
    clock = Clock()
    cheap = parameters(cells, (spacing,) * 3, 1.0)
    bare = tdgl3d.Device(cheap)
    set_material(bare, mask)
    begin = np.zeros(params.n_state, complex)
    begin[:params.n_interior] = mask[inner(params)].ravel()
    relaxed = clock.advance(bare, begin, asked["relaxing"], 0.5 * _COURANT * limit(cheap))
    begin[:params.n_interior] = relaxed[:params.n_interior]
    width = cells[0] * spacing
    duration = max(asked["diffusion_times"] * width**2 / kappa**2, 12.0)
    state = clock.advance(device, begin, duration, _COURANT * limit(params))
    file = Path(asked["folder"]) / f"disc-{kappa:g}.npz"
    keep(file, params, state)
    return {"file": str(file), "nodes": params.n_interior, **clock.told()}


def inner(params):
    """Return the index of the solved nodes."""
    return tuple(slice(1, n) for n in (params.Nx, params.Ny, params.Nz))


def disc_mask(params, radius, thickness):
    """Return the metal on all nodes: a disc of so many cells of thickness in the middle of the box."""
    x, y = ((np.arange(n + 1) - 0.5 * n) * h for n, h in ((params.Nx, params.hx), (params.Ny, params.hy)))
    mask = np.zeros((params.Nx + 1, params.Ny + 1, params.Nz + 1))
    low = (params.Nz - thickness) // 2
    mask[:, :, low:low + thickness + 1] = (x[:, None] ** 2 + y[None, :] ** 2 <= radius**2)[:, :, None]
    return mask


def set_material(device, mask):
    """Give a device its metal; tdgl3d has no other way to a shape that is not a stack of full layers."""
    params = device.params
    flat = mask.transpose(2, 1, 0).ravel()
    device._material = tdgl3d.MaterialMap(kappa=np.full(params.dim_x, params.kappa), sc_mask=flat,
                                          interior_sc_mask=mask[inner(params)].ravel())


def main() -> None:
    """Answer the request on standard input."""
    asked = json.load(sys.stdin)
    answer = {"moats": moats, "disc": disc}[asked["case"]](asked)
    print(json.dumps({"version": tdgl3d.__version__, **answer}))


main()
