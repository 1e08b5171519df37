"""London's theory and the perfect conductor on films: exact limits, conservation laws, what they refuse."""

import dataclasses

import jax.numpy as jnp
import numpy as np
import pytest

import onnes
from onnes.energies import CovariantGradient, State
from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

RADIUS = 300e-9
METAL = {"coherence_length": "30 nm", "penetration_depth": "200 nm", "thickness": "10 nm",
         "critical_temperature": "10 K", "temperature": "5 K", "resistivity": "150 nohm m", "gamma": 0.0}
PEARL = 4e-6


def disc(**arguments):
    return onnes.Film(onnes.disc(RADIUS), **{**METAL, **arguments})


def solve(device, **arguments):
    return onnes.solve(device, **{"time": "1 ps", "law": "london", "frames": 2, "cells_per_xi": 3, **arguments})


def weak(pearl, field, radius=RADIUS):
    """-pi R^4 B/(8 mu_0 Lambda): K = -B r/(2 mu_0 Lambda), m = pi int K r^2 dr."""
    return -np.pi * radius**4 * field / (8 * VACUUM_PERMEABILITY * pearl)


def test_a_disc_far_smaller_than_its_pearl_length():
    run = solve(disc(), field="1 mT", self_field=False)
    assert run.moment.values == pytest.approx(weak(PEARL, 1e-3), rel=5e-3)
    assert run.status == "stopped"
    assert run.warnings == ()


def test_tdgl_at_rest_is_londons_in_a_weak_field():
    """Lambda = 0.5 um: the field of the film's own currents counts."""
    film = disc(penetration_depth="100 nm", thickness="20 nm", u=1.0)
    runs = {law: solve(film, field=onnes.ramp("0 mT", "0.1 mT", "1 ps"), time="20 ps", law=law, self_field=True)
            for law in ("tdgl", "london", "perfect-conductor")}
    london = runs["london"].moment.values[-1]
    assert 0.6 < london / weak(0.5e-6, 1e-4) < 0.95
    assert runs["perfect-conductor"].moment.values[-1] == pytest.approx(london, rel=1e-6)
    assert runs["tdgl"].moment.values[-1] == pytest.approx(london, rel=5e-3)


def wound(run, turns):
    """The solution with the phase turned around the middle."""
    x, y = (nodes * run.model.unit for nodes in run.model.grid.points())
    state = State(run.outcome.state.psi * jnp.exp(1j * turns * jnp.arctan2(y, x)), run.outcome.state.A)
    return dataclasses.replace(run, outcome=dataclasses.replace(run.outcome, state=state))


def test_a_ring_keeps_the_fluxoid_of_its_start():
    """Without field K = n Phi_0/(2 pi mu_0 Lambda r) and m = n Phi_0 (b^2 - a^2)/(4 mu_0 Lambda)."""
    ring = onnes.Film(onnes.ring(RADIUS, 150e-9), **METAL)
    start = wound(solve(ring, self_field=False), 2)
    run = solve(ring, start=start, self_field=False)
    assert run.fluxoid().values == pytest.approx(2)
    expected = 2 * FLUX_QUANTUM * (RADIUS**2 - 150e-9**2) / (4 * VACUUM_PERMEABILITY * PEARL)
    assert run.moment.values == pytest.approx(expected, rel=0.01)
    inductance = VACUUM_PERMEABILITY * PEARL * 2 * np.pi / np.log(2)
    stored = run.energy.values[-1] - solve(ring, self_field=False).energy.values[-1]
    assert stored == pytest.approx((2 * FLUX_QUANTUM) ** 2 / (2 * inductance), rel=0.01)


def test_a_film_that_becomes_a_perfect_conductor_keeps_the_field():
    """Cooled in 1 mT it holds 1 mT; when the magnet is switched off its moment is that of screening -1 mT. H6."""
    film = disc(penetration_depth="100 nm", thickness="20 nm")
    cooling = onnes.ramp("11 K", "5 K", "0.5 ps")
    held = solve(film, law="perfect-conductor", start="normal", field="1 mT", temperature=cooling, self_field=True)
    assert held.data["field"].values == pytest.approx(1e-3, rel=1e-6)
    assert np.max(np.abs(held.moment.values)) < 1e-9 * abs(weak(0.5e-6, 1e-3))
    after = solve(film, law="perfect-conductor", start=held, field=onnes.ramp("1 mT", "0 mT", "1 ps"), self_field=True)
    screened = solve(film, field="1 mT", self_field=True).moment.values[-1]
    assert after.moment.values[-1] == pytest.approx(-screened, rel=1e-6)


def test_london_expels_what_a_perfect_conductor_keeps():
    film = disc(penetration_depth="100 nm", thickness="20 nm")
    cooling = onnes.ramp("11 K", "5 K", "0.5 ps")
    run = solve(film, start="normal", field="1 mT", temperature=cooling, frames=4, self_field=True)
    assert run.moment.values[0] == pytest.approx(0, abs=1e-9 * abs(weak(0.5e-6, 1e-3)))
    cold = solve(film, field="1 mT", self_field=True)
    assert run.moment.values[-1] == pytest.approx(cold.moment.values[-1], rel=1e-8)
    assert np.all(np.diff(run.moment.values) <= 0)


def test_energy_of_a_perfect_conductor_is_conserved():
    """Field energy and kinetic energy are the work of the magnet, whatever the steps."""
    film = disc(penetration_depth="100 nm", thickness="20 nm")
    run = solve(film, law="perfect-conductor", field=onnes.sine("1 mT", "400 GHz"), self_field=True)
    change = run.energy.values - run.energy.values[0]
    assert np.max(np.abs(change)) > 0
    assert run.data["source_work"].values == pytest.approx(change, rel=1e-8, abs=1e-10 * np.max(np.abs(change)))


def test_currents_through_terminals_have_kinetic_inductance():
    """V = mu_0 Lambda (l/w) dI/dt under London's theory and in a perfect conductor."""
    strip = onnes.Film(onnes.rectangle("600 nm", "300 nm"), **METAL, probes={"+": ("-150 nm", 0), "-": ("150 nm", 0)},
                       terminals={"in": onnes.edge("left", contact="free"), "out": onnes.edge("right", contact="free")})
    for law in ("london", "perfect-conductor"):
        run = solve(strip, law=law, current={"in": onnes.ramp("0 uA", "10 uA", "1 ps")}, self_field=False, frames=4)
        assert run.voltage().values[1:] == pytest.approx(VACUUM_PERMEABILITY * PEARL * 10e-6 / 1e-12, rel=1e-3)


def test_normal_parts_carry_no_current():
    """A strip of which one half is normal screens as the other half alone."""
    whole = onnes.rectangle("600 nm", "300 nm")
    half = onnes.Film(onnes.rectangle("600 nm", "150 nm"), **METAL)
    film = onnes.Film(whole, **METAL, disorder=lambda x, y: np.where(y > 0, 1.0, -1.0))
    run = solve(film, field="1 mT", self_field=False, cells_per_xi=6)
    alone = solve(half, field="1 mT", self_field=False, cells_per_xi=6)
    below = run.data["sheet_current"].isel(time=-1, y=slice(0, 20)).values
    assert np.max(np.abs(below)) == 0
    assert run.moment.values[-1] == pytest.approx(alone.moment.values[-1], rel=0.1)


def test_a_term_of_ones_own_counts():
    """A second gradient energy doubles the carriers, as half the Pearl length does."""
    run = solve(disc(), field="1 mT", terms=[CovariantGradient()], self_field=True)
    other = solve(disc(thickness="20 nm"), field="1 mT", self_field=True)
    assert run.moment.values[-1] == pytest.approx(other.moment.values[-1], rel=1e-6)


def test_the_grid_need_not_resolve_the_coherence_length():
    """A film of 20 um with xi = 5 nm, whose grid for TDGL would have 10^8 nodes."""
    film = onnes.Film(onnes.rectangle("20 um", "20 um"), **METAL | {"coherence_length": "5 nm"})
    assert film.spacing(rigid=True) > 10 * 5e-9
    with pytest.raises(InputError, match='law="london"'):
        film.spacing()


@pytest.mark.parametrize(("arguments", "says"), [
    ({"law": "freeze"}, "law"), ({"noise": True}, "noise"), ({"checkpoint": "somewhere"}, "checkpoint"),
    ({"law": "perfect-conductor", "temperature": "4 K"}, "not below that of the device"),
])
def test_what_has_no_meaning_is_refused(arguments, says):
    with pytest.raises(InputError, match=says):
        solve(disc(), **arguments)


def test_a_perfect_conductor_has_no_fluxoid():
    ring = onnes.Film(onnes.ring(RADIUS, 150e-9), **METAL)
    run = solve(ring, law="perfect-conductor", self_field=False)
    assert "fluxoid" not in run.data
    with pytest.raises(InputError, match="flux, not the fluxoid"):
        run.fluxoid()
