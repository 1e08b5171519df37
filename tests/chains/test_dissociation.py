"""Chains broken near the zeros of an alternating field: share and mean square against sampling, limits."""

import numpy as np
import pytest

from onnes.chains.dissociation import dissociated_mean_square, dissociated_share


def sampled(ratio, delay):
    """Return share and mean square of a cycle followed in 400 000 instants."""
    theta = (np.arange(400_000) + 0.5) / 400_000 * np.pi
    half = np.arcsin(min(1.0, ratio))
    since_window_opened = np.mod(theta + half, np.pi)
    broken = since_window_opened < 2 * half + delay
    assert np.all(broken[np.abs(np.sin(theta)) < ratio])
    return broken.mean(), (broken * np.sin(theta) ** 2).mean()


@pytest.mark.parametrize(("ratio", "delay"), [(0.03, 0.0), (0.3, 0.0), (0.3, 0.4), (0.9, 0.2), (0.9, 3.0), (2.0, 0.0)])
def test_share_and_mean_square(ratio, delay):
    share, square = sampled(ratio, delay)
    assert dissociated_share(ratio, delay) == pytest.approx(share, abs=1e-5)
    assert dissociated_mean_square(ratio, delay) == pytest.approx(square, abs=1e-5)


def test_small_windows():
    """Share 2 b/pi and mean square (2/3 pi) b^3 of a window b without delay."""
    b = np.array([1e-6, 1e-4, 1e-2])
    np.testing.assert_allclose(dissociated_share(b), 2 * b / np.pi, rtol=1e-4)
    np.testing.assert_allclose(dissociated_mean_square(b), 2 * b**3 / (3 * np.pi), rtol=1e-4)
    assert dissociated_mean_square(1.0) == pytest.approx(0.5)
