"""One vortex: exact at kappa = 1/sqrt2, limits, identities, order of convergence."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import k1

from onnes.numerics.extrapolation import refined_estimate
from onnes.problems.extrapolated_vortex import solve_vortex
from onnes.problems.isolated_vortex import isolated_vortex

TYPE_LIMIT = 1 / math.sqrt(2)
KAPPAS = st.floats(math.log(0.1), math.log(100.0)).map(math.exp)


@pytest.mark.parametrize("quanta", [1, 3])
def test_between_the_types_quanta_do_not_act_on_each_other(quanta):
    """E = n Phi_0 Hc and B = Bc2 (1 - |psi|^2) everywhere (Bogomolny)."""
    solved = solve_vortex(TYPE_LIMIT, quanta, None)
    assert solved.entry.value == pytest.approx(1.0, abs=1e-8)
    assert solved.core_field.value == pytest.approx(1.0, abs=1e-6)
    vortex = isolated_vortex(TYPE_LIMIT, 512, quanta)
    np.testing.assert_allclose(vortex.field, 1 - vortex.modulus**2, atol=1e-4)


@settings(deadline=None, max_examples=8)
@given(KAPPAS, st.sampled_from([1, 2, 5, 20]))
def test_three_grids_agree_at_any_kappa(kappa, quanta):
    """What is read differs by less than 1e-5 from what finer grids say, and by less than claimed."""
    grids = [isolated_vortex(kappa, cells, quanta) for cells in (128, 256, 512)]
    for read in (lambda v: v.lower_critical_field, lambda v: v.field[0]):
        values = [read(vortex) for vortex in grids]
        ours, finer = refined_estimate(*values[:2]), refined_estimate(*values[1:])
        assert ours.value == pytest.approx(finer.value, rel=1e-5)
        assert abs(ours.value - finer.value) < ours.uncertainty + 1e-9


@settings(deadline=None, max_examples=8)
@given(KAPPAS, st.sampled_from([2, 4]))
def test_several_quanta_pay_in_type_one(kappa, quanta):
    alone, together = (isolated_vortex(kappa, 128, n).lower_critical_field for n in (1, quanta))
    if abs(kappa - TYPE_LIMIT) > 1e-2:
        assert (together < alone) == (kappa < TYPE_LIMIT)


@settings(deadline=None, max_examples=8)
@given(KAPPAS, st.sampled_from([1, 4]))
def test_flux_current_and_virial(kappa, quanta):
    """int B r dr = n per radian; J = -kappa^2 dB/dr; the field costs what condensation does."""
    vortex = isolated_vortex(kappa, 512, quanta)
    r, b = vortex.radius, vortex.field / (math.sqrt(2) * kappa)
    assert np.trapezoid(b * r, r) == pytest.approx(quanta, rel=1e-3)
    ampere = -(kappa**2) * np.gradient(b, r)
    np.testing.assert_allclose(vortex.current[1:-1], ampere[1:-1], atol=5e-3 * vortex.current.max())
    condensation = np.trapezoid((1 - vortex.modulus**2) ** 2 / 2 * r, r)
    assert condensation == pytest.approx(np.trapezoid(kappa**2 * b**2 * r, r), rel=1e-3)


def test_large_kappa():
    """Line energy ln kappa + 0.49693 (Hu 1972); slope of |psi| on the axis 0.58319; far out London's current."""
    solved = solve_vortex(200.0, 1, None)
    assert math.sqrt(2) * 200 * solved.entry.value == pytest.approx(math.log(200) + 0.49693, rel=1e-4)
    assert solved.core_radius.value == pytest.approx(1 / 0.5831895, rel=1e-3)
    assert solved.tail.value == pytest.approx(1.0, rel=1e-3)
    far = (solved.profile.radius > 200) & (solved.profile.radius < 1000)
    np.testing.assert_allclose(solved.profile.current[far], k1(solved.profile.radius[far] / 200) / 200, rtol=5e-3)


def test_the_field_on_the_axis_is_that_of_the_current_around_it():
    """Ampere: kappa^2 B(0) = int J dr."""
    solved = solve_vortex(300.0, 1, None)
    by_ampere = np.trapezoid(solved.profile.current, solved.profile.radius) / 300**2
    assert solved.core_field.value / (math.sqrt(2) * 300) == pytest.approx(by_ampere, rel=2e-3)


def test_far_field_between_the_types():
    """1.7079: H. J. de Vega, F. A. Schaposnik, Phys. Rev. D 14, 1100 (1976)."""
    tail = solve_vortex(TYPE_LIMIT, 1, None).tail
    assert tail.value == pytest.approx(1.7079, rel=5e-4)
