"""The scales: identities of Ginzburg-Landau theory, and conversions that undo one another."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.units import Scales, formula
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM, HBAR, VACUUM_PERMEABILITY
from onnes.units.scales import SYSTEMS, relaxation_time

SCALES = st.builds(
    Scales,
    coherence_length=st.floats(1e-9, 1e-5),
    penetration_depth=st.floats(1e-9, 1e-5),
    time=st.floats(1e-15, 1e-6),
    conductivity=st.floats(1e4, 1e12),
)
LEAD = Scales(coherence_length=83e-9, penetration_depth=37e-9, time=1e-12, conductivity=1e10)
KINDS = tuple(LEAD._reduced_units("coherence"))
EXACT = 1e-13


def same(x):
    return pytest.approx(x, rel=EXACT)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(SCALES)
def test_identities(scales):
    mu_0, xi, depth = VACUUM_PERMEABILITY, scales.coherence_length, scales.penetration_depth
    bc, bc2 = scales.thermodynamic_critical_field, scales.upper_critical_field
    assert scales.kappa == same(depth / xi)
    assert bc2 == same(math.sqrt(2) * scales.kappa * bc)
    assert bc2 * 2 * math.pi * xi**2 == same(scales.flux_quantum)
    assert scales.vector_potential == same(bc2 * xi)
    assert mu_0 * scales.current_density == same(bc2 * xi / depth**2)
    assert mu_0 * scales.current_density == same(math.sqrt(2) * bc / depth)
    assert scales.current_density * scales.vector_potential == same(2 * scales.energy_density)
    assert scales.energy_density == same(bc**2 / mu_0)
    assert scales.energy_per_length == same(scales.energy_density * xi**2)
    assert scales.voltage == same(scales.electric_field * xi)
    assert scales.voltage * scales.time * 2 * math.pi == same(FLUX_QUANTUM)
    assert scales.depairing_current_density == same(formula("depairing_current").evaluate(depth, xi))
    assert bc == same(formula("thermodynamic_critical_field").evaluate(depth, xi))


@settings(deadline=None, derandomize=True, max_examples=50)
@given(SCALES)
def test_the_field_diffuses_with_kappa_squared_over_sigma_hat(scales):
    """sigma_hat = mu_0 sigma lambda^2/tau, D = 1/(mu_0 sigma) = kappa^2/sigma_hat xi^2/tau."""
    conductivity = scales.conductivity
    expected = VACUUM_PERMEABILITY * conductivity * scales.penetration_depth**2 / scales.time
    assert scales.reduced_conductivity == same(expected)
    reduced = scales.to_reduced(formula("field_diffusivity").evaluate(conductivity), "diffusivity")
    assert reduced == same(scales.kappa**2 / scales.reduced_conductivity)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(SCALES, st.sampled_from(KINDS), st.sampled_from(SYSTEMS), st.sampled_from(SYSTEMS), st.floats(-1e9, 1e9))
def test_every_conversion_is_undone_by_its_inverse(scales, kind, given_in, wanted, value):
    there = scales.convert(value, kind, given_in, wanted)
    assert scales.convert(there, kind, wanted, given_in) == pytest.approx(value, rel=EXACT)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(SCALES, st.sampled_from(KINDS), st.floats(-1e9, 1e9))
def test_reduced_and_back(scales, kind, value):
    assert scales.to_si(scales.to_reduced(value, kind), kind) == pytest.approx(value, rel=EXACT)


@pytest.mark.parametrize(
    ("product", "factors"),
    [
        ("vector_potential", ("magnetic_field", "length")),
        ("magnetic_flux", ("magnetic_field", "area")),
        ("current", ("current_density", "area")),
        ("sheet_current", ("current_density", "length")),
        ("current_density", ("conductivity", "electric_field")),
        ("electric_field", ("velocity", "magnetic_field")),
        ("voltage", ("electric_field", "length")),
        ("diffusivity", ("velocity", "length")),
        ("energy", ("energy_density", "length", "area")),
        ("energy_per_area", ("energy_density", "length")),
        ("magnetic_moment", ("magnetisation", "length", "area")),
    ],
)
@pytest.mark.parametrize("system", ["coherence", "penetration"])
def test_units_of_a_reduced_system_fit_together(product, factors, system):
    assert LEAD.unit(product, system) == same(math.prod(LEAD.unit(one, system) for one in factors))


def test_the_units_of_the_literature():
    """Lengths in lambda, fields in sqrt2 Hc: Hc = 1/sqrt2 and Hc2 = kappa; psi, A, J, t as in xi units."""
    def literature(value, kind):
        return LEAD.convert(value, kind, "SI", "penetration")

    assert literature(LEAD.thermodynamic_critical_field, "magnetic_field") == same(math.sqrt(0.5))
    assert literature(LEAD.upper_critical_field, "magnetic_field") == same(LEAD.kappa)
    assert literature(LEAD.coherence_length, "length") == same(1 / LEAD.kappa)
    assert literature(FLUX_QUANTUM, "magnetic_flux") == same(2 * math.pi / LEAD.kappa)
    assert literature(LEAD.depairing_current_density, "current_density") == same(2 / (3 * math.sqrt(3)))
    for kind in ("time", "vector_potential", "current_density", "electric_field", "conductivity", "energy_density"):
        assert LEAD.unit(kind, "penetration") == same(LEAD.unit(kind, "coherence"))


def test_a_flux_quantum_is_2_pi_inside():
    assert LEAD.to_reduced(FLUX_QUANTUM, "magnetic_flux") == same(2 * math.pi)
    assert LEAD.to_reduced(LEAD.upper_critical_field, "magnetic_field") == same(1)
    assert LEAD.to_reduced(LEAD.penetration_depth, "length") == same(LEAD.kappa)


def test_gaussian_in_and_out():
    assert LEAD.convert(800.0, "magnetic_field", "Gaussian", "SI") == same(0.08)
    bc_in_gauss = LEAD.convert(LEAD.thermodynamic_critical_field, "magnetic_field", "SI", "Gaussian")
    assert LEAD.convert(bc_in_gauss, "magnetic_field", "Gaussian", "penetration") == same(math.sqrt(0.5))


def test_relaxation_time():
    """tau = pi hbar/(8 k (Tc - T)): 3.00 ps at 1 K below Tc."""
    assert relaxation_time(1.0) == same(math.pi * HBAR / (8 * BOLTZMANN))
    assert relaxation_time(1.0) == pytest.approx(3.00e-12, rel=1e-3)
    assert relaxation_time(0.1) == same(10 * relaxation_time(1.0))
    with pytest.raises(InputError, match="positive"):
        relaxation_time(0.0)


@pytest.mark.parametrize("bad", [0.0, -1e-9, math.nan, math.inf])
@pytest.mark.parametrize("name", ["coherence_length", "penetration_depth", "time", "conductivity"])
def test_scales_must_be_positive_and_finite(name, bad):
    numbers = {"coherence_length": 1e-8, "penetration_depth": 1e-8, "time": 1e-12, "conductivity": 1e8, name: bad}
    with pytest.raises(InputError) as caught:
        Scales(**numbers)
    assert caught.value.argument == name


def test_what_has_no_answer_says_so():
    cold = Scales(1e-8, 1e-7, 1e-12)
    with pytest.raises(InputError, match="residual resistance"):
        _ = cold.reduced_conductivity
    with pytest.raises(InputError, match="length"):
        cold.to_reduced(1.0, "lenght")
    with pytest.raises(InputError, match="reduced unit"):
        cold.to_reduced(1.0, "mass")
    with pytest.raises(InputError, match="penetration"):
        cold.convert(1.0, "length", "SI", "penetratoin")


def test_scales_at_rest_have_every_unit_but_those_of_motion():
    still, moving = Scales(1e-8, 1e-7), Scales(1e-8, 1e-7, 1e-12)
    timed = [kind for kind in KINDS if kind not in still._reduced_units("coherence")]
    assert {"time", "velocity", "voltage"} <= set(timed)
    for kind in KINDS:
        if kind in timed:
            with pytest.raises(InputError, match="time"):
                still.unit(kind)
        else:
            assert still.unit(kind) == moving.unit(kind)
    for name in ("electric_field", "voltage"):
        with pytest.raises(InputError, match="time"):
            getattr(still, name)
