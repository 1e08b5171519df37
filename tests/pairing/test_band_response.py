"""A band in a vector potential: what is exact when it is empty, full, nearly empty, and by other ways of summing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.pairing.band_response import (
    TightBinding,
    at_filling,
    fermi_energy_at,
    largest_response,
    london_response,
    occupied,
)
from onnes.pairing.peierls_ring import hopping_matrix, ring

dimensions = st.sampled_from([1, 2, 3])
hoppings = st.floats(-0.24, 0.24)
fillings = st.floats(0.02, 0.98)


@settings(deadline=None, max_examples=30)
@given(dimensions, hoppings)
def test_full_and_empty_bands_do_not_answer(dimension, next_hopping):
    band = TightBinding(dimension, next_hopping)
    full, empty = (occupied(band, dimension * end) for end in (band.top, band.bottom))
    assert full.filling == pytest.approx(1, abs=1e-13)
    assert abs(full.response) < 1e-14
    assert empty.filling == pytest.approx(0, abs=1e-14)
    assert abs(empty.response) < 1e-14


@settings(deadline=None, max_examples=30)
@given(dimensions, hoppings)
def test_few_electrons_are_londons_with_the_mass_of_the_band(dimension, next_hopping):
    band = TightBinding(dimension, next_hopping)
    few = at_filling(band, 1e-9)
    assert few.response == pytest.approx(london_response(band, few.filling), rel=1e-4)


@pytest.mark.parametrize("dimension", [2, 3])
@pytest.mark.parametrize("next_hopping", [0.0, 0.15])
def test_departure_from_london_goes_as_the_fermi_momentum_squared(dimension, next_hopping):
    band = TightBinding(dimension, next_hopping)
    lacks = [1 - (each := at_filling(band, nu)).response / london_response(band, each.filling) for nu in (1e-4, 1e-5)]
    assert np.log10(lacks[0] / lacks[1]) == pytest.approx(2 / dimension, rel=0.02)


@settings(deadline=None, max_examples=40)
@given(st.floats(0.0, 1.0))
def test_chain_in_closed_form(filling):
    """(4/pi) sin(pi filling)."""
    expected = 4 / np.pi * np.sin(np.pi * filling)
    assert at_filling(TightBinding(1), filling).response == pytest.approx(expected, abs=1e-14)
    fermi = -2 * np.cos(np.pi * filling)
    assert occupied(TightBinding(1), fermi).response == pytest.approx(expected, abs=1e-7)


def test_square_lattice_half_filled_in_closed_form():
    """The Fermi surface is the square |kx| + |ky| = pi: (2/pi^2) int_0^pi 2 sin(k) dk = 8/pi^2."""
    half = occupied(TightBinding(2), 0.0)
    assert half.filling == pytest.approx(0.5, abs=1e-13)
    assert half.response == pytest.approx(8 / np.pi**2, rel=1e-13)


@settings(deadline=None, max_examples=25)
@given(dimensions, hoppings, fillings)
def test_holes_answer_as_electrons_of_the_mirrored_band(dimension, next_hopping, filling):
    """k -> pi - k turns the band upside down and t' into -t'; both halves are integrated separately."""
    electrons = at_filling(TightBinding(dimension, next_hopping), filling)
    holes = at_filling(TightBinding(dimension, -next_hopping), 1 - filling)
    assert electrons.response == pytest.approx(holes.response, abs=1e-8)


@settings(deadline=None, max_examples=25)
@given(dimensions, hoppings, fillings)
def test_quadrature_has_converged(dimension, next_hopping, filling):
    band = TightBinding(dimension, next_hopping)
    fine, coarse = (at_filling(band, filling, nodes) for nodes in (40, 24))
    assert fine.filling == pytest.approx(filling, abs=1e-10)
    assert coarse.response == pytest.approx(fine.response, abs=1e-7)


@pytest.mark.parametrize(("dimension", "side"), [(1, 4000), (2, 400), (3, 80)])
def test_direct_sum_over_momenta_converges_to_it(dimension, side):
    """sum of k'' over the occupied points of a mesh, half a step off its symmetry points."""
    band = TightBinding(dimension, 0.1)
    k = 2 * np.pi * (np.arange(side) + 0.5) / side
    fermi = fermi_energy_at(band, 0.35)
    energy, curvature = np.zeros(()), np.zeros(())
    for axis in range(dimension):
        energy = energy[..., None] + band.energy(k)
        curvature = curvature[..., None] + (band.curvature(k) if axis == 0 else 0 * k)
    filled = energy < fermi
    assert np.mean(filled) == pytest.approx(0.35, abs=2e-3)
    assert 2 * np.mean(curvature * filled) == pytest.approx(at_filling(band, 0.35).response, rel=4e-3)


@pytest.mark.parametrize(("dimension", "next_hopping"), [(1, 0.0), (2, 0.0), (2, 0.2), (3, 0.0)])
def test_largest_response(dimension, next_hopping):
    band = TightBinding(dimension, next_hopping)
    largest = largest_response(band)
    if next_hopping == 0:
        assert largest.filling == pytest.approx(0.5, abs=1e-4)
    else:
        assert largest.filling < 0.5
    for nearby in (-0.02, 0.02):
        assert at_filling(band, largest.filling + nearby).response < largest.response


@pytest.mark.parametrize(("dimension", "side"), [(1, 31), (1, 32), (2, 9), (3, 5)])
@pytest.mark.parametrize("next_hopping", [0.0, -0.15])
@pytest.mark.parametrize("filling", [0.0, 0.2, 0.6, 1.0])
def test_ring_agrees_with_the_sum_over_its_momenta(dimension, side, next_hopping, filling):
    """Energies with Peierls phases against A1-A2: two computations that share nothing but the band."""
    closed = ring(TightBinding(dimension, next_hopping), side, filling)
    assert closed.response == pytest.approx(closed.direct_sum, abs=1e-9)
    if filling in (0.0, 1.0):
        assert closed.filling == filling
        assert abs(closed.response) < 1e-10
    else:
        assert closed.response > 0.1


def test_long_ring_is_the_infinite_chain():
    """Exactly: sin(pi nu)/(N sin(pi/N)) for pi nu/pi of the chain, nu = n/N with n odd."""
    for side in (21, 61):
        closed = ring(TightBinding(1), side, 0.3)
        expected = 4 / side * np.sin(np.pi * closed.filling) / np.sin(np.pi / side)
        assert closed.response == pytest.approx(expected, rel=1e-9)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**31), st.floats(-1, 1), st.sampled_from([1, 2]))
def test_only_the_sum_of_the_phases_matters(seed, total, dimension):
    """Gauge invariance: the same flux through the ring, however it is spread over the bonds."""
    side = 7
    spread = np.random.default_rng(seed).uniform(-np.pi, np.pi, side)
    spread += (total - spread.sum()) / side
    band = TightBinding(dimension, 0.2)
    even = np.full(side, total / side)
    levels = [np.linalg.eigvalsh(hopping_matrix(band, side, phases)) for phases in (spread, even)]
    assert levels[0] == pytest.approx(levels[1], abs=1e-12)


@pytest.mark.parametrize(("dimension", "side"), [(1, 4), (2, 40), (3, 12)])
def test_ring_of_a_wrong_size_is_refused(dimension, side):
    with pytest.raises(InputError) as refusal:
        ring(TightBinding(dimension), side, 0.5)
    assert refusal.value.argument == "ring"
