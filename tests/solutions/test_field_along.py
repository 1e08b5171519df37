"""A field along a film lowers epsilon by (B/B_c)^2, B_c = sqrt(3) Phi_0/(pi d xi); a body across whose axis one is."""

import math

import numpy as np
import pytest

import onnes
from onnes.errors import InputError
from onnes.solutions.drive import DeviceDrive
from onnes.units.constants import FLUX_QUANTUM

METAL = {"coherence_length": "50 nm", "penetration_depth": "100 nm", "resistivity": "150 nohm m"}
PLATE = onnes.rectangle("300 nm", "200 nm")
FILM = onnes.Film(PLATE, thickness="20 nm", **METAL)
CRITICAL = math.sqrt(3) * FLUX_QUANTUM / (math.pi * 20e-9 * 50e-9)
ORIGIN = np.zeros(1), np.zeros(1)


def test_the_strength_follows_the_field_and_the_thickness():
    ramped = DeviceDrive(FILM, (onnes.ramp(0, 0.6 * CRITICAL, 1.0), 0.8 * CRITICAL, "5 mT"))
    assert ramped.condensation(*ORIGIN, 0.0) == pytest.approx(1 - 0.8**2)
    assert ramped.condensation(*ORIGIN, 1.0) == pytest.approx(0, abs=1e-12)
    assert ramped.condensation_changes
    assert ramped.condensation_is_uniform
    wedge = FILM.replace(thickness=lambda x, y: 20e-9 * (0.75 + x / 600e-9))
    held = DeviceDrive(wedge, (0.5 * CRITICAL, 0, 0))
    assert held.condensation(*ORIGIN, 0.0) == pytest.approx(1 - (0.5 * 0.75) ** 2)
    assert not held.condensation_is_uniform
    assert DeviceDrive(FILM, "5 mT").condensation(*ORIGIN, 0.0) == 1


def test_in_another_metal_it_is_as_its_conductivity_over_its_density_of_states():
    part = onnes.rectangle("100 nm", "200 nm", ("-100 nm", 0))
    film = FILM.replace(superconductor={"other": onnes.superconductor(
        part, coherence_length="40 nm", penetration_depth="80 nm", resistivity="100 nohm m")})
    model, field = film.model(10e-9), (0.5 * CRITICAL, 0, 0)
    without, within = (DeviceDrive(film, each).on(model, 1e-12, 1.0).at(0.0).condensation for each in (0, field))
    lowered = np.asarray(without - within)
    other = film.metals[0]
    assert lowered[0, 10] == pytest.approx(0.25 * other.conductivity / other.states)
    assert lowered[-1, 10] == pytest.approx(0.25)
    own_critical = CRITICAL * 50 / 40  # the other metal alone becomes normal in a field of its own xi
    assert other.condensation / (other.conductivity / other.states) == pytest.approx((own_critical / CRITICAL) ** 2)


@pytest.mark.long
@pytest.mark.parametrize("share", [0.5, 0.9, 1.1])
def test_psi_vanishes_at_the_critical_field(share):
    found = onnes.minimize(FILM, field=(0.6 * share * CRITICAL, 0.8 * share * CRITICAL, 0), self_field=False)
    density = np.abs(found.data.psi.values[-1]) ** 2
    np.testing.assert_allclose(density, max(1 - share**2, 0), atol=1e-6)


def test_a_body_in_a_field_across_its_axis_is_refused_with_the_reason():
    body = onnes.Bulk(PLATE, **METAL)
    with pytest.raises(InputError, match="vortices lie in the cross-section"):
        body.checked_field(onnes.fields.uniform(("1 mT", 0, "5 mT")))
    with pytest.raises(InputError, match="infinite along z"):
        body.checked_field(onnes.fields.dipole("1 fA m^2", (0, 0, "1 um")))
