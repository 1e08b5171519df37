"""Static states: those at which a run comes to rest, whatever field the start was in."""

import numpy as np
import pytest

import onnes
from onnes.units.constants import FLUX_QUANTUM

REST = {"time": "60 ps", "frames": 6}


@pytest.mark.parametrize("kind", ["given field", "self-field", "start in another field"])
def test_a_run_comes_to_rest_where_the_energy_is_least(lab, kind):
    """100 mT on the strip: moment, density, energy and sheet current."""
    film = lab.strip(**(lab.strong if kind == "self-field" else {}))
    start = lab.solve(film, time="20 ps", field="-30 mT") if kind == "start in another field" else None
    found = onnes.minimize(film, field="100 mT", start=start, cells_per_xi=2)
    assert found.status == "converged"
    rest = lab.solve(film, field="100 mT", **REST).data.isel(time=-1)
    for name in ("moment", "mean_density", "energy"):
        assert found.data[name].values[-1] == pytest.approx(rest[name].values, rel=1e-4)
    K, expected = found.data["sheet_current"].values[-1], rest["sheet_current"].values
    assert np.max(np.abs(K - expected)) < 2e-3 * np.max(np.abs(expected))
    assert found.data["field"].values[-1] == pytest.approx(rest["field"].values, rel=1e-3)


def test_a_minimum_is_a_fixed_point(lab):
    film = lab.strip()
    first = onnes.minimize(film, field="100 mT", cells_per_xi=2)
    again = onnes.minimize(film, field="100 mT", start=first)
    assert again.outcome.steps <= 1
    assert again.moment.values == pytest.approx(first.moment.values, rel=1e-9)


@pytest.mark.long
def test_a_ring_keeps_its_fluxoid_in_another_field():
    """Cooled in 1.2 flux quanta, brought to zero field: the fluxoid stays, the moment grows by that of the field."""
    ring = onnes.Film(onnes.ring("45 nm", "25 nm"), coherence_length="10 nm", penetration_depth="300 nm",
                      thickness="5 nm", resistivity="1 uohm m", gamma=1)
    field = 1.2 * FLUX_QUANTUM / (np.pi * 35e-9**2)
    cooled = onnes.solve(ring, time="30 ps", field=field, start="normal", noise="10 mK", seed=2, cells_per_xi=2)
    kept = round(float(cooled.fluxoid().values[-1]))
    assert kept > 0
    trapped, rest = (onnes.minimize(ring, field=f, start=cooled) for f in (field, 0.0))
    for found in (trapped, rest):
        assert found.status == "converged"
        assert found.fluxoid().values[-1] == pytest.approx(kept, abs=1e-6)
    assert rest.moment.values[-1] > max(trapped.moment.values[-1], 0)


def test_a_current_beyond_the_critical_one_has_no_static_state(lab):
    terminals = {side: onnes.edge(side, contact="held") for side in ("left", "right")}
    film = lab.strip(terminals=terminals, probes={})
    depairing = film.depairing_sheet_current * 60e-9
    below, above = (onnes.minimize(film, current={"left": share * depairing}, cells_per_xi=2) for share in (0.5, 2.0))
    assert below.status == "converged"
    through = np.sum(below.data["sheet_current"].values[-1, 0, 12] * np.r_[0.5, np.ones(11), 0.5]) * 5e-9
    assert through == pytest.approx(0.5 * depairing, rel=1e-3)
    assert above.status == "not_converged"


@pytest.mark.long
def test_a_quantum_that_leaves_a_hole_on_the_way_makes_no_voltage_without_contacts():
    """The heat of its way out is no voltage: the state is the one that a start without it comes to."""
    ring = onnes.Film(onnes.rectangle("400 nm", "400 nm") - onnes.rectangle("150 nm", "150 nm"), material="Nb",
                      temperature="8.8 K", thickness="20 nm")
    left, empty = (onnes.minimize(ring, start={"0": n}, self_field=True) for n in (3, 0))
    assert (left.status, empty.status) == ("converged", "converged")
    assert abs(left.outcome.energy / empty.outcome.energy - 1) < 1e-8
