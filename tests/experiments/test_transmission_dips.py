"""Dips of chains beside the spectrum of a film: sizes they need, the change in the blue, order, refusals."""

import numpy as np
import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiment
from onnes.pairing.bcs.complex_conductivity import zero_temperature_conductivity
from onnes.units.constants import PLANCK


@pytest.fixture(scope="module")
def niobium(example_of):
    return example_of("transmission-dips")


def test_sizes(niobium):
    """10 THz need 15 um, 5e4 distances of ions; the sizes of electrons and ions give 1e18 Hz and more."""
    assert niobium["radius_for_spacing"] == pytest.approx(2.99792458e8 / 20e12, rel=1e-9)
    assert niobium["radius_over_ion_distance"] == pytest.approx(14.99e-6 / 2.858e-10, rel=1e-3)
    assert niobium["spacing_of_classical_radius"] == pytest.approx(2.99792458e8 / (2 * 2.8179403e-15), rel=1e-6)
    assert niobium["spacing_of_compton_length"] == pytest.approx(2.99792458e8 / (2 * 2.42631e-12), rel=1e-5)
    assert niobium["radius_for_first_mode"] == pytest.approx(230.6e-9, rel=1e-3)
    assert niobium["mode_number"] == 65
    assert niobium["dips_in_band"] == 7
    assert experiment("transmission-dips", radius="15 um").distance() == pytest.approx(9.993e12, rel=1e-3)


def test_change_in_the_blue_is_that_of_the_closed_form_at_zero_temperature():
    """T_s/T_n from Mattis and Bardeen's elliptic integrals; of the order of (Delta/hf)^2, and smooth."""
    result = experiment("transmission-dips", temperature="0.1 K").run()
    photon = PLANCK * 650e12 / (PLANCK * float(result["gap_frequency"]) / 2)
    y = 376.730313412 * 2e7 * 20e-9 / 2.77
    expected = abs((1 + y) / (1 + y * complex(zero_temperature_conductivity(photon)))) ** 2 - 1
    assert result["superconducting_change_at_blue"] == pytest.approx(expected, rel=1e-4, abs=0)
    assert 1 < float(result["superconducting_change_at_blue"]) / float(result["gap_over_photon_squared"]) < 100
    assert result["conventional_dips"] == 0
    assert np.ptp(result.arrays["conventional_change"].values) < 2e-6


def test_the_conventional_film_has_a_peak_just_above_the_gap(niobium):
    assert 1 < float(niobium["peak_frequency"]) / float(niobium["gap_frequency"]) < 2
    assert niobium["peak_transmission"] > 2
    infrared = niobium.arrays["conventional_transmission"].values
    assert np.all(infrared[:, 0] < 0.05)
    assert infrared[:, -1] == pytest.approx(1, abs=0.03)


def test_depth_as_claimed_and_by_the_texts_own_moments(niobium):
    assert niobium["dip_depth"] == pytest.approx(0.1 * 0.5 * (1 - 0.01 / 0.2), rel=2e-3)
    assert niobium["depth_falls_with_temperature"] is True
    assert niobium["depth_falls_with_field"] is True
    moments = experiment("transmission-dips", order="moments", field="0 T").run()
    assert moments["dip_depth"] == 0
    assert moments["depth_falls_with_field"] is False
    assert moments.warnings
    assert not niobium.warnings


def test_dips_between_the_frequencies_of_the_spectrum_are_told_of(niobium):
    narrow = experiment("transmission-dips", linewidth="1 GHz").run()
    assert "too coarse for these dips" in narrow.warnings[0]
    merged = experiment("transmission-dips", linewidth="1 GHz", spacing="0.1 GHz").run()
    assert len(merged.warnings) == 1
    assert "merge" in merged.warnings[0]


def test_an_uncertainty_is_no_less_than_rounding():
    below = experiment("transmission-dips", frequency="700 GHz").run().readings["superconducting_change_at_blue"]
    assert 1e-16 < below.uncertainty < 1e-3


def test_no_measurement_of_such_dips_is_known(niobium):
    assert niobium["measured_dips"] == "no measurement found"


@pytest.mark.parametrize(("inputs", "words"), [
    ({"spacing": "1 THz", "radius": "1 um"}, "radius"),
    ({"temperature": "11 K"}, "Tc"),
    ({"depth": 1.5}, "depth"),
    ({"order": "moments", "critical_field": "1 T"}, "critical_field"),
    ({"substrate_index": 0.5}, "substrate_index"),
])
def test_refusals(inputs, words):
    with pytest.raises(InputError, match=words):
        experiment("transmission-dips", **inputs)


def test_missing_data_is_named():
    with pytest.raises(MissingDataError, match="conductivity"):
        experiment("transmission-dips", material="NbN")


def test_the_contrast_is_what_the_spectrum_rises_by_and_vanishes_where_dips_merge(niobium):
    """Between two dips; a half width of one spacing leaves 1/cosh(pi)^2 = 1/134 of the depth, and is warned of."""
    spectrum = niobium.arrays["chain_transmission"].values
    assert niobium["dip_contrast"] == pytest.approx(spectrum.max() - spectrum.min(), rel=1e-9)
    assert niobium.warnings == ()
    merged = experiment("transmission-dips", spacing="1 THz").run()
    assert merged["dip_contrast"] == pytest.approx(float(merged["dip_depth"]) / np.cosh(np.pi) ** 2, rel=1e-9)
    assert [warning for warning in merged.warnings if "merge" in warning]


def test_dips_narrower_than_the_steps_of_the_spectrum_are_warned_of():
    narrow = experiment("transmission-dips", linewidth="0.01 THz").run()
    assert [warning for warning in narrow.warnings if "too coarse" in warning]
