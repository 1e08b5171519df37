"""Filled shells in a field: closed forms of hydrogen, the Hartree-Fock limit, the oscillator at any field."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.carriers import diamagnetic_current as current
from onnes.carriers import fock_darwin as oscillator
from onnes.carriers.closed_shell_atom import ClosedShellAtom, FilledShells, SlaterBasis
from onnes.carriers.hartree_fock import hartree_fock
from onnes.carriers.slater_rules import screening, slater_atom
from onnes.units.constants import AVOGADRO, BOHR_RADIUS, ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

CHARGES = (2, 10, 18)


def hydrogenic(charge):
    """Two electrons in the 1s state of a nucleus, without repulsion."""
    basis = SlaterBasis(0, np.array([1.0]), np.array([float(charge)]))
    return ClosedShellAtom(charge, (FilledShells(basis, np.array([[1.0]])),))


@pytest.mark.parametrize("charge", [1, 3])
def test_hydrogen_in_closed_form(charge):
    atom = hydrogenic(charge)
    assert atom.mean(0) == pytest.approx(2, rel=1e-13)
    assert atom.mean(2) == pytest.approx(2 * 3 / charge**2, rel=1e-13)
    assert atom.mean(-1) == pytest.approx(2 * charge, rel=1e-13)
    r = np.array([0.1, 1.0, 3.0])
    assert atom.density(r) == pytest.approx(2 * charge**3 / np.pi * np.exp(-2 * charge * r), rel=1e-12)
    basis = atom.shells[0].basis
    assert basis.kinetic()[0, 0] == pytest.approx(charge**2 / 2, rel=1e-12)


def test_susceptibility_of_hydrogen():
    """-(mu_0 N_A e^2/6m) 3 a_0^2: -2.377e-6 cm^3/mol for one electron."""
    chi = current.molar_susceptibility(3 * BOHR_RADIUS**2)
    assert chi / (4 * np.pi * 1e-6) == pytest.approx(-2.376e-6, rel=1e-3)


def test_screening_of_slater():
    """zeta of neon: 9.70 and (10 - 4.15)/2; of argon's outer shell (18 - 11.25)/3."""
    assert [screening(n) for n in (1, 2, 3)] == pytest.approx([0.30, 4.15, 11.25])


@pytest.mark.parametrize("atom", [slater_atom, hartree_fock])
@pytest.mark.parametrize("charge", CHARGES)
def test_every_electron_is_there_and_the_density_is_theirs(atom, charge):
    made = atom(charge)
    assert made.mean(0) == pytest.approx(charge, rel=1e-12)
    for power in (0, 2, -1):
        summed, _ = quad(lambda x, power=power: 4 * np.pi * np.exp((3 + power) * x)
                         * float(made.density(np.exp(np.array(x)))), -12, 4, epsabs=0, epsrel=1e-10, limit=300)
        assert made.mean(power) == pytest.approx(summed, rel=1e-6)
    for shell in made.shells:
        overlap = shell.coefficients @ shell.basis.mean(0) @ shell.coefficients.T
        assert overlap == pytest.approx(np.eye(len(overlap)), abs=1e-8)


@pytest.mark.parametrize(("charge", "limit", "tolerance"), [
    (2, -2.861679996, 1e-7), (10, -128.547098, 2e-6), (18, -526.817513, 5e-6)])
def test_hartree_fock_limit_from_above(charge, limit, tolerance):
    energy = hartree_fock(charge).energy
    assert energy is not None
    assert -1e-6 < energy - limit < tolerance


@pytest.mark.parametrize("charge", CHARGES)
def test_virial(charge):
    """The energy is minus the kinetic energy, since an optimal scale would change nothing."""
    atom = hartree_fock(charge)
    kinetic = sum(shell.electrons_each * float(np.einsum("ia,ab,ib->", shell.coefficients, shell.basis.kinetic(),
                                                         shell.coefficients)) for shell in atom.shells)
    assert atom.energy == pytest.approx(-kinetic, rel=2e-6)


def test_shielding_of_neon_and_argon():
    """Hartree-Fock: 552.3 and 1237.6 parts per million (Malli and Froese 1967)."""
    for charge, known in ((10, 552.3e-6), (18, 1237.6e-6)):
        sigma = current.nuclear_shielding(hartree_fock(charge).mean(-1) / BOHR_RADIUS)
        assert sigma == pytest.approx(known, rel=1e-4)


@settings(deadline=None, max_examples=30)
@given(st.floats(0.2, 20.0), st.floats(1e-3, 100.0))
def test_any_round_density_turns_at_larmors_frequency(exponent, field):
    """Current through a half-plane and moment of a density zeta^3/pi exp(-2 zeta r), one electron."""
    zeta = exponent / BOHR_RADIUS

    def density(r):
        return zeta**3 / np.pi * np.exp(-2 * zeta * r)

    def through(x):
        # int over the polar angle of sin(theta) dtheta = 2.
        r = x / zeta
        return 2 * r * current.diamagnetic_current_density(density(r), r, field) / zeta

    total, _ = quad(lambda x: float(through(x)), 0, 40, epsabs=0, epsrel=1e-10)
    assert total == pytest.approx(current.circulating_current(1, field), rel=1e-9)
    square = 3 / zeta**2
    expected = -(ELEMENTARY_CHARGE**2) * field * square / (6 * ELECTRON_MASS)
    assert current.magnetic_moment(square, field) == pytest.approx(expected, rel=1e-12)
    # The moment is -e/2m times the kinetic angular momentum.
    spun = current.kinetic_angular_momentum(square, field)
    assert current.magnetic_moment(square, field) == pytest.approx(-ELEMENTARY_CHARGE / (2 * ELECTRON_MASS) * spun)


def test_molar_susceptibility_is_that_of_the_moments():
    square, field = 1e-20, 2.0
    moment = current.magnetic_moment(square, field)
    chi = AVOGADRO * moment * VACUUM_PERMEABILITY / field
    assert current.molar_susceptibility(square) == pytest.approx(chi, rel=1e-13)


@pytest.mark.parametrize("angular_momentum", oscillator.FILLED)
@pytest.mark.parametrize("b", [0.0, 0.7])
def test_radial_states_are_fock_and_darwins_to_second_order(angular_momentum, b):
    errors = []
    for cells in (150, 300):
        state = oscillator.lowest_state(angular_momentum, b, cells=cells)
        exact = oscillator.exact_density(angular_momentum, b, state.distance)
        errors.append((abs(state.energy - oscillator.exact_energy(angular_momentum, b)),
                       np.max(np.abs(state.wave**2 - exact))))
    ratios = np.divide(*errors)
    assert np.all((ratios > 3.6) & (ratios < 4.4))


def test_linear_term_of_the_field_moves_levels_and_not_waves():
    """E(m, b) - E(-m, b) = 2 m b, and |psi| of m and -m is the same, to rounding."""
    up, down = (oscillator.lowest_state(m, 0.4) for m in (1, -1))
    assert up.energy - down.energy == pytest.approx(0.8, abs=1e-9)
    assert up.wave == pytest.approx(down.wave, abs=1e-9)


def test_currents_of_opposite_momenta_cancel_and_leave_the_diamagnetic_one():
    """Each state's own current is of zeroth order in B, m/rho; the filled shell's is -(e^2/m) n A."""
    b = 1e-3
    up, down = (oscillator.lowest_state(m, b) for m in (1, -1))
    summed = up.current(b) + down.current(b)
    diamagnetic = up.current(b, full=False) + down.current(b, full=False)
    assert summed == pytest.approx(diamagnetic, abs=1e-9)
    assert np.max(np.abs(summed)) < 1e-2 * np.max(np.abs(up.current(b)))


def test_first_order_is_first_order():
    steps = [oscillator.switch_on(b) for b in (1e-2, 2e-2)]
    assert steps[1].wave_change / steps[0].wave_change == pytest.approx(4, rel=1e-3)
    assert steps[1].current_error / steps[0].current_error == pytest.approx(4, rel=1e-3)
    for step in steps:
        assert abs(step.canonical) < 1e-13
        # <rho^2> of m = 0 and 1, -1 is 1 + 2 + 2.
        assert step.kinetic == pytest.approx(5 * step.b, rel=1e-3)
