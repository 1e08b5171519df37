"""Junctions of films: current-phase relations of bridges."""

import math

import numpy as np
import pytest

import onnes
from onnes.problems.film_junction import current_phase
from onnes.units.constants import BOLTZMANN, ELEMENTARY_CHARGE, FLUX_QUANTUM, HBAR, VACUUM_PERMEABILITY

XI, WIDTH = 100e-9, 50e-9


def bridge(length, **more):
    """A strip of a length in xi between two banks."""
    given = {"penetration_depth": "1 um"} | more
    return onnes.Film(onnes.rectangle(length * XI, WIDTH), coherence_length=XI, thickness="20 nm",
                      terminals={"a": onnes.edge("left", contact="held"), "b": onnes.edge("right", contact="held")},
                      **given)


def ohmic(film, length):
    """Current per phase of a strip whose psi varies linearly: Phi_0/(2 pi mu_0 Lambda) w/L."""
    return film.current_unit * WIDTH / (length * XI)


@pytest.fixture(scope="module")
def short():
    film = bridge(0.3)
    return film, current_phase(film, "a", "b", phases=np.linspace(0, math.pi, 9), cells_per_xi=40)


@pytest.mark.long
def test_a_short_bridge_has_a_sine(short):
    """|psi| e^(i theta) is linear along it: 1 + L^2/15 is the first correction of the largest current."""
    film, found = short
    assert found.converged.all()
    assert found.current / ohmic(film, 0.3) == pytest.approx(np.sin(found.phase), abs=0.01)
    assert found.critical_current / ohmic(film, 0.3) == pytest.approx(1 + 0.3**2 / 15, abs=1e-3)
    assert found.critical_phase == pytest.approx(math.pi / 2, abs=0.02)


@pytest.mark.long
def test_the_current_is_the_slope_of_the_energy(short):
    _, found = short
    worked = np.trapezoid(found.current, found.phase) * FLUX_QUANTUM / (2 * math.pi)
    assert found.energy[-1] - found.energy[0] == pytest.approx(worked, rel=0.015)  # 9 points of a sine


@pytest.mark.long
def test_the_product_with_the_resistance_is_that_of_aslamazov_and_larkin(short):
    """I_c R_n = pi Delta^2/(4 e k Tc) of a dirty metal near Tc: mu_0 lambda^2 = 2 hbar rho kTc/(pi Delta^2)."""
    _, found = short
    rho, tc, delta = 1e-7, 5.0, 1e-23
    depth = math.sqrt(2 * HBAR * rho * BOLTZMANN * tc / (math.pi * delta**2 * VACUUM_PERMEABILITY))
    current = found.critical_current * (1e-6 / depth) ** 2  # which goes as 1/lambda^2
    resistance = rho * 0.3 * XI / (20e-9 * WIDTH)
    known = math.pi * delta**2 / (4 * ELEMENTARY_CHARGE * BOLTZMANN * tc)
    assert current * resistance == pytest.approx(known * (1 + 0.3**2 / 15), rel=2e-3)


@pytest.mark.long
def test_a_bridge_longer_than_3_49_xi_has_several_currents_for_a_phase():
    """K. K. Likharev, L. A. Yakobson, Sov. Phys. JETP 41, 570 (1975)."""
    ends = {}
    for length in (3.2, 3.8):
        film = bridge(length)
        found = current_phase(film, "a", "b", phases=np.linspace(0, 0.999 * math.pi, 16), cells_per_xi=8)
        ends[length] = found.current[-1] / ohmic(film, length)
    assert ends[3.2] < 0.1
    assert ends[3.8] > 0.8


@pytest.mark.long
def test_a_weak_place_makes_a_long_strip_a_sine():
    """A normal piece in the middle: little current, a sine, and the rest of the strip an inductance in series."""
    def strength(x, y):
        return np.where(np.abs(x) < 0.75 * XI, -4.0, 1.0) + 0 * y

    plain, weak = (current_phase(bridge(3.0, **more), "a", "b", phases=np.linspace(0, math.pi, 9), cells_per_xi=8)
                   for more in ({}, {"disorder": strength}))
    assert weak.critical_current < 0.15 * plain.critical_current
    assert weak.current / weak.critical_current == pytest.approx(np.sin(weak.phase), abs=0.07)
    assert plain.critical_phase > 1.25 * weak.critical_phase


def test_the_phase_of_a_terminal_is_refused_where_it_is_none():
    film = bridge(1.0)
    for given, argument in (({"plus": "a", "minus": "a"}, "minus"), ({"plus": "a", "minus": "c"}, "c"),
                            ({"plus": "a", "minus": "b", "phases": [0, 1]}, "phases")):
        with pytest.raises(onnes.InputError, match=argument):
            current_phase(film, **given)
    with pytest.raises(onnes.InputError, match="phase"):
        onnes.minimize(film, phase={"b": 1.0}, self_field=True)
    with pytest.raises(onnes.InputError, match="phase"):
        onnes.minimize(film, phase={"b": "1 T"}, self_field=False)
    free = film.replace(terminals={"a": onnes.edge("left"), "b": onnes.edge("right", contact="held")})
    with pytest.raises(onnes.InputError, match=r"phase\['a'\]"):
        onnes.minimize(free, phase={"a": 1.0}, self_field=False)
