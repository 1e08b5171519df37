"""Wave packets against closed forms."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.problems.wave_packet.motion import classical, width_at
from onnes.problems.wave_packet.slits import period_of
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR


def test_the_packet_of_the_example_turns_as_a_classical_charge(example_of):
    """Half a turn at 14 cells per wavelength: to 10^-3."""
    result = example_of("wavepacket")
    assert float(result["frequency_ratio"]) == pytest.approx(1, abs=2e-3)
    assert float(result["radius_ratio"]) == pytest.approx(1, abs=2e-3)
    assert float(result["cyclotron_frequency"]) == pytest.approx(5 * ELEMENTARY_CHARGE / ELECTRON_MASS, rel=2e-3)
    assert float(result["larmor_radius"]) == pytest.approx(ELECTRON_MASS * 40e3 / (5 * ELEMENTARY_CHARGE), rel=3e-3)
    assert float(result["path_error"]) < 1e-3
    # An electron in a field towards the reader goes round counter-clockwise.
    x, y = result.arrays["position"].values.T
    assert np.all(np.diff(np.unwrap(np.arctan2(y, x))) > 0)


def test_norm_energy_and_continuity_close_to_rounding(example_of):
    result = example_of("wavepacket")
    for name in ("norm_error", "energy_error", "continuity_residual"):
        assert float(result[name]) < 1e-12, name


@pytest.mark.long
def test_landau_level():
    result = experiment("wavepacket", mode="landau", charge=2, mass=0.5, field="-3 T").run()
    assert float(result["landau_level"]) == pytest.approx(0.5, abs=1e-5)
    omega = 2 * ELEMENTARY_CHARGE * 3 / (0.5 * ELECTRON_MASS)
    assert float(result["level_energy"]) == pytest.approx(0.5 * HBAR * omega, rel=1e-4)
    # As many states as flux quanta, less those at the walls.
    assert 0.4 * float(result["flux_quanta"]) < result["levels"] < float(result["flux_quanta"])
    assert float(result["continuity_residual"]) < 1e-12


@pytest.mark.long
def test_aharonov_bohm_period():
    result = experiment("wavepacket", mode="aharonov-bohm", cells=6, charge=-2, flux=0.5).run()
    assert float(result["aharonov_bohm_period"]) == pytest.approx(1, abs=1e-6)
    assert float(result["touched"]) == 0.0
    assert float(result["contrast"]) > 0.9
    # Half a quantum turns bright into dark in the middle.
    middle = len(result.arrays["y"].values) // 2
    dark, bright = (result.arrays[name].values[middle] for name in ("fringes", "fringes_without_flux"))
    assert dark < 1e-3 * bright


@pytest.mark.long
def test_crossed_fields():
    result = experiment("wavepacket", mode="ehrenfest").run()
    assert float(result["drift_velocity"]) == pytest.approx(50e3 / 5, rel=1e-3)
    assert float(result["drift_ratio"]) == pytest.approx(1, abs=1e-3)
    assert float(result["path_error"]) < 1e-3
    assert result.arrays["position"].values[-1, 1] < result.arrays["position"].values[0, 1]  # along E x B


def test_the_motion_in_closed_form_obeys_its_equation():
    t, dt = np.linspace(0, 3, 40), 1e-4
    for b, force in ((0.4, 0.1), (-0.7, -0.2), (0.0, 0.3), (1e-9, 0.3)):
        ends = [classical(b, force, 1j, 2.0, t + s) for s in (-dt, 0.0, dt)]
        velocity = ends[1][1]
        assert np.max(np.abs((ends[2][0] - ends[0][0]) / (2 * dt) - velocity)) < 1e-6
        assert np.max(np.abs((ends[2][1] - ends[0][1]) / (2 * dt) - 2 * (force - 1j * b * velocity))) < 1e-6
        assert classical(b, force, 1j, 2.0, np.zeros(1))[0][0] == 1j


def test_the_width_breathes_between_w_and_its_reciprocal():
    assert width_at(0.25, 2.0, np.linspace(0, 9, 5)) == pytest.approx(2.0)
    assert width_at(0.25, 1.0, np.array([2 * np.pi]))[0] == pytest.approx(4.0)
    assert width_at(0.0, 2.0, np.array([8.0]))[0] ** 2 == pytest.approx(4 + 16)


def test_the_period_is_the_shortest_that_fits():
    fluxes = np.linspace(0, 2.1, 12)
    for period in (0.8, 1.0, 1.3):
        found = period_of(fluxes, 2 + np.cos(2 * np.pi * fluxes / period) + 0.1 * np.cos(4 * np.pi * fluxes / period))
        assert found[0] == pytest.approx(period, rel=1e-6)


@pytest.mark.parametrize(("inputs", "named"), [
    ({"charge": 0}, "charge"), ({"field": 0}, "field"), ({"mode": "landau", "field": 0}, "field"),
    ({"speed": "40 km/s", "wavelength": "18 nm"}, "wavelength"), ({"speed": "1e8 m/s"}, "speed"),
    ({"wavelength": "1 fm"}, "wavelength"), ({"box": "50 nm"}, "box"), ({"field": "1e-9 T"}, "field"),
    ({"mode": "landau", "box": "1 m"}, "box"), ({"mode": "landau", "cells": 100, "box": "400 nm"}, "cells"),
    ({"mode": "aharonov-bohm", "separation": "1 nm"}, "separation"), ({"duration": "1 s"}, "duration"),
    ({"mode": "ehrenfest", "electric_field": "1e9 V/m"}, "electric_field"), ({"width": "1 um"}, "width"),
])
def test_what_no_grid_can_hold_is_refused_by_name(inputs, named):
    with pytest.raises(InputError) as refusal:
        experiment("wavepacket", **inputs)
    assert named in refusal.value.argument
