"""Invariants of every run: gauge invariance, topology, energy balance, frozen flux."""

from __future__ import annotations

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from onnes.drives.protocols import UniformCooling
from onnes.energies import Drive, State, gauge_transformed, ginzburg_landau, uniform_state
from onnes.geometry import disc
from onnes.geometry.signed_distance import Ball
from onnes.grids import Grid, Sample, uniform
from onnes.grids.operators import curl, div, grad
from onnes.laws import TDGL, PerfectConductor
from onnes.laws.steppers.rosenbrock import Rosenbrock
from onnes.laws.steppers.tableau import TABLEAUX
from onnes.numerics.extrapolation import observed_order
from onnes.readouts.fields import magnetic_induction
from onnes.validation.checks import check


def _random(shape, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape)


@check("gauge: relative change of the energy, {where}", tolerance=1e-12, reference=0.0, source="gauge invariance",
       cases=[{"where": "plane"}, {"where": "meridian plane"}, {"where": "space"}])
def gauge(where: str) -> float:
    """Return the change for random psi, A and chi on a disc or ball that cuts cells."""
    x, r = uniform(-2, 2, 0.5), uniform(0, 2, 0.4)
    grid = {"plane": Grid([x, x]), "meridian plane": Grid([r, None, x], "cylindrical"), "space": Grid([x, x, x])}[where]
    sample = Sample(grid, Ball(1.7))
    psi = _random(grid.shape, 1) + 1j * _random(grid.shape, 2)
    state = State(jnp.asarray(psi), tuple(jnp.asarray(_random(grid.cell_shape((d,)), 3 + d)) for d in range(3)))
    turned = gauge_transformed(grid, sample.edge_length, state, 5 * _random(grid.shape, 9))
    energy = eqx.filter_jit(ginzburg_landau(sample, 0.8))
    drive = Drive(1.0, (0.2, 0.1, 0.3))
    return float(energy(turned, drive) / energy(state, drive) - 1)


@check("topology: largest entry of curl grad and div curl", tolerance=1e-300, reference=0.0, source="exact")
def topology() -> float:
    """Return the largest entry for whole numbers, which are not rounded."""
    grid = Grid([np.array([0.0, 0.3, 1.0, 1.1])] * 3)
    numbers = np.random.default_rng(0)
    circulations = tuple(numbers.integers(-999, 999, grid.cell_shape((d,))) for d in range(3))
    fluxes = curl(grid, grad(grid, numbers.integers(-999, 999, grid.shape)))
    nets = [flux for flux in fluxes if flux is not None] + [div(grid, curl(grid, circulations))]
    return max(float(np.max(np.abs(net))) for net in nets)


class _SmoothDrive(eqx.Module):
    """Drive with temperature and field that change smoothly."""

    def __call__(self, t):
        return Drive(1 - 0.3 * jnp.sin(t), (0.0, 0.0, 0.4 * jnp.sin(t) ** 2))


@check("order in dt of the error of the energy balance, {tableau}", tolerance=0.12, source="order of the method",
       cases=[{"tableau": name, "reference": float(tableau.order)} for name, tableau in TABLEAUX.items()])
def ledger_order(tableau: str) -> float:
    return observed_order(*(_closure(tableau, steps) for steps in (128, 256)))


@check("energy balance, {tableau}: error after 256 steps", tolerance=1e-4, reference=0.0,
       source="conservation of energy", cases=[{"tableau": name} for name in TABLEAUX])
def ledger(tableau: str) -> float:
    return _closure(tableau, 256)


def _closure(tableau: str, steps: int) -> float:
    """Return the energy imbalance of a slab that is heated, cooled and magnetised in a time of 2 tau."""
    grid = Grid([uniform(-3, 3, 0.3)])
    x = grid.points()[0]
    start = State(jnp.asarray((0.7 + 0.1 * np.cos(x)) * np.exp(0.3j * np.sin(x))), uniform_state(grid, 1.0, (0, 1)).A)
    law = TDGL(ginzburg_landau(Sample(grid), 0.8), _SmoothDrive(), conductivity=0.7, fixed_step=2.0 / steps,
                linear_tolerance=1e-13, stepper=Rosenbrock(TABLEAUX[tableau]))
    return law.run(start, 2.0, every=2.0).ledger.closure


@check("perfect conductor cooled in a field: largest change of B/B0", tolerance=1e-10, reference=0.0, source="H5-H6")
def perfect_conductor() -> float:
    nodes = uniform(-4, 4, 0.5)
    grid = Grid([nodes, nodes])
    sample, field = Sample(grid, disc(3.3)), 0.2
    y, x = grid.points((0,))[1], grid.points((1,))[0]
    start = State(jnp.ones(grid.shape, complex), (jnp.asarray(-0.5 * field * y), jnp.asarray(0.5 * field * x), None))
    cooling = UniformCooling(5.0, -1.0, jnp.asarray((0.0, 0.0, field)))
    end = PerfectConductor(ginzburg_landau(sample, 0.7), cooling, 10).run(start, 10.0).state
    return float(np.max(np.abs(np.asarray(magnetic_induction(sample, end.A)[2]) / field - 1)))
