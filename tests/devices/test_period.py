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
    (lambda: bulk(period=("500 nm", "400 nm")), "the width of the outline"),
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
    (2.4 * ONE, rf"2 in {2 * ONE:.9g} T, 3 in {3 * ONE:.9g} T"),
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
