"""The spin current in SI units: the text's numbers, both bodies, all materials, refusals."""

import numpy as np
import pytest

from onnes.errors import MissingDataError
from onnes.experiments import experiment
from onnes.materials import material
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, FLUX_QUANTUM, HBAR, VACUUM_PERMEABILITY


@pytest.fixture(scope="module")
def text():
    return experiment("spin-meissner", applied_field="20 mT").run()


def test_numbers_of_the_text(text):
    assert text["speed"] == pytest.approx(742.10, abs=0.005)
    assert text["spin_orbit_field"] == pytest.approx(0.108187, abs=5e-7)
    assert text["angular_momentum_over_hbar"] == pytest.approx(0.5, rel=1e-14)
    assert text["transport_over_critical"] == pytest.approx(0.5, rel=1e-14)
    assert text["spin_current"] == pytest.approx(text["density"] * text["speed"], rel=1e-14)


def test_the_field_is_that_of_a_vortex_without_its_logarithm(text):
    assert text["stopping_field"] == pytest.approx(FLUX_QUANTUM / (4 * np.pi * 39e-9**2), rel=1e-14)
    assert text["kinetic_energy"] == pytest.approx(text["stopping_field"] ** 2 / (2 * VACUUM_PERMEABILITY), rel=1e-9)
    assert text["critical_current"] == pytest.approx(text["stopping_field"] / (VACUUM_PERMEABILITY * 39e-9), rel=1e-9)


def test_branches_and_levels_in_si_units(text):
    """v_0 -+ e lambda B/m; at 2 lambda both directions have the energy m v_0^2/2, and the branch that is slowed is
    that of spins antiparallel to the field."""
    speed = HBAR / (4 * ELECTRON_MASS * 39e-9)
    screening = ELEMENTARY_CHARGE * 39e-9 * 20e-3 / ELECTRON_MASS
    assert text["slowed_branch"] == pytest.approx(speed - screening, rel=1e-9)
    assert text["hastened_branch"] == pytest.approx(speed + screening, rel=1e-9)
    radius, level = text.arrays["radius"].values, text.arrays["level"].values
    for direction in range(2):
        at_two_lambda = np.interp(78e-9, radius, level[:, direction])
        assert at_two_lambda == pytest.approx(ELECTRON_MASS * speed**2 / 2, rel=2e-3, abs=0)
    # From a point: (hbar r/8 lambda^2)^2/2m.
    np.testing.assert_allclose(level[:, 0], (HBAR * radius / (8 * 39e-9**2)) ** 2 / (2 * ELECTRON_MASS), rtol=2e-3)
    assert text["spin_orbit_field"] == pytest.approx(text["field_in_body"], rel=1e-9)


@pytest.mark.parametrize("name", ["Pb", "Nb"])
def test_energy_and_current_of_a_material_beside_conventional_ones(name):
    """(B_s/Bc)^2, and B_s/(mu_0 lambda) over (2/3)^(3/2) Bc/(mu_0 lambda)."""
    result = experiment("spin-meissner", material=name).run()
    ratio = result["stopping_field"] / material(name).critical_field_0
    assert result["stopping_over_critical_field"] == pytest.approx(ratio, rel=1e-12)
    assert result["kinetic_energy_over_condensation"] == pytest.approx(ratio**2, rel=1e-12)
    assert result["critical_current_over_depairing"] == pytest.approx(ratio * 1.5**1.5, rel=1e-12)
    table = result.arrays["stopping_over_critical"].values[result.arrays["critical_field_measured"].values == 1]
    mean = np.exp(np.mean(np.log(table[np.isfinite(table)])))
    assert result["critical_mean_ratio"] == pytest.approx(mean, rel=1e-12)
    beyond = np.maximum(table, 1 / table)[np.isfinite(table)] >= result["critical_median_factor"] * (1 - 1e-12)
    assert np.sum(beyond) == (result["critical_metals"] + 1) // 2


def test_one_branch_stands_still_at_the_stopping_field(text):
    field, slow, fast = (text.arrays[name].values for name in ("field", "antiparallel", "parallel"))
    at = text["stopping_field"]
    assert np.interp(at, field, slow) == pytest.approx(0, abs=1e-9 * text["speed"])
    assert np.interp(at, field, fast) == pytest.approx(2 * text["speed"], rel=1e-9)
    assert text["slowed_branch"] + text["hastened_branch"] == pytest.approx(2 * text["speed"], rel=1e-14)
    assert -np.interp(20e-3, field, slow) == pytest.approx(text["slowed_branch"], rel=1e-9)


def test_a_sphere_of_ions_has_two_thirds_of_the_field_and_tells_the_directions_apart(text):
    sphere = experiment("spin-meissner", body="sphere").run()
    assert sphere["field_in_body"] == pytest.approx(2 / 3 * text["field_in_body"], rel=1e-13)
    assert sphere["momentum_in_body"] == pytest.approx(1 / 3, rel=1e-4)
    assert sphere["level_difference"] == pytest.approx(1 / 3, rel=1e-4)
    assert text["level_difference"] == pytest.approx(0, abs=1e-10)
    for result in (text, sphere):
        assert result["expansion_order"] == pytest.approx(2, abs=0.08)
        assert result["speed_canonical_0"] > 0 > result["speed_canonical_minus_1"]


def test_fields_of_all_materials():
    """Over Bc1 of conventional theory 1/(ln kappa + a), for the depth of the same pair; over Bc 1/(sqrt2 kappa)."""
    result = experiment("spin-meissner", material="MgB2").run()
    names, kappa, lower, upper = (result.arrays[name].values for name in (
        "metal", "kappa", "stopping_over_vortex", "stopping_over_critical"))
    mgb2 = int(np.flatnonzero(names == "MgB2")[0])
    assert lower[mgb2] == pytest.approx(1 / (np.log(kappa[mgb2]) + 0.5), rel=0.05)
    assert upper[mgb2] == pytest.approx(1 / (np.sqrt(2) * kappa[mgb2]), rel=1e-12)
    assert result["stopping_over_critical_field"] == pytest.approx(upper[mgb2], rel=1e-14)
    niobium, measured = int(np.flatnonzero(names == "Nb")[0]), result.arrays["stopping_over_lower"].values
    assert measured[niobium] == pytest.approx(result.arrays["metal_stopping_field"].values[niobium]
                                              / material("Nb").lower_critical_field_0, rel=1e-14)
    known = result.arrays["critical_field_measured"].values > 0
    assert result["critical_metals"] == np.sum(np.isfinite(upper) & known)
    assert result["critical_scatter"] > 3


def test_the_uncertainty_of_the_depth_counts_twice_in_the_field():
    result = experiment("spin-meissner", material="Nb").run()
    share = {name: result.readings[name].uncertainty / result[name] for name in ("depth", "speed", "stopping_field")}
    assert share["speed"] == pytest.approx(share["depth"], rel=1e-12)
    assert share["stopping_field"] == pytest.approx(2 * share["depth"], rel=1e-12)


def test_refusals():
    with pytest.raises(MissingDataError, match=r"'Os', .*london_depth_0 .*Give penetration_depth"):
        experiment("spin-meissner", material="Os")
    beyond = experiment("spin-meissner", applied_field="1 T").run()
    assert beyond.warnings
    assert beyond["slowed_branch"] < 0
