"""Runs that begin with flux quanta in holes."""

import math

import numpy as np
import pytest

import onnes
from onnes.problems.ring import Annulus

XI = 100e-9


@pytest.fixture(scope="module")
def film():
    return onnes.Film(onnes.ring(4 * XI, 3 * XI), coherence_length=XI, penetration_depth="1 um", thickness="10 nm",
                      holes={"loop": onnes.disc(2.9 * XI)})


@pytest.mark.parametrize("quanta", [1, -2])
def test_a_static_state_keeps_them_and_is_that_of_the_radial_equation(film, quanta):
    field = 0.02
    found = onnes.minimize(film, field=field * film.upper_critical_field, start={"loop": quanta}, self_field=False,
                           cells_per_xi=6)
    assert found.status == "converged"
    assert found.fluxoid("loop").values[-1] == pytest.approx(quanta, abs=1e-4)
    known = Annulus(3.0, 4.0).state(quanta, field)
    assert found.outcome.energy * film.energy_unit == pytest.approx(known.energy * film.energy_unit, rel=5e-3)
    away = quanta - 0.02 * 3.5**2 / 2
    assert np.sign(found.moment.values[-1]) == np.sign(away)
    assert found.moment.values[-1] == pytest.approx(
        known.current * film.current_unit * math.pi * (3.5 * XI) ** 2, rel=0.02)


def test_nonsense_is_refused(film):
    for start, named in (({"gap": 1}, "gap"), ({"loop": 0.5}, "loop"), ({"loop": "many"}, "loop"),
                         ({"loop": math.nan}, "loop"), ({"loop": 1e9}, "loop"), (5, "start")):
        with pytest.raises(onnes.InputError, match=named):
            onnes.minimize(film, start=start, self_field=False)
