"""The vortex-landscape experiment: fields of a strip, a drawn device, refusals."""

import math

import pytest

from onnes import InputError
from onnes.experiments import experiment
from onnes.units.constants import BOLTZMANN

SQUARE = ("POLYGON ((-5e-6 -5e-6, 5e-6 -5e-6, 5e-6 5e-6, -5e-6 5e-6, -5e-6 -5e-6), "
          "(-3e-6 -2e-6, -2e-6 -2e-6, -2e-6 2e-6, -3e-6 2e-6, -3e-6 -2e-6))")


def test_strip(example_of):
    found = example_of("vortex-landscape")
    assert found["metastable_field_w2"] == pytest.approx(math.pi / 4, rel=0.01)
    assert found["barrier_over_kt"] == pytest.approx(found["barrier"] / (BOLTZMANN * 4.2))
    assert 0 < found["barrier"] < found["entry_barrier"]


@pytest.mark.long
def test_device():
    """Below the field from which a vortex stays there is no well; above it a barrier, which the hole's side lowers."""
    low, high = (experiment("vortex-landscape", device=SQUARE, field=field).run() for field in ("10 uT", "150 uT"))
    assert low["barrier"] == 0
    assert low["well_x"] is None
    assert high["barrier"] > 0
    assert high["well_x"] > 0
    assert high["fluxoids"] > 0
    assert 10e-6 < low["metastable_field"] < 150e-6


@pytest.mark.parametrize(("inputs", "named"), [
    ({"field": "2 T"}, "field"), ({"width": "100 nm"}, "width"), ({"device": SQUARE, "width": "5 um"}, "width"),
    ({"width": "2 mm", "penetration_depth": "100 nm"}, "width"), ({"device": "nothing.gds"}, "file"),
    ({"device": "square"}, "device"), ({"material": "Nb", "temperature": "10 K"}, "temperature")])
def test_refusals(inputs, named):
    with pytest.raises(InputError, match=named):
        experiment("vortex-landscape", **inputs)
