"""The same questions put to Ginzburg-Landau theory with noise: a body of 20 xi, a cold front, a quench, a pin.

Nothing is fitted: a slow front without pins leaves no vortex, a quench leaves some, and a place of lower Tc keeps one
from a slow front whose gradient is less than its depth over its radius.
"""

import numpy as np
import pytest

import onnes

pytestmark = pytest.mark.long

BODY = onnes.Bulk(onnes.rectangle("2 um", "1 um"), coherence_length="100 nm", penetration_depth="100 nm",
                  temperature="9 K", critical_temperature="9.25 K", resistivity="50 nohm m", gamma=0)
TAU = BODY.constants.time_unit
FIELD = 0.2 * BODY.upper_critical_field
LOWEST, HIGHEST, TC, GRADIENT = 9.0, 9.4, 9.25, 0.25 / 0.5e-6


def vortices(body, temperature, time):
    run = onnes.solve(body, time=time, field=FIELD, temperature=temperature, start="normal", frames=10,
                      cells_per_xi=1.5, seed=1)
    assert run.ok
    return int(run.data.vorticity[-1])


def front(x, y, t):
    """Isotherm Tc from x = -1.1 um to x = 1.6 um in 400 tau, with 0.25 K over 0.5 um behind and ahead of it."""
    middle = -1.1e-6 + 2.7e-6 * t / (400 * TAU)
    return np.clip(TC + GRADIENT * (x - middle), LOWEST, HIGHEST)


def test_a_slow_front_without_pins_leaves_no_vortex():
    assert vortices(BODY, front, 400 * TAU) == 0


def test_a_place_of_lower_tc_keeps_a_vortex_from_the_slow_front():
    radius, depth = 250e-9, 1.0
    assert depth * (TC - LOWEST) / radius > GRADIENT
    pinned = BODY.replace(pins=[onnes.pin(at=("0 nm", "0 nm"), radius=radius, depth=depth)])
    assert vortices(pinned, front, 400 * TAU) == 1


def test_a_quench_leaves_vortices():
    assert vortices(BODY, lambda t: HIGHEST - 0.4 * np.clip(t / (5 * TAU), 0, 1), 40 * TAU) >= 1
