"""London's theory and the perfect conductor on films: exact limits, conservation laws, what they refuse.

Without self-field on discs and a ring of 60 nm, on one grid; with it on the shared strip.
"""

import dataclasses

import jax.numpy as jnp
import numpy as np
import pytest

import onnes
from onnes.energies import CovariantGradient, State
from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

RADIUS = 60e-9
PEARL = 4e-6
RUN = {"time": "1 ps", "law": "london", "frames": 2, "cells_per_xi": 4}


@pytest.fixture(scope="module")
def disc(lab):
    return onnes.Film(onnes.disc(RADIUS), **lab.metal)


@pytest.fixture(scope="module")
def ring(lab):
    return onnes.Film(onnes.ring(RADIUS, RADIUS / 2), **lab.metal)


@pytest.fixture(scope="module")
def screening(lab):
    """The strip with Lambda = 2 xi: the field of its own currents counts."""
    return lab.strip(**lab.strong)


def solve(device, **arguments):
    return onnes.solve(device, **RUN | arguments)


@pytest.fixture(scope="module")
def screened(lab, screening):
    """The screening strip under London's theory in 1 mT."""
    return lab.solve(screening, time="1 ps", law="london", field="1 mT", frames=2)


def weak(pearl, field):
    """-pi R^4 B/(8 mu_0 Lambda): K = -B r/(2 mu_0 Lambda), m = pi int K r^2 dr."""
    return -np.pi * RADIUS**4 * field / (8 * VACUUM_PERMEABILITY * pearl)


def weak_in_the_strip(pearl, field):
    """-C l w^3 B/(4 mu_0 Lambda), C = 0.229 for l = 2 w: Saint-Venant's torsion of a rectangle."""
    return -0.229 * 120e-9 * 60e-9**3 * field / (4 * VACUUM_PERMEABILITY * pearl)


def test_a_disc_far_smaller_than_its_pearl_length(disc):
    run = solve(disc, field="1 mT", self_field=False)
    assert run.moment.values == pytest.approx(weak(PEARL, 1e-3), rel=5e-3)
    assert run.status == "completed"
    assert run.warnings == ()


def test_tdgl_at_rest_is_londons_in_a_weak_field(lab):
    film = lab.strip(**lab.strong, u=1.0)
    runs = {law: lab.solve(film, field=onnes.ramp("0 mT", "1 mT", "0.1 ps"), time="1 ps", law=law, frames=2)
            for law in ("tdgl", "london", "perfect-conductor")}
    london = runs["london"].moment.values[-1]
    assert 0.6 < london / weak_in_the_strip(film.pearl_length, 1e-3) < 0.95
    assert runs["perfect-conductor"].moment.values[-1] == pytest.approx(london, rel=1e-6)
    assert runs["tdgl"].moment.values[-1] == pytest.approx(london, rel=5e-3)


def wound(run, turns):
    """The solution with the phase turned around the middle."""
    x, y = (nodes * run.model.unit for nodes in run.model.grid.points())
    state = State(run.outcome.state.psi * jnp.exp(1j * turns * jnp.arctan2(y, x)), run.outcome.state.A)
    return dataclasses.replace(run, outcome=dataclasses.replace(run.outcome, state=state))


def test_a_ring_keeps_the_fluxoid_of_its_start(ring):
    """Without field K = n Phi_0/(2 pi mu_0 Lambda r) and m = n Phi_0 (b^2 - a^2)/(4 mu_0 Lambda)."""
    still = solve(ring, self_field=False)
    run = solve(ring, start=wound(still, 2), self_field=False)
    assert run.fluxoid().values == pytest.approx(2)
    expected = 2 * FLUX_QUANTUM * (RADIUS**2 - (RADIUS / 2) ** 2) / (4 * VACUUM_PERMEABILITY * PEARL)
    assert run.moment.values == pytest.approx(expected, rel=0.01)
    inductance = VACUUM_PERMEABILITY * PEARL * 2 * np.pi / np.log(2)
    stored = run.energy.values[-1] - still.energy.values[-1]
    assert stored == pytest.approx((2 * FLUX_QUANTUM) ** 2 / (2 * inductance), rel=0.01)


def test_a_film_that_becomes_a_perfect_conductor_keeps_the_field(lab, screening, screened):
    """Cooled in 1 mT it holds 1 mT; when the magnet is switched off its moment is that of screening -1 mT. H6."""
    how = {"law": "perfect-conductor", "time": "1 ps", "frames": 2}
    held = lab.solve(screening, **how, start="normal", field="1 mT", temperature=onnes.ramp("11 K", "5 K", "0.5 ps"))
    assert held.data["field"].values == pytest.approx(1e-3, rel=1e-6)
    assert np.max(np.abs(held.moment.values)) < 1e-9 * abs(weak_in_the_strip(screening.pearl_length, 1e-3))
    after = lab.solve(screening, **how, start=held, field=onnes.ramp("1 mT", "0 mT", "1 ps"))
    assert after.moment.values[-1] == pytest.approx(-screened.moment.values[-1], rel=1e-6)


def test_london_expels_what_a_perfect_conductor_keeps(lab, screening, screened):
    run = lab.solve(screening, time="1 ps", law="london", start="normal", field="1 mT", frames=4,
                    temperature=onnes.ramp("11 K", "5 K", "0.5 ps"))
    assert run.moment.values[0] == pytest.approx(0, abs=1e-9 * abs(weak_in_the_strip(screening.pearl_length, 1e-3)))
    assert run.moment.values[-1] == pytest.approx(screened.moment.values[-1], rel=1e-8)
    assert np.all(np.diff(run.moment.values) <= 0)


def test_energy_of_a_perfect_conductor_is_conserved(lab, screening):
    """Field energy and kinetic energy are the work of the magnet, whatever the steps."""
    run = lab.solve(screening, time="1 ps", law="perfect-conductor", frames=2, field=onnes.sine("1 mT", "400 GHz"))
    change = run.energy.values - run.energy.values[0]
    assert np.max(np.abs(change)) > 0
    assert run.data["source_work"].values == pytest.approx(change, rel=1e-8, abs=1e-10 * np.max(np.abs(change)))


def test_currents_through_terminals_have_kinetic_inductance(lab):
    """V = mu_0 Lambda (l/w) dI/dt under London's theory and in a perfect conductor."""
    for law in ("london", "perfect-conductor"):
        run = lab.solve(lab.strip(), time="1 ps", law=law, frames=4, self_field=False,
                        current={"source": onnes.ramp("0 uA", "10 uA", "1 ps")})
        assert run.voltage().values[1:] == pytest.approx(lab.inductance * 0.5 * 10e-6 / 1e-12, rel=1e-3)


def test_normal_parts_carry_no_current(lab):
    """A disc of which one quarter is normal screens as the rest of it alone."""
    quarter = onnes.rectangle(2 * RADIUS, 2 * RADIUS, centre=(RADIUS, RADIUS))
    film = onnes.Film(onnes.disc(RADIUS), **lab.metal,
                      disorder=lambda x, y: np.where((x > 0) & (y > 0), -1.0, 1.0))
    run = solve(film, field="1 mT", self_field=False)
    alone = solve(onnes.Film(onnes.disc(RADIUS) - quarter, **lab.metal), field="1 mT", self_field=False)
    normal = run.data["sheet_current"].isel(time=-1, x=slice(26, None), y=slice(26, None)).values
    assert np.max(np.abs(normal)) == 0
    assert run.moment.values[-1] == pytest.approx(alone.moment.values[-1], rel=1e-6)


def test_a_term_of_ones_own_counts(lab, screening):
    """A second gradient energy doubles the carriers, as half the Pearl length does."""
    how = {"time": "1 ps", "law": "london", "field": "1 mT", "frames": 2}
    run = lab.solve(screening, **how, terms=[CovariantGradient()])
    other = lab.solve(lab.strip(**lab.strong | {"thickness": "40 nm"}), **how)
    assert run.moment.values[-1] == pytest.approx(other.moment.values[-1], rel=1e-6)


def test_the_grid_need_not_resolve_the_coherence_length(lab):
    """A film of 20 um with xi = 5 nm, whose grid for TDGL would have 10^8 nodes."""
    film = onnes.Film(onnes.rectangle("20 um", "20 um"), **lab.metal | {"coherence_length": "5 nm"})
    assert film.spacing(rigid=True) > 10 * 5e-9
    with pytest.raises(InputError, match='law="london"'):
        film.spacing()


@pytest.mark.parametrize(("arguments", "says"), [
    ({"law": "freeze"}, "law"), ({"noise": True}, "noise"), ({"checkpoint": "somewhere"}, "checkpoint"),
    ({"law": "perfect-conductor", "temperature": "4 K"}, "not below that of the device"),
])
def test_what_has_no_meaning_is_refused(disc, arguments, says):
    with pytest.raises(InputError, match=says):
        solve(disc, **arguments)


def test_a_perfect_conductor_has_no_fluxoid(ring):
    run = solve(ring, law="perfect-conductor", self_field=False)
    assert "fluxoid" not in run.data
    with pytest.raises(InputError, match="flux, not the fluxoid"):
        run.fluxoid()
