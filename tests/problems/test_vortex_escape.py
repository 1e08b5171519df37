"""A vortex that leaves a strip: the saddle point of Ginzburg-Landau theory against London's landscape, its time."""

import math

import numpy as np
import pytest

import onnes
from onnes.problems.strip_freezing import NarrowStrip, barrier, narrow_landscape
from onnes.problems.vortex_escape import (
    Escapes,
    edge_barrier,
    escapes,
    line_energy,
    london_barrier,
    mean_time,
    thin_strip,
)
from onnes.units.constants import FLUX_QUANTUM


def test_closed_form_is_that_of_the_theory_of_rates():
    width, field_w2 = 1e-5, 1.2
    strip = NarrowStrip(width=width, thickness=1e-7, critical_temperature=9.0, coherence_length=1e-8,
                        penetration_depth=1e-7, resistivity=1e-7)
    expected = barrier(narrow_landscape(strip, 8.0, 4001), field_w2 * FLUX_QUANTUM / width**2) / strip.line_energy(8.0)
    found = london_barrier(width / strip.core(8.0), field_w2, length=math.inf)
    assert found.leave == pytest.approx(expected, rel=1e-5)
    with_core, without = (london_barrier(50, field_w2, core) for core in (0.381, 0.0))
    assert with_core.leave == pytest.approx(without.leave, rel=1e-9)
    assert with_core.enter - without.enter == pytest.approx(0.381, abs=1e-9)


def test_ends_raise_the_energy_as_in_a_rectangle():
    """int G d^2r' of a rectangle: u(1 - u)/2 less the sum of sines over cosh, first term."""
    film, width = thin_strip(20, 40), 20e-8
    found = onnes.vortex_landscape(film, spacing=width / 40)
    assert line_energy(film) == pytest.approx(found.unit, rel=1e-12)
    middle = int(np.argmin(np.hypot(found.x, found.y)))
    field = 1.2 * FLUX_QUANTUM / width**2
    energy = (found.self_energy[middle] + field * found.field_energy[middle]) / found.unit
    assert energy == pytest.approx(london_barrier(20, 1.2, length=2.0).energy, abs=0.01)


def test_escape_slows_down_with_the_barrier():
    """Over 10 kT: by exp(barrier/kT), the barrier in eps_0 unchanged, and kT in D."""
    one, other = (mean_time(20, 1.3, ratio) for ratio in (50.0, 60.0))
    assert math.log(other / one) == pytest.approx(10 * london_barrier(20, 1.3, length=math.inf).leave, rel=0.03)


def test_numbers_of_a_few_escapes():
    found = Escapes(np.array([100.0, 300.0]), np.array([2.0, -2.0]))
    assert found.mean == 200.0
    assert found.diffusivity == pytest.approx(4 / 200)


@pytest.mark.long
def test_barrier_tends_to_that_of_london_as_the_square_of_xi_over_the_width():
    """Also where the saddle point is 3 xi from the edge; the core in the middle has c = 0.381."""
    offsets = []
    for width in (16, 20):
        found, london = edge_barrier(width, 1.2), london_barrier(width, 1.2)
        assert found.status == "converged"
        assert 0 < found.place - london.place < 0.25, "within half a cell of the grid"
        offsets.append([width**2 * (found.leave - london.leave), width**2 * (found.energy - london.energy)])
    (near, of_core), (far, of_core_far) = offsets
    assert -3.0 < near < far < 0
    assert of_core_far == pytest.approx(of_core, rel=0.1)


@pytest.mark.long
def test_fields_without_a_vortex_or_with_several_are_refused():
    for field_w2 in (0.7, 2.4):
        with pytest.raises(onnes.InputError, match="field_w2"):
            edge_barrier(16, field_w2)


@pytest.mark.long
def test_a_vortex_leaves_at_once_without_a_barrier():
    found = escapes(12, 0.7, 60.0, [1], longest=5e3)
    assert 0 < found.times[0] < 3e3
    with pytest.raises(ArithmeticError, match="seed 1"):
        escapes(12, 1.6, 300.0, [1], longest=400)
