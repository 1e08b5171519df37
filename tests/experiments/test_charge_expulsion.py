"""Expelled charge in SI units: the text's numbers, size, energy, shapes, refusals."""

import numpy as np
import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiment
from onnes.materials import material
from onnes.units.constants import (
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    HBAR,
    SPEED_OF_LIGHT,
    VACUUM_PERMEABILITY,
    VACUUM_PERMITTIVITY,
)


def run(**inputs):
    return experiment("charge-expulsion", **inputs).run()


def test_numbers_of_the_text():
    result = run(size="1 cm")
    assert result["field_scale"] == pytest.approx(3.24e7, rel=2e-3)
    assert result["charge_over_carriers"] == pytest.approx(742.10 / SPEED_OF_LIGHT, rel=1e-5)
    assert result["expelled_charge"] == pytest.approx(VACUUM_PERMITTIVITY * result["field_scale"], rel=1e-4)
    assert result["largest_field"] == pytest.approx(result["field_scale"], rel=1e-3)
    assert result["potential"] == pytest.approx(result["field_scale"] * 5e-3, rel=1e-4)
    assert result["bernoulli_potential"] < 2e-6


def test_layer_and_interior():
    result = run(body="sphere", size="20 um")
    rho, r, field = (result.arrays[name].values for name in ("density", "r", "electric_field"))
    assert rho[0] == pytest.approx(result["interior_density"], rel=1e-6)
    layer = VACUUM_PERMITTIVITY * result["field_scale"] / result["depth"]
    assert rho[-1] == pytest.approx(-layer, rel=5e-3)
    assert np.max(field) == pytest.approx(result["largest_field"], rel=1e-4)
    assert r[-1] == pytest.approx(20e-6)


@pytest.mark.parametrize(("body", "dimension"), [("slab", 1), ("cylinder", 2), ("sphere", 3)])
def test_profiles_and_readings_in_si_units(body, dimension):
    """Gauss's law, the potential and the energy of the profiles, with none of the defaults."""
    size, depth = 180e-9, 45e-9
    result = run(body=body, size=size, penetration_depth=depth)
    r, rho, field, potential = (result.arrays[name].values for name in (
        "r", "density", "electric_field", "electric_potential"))
    assert result["field_scale"] == pytest.approx(HBAR * SPEED_OF_LIGHT / (4 * ELEMENTARY_CHARGE * depth**2), rel=1e-9)
    scale = VACUUM_PERMITTIVITY * result["field_scale"]
    assert result["interior_density"] == pytest.approx(dimension * scale / size, rel=1e-12)
    fine = np.linspace(0, size, 4001)
    charge = np.interp(fine, r, rho) * fine ** (dimension - 1)
    flux = np.concatenate([[0.0], np.cumsum((charge[1:] + charge[:-1]) / 2)]) * fine[1] / VACUUM_PERMITTIVITY
    enclosed = flux[1:] / fine[1:] ** (dimension - 1)
    np.testing.assert_allclose(enclosed[40:], np.interp(fine[41:], r, field), atol=3e-3 * result["largest_field"])
    fall = np.trapezoid(field, r)
    assert potential[0] == pytest.approx(fall, rel=1e-3)
    assert result["potential"] == pytest.approx(fall, rel=1e-3)
    shell = dimension / size**dimension * r ** (dimension - 1)
    energy = np.trapezoid(VACUUM_PERMITTIVITY / 2 * field**2 * shell, r)
    assert result["energy_density"] == pytest.approx(energy, rel=2e-3)


@pytest.mark.parametrize(("body", "closed"), [("section", "cylinder"), ("round", "sphere")])
def test_a_round_body_on_a_grid_has_the_readings_of_the_closed_form(body, closed):
    inputs = {"size": "90 nm", "penetration_depth": "45 nm"}
    found, exact = run(body=body, aspect=1, **inputs), run(body=closed, **inputs)
    for name, share in (("interior_density", 5e-3), ("expelled_charge", 2e-2), ("largest_field", 2e-2),
                        ("potential", 2e-2), ("energy_density", 2e-2)):
        assert found[name] == pytest.approx(exact[name], rel=share)
    arrays, middle = found.arrays, exact.arrays["density"].values[0]
    assert arrays["density"].values.max() == pytest.approx(middle, rel=2e-2)
    assert arrays["electric_potential"].values.max() == pytest.approx(exact["potential"], rel=3e-2)
    assert arrays["electric_field"].values.max() == pytest.approx(exact["largest_field"], rel=3e-2)


def test_quadrupole_and_field_outside_in_si_units():
    result = run(body="section", size="45 nm", aspect=2, penetration_depth="45 nm")
    x, y, inside, density, field = (result.arrays[name].values for name in (
        "x", "y", "inside", "density", "electric_field"))
    cell = np.multiply.outer(np.gradient(x), np.gradient(y)) * inside
    moment = np.sum(cell * density * (x[:, None] ** 2 - y**2))
    assert result["quadrupole"] == pytest.approx(moment, rel=0.1, abs=0)
    assert 0.5 < field[inside == 0].max() / result["outside_field"] < 1


def test_conventional_lengths_and_potentials_in_si_units():
    lead = run(material="Pb", size="1 um")
    depth, critical = material("Pb").london_depth_0, material("Pb").critical_field_0
    speed = ELEMENTARY_CHARGE * depth * critical / ELECTRON_MASS
    assert lead["bernoulli_potential"] == pytest.approx(ELECTRON_MASS * speed**2 / (2 * ELEMENTARY_CHARGE), rel=1e-9)
    assert lead["bernoulli_field"] == pytest.approx(2 * lead["bernoulli_potential"] / depth, rel=1e-12)
    density = ELECTRON_MASS / (VACUUM_PERMEABILITY * 39e-9**2 * ELEMENTARY_CHARGE**2)
    # 1/q^2 = pi a_B/(4 k_F) of free electrons.
    bohr = 4 * np.pi * VACUUM_PERMITTIVITY * HBAR**2 / (ELECTRON_MASS * ELEMENTARY_CHARGE**2)
    expected = np.sqrt(np.pi * bohr / (4 * (3 * np.pi**2 * density) ** (1 / 3)))
    assert run(size="1 um")["thomas_fermi_length"] == pytest.approx(expected, rel=1e-9, abs=0)


@pytest.mark.parametrize(("body", "share"), [("slab", 1 / 3), ("cylinder", 1 / 2), ("sphere", 3 / 5)])
def test_energy_per_volume_does_not_fall_with_the_size(body, share):
    """Over that of condensation it is the share times (B_s/Bc)^2: 2250 in an aluminium sphere."""
    result = run(body=body, size="1 mm", material="Al")
    assert result["energy_over_spin_current"] == pytest.approx(share, rel=1e-3)
    magnetic = result["field_scale"] / SPEED_OF_LIGHT
    ratio = (magnetic / material("Al").critical_field_0) ** 2
    assert result["energy_over_condensation"] == pytest.approx(share * ratio, rel=1e-3)


def test_a_field_leaks_out_of_an_ellipse():
    result = run(body="section", size="80 nm", spacing_over_depth=0.25)
    assert result["outside_field"] > 0.05 * result["field_scale"]
    assert result["quadrupole"] > 0
    assert abs(result["net_charge"]) < 1e-11
    assert result.arrays["density"].values.max() < result["interior_density"]
    assert result.readings["energy_density"].uncertainty < 0.05 * result["energy_density"]


def test_a_polygon_is_the_same_body_wherever_it_lies():
    """The rectangle by name and as text, away from the origin."""
    named = run(body="section", outline="rectangle", size="60 nm", aspect=1)
    text = "POLYGON ((1e-6 0, 1.12e-6 0, 1.12e-6 1.2e-7, 1e-6 1.2e-7, 1e-6 0))"
    given = run(body="section", outline=text)
    assert given["potential"] == pytest.approx(named["potential"], rel=1e-6)
    assert named["quadrupole"] == pytest.approx(0, abs=1e-9 * named["expelled_charge"] * 60e-9**3)


@pytest.mark.parametrize(("body", "power"), [("section", 3), ("round", 4)])
def test_the_quadrupole_scales_as_charge_per_area_and_size(body, power):
    """All lengths twice as long: E_m is a quarter, the moment 2^3/4 per length or 2^4/4."""
    one, two = (run(body=body, size=size, penetration_depth=size, aspect=1.5, spacing_over_depth=0.5)
                for size in (50e-9, 100e-9))
    assert two["quadrupole"] / one["quadrupole"] == pytest.approx(2**power / 4, rel=1e-9)


@pytest.mark.parametrize(("inputs", "name"), [
    ({"aspect": 3}, "aspect"),
    ({"outline": "rectangle"}, "outline"), ({"body": "section", "size": "20 um"}, "size"),
    ({"size": 1e-15}, "size"), ({"body": "sphere", "size": "1 km"}, "size"),
    ({"body": "section", "outline": "POLYGON ((0 0, 1 0, 0 1, 0 0))"}, "outline"),
    ({"body": "round", "size": "10 nm"}, "size"),
    ({"body": "round", "size": "10 nm", "spacing_over_depth": 0.25}, "spacing_over_depth"),
    ({"body": "section", "outline": "circle"}, "outline"),
    ({"body": "section", "size": "1 um", "outline": "POLYGON ((0 0, 1e-7 0, 0 1e-7, 0 0))"}, "size"),
    ({"body": "round", "outline": "POLYGON ((-1e-7 0, 1e-7 0, 0 1e-7, -1e-7 0))"}, "outline"),
    ({"body": "section", "outline": "MULTIPOLYGON (((0 0, 1e-7 0, 0 1e-7, 0 0)), ((9e-7 0, 8e-7 0, 9e-7 1e-7, 9e-7 "
                                    "0)))"}, "outline")])
def test_contradictions_are_refused(inputs, name):
    with pytest.raises(InputError) as refusal:
        experiment("charge-expulsion", **inputs)
    assert refusal.value.argument == name


def test_a_material_without_depth_is_refused():
    with pytest.raises(MissingDataError, match=r"'Os', .*london_depth_0 .*Give penetration_depth"):
        experiment("charge-expulsion", material="Os")
