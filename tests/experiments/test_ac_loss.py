"""Loss of a wire with an alternating current under four laws: exponents, limits, the text's claim, refusals."""

import numpy as np
import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiment
from onnes.experiments.ac_loss.losses import exponents
from onnes.problems.critical_state.norris import norris_loss


@pytest.fixture(scope="module")
def niobium(example_of):
    return example_of("ac-loss")


def losses(**inputs):
    return experiment("ac-loss", **inputs).losses()


def test_hysteresis_is_norris_and_the_area_of_its_loop(niobium):
    assert niobium["loss_per_cycle_bean"] == pytest.approx(float(niobium["norris_loss"]), rel=3e-4, abs=0)
    assert niobium["loop_area"] == pytest.approx(float(niobium["norris_loss"]), rel=2e-3, abs=0)
    assert niobium["energy_balance"] < 2e-3
    assert niobium["power_bean"] == pytest.approx(50 * float(niobium["loss_per_cycle_bean"]))
    assert niobium["critical_current"] == pytest.approx(np.pi * 0.5e-3**2 * 1e8)


def test_exponents_of_conventional_laws(niobium):
    """Bean f and, at low current, I^3; two fluids f^2 I^2; Mattis and Bardeen a little below f^2."""
    assert niobium["frequency_exponent_bean"] == pytest.approx(1, abs=1e-9)
    assert niobium["low_current_exponent_bean"] == pytest.approx(3, abs=0.1)
    f = np.array([float(niobium["current_share"])]) * np.exp([1e-4, -1e-4])
    of_norris = np.diff(np.log(norris_loss(1.0, f)))[0] / -2e-4
    assert niobium["amplitude_exponent_bean"] == pytest.approx(of_norris, abs=0.02)
    assert niobium["frequency_exponent_two_fluid"] == pytest.approx(2, abs=1e-6)
    assert 1.9 < niobium["frequency_exponent_mattis_bardeen"] < 2
    for law in ("two_fluid", "mattis_bardeen"):
        assert niobium[f"amplitude_exponent_{law}"] == pytest.approx(2, abs=1e-6)
    assert niobium["laws_of_hysteresis"] == "bean"
    assert niobium["laws_of_microwaves"] == "two_fluid, mattis_bardeen"


def test_two_fluid_loss_in_numbers():
    """R_s = mu_0^2 omega^2 lambda^3 sigma_n t^4/2 and P = R_s I^2/(4 pi R), at t = 1/2."""
    wire = losses(penetration_depth="100 nm", conductivity="1e7 S/m", temperature="5 K")
    resistance = (4e-7 * np.pi * 2 * np.pi * 1e6) ** 2 * 100e-9**3 * 1e7 / 16 / 2
    assert wire.two_fluid(1e6, 3.0) == pytest.approx(resistance * 9 / (4 * np.pi * 0.5e-3), rel=1e-6, abs=0)


def test_share_of_broken_chains_contradicts_the_claim(niobium):
    """Without a rejoin time the share does not know the frequency, and falls with the current."""
    assert niobium["share_frequency_exponent"] == 0
    assert niobium["share_amplitude_exponent"] < -0.5
    assert niobium["share_grows_as_claimed"] is False
    bs = float(niobium["surface_field"])
    assert niobium["dissociated_share_surface"] == pytest.approx(2 / np.pi * np.arcsin(1e-3 / bs))
    assert niobium["window"] == pytest.approx(2 * np.arcsin(1e-3 / bs) / (2 * np.pi * 50))
    assert niobium["thermal_orienting_field"] > 100 * bs


def test_loss_of_chains_in_limits():
    """All broken: rho_n int J^2/2 = (9/8) rho_n I^2/(2 pi R^2); all joined: nothing; the small window in between."""
    wire = {"conductivity": "1e7 S/m", "amplitude": "1 A", "radius": "1 mm"}
    broken = losses(orienting_field="1 T", **wire)
    assert broken.chain(50.0, 2.0) == pytest.approx(9 / 8 * 4 / (2 * np.pi * 1e-6 * 1e7), rel=1e-6)
    assert exponents(broken.chain, 50.0, 2.0) == pytest.approx((0, 2), abs=1e-6)
    assert losses(orienting_field="1e-12 T", **wire).chain(50.0, 2.0) < 1e-9 * broken.chain(50.0, 2.0)
    # The share over the section, with u = (r/R)^2 and Bs = 0.4 mT: int (2/pi) arcsin(min(1, b/u)) du.
    b = 0.025
    share = losses(orienting_field=f"{0.4e-3 * b} T", **wire).share(50.0, 2.0)
    u = np.linspace(0, 1, 200_001)[1:]
    assert share == pytest.approx(np.trapezoid(2 / np.pi * np.arcsin(np.minimum(1, b / u)), u) + u[0], rel=1e-3)


def test_a_rejoin_time_makes_the_loss_grow_with_both():
    """Short windows, omega tau small but larger than them: P ~ f^3 I^2 as <sin^2> = (omega tau)^3/(3 pi)."""
    wire = losses(orienting_field="1e-9 T", rejoin_time="20 us", amplitude="10 A")
    assert exponents(wire.chain, 100.0, 10.0) == pytest.approx((3, 2), abs=0.02)
    result = experiment("ac-loss", orienting_field="1 uT", rejoin_time="20 us", frequency="1 kHz").run()
    assert result["share_frequency_exponent"] == pytest.approx(1, abs=0.05)
    assert result["share_grows_as_claimed"] is False  # with the current it still falls, a little


def test_kims_law_raises_the_exponent():
    plain, kim = (experiment("ac-loss", steps=20, amplitude="15 A", **more).run()
                  for more in ({}, {"kim_field": "20 mT"}))
    assert kim["critical_current"] < plain["critical_current"]
    assert kim["amplitude_exponent_bean"] > plain["amplitude_exponent_bean"]
    assert kim["loss_per_cycle_bean"] > plain["loss_per_cycle_bean"]
    assert "norris_loss" not in kim.readings


def test_a_cold_wire_has_no_surface_loss_and_a_small_current_has_its_exponent():
    result = experiment("ac-loss", temperature="1 uK", amplitude="1 mA", steps=8).run()
    assert result["power_mattis_bardeen"] == 0
    assert result["frequency_exponent_two_fluid"] is None
    assert result["amplitude_exponent_bean"] == pytest.approx(3, abs=1e-4)
    assert result["loss_per_cycle_bean"] == pytest.approx(float(result["norris_loss"]), rel=1e-4, abs=0)
    assert experiment("ac-loss").plot(result)


@pytest.mark.parametrize(("inputs", "words"), [
    ({"amplitude": "100 A"}, "critical current"),
    ({"amplitude": "1 uA"}, "millionth"),
    ({"kim_field": "0.1 mT"}, "kim_field"),
    ({"temperature": "12 K"}, "Tc"),
    ({"material": "Nb", "temperature": "10 K"}, "Tc"),
    ({"steps": 4}, "steps"),
    ({"frequency": "0 Hz"}, "frequency"),
    ({"orienting_field": "1 m"}, "orienting_field"),
])
def test_refusals(inputs, words):
    with pytest.raises(InputError, match=words):
        experiment("ac-loss", **inputs)


def test_missing_data_is_named():
    with pytest.raises(MissingDataError, match="conductivity"):
        experiment("ac-loss", material="NbN")
