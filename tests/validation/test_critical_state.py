"""The critical state of a pinned slab: Bean's profile, its slope and its reversal."""

import pytest

from onnes.validation.regions import bean_slope, critical_states


@pytest.mark.long
def test_a_pinned_slab_has_beans_profile_and_the_slope_of_its_loop():
    up, down = critical_states()
    assert up.correlation < -0.98
    assert down.correlation > 0.9
    assert up.slope < 0 < down.slope
    assert bean_slope(1) == pytest.approx(1, rel=0.15)
    assert abs(up.slope) > down.slope  # pins hold less in the larger field, in which the slab is on the way down
    assert up.field < down.field


@pytest.mark.long
def test_without_pins_the_profile_does_not_turn_over():
    clean, pinned = (critical_states(pinned=pinned)[1] for pinned in (False, True))
    assert abs(clean.slope) < 0.2 * pinned.slope
