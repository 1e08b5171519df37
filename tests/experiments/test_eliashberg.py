"""The experiment eliashberg: metals, models, files, refusals, pictures."""

import math

import numpy as np
import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiment, experiments

MEV = 1.602176634e-22


@pytest.fixture(scope="module")
def lead(example_of):
    return example_of("eliashberg")


def test_lead(lead):
    assert lead.ok
    assert lead["critical_temperature"] == pytest.approx(lead["critical_temperature_measured"], rel=0.01)
    assert lead["gap_ratio"] == pytest.approx(4.497, rel=0.01)  # Carbotte 1990, with the tunnelling spectrum
    assert lead["gap_ratio"] == pytest.approx(lead["gap_ratio_formula"], rel=0.01)
    assert lead["heat_jump"] == pytest.approx(2.77, rel=0.06)  # Carbotte 1990, likewise
    assert lead["hc_deviation"] > 0.01
    assert lead["critical_field_0"] == pytest.approx(lead["critical_field_0_measured"], rel=0.05)
    assert lead.readings["critical_temperature"].uncertainty < 1e-4 * lead["critical_temperature"]
    assert lead.readings["gap_ratio"].uncertainty < 1e-3
    assert lead.seconds < 10


def test_lead_is_what_runs_when_nothing_is_said():
    made = experiment("eliashberg")
    assert (made.material, made.mu_star) == ("Pb", 0.131)


def test_readings_agree_with_one_another(lead):
    thermal = 1.380649e-23 * lead["critical_temperature"]
    assert 2 * lead["gap_0"] / thermal == pytest.approx(lead["gap_ratio"], rel=1e-12)
    assert lead["gap"] == lead["gap_0"]
    assert lead["temperature"] == pytest.approx(lead["critical_temperature"] / 10, rel=1e-12)
    assert lead["critical_temperature_mcmillan"] < lead["critical_temperature_allen_dynes"]
    assert lead.arrays["coupling_below"].values[-1] == pytest.approx(lead["coupling"], rel=1e-12)
    assert lead.arrays["hc_deviation"].values[[0, -1]] == pytest.approx([0, 0], abs=1e-12)


def test_weak_coupling_is_bcs():
    weak = experiment("eliashberg", model="einstein", coupling=0.15, mu_star=0).run()
    assert weak["gap_ratio"] == pytest.approx(3.527754, rel=1e-3)
    assert weak["heat_jump"] == pytest.approx(1.426113, rel=1e-3)
    assert weak["condensation_ratio"] == pytest.approx(0.236428, rel=1e-3)
    assert weak["hc_deviation"] == pytest.approx(-0.037, rel=0.02)
    assert weak["isotope_exponent"] == pytest.approx(0.5, abs=1e-6)


def test_strong_coupling_grows_as_the_root_of_lambda():
    strong = experiment("eliashberg", model="einstein", coupling=400, phonon_energy="2 meV", mu_star=0).run()
    limit = 0.1827 * 2 * MEV / 1.380649e-23 * math.sqrt(400)
    assert strong.ok
    assert strong["critical_temperature"] == pytest.approx(limit, rel=0.005)
    assert any("quarter of Omega_log" in said for said in strong.warnings)


def test_a_file_and_peaks_are_the_same_lead(tmp_path, lead):
    phonon, height = (lead.arrays[name].values for name in ("phonon_energy", "alpha2f"))
    rows = "\n".join(f"{energy / MEV:.8f},{value:.8f}" for energy, value in zip(phonon, height, strict=True))
    path = tmp_path / "lead.csv"
    path.write_text(f"energy [meV],alpha2F\n{rows}\n", encoding="utf-8")
    peaks = "4.4 meV, 0.75 meV, 2; 8.5 meV, 0.5 meV, 1"
    others = ({"spectrum": str(path), "mu_star": 0.131},
              {"model": "lorentzian", "peaks": peaks, "coupling": 1.55, "mu_star": 0.131})  # fmt: skip
    for inputs in others:
        assert experiment("eliashberg", **inputs).run()["critical_temperature"] == pytest.approx(
            lead["critical_temperature"], rel=5e-3)  # fmt: skip


def test_near_tc_the_gap_is_small_and_at_zero_temperature_it_is_whole(lead):
    warm = experiment("eliashberg", material="Pb", temperature=0.9 * lead["critical_temperature"]).run()
    cold = experiment("eliashberg", material="Pb", temperature=0).run()
    assert 0.3 * lead["gap_0"] < warm["gap_matsubara"] < 0.7 * lead["gap_0"]
    assert warm["gap_0"] == lead["gap_0"]
    assert cold["gap"] == pytest.approx(lead["gap_0"], rel=1e-4)


@pytest.fixture(scope="module")
def phonon():
    return experiment("eliashberg", model="einstein", mu_star=0).run()


@pytest.mark.parametrize("name", ["lead", "phonon"])
def test_pictures_show_energies_in_mev(name, request):
    result = request.getfixturevalue(name)
    picture = experiments()["eliashberg"].picture(result)
    assert len([ax for ax in picture.axes if ax.get_title()]) == 6
    assert "meV" in " ".join(ax.get_xlabel() + ax.get_ylabel() for ax in picture.axes)
    for name, array in result.arrays.items():
        assert np.isfinite(array.values).all(), name


@pytest.mark.parametrize(
    ("inputs", "words"),
    [({"coupling": -1}, "coupling"), ({"mu_star": -0.1}, "at least 0"),
     ({"mu_star": 1.2}, "at most 1"), ({"temperature": "-1 K"}, "at least 0"), ({"cutoff": 0.5}, "at least 1"),
     ({"model": "einstein", "phonon_energy": "-3 meV"}, "above 0"),
     ({"model": "lorentzian"}, "peaks"), ({"model": "lorentzian", "peaks": "4 meV"}, "centre, half width"),
     ({"model": "lorentzian", "peaks": "4 meV, -1 meV, 1"}, "above zero"),
     ({"model": "lorentzian", "peaks": "4 K, 1 K, 1"}, "energy"),
     ({"model": "lorentzian", "peaks": "4 meV, 1 meV"}, "area"), ({"peaks": "4 meV, 1 meV, 1"}, "model=lorentzian"),
     ({"phonon_energy": "4 meV"}, "model=einstein"), ({"model": "debye", "spectrum": "x.csv"}, "not both"),
     ({"spectrum": "nowhere.csv"}, "a file that can be read")])  # fmt: skip
def test_inputs_that_make_no_sense_are_refused_by_name(inputs, words):
    with pytest.raises(InputError, match=words):
        experiment("eliashberg", **inputs)


def test_a_metal_without_a_spectrum():
    with pytest.raises(MissingDataError, match="Hg, Nb, Pb"):
        experiment("eliashberg", material="Al")


@pytest.mark.parametrize(
    ("inputs", "words"),
    [({"model": "einstein", "coupling": 0.2, "mu_star": 0.9}, "leaves some attraction"),
     ({"temperature": "20 K"}, "below Tc")])  # fmt: skip
def test_what_only_the_solution_can_refuse(inputs, words):
    with pytest.raises(InputError, match=words):
        experiment("eliashberg", **inputs).run()
