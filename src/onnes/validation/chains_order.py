"""Magnetic units in thermal equilibrium: exact averages, lattice sums by other sums, and the order of columns."""

from __future__ import annotations

import numpy as np
from scipy.special import k0, zeta

from onnes.chains.ewald import energies, periodic_cell
from onnes.chains.lattice import ground_energy, lattice
from onnes.chains.monte_carlo.convergence import Series, binder
from onnes.chains.monte_carlo.fixed_field import run_free
from onnes.chains.monte_carlo.hamiltonian import run_lattice
from onnes.chains.monte_carlo.record import Plan, States
from onnes.chains.thermal_moment import langevin
from onnes.numerics.jax_settings import as_array
from onnes.validation.checks import check


def _states(inverse: list[float], field: list[float]) -> States:
    return States(as_array(np.array(inverse)), as_array(np.array(field)))


@check("magnetic units without forces, mu B/kT = {x:g}: <mu>/mu", tolerance=2e-3, source="Langevin 1905: coth x - 1/x",
       cases=[{"x": x} for x in (0.8, 2.0, 5.0)])
def langevin_law(x: float) -> tuple[float, float]:
    record = run_free(lattice("cubic", 10), _states([1.0], [x]), Plan(0, 4000, 4, 4, (0,)), False, 1)
    return Series(record.aligned[:, :, 0]).mean, float(langevin(x))


@check("two dipoles head to tail, kT = {kelvin:g} (mu_0/4 pi) mu^2/a^3: mean energy", tolerance=1e-2,
       source="quadrature over one direction: |T s| = sqrt(1 + 3 cos^2)", cases=[{"kelvin": t} for t in (1.0, 0.25)])
def two_dipoles(kelvin: float) -> tuple[float, float]:
    cosine, weight = np.polynomial.legendre.leggauss(300)
    size = np.sqrt(1 + 3 * cosine**2)
    pull = size / kelvin
    exact = -np.sum(weight * (np.cosh(pull) - np.sinh(pull) / pull)) / np.sum(weight * np.sinh(pull) / pull) * kelvin
    record = run_lattice(lattice("chain", 2), _states([1 / kelvin], [0.0]), Plan(200, 20_000, 4, 4, (0,)), 1)
    return Series(record.energy[:, :, 0]).mean, float(exact)


@check("dipoles on a cubic lattice, columns head to tail, {name}: energy per unit in (mu_0/4 pi) mu^2/a^3",
       tolerance=1e-10, source="fields of endless columns by Bessel functions; Luttinger and Tisza 1946: -2.676",
       cases=[{"name": "neighbours alternate"}, {"name": "all parallel"}])
def columns(name: str) -> tuple[float, float]:
    sign, cubic = -1.0 if name == "neighbours alternate" else 1.0, lattice("cubic", 8)
    total, order = -4 * float(zeta(3)), np.arange(1, 12)
    for x in range(-12, 13):
        for y in range(-12, 13):
            if x or y:
                waves = 2 * np.pi * order
                total += 4 * sign ** (x + y) * float(np.sum(waves**2 * k0(waves * np.hypot(x, y))))
    found = ground_energy(cubic) if sign < 0 else float(cubic.kernel[0, 0, 0, 0, 0]) / 2
    return found, total / 2


@check("charges on a {name}: Madelung constant", tolerance=1e-6,
       source="rock salt 1.747564594633; Wigner crystals -1.760119 and -1.791859 Ry/r_s",
       cases=[{"name": "rock-salt lattice", "reference": -1.747564594633},
              {"name": "simple cubic lattice, uniform background", "reference": -1.760119},
              {"name": "body-centred lattice, uniform background", "reference": -1.791859}])
def madelung(name: str) -> float:
    places = np.stack(np.meshgrid(*[np.arange(4.0)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    charges = (-1.0) ** places.sum(axis=1) if "salt" in name else np.ones(len(places))
    if "body" in name:
        places, charges = np.concatenate([places, places + 0.5]), np.ones(2 * len(places))
    _, electric = energies(places, np.zeros_like(places), charges, periodic_cell(4.0, 1e-12))
    per_unit = 2 * float(electric) / len(places)
    return per_unit if "salt" in name else per_unit * (3 * 64 / (4 * np.pi * len(places))) ** (1 / 3)


@check("dipoles on a cubic lattice, kT = 20 (mu_0/4 pi) mu^2/a^3: susceptibility over Curie's", tolerance=0.02,
       source="Lorentz field 4 pi/3: Curie-Weiss law, 1/(1 - 4 pi/9t)", slow=True)
def curie_weiss() -> tuple[float, float]:
    found = lattice("cubic", 4)
    record = run_lattice(found, _states([1 / 20], [0.0]), Plan(200, 20_000, 4, 4, (0,)), 1)
    return 3 * found.number * float(np.mean(record.aligned**2)), 1 / (1 - 4 * np.pi / (9 * 20))


@check("text's form of the force on a cubic lattice: Binder's cumulants of 6^3 and 4^3 units at kT = 1/0.6929, ratio",
       tolerance=0.01, source="P. Peczak, A. M. Ferrenberg, D. P. Landau 1991: Heisenberg, K_c = 0.6929(1)",
       reference=1.0, slow=True)
def heisenberg() -> float:
    large, small = (run_lattice(lattice("cubic", size, "text"), _states([0.6929], [0.0]), Plan(500, 10_000, 4, 4, (0,)),
                                1).order[:, :, 0] for size in (6, 4))
    return binder(large) / binder(small)
