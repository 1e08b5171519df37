"""The experiment josephson: stable readings against closed forms, in SI units, and what is refused."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.josephson.switching import fulton_dunkleberger
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

QUANTUM = 2.067833848e-15


def run(study, **inputs):
    return experiment("josephson", study=study, **inputs).run()


@pytest.fixture(scope="module")
def curve():
    return run("iv", beta_c=400, points=41, critical_current="20 uA", resistance="3 ohm")


def test_a_curve_with_hysteresis(curve):
    assert curve["retrapping_over_ic"] == pytest.approx(4 / (np.pi * 20), rel=0.01)
    assert curve["retrapping_current"] == pytest.approx(20e-6 * float(curve["retrapping_over_ic"]))
    assert curve["switching_over_ic"] == pytest.approx(1.0, abs=0.051)
    assert curve["characteristic_voltage"] == pytest.approx(60e-6)
    up, down, bias = (curve.arrays[name].values for name in ("voltage_up", "voltage_down", "bias"))
    assert up[bias < 19e-6].max() == 0
    running = bias > 2 * curve["retrapping_current"]
    np.testing.assert_allclose(down[running], 3 * bias[running], rtol=0.02)
    assert down[bias < 0.9 * curve["retrapping_current"]].max() == 0


def test_the_ac_relation(curve):
    """Turns of the phase per second over the voltage are 483.6 GHz/mV."""
    ratio = curve["josephson_frequency"] / curve["voltage_at_largest_bias"]
    assert ratio == pytest.approx(483.5978e12, rel=1e-6)
    phase, time = curve.arrays["phase"].values, curve.arrays["time"].values
    late = slice(len(time) // 2, None)
    rate = np.polyfit(time[late], phase[late], 1)[0]
    volts = QUANTUM * rate / (2 * np.pi)
    assert 0 < volts < 1.51 * 60e-6


@pytest.mark.long
def test_steps_under_microwaves():
    """2.0678 uV per GHz, on a curve of 5 GHz; a 20 GHz one has Bessel-like heights at four times the voltage."""
    result = run("shapiro", frequency="5 GHz", points=61)
    assert result["step_spacing"] == pytest.approx(5 * 2.0678338e-6, rel=1e-4)
    assert result["steps_seen"] >= 4
    assert result["step_spacing_per_frequency"] == pytest.approx(QUANTUM, rel=1e-4)


@pytest.mark.long
def test_heights_of_steps_at_high_frequency_are_bessel_functions():
    result = run("shapiro", frequency="180 GHz", resistance="5 ohm", points=61)
    assert result["step_spacing"] == pytest.approx(180 * 2.0678338e-6, rel=1e-4)
    found, expected = (result.arrays[name].values / 10e-6 for name in ("height", "height_expected"))
    np.testing.assert_allclose(found[1], expected[1], atol=0.12)
    np.testing.assert_allclose(found[0], expected[0], atol=0.12)
    assert expected[1].max() > 1.1


def test_patterns_over_flux():
    result = run("fraunhofer", points=67)
    assert result["fraunhofer_zero"] == pytest.approx(1, abs=1e-3)
    assert result["fraunhofer_zero_flux"] == pytest.approx(QUANTUM, rel=1e-3)
    assert result["second_lobe_over_ic"] == pytest.approx(0.2172, abs=2e-3)
    assert result["critical_current_at_zero_field"] == pytest.approx(10e-6, rel=1e-6)
    flux, current = (result.arrays[name].values for name in ("flux", "critical_current"))
    np.testing.assert_allclose(current, 10e-6 * np.abs(np.sinc(flux / QUANTUM)), atol=2e-8)


def test_a_fluxon_on_its_ring(example_of):
    result = example_of("josephson")
    assert result["fluxon_speed"] == pytest.approx(1 / np.hypot(1, 4 * 0.1 / (np.pi * 0.25)), rel=5e-3)
    assert result["fluxon_width"] == pytest.approx(np.sqrt(1 - result["fluxon_speed"] ** 2), rel=0.015)
    assert result["fluxon_energy"] == pytest.approx(8, rel=1e-3)
    assert result["shape_error"] < 1e-3
    assert result["entry_field"] == pytest.approx(2, abs=2e-3)
    # Phi_0 for each round of 16 lambda_J at the speed v lambda_J omega_p; omega_p/2 pi = 2.418 GHz at beta_c = 100
    rounds = 2 * np.pi * 2.41799e9 * result["fluxon_speed"] / 16
    assert result["fluxon_voltage"] == pytest.approx(QUANTUM * rounds, rel=1e-4)


@pytest.mark.long
@pytest.mark.parametrize("inputs", [{"beta_c": 0, "samples": 400}, {"beta_c": 25, "samples": 400}])
def test_switching_currents_give_the_rates_of_kramers(inputs):
    result = run("switching", **inputs)
    allowed = 0.0 if inputs["beta_c"] == 0 else 0.15
    reading = result.readings["escape_rate"]
    assert reading.value == pytest.approx(result["escape_rate_expected"],
                                          abs=4 * reading.uncertainty + allowed * result["escape_rate_expected"])
    rate, error, expected = (result.arrays[name].values for name in ("rate", "rate_uncertainty", "rate_expected"))
    some = np.isfinite(rate) & np.isfinite(expected)
    pull = (rate - expected)[some] / np.hypot(error, 0.2 * expected)[some]
    assert some.sum() > 8
    assert np.sqrt(np.mean(pull**2)) < 1.5
    assert abs(pull.mean()) < 0.8


def test_rates_from_a_histogram():
    """Of junctions that escape at the rate 2 e^(8 (i - 0.8)) as i rises at 1e-3, and of a constant rate."""
    slope, draw = 1e-3, np.random.default_rng(4)
    uniform = draw.uniform(size=200_000)
    constant = np.sort(0.5 + slope * -np.log(uniform) / 0.02)
    edges, rates, errors = fulton_dunkleberger(constant, slope)
    some = np.isfinite(rates) & (errors < 0.05 * rates)
    assert some.sum() > 10
    assert np.abs((rates - 0.02)[some] / errors[some]).max() < 4.5
    lifted = np.exp(8 * (0.5 - 0.8)) - np.log(uniform) * 8 * slope / 2
    growing = np.sort(0.8 + np.log(lifted) / 8)
    edges, rates, errors = fulton_dunkleberger(growing, slope)
    middle, some = (edges[1:] + edges[:-1]) / 2, np.isfinite(rates)
    expected = 2 * np.exp(8 * (middle - 0.8))
    assert some.sum() > 20
    assert np.abs((rates - expected)[some] / (errors + 0.01 * expected)[some]).max() < 4.5


@pytest.mark.long
def test_an_ensemble_is_that_of_its_seed():
    few = {"beta_c": 0, "temperature": "30 K", "points": 11, "samples": 50}
    one, again, other = (run("iv", **few, seed=seed).arrays["voltage_down"].values for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert np.any(one != other)
    expected = run("iv", **few).arrays["voltage_expected"].values
    np.testing.assert_allclose(one, expected, atol=4e-6)


@pytest.mark.parametrize(("inputs", "names"), [
    ({"beta_c": 4, "capacitance": "1 pF"}, "beta_c"), ({"capacitance": "1 uF"}, "capacitance"),
    ({"samples": 10}, "samples"), ({"points": 5}, "points"), ({"seed": -1}, "seed"),
    ({"study": "fluxon", "temperature": "4 K"}, "temperature"), ({"study": "iv", "width_over_lambda": 3},
                                                                  "width_over_lambda"),
    ({"study": "fluxon", "width_over_lambda": 2}, "width_over_lambda"), ({"study": "fluxon", "beta_c": 0.1}, "beta_c"),
    ({"study": "fluxon", "bias_over_ic": 0.95}, "bias_over_ic"), ({"study": "shapiro", "frequency": "1 MHz"},
                                                                    "frequency"),
    ({"study": "shapiro", "rf_amplitude": "1 A"}, "rf_amplitude"),
    ({"study": "switching", "temperature": "10 mK"}, "temperature"),
    ({"study": "switching", "temperature": "0 K"}, "temperature"),
    ({"study": "switching", "bias_over_ic": 1.2}, "bias_over_ic"),
    ({"study": "switching", "sweep_rate": "1 mA/s"}, "sweep_rate"),
    ({"study": "iv", "sweep_rate": "1 A/s"}, "sweep_rate"), ({"resistance": "0 ohm"}, "resistance"),
    ({"critical_current": "1e-21 A"}, "critical_current")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("josephson", **inputs)
    assert refusal.value.argument == names


@pytest.mark.long
def test_a_short_bridge_of_a_film_is_a_sine():
    """I_c R_n does not depend on length and width: Phi_0 rho/(2 pi mu_0 lambda^2); 1 + L^2/(15 xi^2) corrects I_c."""
    found = run("bridge", bridge_length="15 nm", bridge_width="30 nm", points=11)
    known = FLUX_QUANTUM * 1e-7 / (2 * np.pi * VACUUM_PERMEABILITY * 500e-9**2)
    assert found["icrn"] == pytest.approx(known * (1 + 0.3**2 / 15), rel=2e-3)
    assert found["sine_deviation"] < 0.01
    assert abs(found["current_at_pi"]) < 1e-6


@pytest.mark.long
def test_a_long_bridge_ends_at_the_depairing_current():
    """The largest current of a long wire is Phi_0 w d/(3 sqrt(3) pi mu_0 lambda^2 xi); held ends raise it a little."""
    found = run("bridge", bridge_length="600 nm", bridge_width="20 nm", points=61)
    known = FLUX_QUANTUM * 20e-9 * 20e-9 / (3 * 3**0.5 * np.pi * VACUUM_PERMEABILITY * 500e-9**2 * 50e-9)
    assert known < found["critical_current"] < 1.03 * known
    assert found["critical_phase"] > np.pi
    assert found["current_at_pi"] > 0.5
    assert found.arrays["phase"].values.size == 61


def test_a_bridge_that_is_no_bridge_is_refused():
    for given, argument in (({"bridge_length": "2 um"}, "bridge_length"), ({"bridge_width": "0.1 nm"}, "bridge_width"),
                            ({"bridge_width": "40 nm", "penetration_depth": "20 nm"}, "bridge_width"),
                            ({"resistance": "5 ohm"}, "resistance"), ({"strength": 2}, "strength")):
        with pytest.raises(InputError, match=argument):
            experiment("josephson", study="bridge", **given)
