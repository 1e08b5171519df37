"""The vortex-lattice experiment: which lattice wins, its limits, materials, refusals."""

import pytest

from onnes.errors import InputError
from onnes.experiments import experiment


@pytest.fixture(scope="module")
def lattice(example_of):
    return example_of("vortex-lattice")


def test_the_triangular_lattice_wins(lattice):
    assert lattice.status == "converged"
    assert lattice["lattice"] == "triangular"
    angle = lattice.readings["angle_degrees"]
    assert angle.value == pytest.approx(60, abs=2 * angle.uncertainty)
    assert angle.uncertainty < 0.2
    energies = lattice.arrays["energy_of_angle"].values
    assert lattice.arrays["angle"].values[energies.argmin()] == 60
    assert energies[-1] - energies.min() == pytest.approx(lattice["square_less_triangular"], rel=1e-6)


def test_readings_hang_together(lattice):
    assert lattice["beta_a"] == lattice["beta_a_triangular"] < lattice["beta_a_square"]
    assert lattice["m_over_hc2"] == pytest.approx(0.3 - lattice["h_over_hc2"], rel=1e-12)
    assert lattice["hc1_over_hc2"] < lattice["h_over_hc2"] < 1
    assert lattice["smallest_field"] < 1 < lattice["largest_field"]
    # Below Bc2 the condensate has grown beyond Abrikosov's first order.
    assert -1 < lattice["energy"] < lattice["energy_near_bc2"] < 0


@pytest.mark.long
def test_a_material_reads_in_tesla():
    niobium = experiment("vortex-lattice", material="Nb", temperature="8 K", induction=0.4).run()
    assert niobium["b"] == pytest.approx(0.4 * niobium["bc2"])
    assert niobium["h"] == pytest.approx(niobium["h_over_hc2"] * niobium["bc2"])
    assert niobium["m"] == pytest.approx(niobium["b"] - niobium["h"])


@pytest.mark.parametrize(("inputs", "told"), [
    ({"kappa": 0.5}, "type II"), ({"kappa": 1.0, "induction": 1.0}, "induction"), ({"induction": 0.01}, "induction"),
    ({"material": "Al"}, "type II"),
])
def test_refusals(inputs, told):
    with pytest.raises(InputError, match=told):
        experiment("vortex-lattice", **inputs)
