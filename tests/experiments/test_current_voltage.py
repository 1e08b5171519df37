"""current-voltage: one short wire measured through, and what is refused."""


from dataclasses import replace

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.current_voltage import CurrentVoltage
from onnes.problems.strip.threshold import DEPAIRING
from onnes.validation.transport import static_limit


@pytest.fixture(scope="module")
def measured(example_of):
    """Niobium near Tc, 5 xi long, with hysteresis."""
    return example_of("current-voltage")


def test_critical_current_is_that_of_static_states(measured):
    assert measured.status == "converged"
    uncertainty = measured.readings["critical_over_depairing"].uncertainty
    assert uncertainty < 6e-3
    assert measured["critical_over_depairing"] == pytest.approx(static_limit(5.0), abs=uncertainty)
    assert measured["critical_current"] == pytest.approx(measured["critical_over_depairing"] * DEPAIRING, rel=1e-12)


def test_slips_obey_josephson_at_every_current(measured):
    assert measured["josephson_ratio"] == pytest.approx(1, abs=1e-3)
    assert measured["josephson_constant"] == pytest.approx(483597.8e9, rel=1e-3)
    assert measured["slip_frequency"] == pytest.approx(measured["phase_slip_rate"] / measured["time_scale"])


def test_curve(measured):
    current, voltage, down = (measured.arrays[name].values for name in ("current", "mean_voltage", "downwards"))
    up = ~down
    np.testing.assert_allclose(current[up], np.array([0.75, 1.5]) * DEPAIRING)
    assert np.all(np.abs(voltage[current < 0.9 * measured["retrapping_current"]]) < 1e-4)
    assert np.all(voltage <= current)
    assert voltage[up][-1] > 0.05 * current[up][-1]
    assert 0 < measured["retrapping_over_critical"] <= 1.001
    assert 0 < measured["excess_current"] < current.max()
    assert measured["slope"] > 1


def test_in_si(measured):
    scales = CurrentVoltage(material="Nb", temperature=8.8).scales()
    assert measured["critical_current_density"] == pytest.approx(scales.depairing_current_density
                                                                 * measured["critical_over_depairing"])
    assert measured["slip_voltage"] == pytest.approx(scales.voltage * measured["voltage"])
    assert scales.reduced_conductivity == pytest.approx(1.0)
    assert not measured.warnings


def test_slips_are_recorded(measured):
    density = measured.arrays["density"].values
    assert density.min() < 0.02 < 0.95 < density.max()
    trace = measured.arrays["voltage_trace"].values
    assert np.mean(trace) * 5.0 == pytest.approx(measured["voltage"], rel=0.05)


@pytest.mark.parametrize("width", ["0 nm", "200 nm"])
def test_a_strip_in_si_is_drawn(measured, width, tmp_path):
    """Its inputs hold no width in xi: the same numbers with the inputs of a strip in SI units."""
    in_si = CurrentVoltage(material="Nb", temperature=8.8, length="600 nm", width=width)
    result = replace(measured, inputs=in_si.inputs())
    assert "width_over_xi" not in result.inputs
    made = CurrentVoltage.plot(result)
    assert made.get_suptitle().startswith("Wire of 5 ξ:" if width == "0 nm" else "Strip of 5 ξ × 0.5 ξ:")
    CurrentVoltage.film(result, tmp_path / "film.mp4")
    assert (tmp_path / "film.mp4").stat().st_size > 500


@pytest.mark.parametrize(("inputs", "words"), [
    ({"length_over_xi": 0}, "at least 1"),
    ({"gamma": -1}, "at least 0"),
    ({"width_over_xi": 0.3}, "two cells"),
    ({"induction": 0.1}, "narrower than any screening"),
    ({"pearl_over_xi": 5}, "narrower than any screening"),
    ({"induction": 0.1, "width_over_xi": 3}, "full of vortices"),
    ({"length_over_xi": 500, "width_over_xi": 500}, "40,000 nodes"),
    ({"levels": 1}, "from 2 to 200"),
    ({"levels": 2.5}, "whole number"),
    ({"temperature": "3 K"}, "Name a material"),
    ({"material": "Nb", "temperature": "20 K"}, "below Tc"),
    ({"largest_current": 0}, "above 0"),
])
def test_bad_input(inputs, words):
    with pytest.raises(InputError, match=words):
        experiment("current-voltage", **inputs)


def test_far_below_tc_warns():
    with_warning = CurrentVoltage(material="Nb", temperature=2.0)
    assert "near Tc" in with_warning.warnings()[0]
