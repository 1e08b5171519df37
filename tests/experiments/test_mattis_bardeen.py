"""Microwaves on a superconductor: conductivity, loss, its scaling, limits, refusals."""

import json
import math

import numpy as np
import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments.mattis_bardeen import MattisBardeen
from onnes.experiments.mattis_bardeen.scaling import activation_energy, frequency_exponent
from onnes.materials import material
from onnes.pairing.bcs.nonlocal_kernel import dirty_superfluid_density
from onnes.pairing.bcs_ratios import gap
from onnes.problems.microwave_sample import Sample
from onnes.units.constants import BOLTZMANN, HBAR, PLANCK, VACUUM_PERMEABILITY


@pytest.fixture(scope="module")
def niobium(example_of):
    return example_of("mattis-bardeen")


def sample(limit="local", surface="diffuse"):
    return Sample(10.0, gap(10.0), 2e7, 1e15, limit, surface)


def test_law_of_loss_of_niobium(niobium):
    """E113: Rs ~ f^2 exp(-Delta/kT), up to a logarithm of the frequency and the 1/T before the exponential."""
    assert niobium["surface_resistance_law"] is True
    assert niobium["frequency_exponent"] == pytest.approx(2, abs=0.25)
    assert niobium["activation_energy_over_gap"] == pytest.approx(1, abs=0.1)
    assert niobium["activation_energy_without_prefactor"] < niobium["activation_energy_over_gap"]
    assert 0 < niobium["surface_resistance"] < 1e-3 * niobium["surface_resistance_normal"]


def test_exponent_comes_to_two_as_the_logarithm_predicts():
    """R ~ f^2 ln(c kT/hf): 2 - p is 1/ln(c kT/hf), with c = 4/e^gamma."""
    for frequency in (1e5, 1e7, 1e9):
        exponent = frequency_exponent(sample(), frequency, 3.0)
        logarithm = math.log(4 / math.exp(np.euler_gamma) * BOLTZMANN * 3.0 / (PLANCK * frequency))
        assert exponent is not None
        assert 2 - exponent.slope == pytest.approx(1 / logarithm, rel=0.1)


def test_loss_falls_with_the_gap():
    for limit in ("local", "anomalous"):
        assert activation_energy(sample(limit), 1e8, prefactor=True).slope == pytest.approx(1, abs=0.06)


def test_depth_is_that_of_a_dirty_superconductor(niobium):
    """lambda(T)^-2 = mu_0 sigma_n (pi Delta(0)/hbar) s(t)."""
    conductivity = material("Nb").normal_conductivity(10)
    at_zero = math.sqrt(HBAR / (math.pi * VACUUM_PERMEABILITY * conductivity * gap(9.25)))
    expected = at_zero / math.sqrt(float(dirty_superfluid_density(0.5)))
    assert niobium["penetration_depth"] == pytest.approx(expected, rel=1e-3)


def test_cold_samples_do_not_absorb_below_the_gap():
    cold = MattisBardeen(temperature="0 K", points=20).run()
    assert cold["sigma_1"] == 0
    assert cold["surface_resistance"] == 0
    assert "frequency_exponent" not in cold.readings
    above = MattisBardeen(temperature="0 K", frequency=1.5 * cold["gap_frequency"], points=20).run()
    assert above["sigma_1"] > 0.2
    assert "frequency_exponent" not in above.readings
    json.dumps(cold.as_dict(), allow_nan=False)


def test_sigma_2_of_slow_fields():
    """sigma_2/sigma_n = (pi Delta/hbar omega) tanh(Delta/2kT)."""
    slow = MattisBardeen(frequency="1 kHz", temperature="4 K", points=20).run()
    energy = slow["gap"]
    expected = math.pi * energy / (PLANCK * 1e3) * math.tanh(energy / (2 * BOLTZMANN * 4))
    assert slow["sigma_2"] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("limit", ["local", "anomalous"])
def test_small_resistance_keeps_its_digits(limit):
    """R/X = (sigma_1/sigma_2) times 1/2 (local) or 1/3 (anomalous), also where it is 1e-20."""
    ratio, impedance = complex(sample(limit).ratio(1e9, 0.4)), complex(sample(limit).impedance(1e9, 0.4))
    share = {"local": 0.5, "anomalous": 1 / 3}[limit]
    assert 0 < impedance.real < 1e-17 * impedance.imag
    assert impedance.real / impedance.imag == pytest.approx(share * ratio.real / -ratio.imag, rel=1e-9)


def test_above_tc_the_metal_is_normal():
    hot = MattisBardeen(material="Nb", temperature="12 K", points=20).run()
    assert hot["sigma_1"] == 1
    assert hot["sigma_2"] == 0
    assert hot["gap_frequency"] == 0
    assert hot["surface_resistance"] == hot["surface_resistance_normal"]
    assert "normal" in hot.warnings[0]
    json.dumps(hot.as_dict(), allow_nan=False)


def test_resistance_is_continuous_through_tc():
    near = sample().impedance(1e9, np.array([10 * (1 - 1e-12), 10.0]))
    assert near[0] == pytest.approx(near[1], rel=1e-3)


def test_conductivity_at_half_the_nodes_is_the_same(niobium):
    for name in ("sigma_1", "sigma_2", "surface_resistance", "penetration_depth"):
        reading = niobium.readings[name]
        assert reading.uncertainty <= 1e-9 * reading.value


def test_anomalous_limit():
    diffuse, specular = (MattisBardeen(material="Al", limit="anomalous", surface=surface, points=20).run()
                         for surface in ("diffuse", "specular"))
    assert specular["surface_resistance"] == pytest.approx(8 / 9 * diffuse["surface_resistance"], rel=1e-12)
    assert diffuse["penetration_depth"] == pytest.approx(50e-9, rel=0.2)


def test_measured_gap_and_given_conductivity():
    alpha = MattisBardeen(material="Nb", gap_model="alpha", conductivity="2e7 S/m", points=20).run()
    assert alpha["gap_0_over_ktc"] == pytest.approx(material("Nb").gap_ratio / 2)
    given = MattisBardeen(critical_temperature="9.25 K", conductivity="2e7 S/m", points=20).run()
    assert alpha["surface_resistance"] < given["surface_resistance"]


@pytest.mark.parametrize(("inputs", "argument"), [
    ({"frequency": "-1 GHz"}, "frequency"), ({"frequency": "0 Hz"}, "frequency"),
    ({"temperature": "-1 K"}, "temperature"),
    ({"critical_temperature": "0 K"}, "critical_temperature"),
    ({"conductivity": "-1 S/m"}, "conductivity"), ({"residual_resistance_ratio": 30}, "residual_resistance_ratio"),
    ({"material": "Nb", "residual_resistance_ratio": 0.5}, "residual_resistance_ratio"),
    ({"material": "Nb", "residual_resistance_ratio": 5, "conductivity": "1e7 S/m"}, "residual_resistance_ratio"),
    ({"gap_model": "alpha"}, "gap_model"), ({"points": 1}, "points")])
def test_bad_input_is_named(inputs, argument):
    with pytest.raises(InputError, match=argument):
        MattisBardeen(**inputs)


def test_what_the_tables_lack_is_named():
    with pytest.raises(MissingDataError, match=r"resistivity.*Give conductivity"):
        MattisBardeen(material="Hg beta")
    with pytest.raises(MissingDataError, match=r"clean_.*Give conductivity_over_path"):
        MattisBardeen(material="V", limit="anomalous")
    assert MattisBardeen(material="V", limit="anomalous", conductivity_over_path=1e15, points=20).run().ok


@pytest.mark.parametrize("inputs", [{"temperature": "0 K"}, {"temperature": "20 K"}, {"limit": "anomalous"},
                                    {"frequency": "500 GHz"}])
def test_pictures(inputs):
    drawn = MattisBardeen.picture(MattisBardeen(points=20, **inputs).run())
    drawn.canvas.draw()
    absorbs, supercurrent, temperature, frequency = drawn.axes
    assert len(absorbs.get_lines()) == len(supercurrent.get_lines()) == 5
    assert all("Ω" in ax.get_ylabel() for ax in (temperature, frequency))
