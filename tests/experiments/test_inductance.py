"""The inductance experiment: loops and lines beside what they are known to be."""

import pytest

from onnes import InputError
from onnes.experiments import experiment
from onnes.units.constants import VACUUM_PERMEABILITY

PLATE = ("POLYGON ((-4e-6 -2e-6, 4e-6 -2e-6, 4e-6 2e-6, -4e-6 2e-6, -4e-6 -2e-6), "
         "(-3e-6 -1e-6, -1e-6 -1e-6, -1e-6 1e-6, -3e-6 1e-6, -3e-6 -1e-6), "
         "(1e-6 -1e-6, 3e-6 -1e-6, 3e-6 1e-6, 1e-6 1e-6, 1e-6 -1e-6))")


def test_a_washer_is_that_of_jaycox_and_ketchen(example_of):
    found = example_of("inductance")
    assert found["geometric"] == pytest.approx(1.25 * VACUUM_PERMEABILITY * 10e-6, rel=0.02)
    assert found["inductance"] == pytest.approx(found["geometric"] + found["kinetic"], rel=1e-12)
    assert found["mutual"] is None


@pytest.mark.long
@pytest.mark.parametrize(("inputs", "precision"), [
    ({"device": "ring", "hole": "4 um", "width": "1 um"}, 0.01),
    ({"device": "ring", "hole": "4 um", "width": "1 um", "distance": "0.5 um"}, 0.01),
    ({"device": "coplanar", "width": "5 um", "gap": "2 um"}, 0.02),
    ({"device": "coplanar", "width": "1 um", "gap": "1 um", "penetration_depth": "2 um"}, 0.002),
    ({"device": "microstrip", "width": "5 um", "penetration_depth": "90 nm"}, 0.01),
    ({"device": "stacked", "hole": "10 um", "width": "2 um", "distance": "1 um"}, 0.01),
])
def test_lines_and_layers_are_those_of_londons_equation(inputs, precision):
    found = experiment("inductance", **inputs).run()
    assert found["over_reference"] == pytest.approx(1, abs=precision)


@pytest.mark.long
def test_two_holes_of_a_drawn_film():
    """Currents around neighbours run against each other in the bar between: a negative mutual inductance."""
    found = experiment("inductance", device=PLATE).run()
    assert found["loops"] == 2
    assert found["mutual"] < 0
    assert found["coupling"] == pytest.approx(found["mutual"] / found["inductance"], rel=1e-3)  # equal holes
    assert found["reference"] is None


@pytest.mark.parametrize(("inputs", "named"), [
    ({"hole": "0 m"}, "hole"), ({"device": "donut"}, "device"), ({"device": "nothing.toml"}, "file"),
    ({"device": "POLYGON ((0 0, 1e-6 0, 1e-6 1e-6, 0 0))"}, "device"),
    ({"device": "coplanar", "gap": "10 nm"}, "gap"),
    ({"width": "1 mm"}, "hole|width"), ({"distance": "1 nm"}, "distance"),
    ({"distance": "1 nm", "device": "stacked"}, "distance"),
    ({"temperature": "20 K", "material": "Nb"}, "temperature")])
def test_refusals(inputs, named):
    with pytest.raises(InputError, match=named):
        experiment("inductance", **inputs)
