"""Compensation of an exchange field by the applied one."""

import pytest

from onnes.measurements import field_windows
from onnes.pairing.exchange_compensation import compensated_window


def test_window_lies_around_the_exchange_field_and_is_as_wide_as_twice_the_pauli_limit():
    low, high = compensated_window(20.0, 2.0)
    assert (low + high) / 2 == pytest.approx(20.0, rel=1e-12)
    assert (high - low) / 2 == pytest.approx(1.857 * 2.0, rel=1e-3)
    assert compensated_window(1.0, 2.0)[0] == 0


def test_exchange_field_by_resonance_lies_within_the_measured_window():
    known = {fact.observable: fact.value for fact in field_windows() if fact.sample == "lambda-(BETS)2FeCl4"}
    assert known["window_low"] < known["exchange_field"] < known["window_high"]
    middle = (known["window_low"] + known["window_high"]) / 2
    assert middle == pytest.approx(known["exchange_field"], rel=0.11)
