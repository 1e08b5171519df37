"""Periodic devices: what they say of themselves, and what they refuse."""

import numpy as np
import pytest

import onnes
from onnes.devices import device_from_dict
from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM

METAL = {"coherence_length": "50 nm", "penetration_depth": "100 nm", "resistivity": "150 nohm m"}
CELL = onnes.rectangle("600 nm", "400 nm")
PERIOD = ("600 nm", "400 nm")
ONE = FLUX_QUANTUM / (600e-9 * 400e-9)


def bulk(outline=CELL, period=PERIOD, **more):
    return onnes.Bulk(outline, period=period, **METAL, **more)


def film(period=PERIOD, **more):
    return onnes.Film(CELL, **{"period": period, "thickness": "20 nm", **METAL, **more})


def test_flux_and_field():
    assert bulk().periodic == (0, 1)
    assert bulk().field_of(3) == pytest.approx(3 * ONE)
    assert bulk(period=(None, "400 nm")).periodic == (1,)
    assert onnes.Bulk(CELL, **METAL).periodic == ()


def test_in_files_and_copies():
    cell = film(period=("600 nm", None), insulator={"antidot": onnes.disc("50 nm")})
    again = device_from_dict(cell.to_dict())
    assert again.period == cell.period
    assert again.outline == cell.outline
    assert cell.replace(period=None).periodic == ()
    assert device_from_dict(onnes.Bulk(CELL, **METAL).to_dict()).periodic == ()


def test_a_model_covers_one_period():
    grid = bulk().model(50e-9).grid
    assert grid.periodic == (0, 1)
    assert np.sum(bulk().model(50e-9).sample.node_volume) == pytest.approx(12 * 8)


@pytest.mark.parametrize(("make", "told"), [
    (lambda: bulk(period=("500 nm", "400 nm")), "got '500 nm', expected the width of the outline, 600 nm"),
    (lambda: bulk(period="600 nm"), "two lengths"),
    (lambda: bulk(period=("600 nm", "-400 nm")), "period"),
    (lambda: bulk(onnes.disc("200 nm"), ("400 nm", "400 nm")), "does not fill its period"),
    (lambda: bulk(CELL - onnes.disc("50 nm", ("300 nm", 0))), "Move the cell so that no hole crosses its rim"),
    (lambda: bulk(insulator={"slit": onnes.rectangle("40 nm", "400 nm")}), "does not fill its period"),
    (lambda: film(terminals={"in": onnes.edge("left"), "out": onnes.edge("right")}), "terminals"),
    (lambda: film(thickness=lambda x, y: 20e-9 + 1e-3 * x), "thickness"),
    (lambda: bulk(period=(None, "400 nm")).field_of(1), "both directions"),
])
def test_refused_devices(make, told):
    with pytest.raises(InputError, match=told):
        make()


@pytest.mark.parametrize(("field", "told"), [
    (2.4 * ONE, rf"20.68 mT[\s\S]*2 in {2e3 * ONE:.9g} mT, 3 in {3e3 * ONE:.9g} mT"),
    (onnes.ramp("0 T", 2 * ONE, "1 ns"), "does not change with time"),
    (onnes.fields.loop("1 um", "1 mA", "1 um"), "uniform"),
])
def test_refused_fields(field, told):
    with pytest.raises(InputError, match=told):
        onnes.minimize(film(), field=field)


def test_a_flux_is_taken_as_exactly_whole():
    cell = bulk()
    assert cell.checked_field(onnes.fields.uniform(2 * ONE * (1 + 3e-7))).vector()[2] == cell.field_of(2)


@pytest.mark.parametrize("law", ["london", "perfect-conductor"])
def test_laws_that_hold_psi_do_not_repeat(law):
    with pytest.raises(InputError, match="periodic"):
        onnes.solve(bulk(), time="1 ps", law=law)


@pytest.mark.parametrize("make", [bulk, film])
def test_a_pin_is_felt_beyond_the_side_of_the_cell(make):
    def strength(x, y):
        model = make(pins=[onnes.pin((x, y), "40 nm", 1.5)]).model(20e-9)
        return model.composition.mixture.strength

    inside, at_the_corner = strength(0, 0), strength("300 nm", "200 nm")
    nx, ny = (n - 1 for n in inside.shape)
    np.testing.assert_allclose(np.roll(inside[:-1, :-1], (nx // 2, ny // 2), (0, 1)), at_the_corner[:-1, :-1],
                               atol=1e-12)
    np.testing.assert_allclose(at_the_corner[0], at_the_corner[-1], atol=1e-12)
    assert at_the_corner[0, 0] == pytest.approx(-0.5)


@pytest.mark.long
def test_a_shifted_pin_shifts_the_state():
    """The lowest energy of a cell does not depend on where its boundary is drawn."""
    energies = [float(onnes.minimize(bulk(pins=[onnes.pin(at, "60 nm")]), field=ONE, cells_per_xi=2).energy[-1])
                for at in ((0, 0), ("300 nm", "200 nm"))]
    assert energies[0] == pytest.approx(energies[1], rel=1e-6)


@pytest.mark.parametrize(("parts", "told"), [
    ({"pins": [onnes.pin(("300 nm", 0), "20 nm", hole=True)]}, "Move the cell so that no hole crosses its rim"),
    ({"pins": [onnes.pin((0, 0), "20 nm", mean_free_path=0.5)]}, "mean free path"),
    ({"normal": {"N": onnes.normal(onnes.disc("50 nm"), resistivity="1 uohm m", coherence_length="50 nm")}}, "regions"),
])
def test_parts_that_cannot_repeat_are_refused(parts, told):
    with pytest.raises(InputError, match=told):
        bulk(**parts)


@pytest.mark.parametrize("period", [None, (None, "400 nm"), PERIOD])
def test_pins_that_are_holes_are_holes_of_the_cell(period):
    assert len(bulk(period=period, pins=[onnes.pin((0, 0), "20 nm", hole=True)]).outline.holes) == 1


@pytest.mark.parametrize("period", [None, (None, "400 nm"), PERIOD])
def test_random_pins_keep_their_distance(period):
    device = bulk(period=period, pins=onnes.pins.random("200 um^-2", "10 nm", spacing="45 nm", seed=2))
    at = np.array([each.at for each in device.pins])
    assert len(at) == 48
    apart = np.abs(at[:, None] - at[None])
    for axis, length in enumerate(device.period):
        if length:
            apart[..., axis] = np.minimum(apart[..., axis], length - apart[..., axis])
    assert np.min(np.hypot(*apart[~np.eye(len(at), dtype=bool)].T)) >= 45e-9


def test_pins_without_room_are_refused():
    with pytest.raises(InputError, match=r"pins.spacing: .*found room"):
        bulk(pins=onnes.pins.random("200 um^-2", "10 nm", spacing="75 nm"))
    with pytest.raises(InputError, match="spacing"):
        onnes.pins.random("200 um^-2", "10 nm", spacing="-1 nm")
