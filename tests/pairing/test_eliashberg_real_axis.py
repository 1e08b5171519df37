"""Continuation to real energies: dispersion relation, Pade, limits, models and files."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError, MissingDataError
from onnes.materials import material
from onnes.pairing.eliashberg.critical_temperature import critical_temperature
from onnes.pairing.eliashberg.energy_cells import energy_cells
from onnes.pairing.eliashberg.files import read_spectrum
from onnes.pairing.eliashberg.gap_function import gap_function
from onnes.pairing.eliashberg.interaction import interaction, repelled
from onnes.pairing.eliashberg.library import packaged_peaks, packaged_spectrum
from onnes.pairing.eliashberg.models import Peak, debye, einstein, lorentzian_peaks
from onnes.pairing.eliashberg.pade import continued_fraction, gap_edge
from onnes.pairing.eliashberg.real_axis import real_axis
from onnes.pairing.eliashberg.spectrum import Spectrum, sampled

MEV = 1.602176634e-22
LEAD = lorentzian_peaks(1.55, [Peak(4.4 * MEV, 0.75 * MEV, 2), Peak(8.5 * MEV, 0.5 * MEV, 1)])


def continued(spectrum, mu_star=0.0, t=0.1):
    one = interaction(spectrum, mu_star)
    critical = critical_temperature(one)
    state = gap_function(one, t * critical)
    return one, critical, state, real_axis(one, state)


def test_real_energies_give_matsubara_s_values_back():
    """phi(i omega_n) = -(repulsion) + (2/pi) int omega Im phi(omega)/(omega^2 + omega_n^2) d omega.

    Beyond the last energy Im phi falls as 1/omega.
    """
    one, _, state, axis = continued(LEAD, 0.131)
    emitted = np.imag(axis.gap * axis.mass)
    repulsion = one.mu_star * 2 * math.pi * state.at.thermal * float(
        (state.at.sums.weight * repelled(one, state.frequency)) @ (state.reduced / state.root))  # fmt: skip
    for n in (0, 4, 12):
        spectral = axis.energy * emitted / (axis.energy**2 + state.frequency[n] ** 2)
        last, frequency = axis.energy[-1], state.frequency[n]
        beyond = emitted[-1] * last * math.atan(frequency / last) / frequency
        there = 2 / math.pi * (np.trapezoid(spectral, axis.energy) + beyond) - repulsion
        assert there == pytest.approx(state.gap[n] * state.mass[n], rel=5e-3)


@pytest.mark.parametrize(("spectrum", "mu_star"), [(LEAD, 0.131), (debye(0.6, 30 * MEV), 0.1), (einstein(2, MEV), 0.0)])
def test_the_edge_is_that_of_the_continued_fraction(spectrum, mu_star):
    _, _, state, axis = continued(spectrum, mu_star)
    assert axis.converged
    assert axis.edge == pytest.approx(gap_edge(state), rel=5e-4)


def test_weak_coupling_has_the_gap_of_bcs():
    _, critical, _, axis = continued(einstein(0.12, 10 * MEV))
    assert 2 * axis.edge / critical == pytest.approx(3.527754, rel=1e-3)


def test_weak_coupling_has_the_exact_gap():
    """Delta_0 -> 2 e^(-1/2) Omega exp(-(1 + lambda)/lambda)."""
    scaled = []
    for coupling in (0.05, 0.1, 0.2):
        scaled.append(continued(einstein(coupling, MEV))[3].edge / MEV * math.exp(1 + 1 / coupling))
    assert (8 * scaled[0] - 6 * scaled[1] + scaled[2]) / 3 == pytest.approx(2 * math.exp(-0.5), rel=3e-4)


def test_lead_is_where_tunnelling_found_it():
    _, critical, _, axis = continued(packaged_spectrum(material("Pb")), 0.131)
    assert critical / 1.380649e-23 == pytest.approx(7.2, rel=0.02)
    assert round(2 * axis.edge / critical, 1) in (4.3, 4.4, 4.5)


def test_finer_cells_change_the_edge_ever_less():
    edges = [continued(sampled(lambda omega: (omega / MEV / 10) ** 2, 10 * MEV, cells).with_coupling(1.0))[3].edge
             for cells in (25, 50, 100)]  # fmt: skip
    assert abs(edges[2] - edges[1]) < 0.5 * abs(edges[1] - edges[0])
    assert edges[2] == pytest.approx(edges[1], rel=5e-4)


def test_nothing_lies_in_the_gap_and_far_above_it_is_the_normal_metal():
    _, _, _, axis = continued(LEAD, 0.131)
    energy = axis.edge * np.array([0.1, 0.5, 0.99])
    assert np.abs(axis.density_of_states(energy)).max() < 1e-6
    assert axis.density_of_states(axis.energy[-1:]) == pytest.approx(1, abs=2e-3)
    assert (axis.density_of_states(np.linspace(1.01, 10, 50) * axis.edge) > 0.9).all()


def test_no_pair_breaks_below_the_gap_and_a_phonon():
    _, _, _, axis = continued(LEAD, 0.131)
    first = LEAD.energy[np.flatnonzero(LEAD.strength)[0]]
    quiet = axis.energy < 0.95 * (axis.edge + first)
    assert np.abs(np.imag(axis.gap[quiet])).max() < 1e-5 * axis.edge
    assert np.imag(axis.gap).max() > axis.edge


def test_the_gap_of_a_normal_metal_has_no_edge():
    one = interaction(LEAD, 0.131)
    normal = gap_function(one, 1.05 * critical_temperature(one))
    assert real_axis(one, normal).edge is None
    assert gap_edge(normal) is None


@settings(deadline=None, max_examples=20)
@given(st.lists(st.floats(0.3, 3), min_size=2, max_size=2), st.floats(0.2, 2))
def test_a_continued_fraction_is_exact_for_rational_functions(poles, where):
    def rational(z):
        return sum(1 / (z**2 - pole**2 - 4 * k) for k, pole in enumerate(poles, start=1))

    places = 1j * np.arange(1, 9)
    assert continued_fraction(places, rational(places), np.array([where + 0.5j]))[0] == pytest.approx(
        rational(where + 0.5j), rel=1e-5)  # fmt: skip


@settings(deadline=None, max_examples=20)
@given(st.lists(st.floats(0.5, 10), min_size=1, max_size=4), st.floats(0.2, 3))
def test_sharp_phonons_shared_between_cells_keep_their_strength_and_mean_energy(gaps, strength):
    sharp = Spectrum(np.cumsum(gaps), strength * np.ones(len(gaps)))
    cells = energy_cells(sharp, 0.0)
    centre = (np.arange(cells.phonons) + 0.5) * cells.step
    assert cells.strength.sum() == pytest.approx(sharp.area, rel=1e-12)
    assert cells.strength @ centre == pytest.approx(sharp.strength @ sharp.energy, rel=1e-9)


# ---- models, metals and files


def test_models_have_the_averages_that_they_should():
    phonon, waves = einstein(0.7, 3 * MEV), debye(0.7, 3 * MEV)
    assert (phonon.coupling, phonon.log_energy, phonon.area) == pytest.approx((0.7, 3 * MEV, 0.7 * 3 * MEV / 2))
    assert waves.coupling == pytest.approx(0.7)
    assert waves.log_energy == pytest.approx(math.exp(-0.5) * 3 * MEV, rel=2e-4)
    assert waves.root_mean_square == pytest.approx(math.sqrt(0.5) * 3 * MEV, rel=1e-4)


def test_the_packaged_metals():
    assert set(packaged_peaks()) == {"Pb", "Hg", "Nb"}
    mercury = packaged_spectrum(material("Hg"))
    assert mercury.coupling == pytest.approx(1.6)
    assert mercury.log_energy / 1.380649e-23 == pytest.approx(29, rel=0.01)
    assert packaged_spectrum(material("Nb"), coupling=0.9).coupling == pytest.approx(0.9)
    with pytest.raises(MissingDataError, match="Hg, Nb, Pb"):
        packaged_spectrum(material("Al"))


def written(folder, text):
    path = folder / "spectrum.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("unit", "number"),
    [("meV", 8.0), ("J", 8.0 * MEV), ("THz", 8.0 * MEV / 6.62607015e-22), ("1/cm", 8.0 * MEV / 1.98644586e-23),
     ("K", 8.0 * MEV / 1.380649e-23), ("rad/s", 8.0 * MEV / 1.054571817e-34)])  # fmt: skip
def test_files_in_any_unit_of_a_phonon(tmp_path, unit, number):
    """A triangle from 0 to 8 meV: lambda = 2 int alpha^2F/Omega = 2 x 2 ln 2."""
    path = written(tmp_path, f"# a triangle\nenergy [{unit}],alpha2F\n0,0\n{number / 2},1\n{number},0\n")
    read = read_spectrum(path)
    assert read.coupling == pytest.approx(4 * math.log(2), rel=1e-3)
    assert read.largest == pytest.approx(8 * MEV, rel=0.01)


@pytest.mark.parametrize(
    ("text", "words"),
    [("energy [kg],alpha2F\n0,0\n1,1\n", "unit of an energy"), ("energy,alpha2F\n0,0\n1,1\n", "brackets"),
     ("energy [meV],alpha2F\n0,0\n1,-1\n", "not negative"), ("energy [meV],alpha2F\n0,0\n1,nan\n", "finite"),
     ("energy [meV],alpha2F\n1,0\n0,1\n", "rise"), ("energy [eV],alpha2F\n0,0\n10,1\n", "between 0.01 meV and 1 eV"),
     ("energy [meV],alpha2F\n0,0\n1,0\n", "non-zero coupling"), ("energy [meV],alpha2F\n0,1\n1,1\n", "infinite"),
     ("energy [meV],alpha2F\n0\n1\n", "two columns"), ("energy [meV],alpha2F\n0,x\n1,1\n", "two columns"),
     ("energy [meV],alpha2F\n0,0\n", "fewer than two rows")])  # fmt: skip
def test_files_that_are_no_spectrum(tmp_path, text, words):
    with pytest.raises(InputError, match=words):
        read_spectrum(written(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="a file that can be read"):
        read_spectrum(tmp_path / "nothing.csv")
