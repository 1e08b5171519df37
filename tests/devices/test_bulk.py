"""What a body infinite along z says of itself, and what it refuses, by hand calculation in SI units."""

import math

import numpy as np
import pytest

import onnes
from onnes.devices import device_from_dict
from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

METAL = {"coherence_length": "50 nm", "penetration_depth": "100 nm", "resistivity": "150 nohm m"}
TUBE = onnes.ring("200 nm", "80 nm")


def bulk(outline=TUBE, **arguments):
    return onnes.Bulk(outline, **{**METAL, **arguments})


def test_scales_by_hand():
    """xi = 50 nm, lambda = 100 nm: kappa = 2, Bc = Phi_0/(2 sqrt2 pi xi lambda)."""
    body = bulk()
    critical = FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * 50e-9 * 100e-9)
    assert body.kappa == pytest.approx(2)
    assert body.thermodynamic_critical_field == pytest.approx(critical)
    assert body.energy_unit == pytest.approx(critical**2 / VACUUM_PERMEABILITY * (50e-9) ** 2)
    assert body.scales.time == pytest.approx(VACUUM_PERMEABILITY * 1e-14 / 1.5e-7)
    assert "kappa" in str(body)
    assert "infinite along z" in str(body)


def test_units_are_those_of_scales():
    """J0, and J0 xi for a magnetisation, J0 xi^3 for a moment per length."""
    body = bulk()
    units, density = body.units(1.0), body.scales.current_density
    assert units["current_density"].size == pytest.approx(density)
    assert units["magnetisation"].size == pytest.approx(density * 50e-9)
    assert units["moment"].size == pytest.approx(density * (50e-9) ** 3)
    assert units["energy"].size == pytest.approx(body.scales.energy_per_length)


def test_the_grid_resolves_the_shorter_length():
    """xi where kappa > 1, lambda below and with |psi| held; a third of it for large bodies."""
    large = onnes.rectangle("8 um", "8 um")
    assert bulk(large).spacing() == pytest.approx(50e-9 / 3)
    assert bulk(large, penetration_depth="20 nm").spacing() == pytest.approx(20e-9 / 3)
    assert bulk(large).spacing(rigid=True) == pytest.approx(100e-9 / 3)


def test_node_volumes_sum_to_the_area():
    model = bulk().model(10e-9)
    assert np.sum(model.sample.node_volume) * model.unit**2 == pytest.approx(TUBE.area, rel=1e-9)
    assert model.holes.count == 1


def test_a_body_is_rebuilt_from_what_it_says():
    given = bulk(holes={"bore": onnes.disc("80 nm")}, disorder=0.5, gamma=3.0)
    again = device_from_dict(given.to_dict())
    assert isinstance(again, onnes.Bulk)
    assert again.to_dict() == given.to_dict()
    assert again.hole_index("bore") == 0
    assert bulk().replace(gamma=1.0).gamma == 1.0


@pytest.mark.parametrize(("arguments", "says"), [
    ({"field": onnes.fields.dipole("1e-15 A m^2", ("0 nm", "0 nm", "100 nm"))}, "a uniform field along z"),
    ({"field": ("1 mT", "0 mT", "0 mT")}, "a uniform field along z"),
    ({"field": lambda x, y: 1e-3 + 0 * x}, "a uniform field along z"),
    ({"current": {"left": "1 uA"}}, "no terminals"),
    ({"self_field": False}, "self_field"),
])
def test_what_depends_on_z_or_needs_contacts_is_refused(arguments, says):
    with pytest.raises(InputError, match=says):
        onnes.solve(bulk(), time="1 ps", **arguments)


@pytest.mark.long
def test_a_body_has_no_voltage():
    run = onnes.solve(bulk(), time="0.1 ps", law="london", frames=1)
    with pytest.raises(InputError, match="a film"):
        run.voltage()
