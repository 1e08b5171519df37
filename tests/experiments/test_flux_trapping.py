"""flux-trapping and moat-design: refusals, numbers that add up, the expulsion field from counts, the front."""

import numpy as np
import pytest

import onnes
from onnes.experiments import experiment
from onnes.experiments.moat_design.run import on_front
from onnes.problems.vortex_kinetics import expulsion


def test_refusals():
    for inputs, named in (({"device": "moats", "moat": "50 um"}, "moat"), ({"device": "file"}, "device"),
                          ({"device": "moats", "side": "10 um"}, "side"), ({"file": "chip.gds"}, "file"),
                          ({"field": "5 T"}, "field"), ({"cooling_rate": "-1 K/s"}, "cooling_rate"),
                          ({"repeats": 0}, "repeats"), ({"width": "50 nm"}, "width")):
        with pytest.raises(onnes.InputError) as refusal:
            experiment("flux-trapping", **inputs)
        assert named in refusal.value.argument
    with pytest.raises(onnes.InputError, match="cooling_rate"):
        experiment("flux-trapping", method="tdgl").run()
    for inputs, named in (({"moats": "60 um"}, "moats"), ({"aspects": "0.5"}, "aspects"),
                          ({"pitches": "1 K"}, "pitches"), ({"moats": "5 um, 6 parsnips"}, "moats")):
        with pytest.raises(onnes.InputError) as refusal:
            experiment("moat-design", **inputs)
        assert named in refusal.value.argument


def test_file_without_metal_is_refused(tmp_path):
    gdstk = pytest.importorskip("gdstk")
    library = gdstk.Library()
    library.new_cell("TOP").add(gdstk.rectangle((0, 0), (10, 10), layer=1))
    library.write_gds(tmp_path / "chip.gds")
    chosen = experiment("flux-trapping", device="file", file=str(tmp_path / "chip.gds"), layer=1)
    assert chosen.outline().area == pytest.approx(1e-10)
    with pytest.raises(onnes.InputError, match="layer"):
        experiment("flux-trapping", device="file", file=str(tmp_path / "chip.gds"), layer=7)


def test_numbers_add_up(example_of):
    result = example_of("flux-trapping")
    assert result["trapped_vortices"] == result["in_film"] + result["in_moats"]
    assert result["density"] == pytest.approx(result["in_film"] / (10e-6 * 20e-6))
    charge = result.arrays["charge"].values
    assert np.array_equal(charge.sum(axis=1), result.arrays["in_film_on_the_way"].values[-1])
    assert result["width"] == pytest.approx(10e-6, rel=1e-3)


def test_expulsion_field_from_counts():
    fields = np.array([1.0, 2.0, 4.0, 8.0])
    found = expulsion(fields, np.array([[0, 0], [0, 0], [1, 2], [3, 0]]))
    assert found.value == pytest.approx(8**0.5)
    assert found.uncertainty == pytest.approx(8**0.5 * np.log(2) / 12**0.5)
    assert expulsion(fields, np.ones((4, 2))).value is None
    assert "above" in expulsion(fields, np.zeros((4, 2))).absent


def test_front():
    area, field = np.array([0.1, 0.1, 0.2, 0.3, 0.2]), np.array([1.0, 2.0, 3.0, 2.5, np.nan])
    assert list(on_front(area, field)) == [False, True, True, False, False]
