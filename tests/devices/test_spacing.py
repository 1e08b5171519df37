"""The grid of a device: fine enough, affordable, and refusals whose cures work when followed."""

import re

import numpy as np
import pytest

import onnes
from onnes.devices.spacing import MOST_NODES
from onnes.errors import InputError

XI = 10e-9
SQUARE = onnes.rectangle("2 um", "2 um")
NARROW_RING = onnes.ring("100 nm", "97 nm")


@pytest.mark.parametrize("cells", [0.5, 2, 3.7])
def test_cells_per_xi_override_the_grid(film, cells):
    device = film(onnes.rectangle("70 nm", "50 nm"))
    assert device.spacing(cells) == pytest.approx(XI / cells)
    nodes = device.model(device.spacing(cells)).grid.nodes[0]
    assert np.max(np.diff(nodes)) <= 1 / cells * (1 + 1e-9)
    assert np.ptp(nodes) * XI == pytest.approx(70e-9)


def test_three_cells_or_more(film):
    """Large films get three cells for each xi, small ones a few thousand nodes, no film more than eight cells."""
    assert film(SQUARE).spacing() == pytest.approx(XI / 3)
    assert film(onnes.rectangle("150 nm", "150 nm")).spacing() == pytest.approx(150e-9 / np.sqrt(3000))
    assert film(onnes.rectangle("60 nm", "60 nm")).spacing() == pytest.approx(XI / 8)


def test_near_tc_the_grid_follows_xi(film):
    """xi grows as epsilon^(-1/2), down to epsilon = 0.01."""
    device = film(SQUARE)
    assert device.spacing(2, condensation=0.25) == pytest.approx(XI)
    assert device.spacing(2, condensation=4.0) == pytest.approx(XI / 4)
    assert device.spacing(2, condensation=0.0) == device.spacing(2, condensation=0.01) == pytest.approx(XI * 5)


@pytest.mark.parametrize(("side", "cells"), [("10 um", None), ("10.27 um", None), ("9.9 um", 8)])
def test_a_grid_that_is_too_large_names_one_that_is_not(film, side, cells):
    device = film(onnes.rectangle(side, side))
    with pytest.raises(InputError, match=f"nodes.*{MOST_NODES:,}") as refusal:
        device.spacing(cells)
    suggested = float(re.search(r"cells_per_xi=([\d.]+)", refusal.value.cure).group(1))
    assert suggested >= 1.9
    assert device.spacing(suggested) == pytest.approx(XI / suggested)


def test_no_cure_is_named_that_does_not_work(film):
    """A millimetre at xi = 10 nm would need 0.02 cells for each xi."""
    with pytest.raises(InputError, match=r"a temperature at which lengths are 1\.5e\+02 times as long") as refusal:
        film(onnes.rectangle("1 mm", "1 mm")).spacing()
    assert "cells_per_xi=" not in refusal.value.cure
    longer = film(onnes.rectangle("1 mm", "1 mm"), coherence_length="1.51 um", penetration_depth="2 um")
    assert longer.spacing() > 0


@pytest.mark.parametrize("cells", [0.1, 0, -1, float("nan"), "3 nm", None])
def test_cells_per_xi_at_the_door(film, cells):
    if cells is None:
        assert film(SQUARE).spacing(None) > 0
        return
    with pytest.raises(InputError) as refusal:
        film(SQUARE).spacing(cells)
    assert refusal.value.argument == "cells_per_xi"


def test_a_ring_that_the_grid_does_not_resolve_warns(film):
    """Case C4: 0.3 xi wide. The grid that is chosen resolves it, a coarse one says that it does not."""
    ring = film(NARROW_RING)
    assert ring.spacing() < 3e-9 / 2
    (warning,) = ring.model(ring.spacing(2)).warnings
    assert "not resolved" in warning
    assert film(onnes.ring("100 nm", "50 nm")).model(XI / 2).warnings == ()
