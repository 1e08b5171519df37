"""The quench in SI units: three regimes, relaxation by inelastic scattering, refusals."""

from typing import Any

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment

MEV, H_BAR, K = 1.602176634e-22, 1.054571817e-34, 1.380649e-23


def run(**inputs):
    return experiment("quench", **inputs).run()


@pytest.fixture(scope="module")
def relaxing():
    return run(ratio=0.4, levels=400, half_width="2 meV", inelastic_time="40 ps")


def test_a_constant_gap_that_is_not_the_equilibrium_one(relaxing):
    assert relaxing["regime"].startswith("II:")
    assert relaxing["late_gap"] == pytest.approx(relaxing["gap_infinity"], rel=3e-3, abs=0)
    assert relaxing["gap_infinity_over_final"] < 0.93
    assert relaxing["frequency"] == pytest.approx(relaxing["frequency_exact"], rel=3e-3)
    assert relaxing["decay_exponent"] == pytest.approx(-0.5, abs=0.03)
    assert relaxing["collisionless_settling_time"] is None
    assert relaxing["energy_drift"] < 1e-5
    assert relaxing["energy_drift"] == pytest.approx(np.abs(relaxing.arrays["energy_error"].values).max(), rel=1e-6)
    assert relaxing["integrals_drift"] < 1e-5
    assert relaxing["spin_length_drift"] < 1e-11


def test_readings_in_si_units(relaxing):
    """Tc = Delta_f/1.764 k of weak coupling, h nu = 2 Delta, tau_GL = pi hbar/(8 k Tc) at T = 0; levels of 0.01 meV."""
    gap = 0.2 * MEV
    assert relaxing["final_gap"] == pytest.approx(gap, rel=1e-9, abs=0)
    assert relaxing["initial_gap"] == pytest.approx(0.4 * gap, rel=1e-9, abs=0)
    assert relaxing["critical_temperature"] == pytest.approx(gap / (1.763877 * K), rel=5e-3)
    assert relaxing["time_of_gap"] == pytest.approx(H_BAR / gap, rel=1e-9, abs=0)
    assert relaxing["recurrence_time"] == pytest.approx(np.pi * H_BAR / (0.01 * MEV), rel=1e-9, abs=0)
    assert relaxing["frequency_exact"] == pytest.approx(relaxing["gap_infinity"] / (np.pi * H_BAR), rel=1e-9)
    ginzburg_landau = np.pi * H_BAR / (8 * K * relaxing["critical_temperature"])
    assert relaxing["tdgl_time"] == pytest.approx(ginzburg_landau, rel=1e-9, abs=0)
    assert relaxing["tdgl_gamma"] == pytest.approx(2 * 40e-12 * gap / H_BAR, rel=1e-9)
    assert relaxing.arrays["level"].values[0] == pytest.approx(0.005 * MEV, rel=1e-9, abs=0)


def test_the_bath_takes_the_energy_that_the_start_has_above_the_ground_state(relaxing):
    """sum 2 epsilon s_z - g (sum s_x)^2 of all levels, over N(0) Delta_f^2/2."""
    level = 0.01 * (np.arange(400) - 199.5)

    def sums(gap):
        energy = np.hypot(level, gap)
        return -np.sum(level**2 / energy), np.sum(gap / (2 * energy))

    coupling = 0.2 / sums(0.2)[1]
    assert relaxing.arrays["gap"].values[0] == pytest.approx(coupling * sums(0.4 * 0.2)[1] * MEV, rel=1e-9, abs=0)
    start, end = (kinetic - coupling * pairs**2 for kinetic, pairs in (sums(0.4 * 0.2), sums(0.2)))
    assert relaxing["bath_heat"] == pytest.approx((start - end) / (0.2**2 / (2 * 0.01)), rel=1e-2)
    assert relaxing.arrays["bath_heat"].values[-1] == pytest.approx(relaxing["bath_heat"], rel=1e-9)


def test_inelastic_scattering_relaxes_the_gap_in_its_time(relaxing):
    assert relaxing.arrays["bath_gap"].values[-1] == pytest.approx(0.2 * MEV, rel=2e-3, abs=0)
    assert 1 < relaxing["settling_time"] / 40e-12 < 5
    assert relaxing["bath_heat"] > 0
    assert relaxing["bath_energy_balance"] < 1e-5
    assert relaxing["tdgl_settling_time"] == pytest.approx(relaxing["tdgl_settling_time_exact"], rel=1e-2)
    assert not relaxing["tdgl_in_range"]
    assert any("near Tc" in said for said in relaxing.warnings)


def test_a_gap_that_oscillates_for_ever():
    result = run(ratio=0.12, levels=800, half_width="2 meV")
    assert result["regime"].startswith("III:")
    for end in ("highest", "lowest"):
        assert result[f"{end}_gap"] == pytest.approx(result[f"{end}_gap_exact"], rel=4e-2, abs=0)
    assert result["frequency"] == pytest.approx(result["frequency_exact"], rel=1e-2)
    # Roots of weak coupling: p tanh(p/2) = ln(Delta_f/Delta_i) = p coth(p/2), v = Delta_i cosh p.
    p = np.linspace(1e-3, 4, 100_001)
    v = [0.12 * np.cosh(np.interp(-np.log(0.12), p * of(p / 2), p)) for of in (np.tanh, lambda x: 1 / np.tanh(x))]
    assert result["highest_gap_exact"] == pytest.approx(0.2 * MEV * (v[0] + v[1]), rel=1e-2, abs=0)
    assert result["lowest_gap_exact"] == pytest.approx(0.2 * MEV * (v[0] - v[1]), rel=1e-2, abs=0)


def test_a_gap_that_vanishes():
    result = run(ratio=8, levels=1000)
    assert result["regime"].startswith("I:")
    assert abs(result["late_gap"]) < 1e-4 * result["initial_gap"]
    assert result["dephasing_rate"] == pytest.approx(result["dephasing_rate_exact"], rel=5e-2)


def test_units_scale():
    """Another gap, the same ratio of everything to it."""
    half: Any = experiment("quench", initial_gap=0.1 * MEV)
    one, other = (run(ratio=2, levels=600, final_gap=gap * MEV, half_width=25 * gap * MEV) for gap in (0.2, 1.4))
    assert other["frequency"] == pytest.approx(7 * one["frequency"], rel=1e-9)
    np.testing.assert_allclose(other.arrays["gap"].values, 7 * one.arrays["gap"].values, rtol=1e-6)
    assert half.share == pytest.approx(0.5)


def test_a_material_has_its_gap_and_its_critical_temperature():
    aluminium: Any = experiment("quench", material="Al", temperature="1 K", levels=200, half_width="1.6 meV")
    band = aluminium.band()
    critical = band.critical_temperature(band.inverse_coupling(1.0)) * aluminium.gap / 1.380649e-23
    assert critical == pytest.approx(1.175, rel=1e-2)


@pytest.mark.parametrize(("inputs", "names"), [
    ({"ratio": 1}, "ratio"), ({"ratio": 0.5, "initial_gap": "0.1 meV"}, "initial_gap"), ({"levels": 201}, "levels"),
    ({"levels": 98}, "levels"), ({"half_width": "0.5 meV"}, "half_width"), ({"ratio": 0.01}, "ratio"),
    ({"duration": "1 ns"}, "duration"), ({"inelastic_time": "1 ns"}, "inelastic_time"), ({"ratio": 1e-4}, "ratio"),
    ({"inelastic_time": "9 ns", "levels": 20000, "half_width": "1 meV"}, "inelastic_time"),
    ({"material": "Al", "temperature": "2 K"}, "temperature")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("quench", **inputs)
    assert refusal.value.argument == names
