"""Prefixes change how a number is written, never what it says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.plots import axis_label, in_words, prefixed, typeset
from onnes.units import from_si


@settings(deadline=None, derandomize=True)
@given(st.floats(1e-20, 1e12), st.sampled_from(["T", "m", "s", "A", "V", "Wb", "K"]))
def test_a_prefixed_number_is_pleasant_and_the_same(value, unit):
    factor, shown = prefixed(np.array([0.0, -value, value / 3]), unit)
    assert 1 - 1e-9 <= value * factor < 1000 * (1 + 1e-9)
    assert from_si(value, unit, shown) == pytest.approx(value * factor, rel=1e-9)


def test_examples_of_the_laboratory():
    assert in_words(0.02, "T") == "20 mT"
    assert in_words(1e-3, "T") == "1 mT"
    assert in_words(5e-8, "m") == "50 nm"
    assert in_words(1.23456e-11, "s") == "12.35 ps"
    assert in_words(3e10, "A/m^2") == "30 GA/m²"
    assert in_words(0.5, "") == "0.5"


def test_areas_and_unknown_units_take_no_prefix():
    assert prefixed([1e-12], "m^2") == (1.0, "m²")
    assert prefixed([1e6], "furlong") == (1.0, "furlong")


def test_nothing_and_nan_take_no_prefix():
    assert prefixed([0.0, np.nan], "T") == (1.0, "T")
    assert prefixed([], "T") == (1.0, "T")


def test_labels():
    assert axis_label("field", "mT") == "field (mT)"
    assert axis_label("fraction", "") == "fraction"
    assert typeset("kg m^-3") == "kg m⁻³"


@pytest.mark.parametrize(("value", "uncertainty", "unit", "words"), [
    (588.2e-9, 105.9e-24, "Ohm", "588.2 nΩ"),  # rounding
    (588.2e-9, 1.2e-9, "Ohm", "588.2 ± 1.2 nΩ"),
    (588.2e-9, 1.2e-9, "ohm", "588.2 ± 1.2 nΩ"),
    (7.196, 0.006, "K", "7.1960 ± 0.0060 K"),
    (0.0803, 1e-4, "T", "80.30 ± 0.10 mT"),
    (-5e-8, np.nan, "m", "-50 nm"),
    (0.0, 1e-3, "", "0.0000 ± 0.0010"),
    (28.59e-24, None, "J", "178.4 µeV"),
    (3e-22, 1.6e-24, "J", "1.872 ± 0.010 meV"),
    (2.2e-18, None, "J", "13.73 eV"),
    (3e-9, None, "J", "3 nJ"),
    (3e9, 2e8, "", "3e+09 ± 2e+08"),
    (3.32e-6, 1.1e-7, "", "3.32e-06 ± 1.1e-07"),
    (6.409e-35, None, "J*s", "6.409e-35 J·s"),
    (-0.0, None, "m/s", "0 m/s"),
])
def test_numbers_with_their_uncertainty(value, uncertainty, unit, words):
    assert in_words(value, unit, uncertainty) == words


@pytest.mark.parametrize(("ratio", "words"), [
    (0.999992, "0.999992"), (1.000084, "1.000084"), (-0.99996, "-0.99996"), (1.0, "1"), (1 + 1e-12, "1"),
    (1.0012, "1.001"), (0.99, "0.99"), (137.036, "137")])
def test_a_ratio_near_1_has_the_digits_of_its_difference(ratio, words):
    assert in_words(ratio, "") == words


def test_a_quantity_with_a_unit_has_four_digits_near_1_too():
    assert in_words(1.000084, "T") == "1 T"


def test_products_of_units_take_a_power_of_ten():
    assert prefixed([2e-18, -5e-19], "A m^2")[1] == "10⁻¹⁸ A m²"
    assert prefixed([2.0], "A m^2") == (1.0, "A m²")
    assert in_words(-5.947e-18, "A m^2") == "-5.947 × 10⁻¹⁸ A m²"
