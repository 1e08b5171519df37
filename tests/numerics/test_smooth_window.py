"""Averages that need no whole number of periods."""

import numpy as np
import pytest

from onnes.numerics.smooth_window import smooth_mean, smooth_rate


@pytest.mark.parametrize("periods", [3.3, 8.5, 20.1])
def test_an_oscillation_is_averaged_away(periods):
    wave = 2 + np.cos(2 * np.pi * periods * (np.arange(4000) + 0.5) / 4000 + 0.7)
    assert smooth_mean(wave) == pytest.approx(2.0, abs=1 / (periods * (periods**2 - 1)))


@pytest.mark.parametrize("periods", [8.5, 20.1])
def test_the_rate_of_regular_events(periods):
    events = 4.0 + 2.0 * (np.arange(int(periods)) + 0.3) / periods
    rate = smooth_rate(events, np.ones(len(events)), 4.0, 6.0)
    assert rate == pytest.approx(periods / 2, abs=2 / (periods**2 - 1))
