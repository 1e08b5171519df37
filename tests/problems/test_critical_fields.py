"""Wall, vortex, superheating and nucleation: exact points, limits, identities, orders of convergence."""

import functools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.problems.domain_wall import domain_wall
from onnes.problems.isolated_vortex import isolated_vortex
from onnes.problems.nucleation import bulk_nucleation, surface_nucleation
from onnes.problems.superheating import HalfSpace, superheating, superheating_by_waves
from onnes.problems.two_grids import refined, spread_by

TYPE_LIMIT = 1 / math.sqrt(2)
KAPPAS = st.floats(math.log(0.2), math.log(30.0)).map(math.exp)


def wall_energy(kappa, cells):
    return domain_wall(kappa, cells).energy


def lower_critical_field(kappa, cells):
    return isolated_vortex(kappa, cells).lower_critical_field


def superheating_field(kappa, cells):
    return superheating(kappa, cells).field


def extrapolate(problem, kappa):
    return refined(functools.partial(problem, kappa))


@pytest.mark.parametrize("problem", [pytest.param(wall_energy, marks=pytest.mark.long), lower_critical_field,
                                     pytest.param(superheating_field, marks=pytest.mark.long)])
def test_second_order_in_the_spacing(problem):
    coarse, middle, fine = (problem(1.3, cells) for cells in (64, 128, 256))
    assert (middle - coarse) / (fine - middle) == pytest.approx(4.0, rel=0.02)


@pytest.mark.parametrize("problem", [bulk_nucleation, surface_nucleation])
def test_nucleation_is_second_order(problem):
    coarse, middle, fine = (problem(cells) for cells in (64, 128, 256))
    assert (middle - coarse) / (fine - middle) == pytest.approx(4.0, rel=0.02)


def test_between_the_types_wall_and_vortex_are_exact():
    """At kappa = 1/sqrt2 the wall energy is 0 and Hc1 = Hc (Bogomolny)."""
    assert extrapolate(wall_energy, TYPE_LIMIT).value == pytest.approx(0.0, abs=1e-6)
    assert extrapolate(lower_critical_field, TYPE_LIMIT).value == pytest.approx(1.0, abs=1e-7)


@settings(deadline=None, max_examples=6)
@given(KAPPAS)
@pytest.mark.long
def test_type_decides_the_signs_and_the_order_of_the_fields(kappa):
    wall, lower = wall_energy(kappa, 128), lower_critical_field(kappa, 128)
    if abs(kappa - TYPE_LIMIT) > 1e-2:
        assert (wall < 0) == (lower < 1) == (kappa > TYPE_LIMIT)
    assert superheating_field(kappa, 128) > max(1.0, min(lower, 1.0))


@settings(deadline=None, max_examples=6)
@given(KAPPAS)
def test_vortex_carries_one_flux_quantum_and_obeys_its_virial(kappa):
    """int B r dr = 1 per radian; stretching the vortex shows that condensation costs what the field does."""
    vortex = isolated_vortex(kappa, 256)
    r, b = vortex.radius, vortex.field / (math.sqrt(2) * kappa)
    assert np.trapezoid(b * r, r) == pytest.approx(1.0, rel=2e-3)
    condensation = np.trapezoid((1 - vortex.modulus**2) ** 2 / 2 * r, r)
    assert condensation == pytest.approx(np.trapezoid(kappa**2 * b**2 * r, r), rel=2e-3)


def test_far_field_of_a_vortex_is_londons():
    """B falls as K0(r/lambda) beyond 3 lambda; the core adds 0.4 % at kappa = 20."""
    from scipy.special import k0

    kappa = 20.0
    vortex = isolated_vortex(kappa, 256)
    far = (vortex.radius > 3 * kappa) & (vortex.radius < 8 * kappa)
    london = k0(vortex.radius[far] / kappa) / kappa**2 * math.sqrt(2) * kappa
    np.testing.assert_allclose(vortex.field[far], london, rtol=1e-2)


@pytest.mark.parametrize("kappa", [0.01, 0.05])
def test_small_kappa(kappa):
    """Wall: Boulter and Indekeu 1996; superheating: de Gennes with the correction of Dolgert et al. 1996."""
    wall = 2 * (2 * math.sqrt(2) / 3 - 1.02817 * math.sqrt(kappa) - 0.13307 * kappa**1.5) / kappa
    assert extrapolate(wall_energy, kappa).value == pytest.approx(wall, rel=1e-5)
    field = 2**-0.25 * kappa**-0.5 * (1 + 15 * math.sqrt(2) / 32 * kappa)
    assert extrapolate(superheating_field, kappa).value == pytest.approx(field, rel=kappa**2)


def test_surface_density_at_the_last_meissner_state_of_small_kappa():
    """|psi|^2 = 1/2 on the surface as kappa goes to 0 (de Gennes)."""
    assert superheating(0.005, 128).density[0] == pytest.approx(math.sqrt(0.5), rel=5e-3)


@pytest.mark.long
def test_large_kappa():
    """Wall: |psi|^2 = 1 - A^2; Hc1: Hu 1972; superheating: Hc with a correction that falls as kappa^(-4/3)."""
    assert extrapolate(wall_energy, 300.0).value == pytest.approx(-8 / 3 * (math.sqrt(2) - 1), rel=1e-4)
    lower = (math.log(300.0) + 0.49693) / (math.sqrt(2) * 300.0)
    assert extrapolate(lower_critical_field, 300.0).value == pytest.approx(lower, rel=1e-4)
    excess = [extrapolate(superheating_field, kappa).value - 1 for kappa in (50.0, 200.0)]
    assert math.log(excess[0] / excess[1]) / math.log(4.0) == pytest.approx(4 / 3, rel=0.01)


def test_the_fold_is_the_highest_field_of_the_branch():
    last = superheating(1.0, 64)
    half_space = HalfSpace(1.0, 64)
    branch = [half_space.screening(a) for a in np.linspace(1.2, 1.45, 11)]
    assert max(state.field for state in branch) <= last.field + 1e-12
    rising = np.diff([state.field for state in branch]) > 0
    stable = [state.eigenvalue > 0 for state in branch]
    assert rising[0]
    assert not rising[-1]
    assert stable == sorted(stable, reverse=True)
    assert abs(int(np.sum(rising)) - sum(stable)) <= 1


@pytest.mark.long
def test_waves_along_the_surface_end_the_meissner_state_above_kappa_1_15():
    """Transtrum, Catelani, Sethna 2011: sqrt2 (sqrt10/6 + 0.3852 kappa^(-1/2)) and q lambda = 0.9558 kappa^(3/4)."""
    last = superheating_by_waves(200.0, 64)
    assert last.field == pytest.approx(math.sqrt(2) * (math.sqrt(10) / 6 + 0.3852 / math.sqrt(200)), rel=2e-3)
    assert last.wave_number * 200**0.25 == pytest.approx(0.9558, rel=0.03)
    below, above = superheating_by_waves(1.13, 64), superheating_by_waves(1.18, 64)
    assert (below.wave_number, below.field) == (0.0, superheating(1.13, 64).field)
    assert above.wave_number > 0.1
    assert above.field < superheating(1.18, 64).field


def test_nucleation_fields():
    bulk, surface = refined(bulk_nucleation), refined(surface_nucleation)
    assert bulk.value == pytest.approx(1.0, abs=2e-6)
    assert surface.value == pytest.approx(1.69461, abs=2e-5)


def test_the_uncertainty_of_an_argument_spreads():
    assert spread_by(lambda x: 3 * x, 2.0, 0.1) == pytest.approx(0.3)
    assert spread_by(lambda x: 3 * x, 2.0, None) is None
    assert spread_by(lambda x: None, 2.0, 0.1) is None
