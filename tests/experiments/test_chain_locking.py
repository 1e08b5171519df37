"""chain-locking: scales of the text, order and threshold against theory, windows, feedback, and what is refused."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.chain_locking.picture import picture
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN, HBAR, VACUUM_PERMEABILITY

SMALL = {"units": 100, "couplings": 6, "steps": 300}
TEXT = VACUUM_PERMEABILITY / (4 * np.pi) * BOHR_MAGNETON**2 / 2.86e-10**3


def run(**inputs):
    return experiment("chain-locking", **SMALL | inputs).run()


@pytest.fixture(scope="module")
def small():
    return run(temperature="10 mK")


def test_scales_of_the_text(small):
    """Two neighbours of a Bohr magneton at 2.86 A: 2 x 26.6 mK; locked below half of it, whatever the material."""
    assert small["coupling_temperature"] == pytest.approx(2 * TEXT / BOLTZMANN, rel=1e-9)
    assert small["coupling_temperature"] == pytest.approx(53.26e-3, rel=1e-3)
    assert small["locking_temperature"] == pytest.approx(TEXT / BOLTZMANN, rel=1e-9)
    assert small["coupling_over_noise"] == pytest.approx(2 * TEXT / (BOLTZMANN * 0.01), rel=1e-9)
    assert small["noise_rate"] == pytest.approx(BOLTZMANN * 0.01 / HBAR, rel=1e-9)
    coupling = float(small["coupling_over_noise"])
    step = 0.1 / (1 + coupling / 2)
    assert small.arrays["time"].values[-1] == pytest.approx(300 * step * HBAR / (BOLTZMANN * 0.01), rel=1e-9, abs=0)
    scan, kelvin = (small.arrays[name].values for name in ("coupling", "scan_temperature"))
    assert scan * kelvin == pytest.approx(2 * TEXT / BOLTZMANN, rel=1e-9)
    assert scan[[0, -1]] == pytest.approx([0.4, 5.2])


def test_order_and_windows_of_a_small_run(small):
    for name in ("order", "order_from_locked"):
        assert small[name] == pytest.approx(float(small["order_exact"]), abs=0.02)
    assert small["critical_coupling_exact"] == 2
    assert small["critical_coupling"] == pytest.approx(2, abs=4 * small.readings["critical_coupling"].uncertainty)
    assert (small["duty_shared"], small["duty_staggered"]) == pytest.approx((0.8, 0.64))
    assert small["duty"] == pytest.approx(float(small["duty_exact"]), abs=5e-3)
    assert 0.64 < small["duty"] < 0.8
    assert small["lowest_coupling"] < 0.35 < 0.45 < small["lowest_coupling_staggered"]
    assert 0.3 < small["moment_product"] < small["moment_product_shared"] < 0.5
    order, duty = small.arrays["order"].values, small.arrays["duty"].values
    assert duty[order < 0.3] == pytest.approx(0.64, abs=5e-3)
    assert small.arrays["coupled"].values.mean() == pytest.approx(float(small["duty"]), abs=0.02)


def test_the_curve_of_n_units_passes_through_the_scan(small):
    exact = small.arrays["order_of_units"].values
    assert small.arrays["order"].values[:, -1] == pytest.approx(exact[-1], abs=0.03)
    branch = [small.arrays[name].values for name in ("coupling_mean_field", "order_mean_field")]
    assert np.interp(5.2, *branch) == pytest.approx(exact[-1], abs=0.01)


def test_a_chain_has_no_threshold():
    chain = run(network="chain", steps=1500)
    assert chain.readings["critical_coupling"].value is None
    assert "long chain" in chain.readings["critical_coupling_exact"].absent
    assert chain["order"] < 0.5
    assert chain["duty"] == pytest.approx(float(chain["duty_exact"]), abs=5e-3)
    exact = float(chain["correlation_length_exact"])
    assert exact == pytest.approx(2.86e-10 / np.log(2.2795853 / 1.5906369), rel=1e-6, abs=0)  # I_0(2)/I_1(2)
    assert chain["correlation_length"] == pytest.approx(exact, rel=0.25, abs=0)


def test_feedback_with_windows_that_widen_has_two_states():
    fed = run(feedback=True, window=0.1, window_unlocked=0.6, units=200, couplings=12, steps=1000)
    assert fed["critical_coupling_exact"] == pytest.approx(2 / 0.4**2)
    assert fed["jump_coupling"] == pytest.approx(6.53, abs=0.01)
    assert fed["jump_order"] == pytest.approx(0.76, abs=0.01)
    assert fed["jump_window"] == pytest.approx(0.28)
    assert 6 < fed["bistable_from"] <= fed["bistable_to"] < 13
    plain = run(feedback=True, window=0.3)
    assert plain.readings["jump_coupling"].absent == "r rises from zero"
    assert plain["effective_coupling"] == pytest.approx(4 * float(plain["duty"]))
    assert plain["critical_coupling_exact"] == pytest.approx(2 / 0.7**2)


def test_same_seed_same_result(small):
    again = run(temperature="10 mK")
    assert again.readings == small.readings


@pytest.mark.parametrize(("inputs", "argument"), [
    ({"network": "square"}, "units"), ({"network": "cubic", "units": 100}, "units"), ({"units": 2}, "units"),
    ({"temperature": "300 K"}, "temperature"), ({"temperature": "1 uK"}, "temperature"),
    ({"temperature": 0}, "temperature"), ({"steps": 10}, "steps"),
    ({"window": 1}, "window"), ({"spread": 100}, "spread"), ({"neighbours": 0}, "neighbours"),
    ({"network": "chain", "neighbours": 3}, "neighbours"), ({"seed": -1}, "seed"),
    ({"units": 20000, "steps": 200000, "couplings": 100}, "steps")])
def test_what_cannot_be_run_is_refused(inputs, argument):
    with pytest.raises(InputError) as refusal:
        experiment("chain-locking", **inputs | ({"units": 101} if inputs == {"network": "square"} else {}))
    assert refusal.value.argument == argument


@pytest.mark.long
def test_threshold_within_two_per_cent():
    """K_c = 2 D of equal frequencies, from fluctuations below it and from the order above it."""
    long = experiment("chain-locking", units=1000, steps=4000, couplings=8).run()
    assert long["critical_coupling"] == pytest.approx(2, rel=0.02)
    assert long["critical_coupling_from_order"] == pytest.approx(2, rel=0.005)


def test_two_starts_that_differ_are_not_converged():
    """A chain of 256 takes longer than 200 steps to forget equal phases; all with all does not."""
    late = run(network="chain", units=256, steps=200)
    assert late.status == "not_converged"
    assert late["order_from_locked"] > late["order"] + 0.2
    assert "Not converged: r depends on the start" in late.warnings[0]


def test_picture_without_windows(small):
    """One label on one line: shared and staggered windows are the same if there are none."""
    def labels(result):
        axes = next(each for each in picture(result).axes if "η" in each.get_ylabel())
        return [each.get_text() for each in axes.texts]

    assert labels(run(window=0)) == ["no windows"]
    assert labels(small) == ["shared, 1 − w", "staggered, (1 − w)²"]


def test_threshold_with_feedback_says_its_law():
    fed = run(feedback=True, window=0.2, steps=200).readings["critical_coupling_exact"]
    assert fed.value == pytest.approx(2 / 0.64)
    assert fed.meaning.endswith("over (1 - w)^2 with feedback")
