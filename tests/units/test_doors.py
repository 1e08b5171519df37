"""Numbers with units at the doors: text, pint quantities and floats in, SI floats inside."""

import math

import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.units import from_si, registry, to_si
from onnes.units.constants import FLUX_QUANTUM


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("20 mT", "T", 0.02),
        ("20mT", "T", 0.02),
        ("200 G", "T", 0.02),
        ("200 mG", "T", 2e-5),
        ("0.2 kG", "T", 0.02),
        ("50 nm", "m", 5e-8),
        ("1 um", "m", 1e-6),
        ("3 ns", "s", 3e-9),
        ("4.2 K", "K", 4.2),
        ("4.2", "K", 4.2),
        ("1e10 W/(m^3 K^5)", "W/(m^3 K^5)", 1e10),
        ("1 emu", "A m^2", 1e-3),
        ("3 memu", "A m^2", 3e-6),
        ("1 Mx", "Wb", 1e-8),
        ("5 kMx", "Wb", 5e-5),
        ("1 Phi_0", "Wb", FLUX_QUANTUM),
        ("1.35 mJ/(mol K^2)", "J/(mol K^2)", 1.35e-3),
        ("0.5", "", 0.5),
        ("5 %", "", 0.05),
        ("20 µT", "T", 2e-5),
        ("200 gauss", "T", 0.02),
        ("200 oersted", "T", 0.02),
        ("20 degC", "K", 293.15),
        ("60 rpm", "rad/s", 2 * math.pi),
    ],
)
def test_text_becomes_si(text, unit, number):
    assert to_si(text, unit) == pytest.approx(number, rel=1e-15)


def test_floats_are_si_already_and_pint_quantities_are_converted():
    assert to_si(0.02, "T") == 0.02
    assert to_si(3, "K") == 3.0
    assert to_si(registry().Quantity(20, "mT"), "T") == pytest.approx(0.02, rel=1e-15)
    assert to_si(pint.UnitRegistry().Quantity(200, "gauss"), "T") == pytest.approx(0.02, rel=1e-15)


@pytest.mark.parametrize("number", [np.float64(2), np.float32(2), np.int64(2), np.uint8(2), np.array(2.0), np.array(2)])
def test_numbers_of_numpy_are_numbers(number):
    assert to_si(number, "T") == 2.0
    assert type(to_si(number, "T")) is float


@pytest.mark.parametrize(("value", "unit"), [("5 Hz", "rad/s"), ("5 kHz", "rad/s"), ("5 rad/s", "Hz"),
                                             ("60 rpm", "Hz")])
def test_turns_are_not_radians(value, unit):
    with pytest.raises(InputError, match="2 pi"):
        to_si(value, unit, "speed")


def test_an_oersted_where_tesla_is_wanted_is_a_gauss_and_back():
    assert to_si("200 Oe", "T") == pytest.approx(to_si("200 G", "T"), rel=1e-15)
    assert to_si("1 kOe", "T") == pytest.approx(0.1, rel=1e-15)
    assert to_si("1 Oe", "A/m") == pytest.approx(1e3 / (4 * math.pi), rel=1e-15)
    assert to_si("1 T", "A/m") == pytest.approx(1 / (4e-7 * math.pi), rel=1e-15)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("20 mK", "T", "temperature"),
        ("20 mT", "K", "magnetic field"),
        ("3 s", "m", "time"),
        (registry().Quantity(3, "s"), "m", "time"),
        ("nan T", "T", "NaN"),
        ("1e400 m", "m", "infinite"),
        (math.nan, "T", "NaN"),
        (-math.inf, "K", "infinite"),
        (10**400, "K", "infinite"),
        ("20 mT)", "T", "one number and a unit"),
        ("twenty tesla", "T", "one number and a unit"),
        ("", "T", "one number and a unit"),
        (None, "T", "magnetic field"),
        (True, "T", "magnetic field"),
        ([1.0], "T", "magnetic field"),
        (np.array([1.0]), "T", "magnetic field"),
        (np.True_, "T", "magnetic field"),
        (registry().Quantity([1.0, 2.0], "T"), "T", "one number"),
        ("20 mT 5", "T", "one number"),
        ("1 ± 0.1 T", "T", "one number"),
        ("20 mT + 5 mT", "T", "one number"),
        ("1,5 mT", "T", "point for decimals"),
        ("1/2 T", "T", "one number"),
        ("mT", "T", "one number"),
        ("5 rad", "rad/s", "plain number"),
        ("__import__('os')", "m", "length"),
    ],
)
def test_what_is_no_quantity_is_refused_with_its_name_and_a_cure(value, unit, words):
    with pytest.raises(InputError, match=words) as caught:
        to_si(value, unit, "field")
    assert caught.value.argument == "field"
    assert str(caught.value).startswith("field: got ")


@settings(deadline=None, derandomize=True, max_examples=50)
@given(
    st.floats(1e-9, 1e4),
    st.sampled_from([("T", "kG"), ("A/m", "Oe"), ("Wb", "Mx"), ("A m^2", "emu"), ("m", "um"), ("K", "mK")]),
)
def test_out_and_in_again_is_the_same_number(number, units):
    si, other = units
    assert to_si(f"{from_si(number, si, other)!r} {other}", si) == pytest.approx(number, rel=1e-14)


def test_the_oersted_is_a_unit_of_tesla_on_the_way_out_too():
    assert from_si(1, "T", "Oe") == pytest.approx(1e4, rel=1e-15)
    assert from_si(300, "K", "degC") == pytest.approx(26.85, rel=1e-13)


@pytest.mark.parametrize(("value", "unit", "to", "argument"),
                         [(1, "m", "s", "to"), (1, "T", "bogus", "to"), (1, "T", "", "to"), (1, "bogus", "T", "unit"),
                          ("x", "T", "G", "value")])
def test_what_has_no_way_out_is_refused_by_name(value, unit, to, argument):
    with pytest.raises(InputError) as caught:
        from_si(value, unit, to)
    assert caught.value.argument == argument
