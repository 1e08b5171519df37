"""Vorticity that flows out of a cylinder, in SI units: who must flow, ledgers, refusals."""

import numpy as np
import pytest
from scipy.special import ive

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.units.constants import (
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    SPEED_OF_LIGHT,
    VACUUM_PERMEABILITY,
    VACUUM_PERMITTIVITY,
)


def run(**inputs):
    return experiment("vorticity", cells=60, **inputs).run()


def test_one_body_of_carriers_from_a_core_takes_all_vorticity_along_and_leaves_londons_field():
    result = run(duration="300 ns")
    assert result["vorticity_left"] < 1e-4
    assert result["outflow_integral"] == pytest.approx(1, abs=1e-4)
    assert result["flux_left"] == pytest.approx(result["flux_london"], rel=1e-3)
    assert result["carriers_out"] == pytest.approx(1.2)
    meissner = 2 * ELECTRON_MASS / ELEMENTARY_CHARGE * np.pi * (5e-7) ** 2 * 30e-3 / VACUUM_PERMEABILITY
    assert 0.7 * meissner < result["momentum_current"] < meissner  # R is 10 lambda


def test_a_uniform_expansion_never_ends():
    """w falls as exp(-2 V t/R), so that ln(w_0/w) bodies must flow through."""
    result = run(flow="power", duration="1 us")
    assert result["vorticity_left"] == pytest.approx(np.exp(-4), rel=2e-4)
    assert result["logarithm"] == pytest.approx(result["carriers_out"], rel=1e-4)
    assert result["scheme_error"] < 1e-5


def test_a_uniform_expansion_in_si_units():
    """w stays uniform, so that B = (m/q) w + (B_a - (m/q) w) I_0(r/lambda)/I_0(R/lambda); with none of the defaults."""
    R, depth, applied, speed, duration = 1.2e-6, 150e-9, 8e-3, 3.0, 500e-9
    result = experiment("vorticity", radius=R, penetration_depth=depth, field=applied, speed=speed, duration=duration,
                        flow="power", cells=120).run()
    left, r = np.exp(-2 * speed * duration / R), np.linspace(0, R, 4001)

    def of_axis(order):
        return ive(order, r / depth) / ive(0, R / depth) * np.exp((r - R) / depth)

    density = ELECTRON_MASS / (VACUUM_PERMEABILITY * ELEMENTARY_CHARGE**2 * depth**2)
    B = applied * (left + (1 - left) * of_axis(0))
    v = ELEMENTARY_CHARGE / ELECTRON_MASS * depth * applied * (1 - left) * of_axis(1)

    def over_body(values):
        return np.trapezoid(values * 2 * np.pi * r, r)

    electric = density * ELEMENTARY_CHARGE * over_body(r * applied * (  # n e int r A dV, less that at the start
        left * r / 2 + (1 - left) * depth * of_axis(1) - r / 2))
    current = density * ELECTRON_MASS * over_body(r * v)
    kinetic = density * ELECTRON_MASS / 2 * over_body(v**2)
    magnet = applied / VACUUM_PERMEABILITY * over_body(B - applied)
    field = over_body(B**2 - applied**2) / (2 * VACUUM_PERMEABILITY)
    charge = -ELEMENTARY_CHARGE * density * np.pi * R**2 * 2 * speed * duration / R
    expected = {
        "field_axis": B[0], "field_axis_london": applied * of_axis(0)[0],
        "flux_left": over_body(B) / over_body(applied),
        "momentum_current": current, "momentum_electric": electric, "momentum_flow": current - electric,
        "energy_field": field, "energy_current": kinetic, "energy_magnet": magnet,
        "energy_flow": field + kinetic - magnet, "outflow_integral": 1 - left, "charge_out": charge,
        "surface_field": -charge / (2 * np.pi * VACUUM_PERMITTIVITY * R),
        "charge_turns_after": speed * depth / SPEED_OF_LIGHT}
    for name, value in expected.items():
        assert result[name] == pytest.approx(value, rel=3e-3, abs=0), name
    assert result.arrays["azimuthal_velocity"].values[-1, -1] == pytest.approx(v[-1], rel=3e-3)
    assert result.arrays["london_velocity"].values[-1] == pytest.approx(v[-1] / (1 - left), rel=3e-3)


def test_if_nothing_replaces_them_the_field_comes_back_as_the_body_empties():
    result = run(flow="power", duration="1 us", supply="leaving")
    assert result["carriers_out"] == pytest.approx(1 - np.exp(-4), rel=1e-4)
    assert result["flux_left"] > 0.8
    assert np.min(result.arrays["flux_left"].values) < 0.55
    assert result["surface_field"] > 1e13


@pytest.mark.parametrize("inputs", [{}, {"supply": "leaving", "flow": "power"}, {"course": "pulse", "flow": "power",
                                                                                "exponent": 3}])
def test_ledgers_close_in_second_order(inputs):
    coarse, fine = (experiment("vorticity", duration="200 ns", cells=cells, **inputs).run() for cells in (40, 80))
    for name in ("energy_balance", "momentum_balance"):
        assert abs(fine[name]) < 2e-3
        assert abs(fine[name]) < 0.4 * abs(coarse[name])
    assert abs(fine["vorticity_balance"]) < 1e-13


def test_without_flow_the_field_is_kept():
    result = run(speed=0)
    assert result["field_axis"] == pytest.approx(30e-3, rel=1e-12)
    assert result["vorticity_left"] == 1
    assert result["carriers_out"] == 0


@pytest.mark.parametrize(("inputs", "names"), [
    ({"duration": "1 s"}, "duration"), ({"core": "1 nm"}, "core"), ({"core": "1 um"}, "core"),
    ({"exponent": 0.5}, "exponent"), ({"exponent": 2}, "exponent"), ({"flow": "power", "core": "50 nm"}, "core"),
    ({"speed": "1e8 m/s"}, "speed"), ({"temperature": "2 K"}, "temperature"), ({"flow": "sink"}, "flow")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("vorticity", **inputs)
    assert refusal.value.argument == names


@pytest.mark.parametrize("cells", [5, 5000])
def test_cells_out_of_range_are_refused(cells):
    with pytest.raises(InputError, match="cells"):
        experiment("vorticity", cells=cells)
