"""The experiment on filled shells: nothing turns, and yet a current; chi beside what was measured."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments.filled_shell import CHARGES, FilledShell
from onnes.measurements.noble_gases import SUSCEPTIBILITIES, molar_gaussian, susceptibilities
from onnes.units.constants import BOHR_MAGNETON


@pytest.fixture(scope="module")
def neon(example_of):
    return example_of("filled-shell")


@pytest.mark.parametrize("orbitals", ["hartree-fock", "slater"])
@pytest.mark.parametrize("atom", sorted(CHARGES))
def test_current_without_momentum(atom, orbitals):
    result = FilledShell(atom=atom, orbitals=orbitals, field="3 T").run()
    assert result["electrons"] == pytest.approx(CHARGES[atom], rel=1e-12)
    assert result["canonical_angular_momentum_over_hbar"] == pytest.approx(0, abs=1e-12)
    assert result["kinetic_angular_momentum_over_hbar"] > 0
    assert result["circulating_current"] < 0
    assert result["circulating_current_over_larmor"] == pytest.approx(1, abs=1e-7)
    assert result["magnetic_moment_over_larmor"] == pytest.approx(1, abs=1e-7)
    # mu = -mu_B times the kinetic angular momentum over hbar.
    turned = result["kinetic_angular_momentum_over_hbar"]
    assert result["magnetic_moment"] == pytest.approx(-BOHR_MAGNETON * turned, rel=1e-7)
    assert 0.75 < result["susceptibility_over_measured"] < 1.25


def test_neon(neon):
    assert neon["molar_susceptibility_gaussian"] == pytest.approx(-7.42e-6, rel=2e-3)
    assert neon["measured_molar_susceptibility"] == pytest.approx(-6.74e-6 * 4 * np.pi * 1e-6, rel=1e-12)
    assert neon["nuclear_shielding"] == pytest.approx(552.3e-6, rel=1e-4)
    # Correlation adds 2 % to Hartree-Fock.
    assert neon["best_computed_molar_susceptibility"] / neon["molar_susceptibility"] == pytest.approx(1.02, abs=0.005)
    assert neon["wave_function_order"] == pytest.approx(2, abs=1e-3)
    assert neon["current_order"] == pytest.approx(2, abs=1e-3)
    assert neon["oscillator_angular_momentum"] < 1e-12


def test_response_is_linear(neon):
    double = FilledShell(field="2 T").run()
    for name in ("circulating_current", "magnetic_moment", "kinetic_angular_momentum_over_hbar", "larmor_frequency"):
        assert double[name] == pytest.approx(2 * neon[name], rel=1e-12)
    for name in ("molar_susceptibility", "nuclear_shielding", "canonical_angular_momentum_over_hbar"):
        assert double[name] == neon[name]


def test_map_is_odd_across_and_even_along_the_field(neon):
    plane = neon.arrays["current_map"].values
    assert plane == pytest.approx(-plane[:, ::-1], rel=1e-12)
    assert plane == pytest.approx(plane[::-1], rel=1e-9)
    r = neon.arrays["r"].values
    area = sum(np.trapezoid(neon.arrays[f"current_{name}"].values, r) for name in "sp")
    assert area == pytest.approx(neon["circulating_current"], rel=0.05)


def test_measurements_say_where_they_are_from():
    for each in SUSCEPTIBILITIES:
        assert each.source
        assert each.si < 0
        assert molar_gaussian(each.si) == pytest.approx(each.gaussian, rel=1e-14)
    for atom in CHARGES:
        assert susceptibilities(atom)[0].kind == "measured"


@pytest.mark.parametrize(("inputs", "named"), [
    ({"field": "-1 T"}, "field"), ({"field": "1e5 T"}, "field"), ({"material": "Al"}, "material"),
])
def test_bad_input_is_refused_by_name(inputs, named):
    with pytest.raises(InputError) as refusal:
        FilledShell(**inputs)
    assert refusal.value.argument == named


def test_picture_shows_shells_waves_and_measurements(neon):
    picture = FilledShell.picture(neon)
    labels = {line.get_label() for ax in picture.axes for line in ax.get_lines()}
    assert {"s electrons", "p electrons", "all", "wave functions", "$B^2$"} <= labels
    ticks = {text.get_text() for ax in picture.axes for text in ax.get_yticklabels()}
    assert {"Hartree-Fock, here", "CRC handbook, measured", "Mann 1936, measured"} <= ticks
