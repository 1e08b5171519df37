"""States of a ring: nucleation, currents, slips and the fluxoid, against closed forms and the engine."""

import math

import jax.numpy as jnp
import numpy as np
import pytest

import onnes
from onnes.energies import Drive, State, ginzburg_landau
from onnes.laws.stability.lowest_eigenvalues import lowest_eigenvalues
from onnes.problems.ring import Annulus, fluxoid_of_contour, nucleus, slip_distance, stable_range, thin_ring_level
from onnes.units.constants import FLUX_QUANTUM


@pytest.mark.parametrize("radius", [pytest.param(1.0, marks=pytest.mark.long), 3.0])
def test_a_thin_ring_slips_where_the_closed_form_says(radius):
    ring = Annulus(radius - 0.02, radius + 0.02)
    found = stable_range(ring, 1)
    away = [abs(1 - 0.5 * end.field * radius**2) for end in (found.lower, found.upper)]
    assert away == pytest.approx([slip_distance(radius)] * 2, rel=2e-3)
    assert found.modes == (1, 1)


@pytest.mark.long
def test_a_ring_smaller_than_half_a_coherence_length_turns_normal():
    """It never slips with psi: |psi|^2 = 1 - (Phi/Phi_0)^2/R^2 vanishes before the wave becomes unstable."""
    ring = Annulus(0.38, 0.42)
    found = stable_range(ring, 0)
    assert 0.5 * found.upper.field * 0.16 == pytest.approx(0.4, rel=3e-3)
    assert np.max(found.upper.modulus) < 0.05


@pytest.mark.parametrize(("inner", "outer", "quanta", "field"), [(2.0, 3.0, 1, 0.3), (0.5, 6.0, 9, 0.8)])
def test_the_level_is_that_of_the_energy(inner, outer, quanta, field):
    ring = Annulus(inner, outer, field)
    r = ring.radius
    energy = ginzburg_landau(ring.sample, 1.0, (0.0, float(quanta), 0.0))
    state = State(jnp.zeros(len(r)), (None, jnp.asarray(0.5 * field * r), None))
    held = State(jnp.zeros(len(r), bool), (None, jnp.ones(len(r), bool), None))
    (found,) = lowest_eigenvalues(energy, Drive(condensation=0.0), state, held)
    assert ring.level(quanta, field) == pytest.approx(found, rel=1e-8)


def test_the_softest_mode_without_waves_is_that_of_the_energy():
    ring = Annulus(2.0, 2.6)
    state = ring.state(1, 0.2)
    r = ring.radius
    energy = ginzburg_landau(ring.sample, 1.0, (0.0, 1.0, 0.0))
    whole = State(jnp.asarray(state.modulus), (None, jnp.asarray(0.1 * r), None))
    held = State(jnp.zeros(len(r), bool), (None, jnp.ones(len(r), bool), None))
    (found,) = lowest_eigenvalues(energy, Drive(), whole, held)
    assert ring.softest(state, most=0) == (pytest.approx(found, rel=1e-7), 0)


def test_tc_of_a_thin_ring_has_the_period_of_a_flux_quantum_and_the_known_amplitude():
    radius, width = 4.0, 0.01
    ring = Annulus(radius - width / 2, radius + width / 2)
    quantum = 2 / radius**2
    levels = [nucleus(ring, field * quantum) for field in (0.0, 0.3, 0.499, 1.0, 1.3, 2.3)]
    assert [each.quanta for each in levels] == [0, 0, 0, 1, 1, 2]
    known = np.array([0.0, 0.3, 0.499, 0.0, 0.3, 0.3]) ** 2 / radius**2
    assert [each.level for each in levels] == pytest.approx(known, abs=2e-6)


@pytest.mark.parametrize("width", [0.2, 0.8])
def test_the_wall_adds_its_own_parabola(width):
    """The closed form bounds the level from above, and is near where |psi| hardly varies across the wall."""
    ring = Annulus(3 - width / 2, 3 + width / 2)
    for field in (0.2, 0.5):
        found = nucleus(ring, field)
        known = thin_ring_level(ring.inner, ring.outer, found.quanta, field)
        assert found.level <= known + 1e-5  # of terms of 0.1 each that cancel: 1e-4 by the grid
        assert found.level == pytest.approx(known, rel=0.01)


def test_a_wide_ring_nucleates_at_its_outer_rim():
    """Theta_0 - C_1/(R B^(1/2)) of a disc in a strong field, C_1 = 0.2547. S. Fournais, B. Helffer (2006)."""
    ring = Annulus(1.0, 12.0, 1.0)
    found = nucleus(ring, 1.0)
    assert found.level == pytest.approx(0.59011 - 0.2547 / 12, abs=5e-3)
    assert 0.5 * 1.0 * 9**2 < found.quanta < 0.5 * 12**2


def test_the_opposite_field_has_the_opposite_quanta():
    ring = Annulus(4.0, 5.0)
    assert nucleus(ring, -0.3) == (-nucleus(ring, 0.3).quanta, nucleus(ring, 0.3).level)


def test_the_current_is_minus_the_slope_of_the_energy_with_the_flux():
    """I = -dF/dPhi: in the units of current and of energy the factor is 1/(4 pi)."""
    ring, step, n = Annulus(2.99, 3.01), 1e-4, 1
    energies = [ring.state(n, 0.1 + side * step).energy for side in (-1, 1)]
    per_flux = (energies[1] - energies[0]) / (2 * step) / (0.5 * 3**2)
    assert ring.state(n, 0.1).current == pytest.approx(-per_flux / (4 * math.pi), rel=1e-4)
    assert ring.state(n, 0.1).current > 0  # against the missing flux


def test_a_narrow_ring_carries_the_current_of_its_depaired_density():
    q = (2 - 0.5 * 0.3 * 9) / 3
    assert Annulus(2.99, 3.01).state(2, 0.3).current == pytest.approx(0.02 * q * (1 - q**2), rel=1e-3)


@pytest.mark.parametrize(("quanta", "field"), [
    (3, 2e-3), (0, 2e-4), (-2, 1e-3)])
@pytest.mark.long
def test_the_fluxoid_is_a_whole_number_of_quanta(quanta, field):
    """By current and field alone, in a ring whose own flux counts."""
    film = onnes.Film(onnes.ring("1 um", "0.6 um"), coherence_length="50 nm", penetration_depth="100 nm",
                      thickness="50 nm")
    found = fluxoid_of_contour(film, field, quanta)
    assert found.fluxoid / FLUX_QUANTUM == pytest.approx(quanta, abs=1e-10)
    assert abs(found.flux / FLUX_QUANTUM - quanta) > 1e-2
