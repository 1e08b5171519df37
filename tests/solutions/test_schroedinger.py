"""Devices under Schroedinger's law, by the door."""

import numpy as np
import pytest

import onnes
from onnes.errors import InputError
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR

LENGTHS = {"coherence_length": "40 nm", "penetration_depth": "80 nm"}
SHAPE = onnes.rectangle("320 nm", "240 nm")
FILM = onnes.Film(SHAPE, thickness="40 nm", **LENGTHS)
BODY = onnes.Bulk(SHAPE, **LENGTHS)


def solved(device, **given):
    found = onnes.solve(device, law="schroedinger", frames=4, **{"time": "40 ps", "field": "5 mT"} | given)
    assert found.outcome.status == "completed", found.outcome.message
    return found


@pytest.mark.long
@pytest.mark.parametrize("device", [FILM, BODY], ids=["film", "body"])
def test_at_first_the_current_is_that_of_london(device):
    """With psi = 1 and A in London's gauge the conserved current is London's, its own field included."""
    given = {} if device is BODY else {"self_field": True}
    found = solved(device, time="20 ps", field="0.5 mT", **given)
    london = onnes.solve(device, law="london", time="20 ps", field="0.5 mT", frames=1, **given,
                         cells_per_xi=device.constants.coherence_length / found.model.spacing)
    assert found.data["moment"].values[0] == pytest.approx(london.data["moment"].values[0], rel=1e-4)
    energy = found.data["energy"].values
    assert abs(energy[-1] / energy[0] - 1) < 1e-6


@pytest.mark.long
def test_a_potential_moves_the_carriers_and_keeps_the_energy():
    """A steady potential does no work; pairs, counted as positive, gather where it is low."""
    found = solved(FILM, field=0.0, self_field=False, potential=lambda x, y: 2e-6 * np.sin(np.pi * x / 320e-9),
                   time="20 ps")
    energy = found.data["energy"].values
    assert np.ptp(energy) < 1e-12 * abs(energy[0])
    density = np.abs(found.data["psi"].values[-1]) ** 2
    assert np.mean(density[:density.shape[0] // 3]) > 1 + 1e-4
    assert np.mean(density[-density.shape[0] // 3:]) < 1 - 1e-4


@pytest.mark.long
def test_a_longer_time_is_not_advised_where_nothing_dissipates():
    found = solved(FILM, field=0.0, self_field=False, potential=lambda x, y: 2e-4 * np.sin(np.pi * x / 320e-9),
                   time="20 ps")
    (moving,) = [warning for warning in found.warnings if "not at rest" in warning]
    assert "take means" in moving
    assert "longer time" not in moving


@pytest.mark.long
def test_orbits_that_the_grid_does_not_resolve_are_named():
    found = solved(FILM, field="20 T", self_field=False, time="0.2 ps")
    assert any("flux quanta go through a face" in warning for warning in found.warnings)


@pytest.mark.long
def test_psi_answers_a_potential_as_carriers_of_2e_do():
    """phi = phi_0 + phi_1 cos(k x) turns the phase at -2e phi_0/hbar and moves the density by Bogoliubov's theory.

    ``|psi|^2 - 1 = -(2 U_1 k^2/omega^2) cos(k x) (1 - cos(omega t))`` with U_1 = 2e phi_1 in hbar^2/(2 m xi^2) and
    omega^2 = k^2 (k^2 + 2). On a grid k^2 is (2 sin(k h/2)/h)^2.
    """
    length, xi, constant, wave = 320e-9, 40e-9, 2e-6, 1e-8
    film = onnes.Film(onnes.rectangle(length, "40 nm"), thickness="10 nm", coherence_length=xi,
                      penetration_depth="1 um")
    k = 2 * np.pi / length
    found = onnes.solve(film, law="schroedinger", time="100 ps", field=0.0, self_field=False, frames=10,
                        potential=lambda x, y: constant + wave * np.cos(k * (x + length / 2)))
    psi, time, x = found.data["psi"].values, found.data["time"].values, found.data["x"].values
    middle = psi.shape[2] // 2
    inside = found.data["inside"].values[:, middle].astype(bool)
    psi, shape = psi[:, inside, middle], np.cos(k * (x[inside] + length / 2))

    turning = np.polyfit(time, np.unwrap(np.angle(np.mean(psi, axis=1))), 1)[0]
    assert turning == pytest.approx(-2 * ELEMENTARY_CHARGE * constant / HBAR, rel=1e-3)

    unit = 2 * (2 * ELECTRON_MASS) * xi**2 / HBAR
    h = (x[1] - x[0]) / xi
    square = (2 * np.sin(k * xi * h / 2) / h) ** 2
    omega = np.sqrt(square * (square + 2))
    energy = 2 * ELEMENTARY_CHARGE * wave * unit / HBAR
    expected = -2 * energy * square / omega**2 * (1 - np.cos(omega * time / unit))
    density = (np.abs(psi) ** 2 - 1) @ shape / (shape @ shape)
    assert density == pytest.approx(expected, abs=5e-3 * np.max(np.abs(expected)))


@pytest.mark.long
def test_the_potential_between_two_points_is_what_was_given():
    film = FILM.replace(probes={"left": ("-100 nm", "0 nm"), "right": ("100 nm", "0 nm")})
    found = solved(film, field=0.0, self_field=False, potential=lambda x, y, t: 10.0 * x * (1 + t / 40e-12))
    read = found.data["contact_potential"].values
    middle = 1 + (found.data["time"].values[1:] - 5e-12) / 40e-12
    assert read[1:, 1] - read[1:, 0] == pytest.approx(10.0 * 200e-9 * middle, rel=1e-5)


@pytest.mark.parametrize("given", [{"noise": True}, {"heat": onnes.heat("1e5 W/(m^2 K)")}, {"start": "normal"},
                                   {"checkpoint": "nowhere"}, {"current": {"a": "1 uA"}}], ids=str)
def test_what_cannot_be_combined_is_refused_by_name(given):
    with pytest.raises(InputError) as refusal:
        solved(FILM, **given)
    assert next(iter(given)) in refusal.value.argument or "current" in refusal.value.argument


def test_a_potential_belongs_to_this_law():
    with pytest.raises(InputError, match="potential"):
        onnes.solve(FILM, time="1 ps", law="london", potential="1 uV")
