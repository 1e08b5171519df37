"""Slabs in space: grids, weights and what they refuse, by hand calculation in SI units."""

import math

import numpy as np
import pytest

import onnes
from onnes.devices import device_from_dict
from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

METAL = {"coherence_length": "50 nm", "penetration_depth": "100 nm", "resistivity": "150 nohm m"}
BORE = onnes.disc("80 nm")
RING = onnes.disc("200 nm") - BORE
TRILAYER = [onnes.layer("60 nm"), onnes.layer("20 nm", kind="insulator"),
            onnes.layer("100 nm", onnes.disc("150 nm") - BORE)]


def solid(outline=RING, **arguments):
    return onnes.Solid(outline, **{**METAL, **({} if "layers" in arguments else {"thickness": "100 nm"}), **arguments})


def test_units_by_hand():
    """J_0 = Phi_0/(2 pi mu_0 xi lambda^2), moments J_0 xi^4, energies Bc^2 xi^3/mu_0."""
    body = solid()
    units, critical = body.units(1.0), FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * 50e-9 * 100e-9)
    density = FLUX_QUANTUM / (2 * math.pi * VACUUM_PERMEABILITY * 50e-9 * 1e-14)
    assert units["current_density"].size == pytest.approx(density)
    assert units["moment"].size == pytest.approx(density * (50e-9) ** 4)
    assert units["energy"].size == pytest.approx(critical**2 / VACUUM_PERMEABILITY * (50e-9) ** 3)
    assert "1 layer in vacuum" in str(body)


def test_volumes_and_cross_sections_are_exact():
    """Node volumes sum to the volume of the metal; vertical edges at every height to the area of the layer there."""
    body = solid(layers=TRILAYER)
    model = body.model(20e-9)
    sizes = [(RING.area, 60e-9), (TRILAYER[2].outline.area, 100e-9)]
    volume = np.sum(model.sample.node_volume) * model.unit**3
    assert volume == pytest.approx(sum(area * d for area, d in sizes), rel=1e-9)
    z = np.asarray(model.grid.nodes[2]) * model.unit
    middles = 0.5 * (z[1:] + z[:-1])
    up = np.sum(np.asarray(model.sample.edge_weight[2]) * np.diff(z / model.unit), axis=(0, 1)) * model.unit**2
    for (area, _), (low, high) in zip(sizes, [(0, 60e-9), (80e-9, 180e-9)], strict=True):
        assert up[(middles > low) & (middles < high)] == pytest.approx(area, rel=1e-9)
    assert np.all(up[(middles < 0) | (middles > 180e-9) | ((middles > 60e-9) & (middles < 80e-9))] == 0)


def test_surfaces_and_middles_of_layers_are_nodes():
    space = solid(layers=TRILAYER).space(25e-9)
    z = space.nodes[2]
    for height in (0, 60e-9, 80e-9, 180e-9):
        assert np.min(abs(z - height)) < 1e-15
    assert z[list(space.middles)] == pytest.approx([30e-9, 130e-9])
    gaps = np.diff(z[(z >= 0) & (z <= 180e-9)])
    assert np.max(gaps) <= 25e-9 * (1 + 1e-9)
    for nodes in space.nodes:
        assert np.all(np.diff(nodes) > 0)
    assert space.nodes[0][[0, -1]] == pytest.approx([-600e-9, 600e-9])  # the margin is as wide as the body


def test_a_body_is_rebuilt_from_what_it_says():
    given = solid(layers=TRILAYER, holes={"bore": BORE}, margin="150 nm", section=0, gamma=3.0)
    again = device_from_dict(given.to_dict())
    assert isinstance(again, onnes.Solid)
    assert again.to_dict() == given.to_dict()
    assert again.hole_index("bore") == 0
    assert again.section == 0
    assert given.replace(gamma=1.0).gamma == 1.0


def test_disorder_is_the_same_at_all_heights_and_is_not_asked_for_in_the_vacuum():
    from onnes.solutions.drive import DeviceDrive

    body = solid(disorder=lambda x, y: 0.5 + x / 400e-9)
    model = body.model(25e-9)
    epsilon = np.asarray(DeviceDrive(body).on(model, 1.0, 1.0).at(0.0).condensation)
    assert epsilon.shape == (*model.grid.shape[:2], 1)
    x = np.clip(np.asarray(model.grid.nodes[0]) * model.unit, -200e-9, 200e-9)
    assert epsilon[:, 3, 0] == pytest.approx(0.5 + x / 400e-9, abs=1e-5)


@pytest.mark.parametrize(("arguments", "says"), [
    ({"thickness": None}, "one of them"),
    ({"thickness": "0 nm"}, "thickness"), ({"thickness": "-1 nm"}, "thickness"), ({"thickness": math.inf}, "thickness"),
    ({"thickness": math.nan}, "thickness"), ({"thickness": "1 s"}, "thickness"),
    ({"margin": "0 nm"}, "margin"), ({"margin": math.nan}, "margin"),
    ({"layers": [onnes.layer("10 nm", kind="insulator")]}, "at least one layer"),
    ({"layers": []}, "at least one layer"),
    ({"layers": ["10 nm"]}, "a sequence of onnes.layer"),
    ({"layers": [onnes.layer("10 nm", onnes.disc("1 um"))]}, "sticks out"),
    ({"section": 1}, "section"), ({"section": -1}, "section"), ({"section": True}, "section"),
    ({"holes": {"bore": onnes.disc("10 nm").moved("150 nm", 0)}}, "covers 0 holes"),
])
def test_refusals(arguments, says):
    with pytest.raises(InputError, match=says):
        solid(**arguments)


@pytest.mark.parametrize(("arguments", "says"), [
    ({"field": onnes.fields.dipole("1e-15 A m^2", ("0 nm", "0 nm", "1 um"))}, "a uniform field"),
    ({"field": lambda x, y: 1e-3 + 0 * x}, "a uniform field"), ({"field": ("1 mT", "2 mT")}, "three components"),
    ({"current": {"left": "1 uA"}}, "no terminals"), ({"self_field": False}, "self_field"),
    ({"law": "schroedinger"}, "for a Solid"), ({"cells_per_xi": 0}, "cells_per_xi"), ({"cells_per_xi": 300}, "nodes"),
])
def test_runs_that_are_refused(arguments, says):
    with pytest.raises(InputError, match=says):
        onnes.solve(solid(), time="1 ps", **arguments)


def test_layers_that_are_refused():
    with pytest.raises(InputError, match="superconductor"):
        onnes.layer("10 nm", kind="metal")
    with pytest.raises(InputError, match="thickness"):
        onnes.layer("0 nm")
