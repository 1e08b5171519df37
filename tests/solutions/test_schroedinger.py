"""Devices under Schroedinger's law, by the door."""

import numpy as np
import pytest

import onnes
from onnes.errors import InputError

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


def test_a_potential_moves_the_carriers_and_keeps_the_energy():
    """A steady potential does no work; pairs, counted as positive, gather where it is low."""
    found = solved(FILM, field=0.0, self_field=False, potential=lambda x, y: 2e-6 * np.sin(np.pi * x / 320e-9),
                   time="20 ps")
    energy = found.data["energy"].values
    assert np.ptp(energy) < 1e-12 * abs(energy[0])
    density = np.abs(found.data["psi"].values[-1]) ** 2
    assert np.mean(density[:density.shape[0] // 3]) > 1 + 1e-4
    assert np.mean(density[-density.shape[0] // 3:]) < 1 - 1e-4


def test_a_longer_time_is_not_advised_where_nothing_dissipates():
    found = solved(FILM, field=0.0, self_field=False, potential=lambda x, y: 2e-4 * np.sin(np.pi * x / 320e-9),
                   time="20 ps")
    (moving,) = [warning for warning in found.warnings if "not at rest" in warning]
    assert "take means" in moving
    assert "longer time" not in moving


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
