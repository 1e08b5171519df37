"""Grids of every kind with a sample that cuts cells, and one instance of every energy term."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes import energies
from onnes.energies import Drive, FreeEnergy, State
from onnes.geometry import disc
from onnes.geometry.signed_distance import Ball
from onnes.grids import Grid, Sample

X = np.array([-1.3, -0.9, -0.2, 0.1, 0.6, 1.4])
Y = np.array([-1.2, -0.5, 0.0, 0.7, 1.1])
EVEN = np.linspace(-1.2, 1.3, 6)
R = np.array([0.0, 0.3, 0.8, 1.0, 1.5])

SAMPLES = {
    "x": Sample(Grid([X]), Ball(1.0)),
    "xy": Sample(Grid([X, Y]), disc(1.1)),
    "xz": Sample(Grid([X, None, Y]), Ball(1.1)),
    "xyz": Sample(Grid([X, Y, X]), Ball(1.2)),
    "even xy": Sample(Grid([EVEN, EVEN[:4]])),
    "even xyz": Sample(Grid([EVEN[:4], EVEN, EVEN[:4]]), Ball(1.1)),
    "r": Sample(Grid([R], "cylindrical"), Ball(1.2)),
    "rz": Sample(Grid([R, None, X], "cylindrical"), Ball(1.1)),
    "spherical r": Sample(Grid([R], "spherical")),
}

KAPPA, FIELD = 0.8, (0.3, -0.2, 0.5)

TERMS = {
    "Condensation": energies.Condensation(),
    "CovariantGradient": energies.CovariantGradient((0.7, 2.0, -1.3)),
    "Magnetic": energies.Magnetic(KAPPA),
    "AppliedField": energies.AppliedField(KAPPA),
    "ThermalForce": energies.ThermalForce(),
    "DipoleExterior": energies.DipoleExterior(KAPPA),
    "TransportCurrent": energies.TransportCurrent(0.9),
}

ELSEWHERE = {"SheetField": "test_sheet_field.py"}
"""Terms whose energy is solved for: the same tests to the accuracy of the solve, in a file of their own."""

WHERE = {"DipoleExterior": ("spherical r",), "TransportCurrent": ("r", "rz")}
"""Terms that are about one kind of body live on its grids only; all others on all grids."""


NOT_INVARIANT = {"ThermalForce": "its force is a field like psi and turns with it",
                 "TransportCurrent": "its current is fed in at the ends of the wire, where chi must agree"}
"""Terms that are covariant only, and why; their own tests show how they transform."""


def cases(left_out=()):
    """Every term of the public list on every grid where it lives."""
    unknown = set(energies.terms()) ^ set(TERMS) ^ set(ELSEWHERE)
    assert not unknown, f"add {unknown} to the tests of energies"
    return [pytest.param(name, grid, id=f"{name} on {grid}") for name in TERMS if name not in left_out
            for grid in SAMPLES if grid in WHERE.get(name, SAMPLES)]


def random_state(sample: Sample, seed: int) -> State:
    """Complex psi and all three components of A."""
    chance, grid = np.random.default_rng(seed), sample.grid
    psi = chance.normal(size=grid.shape) + 1j * chance.normal(size=grid.shape)
    return State(jnp.asarray(psi), tuple(jnp.asarray(chance.normal(size=grid.cell_shape((d,)))) for d in range(3)))


def random_drive(sample: Sample, seed: int) -> Drive:
    chance, shape = np.random.default_rng(seed + 1), sample.grid.shape
    force = chance.normal(size=shape) + 1j * chance.normal(size=shape)
    return Drive(chance.uniform(-1, 1, shape), FIELD, force)


_value_and_gradient = jax.jit(jax.value_and_grad(lambda state, term, drive, sample: term(state, drive, sample)))


class Laboratory:
    """What the tests of energies work with."""

    samples, terms, kappa, field = SAMPLES, TERMS, KAPPA, FIELD
    state, drive = staticmethod(random_state), staticmethod(random_drive)

    @staticmethod
    def whole(where) -> FreeEnergy:
        """The sum of the terms that live on every grid."""
        return FreeEnergy(tuple(term for name, term in TERMS.items() if name not in WHERE), SAMPLES[where])

    @staticmethod
    def value(name, state, drive, sample) -> float:
        return float(_value_and_gradient(state, TERMS[name], drive, sample)[0])

    @staticmethod
    def force(name, state, drive, sample) -> State:
        """dF/dx + i dF/dy by automatic differentiation."""
        return jax.tree.map(np.conj, _value_and_gradient(state, TERMS[name], drive, sample)[1])


@pytest.fixture(scope="session")
def laboratory():
    return Laboratory


def pytest_generate_tests(metafunc):
    for name, left_out in (("term", ()), ("invariant_term", NOT_INVARIANT)):
        if {name, "where"} <= set(metafunc.fixturenames):
            metafunc.parametrize((name, "where"), cases(left_out))
