"""GDSII layouts as shapes: layers, cells, references, units, and refusals that name what is there."""

import sys

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.geometry import from_gds, rectangle
from onnes.geometry.regions import counts

gdstk = pytest.importorskip("gdstk")

UM = 1e-6


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    """Cell CHIP: two by three squares by a reference, turned; a keyholed ring; a path on layer 2, datatype 5."""
    library = gdstk.Library(unit=1e-6, precision=1e-9)
    square = library.new_cell("SQUARE")
    square.add(gdstk.rectangle((0, 0), (1, 1), layer=1))
    chip = library.new_cell("CHIP")
    chip.add(gdstk.Reference(square, (10, 0), columns=2, rows=3, spacing=(2, 2), rotation=np.pi / 2))
    chip.add(*gdstk.boolean(gdstk.rectangle((-4, -4), (0, 0)), gdstk.rectangle((-3, -3), (-1, -1)), "not", layer=1))
    chip.add(gdstk.FlexPath([(0, 20), (5, 20)], 0.5, layer=2, datatype=5))
    file = tmp_path_factory.mktemp("layouts") / "chip.gds"
    library.write_gds(file)
    library.new_cell("LONELY")
    library.write_gds(file.with_name("two.gds"))
    return file


@pytest.mark.filterwarnings("ignore:file was repaired")
def test_references_are_flattened_and_lengths_are_in_metres(layout):
    made = from_gds(layout, layer=1)
    assert made.area == pytest.approx((6 + 12) * UM**2, rel=1e-9)
    assert len(made.holes) == 1
    assert made.bounds == pytest.approx(np.array([-4, -4, 10, 3]) * UM, rel=1e-9)
    assert from_gds(str(layout), 2, 5) == rectangle("5 um", "0.5 um", ("2.5 um", "20 um"))
    assert from_gds(layout, layer=1, cell="SQUARE") == rectangle("1 um", "1 um", ("0.5 um", "0.5 um"))


def test_polygons_that_touch_and_overlap_are_one(tmp_path):
    library = gdstk.Library(unit=1e-6, precision=1e-9)
    cell = library.new_cell("STRIP")
    for k in range(5):
        cell.add(gdstk.rectangle((0.3 * k, 0), (0.3 * k + (0.3 if k % 2 else 0.4), 0.1)))
    library.write_gds(tmp_path / "strip.gds")
    made = from_gds(tmp_path / "strip.gds", layer=0)
    assert counts(made.region) == (1, 0)
    assert made.area == pytest.approx(0.16 * UM**2, rel=1e-12)


@pytest.mark.parametrize(("change", "argument", "told"), [
    ({"layer": 7}, "layer", r"layer 7, datatype 0.*1/0, 2/5"),
    ({"layer": 1, "datatype": 5}, "layer", "1/0, 2/5"),
    ({"layer": 2, "datatype": 5, "cell": "SQUARE"}, "layer", "It has 1/0"),
    ({"cell": "SQARE"}, "cell", "Did you mean SQUARE"),
    ({"cell": "NOTHING"}, "cell", "Known: CHIP, SQUARE"),
    ({"layer": "metal"}, "layer", r"whole number[\s\S]*1/0, 2/5"),
    ({"layer": -1}, "layer", r"whole number[\s\S]*1/0, 2/5"),
    ({"layer": True}, "layer", "whole number"),
    ({"datatype": -1}, "datatype", "whole number"),
    ({"file": "nowhere.gds"}, "file", "that exists.*Names count from"),
    ({"file": 3}, "file", 'that exists.*chip.gds", layer=1'),
    ({"file": __file__}, "file", "GDSII.*export it anew"),
])
def test_refusals_name_what_is_there(layout, change, argument, told):
    with pytest.raises(InputError, match=told) as caught:
        from_gds(**{"file": layout, "layer": 1, **change})
    assert caught.value.argument == argument


def test_what_is_no_layout_is_told_without_words_of_the_reader(layout, tmp_path, capfd):
    whole = layout.read_bytes()
    for content in (b"", b"hello, this is not GDSII\n", whole[:150], b"%SEMI-OASIS\r\n" + bytes(99)):
        (tmp_path / "some.gds").write_bytes(content)
        with pytest.raises(InputError, match="damaged or of another format"):
            from_gds(tmp_path / "some.gds", layer=1)
    assert capfd.readouterr() == ("", "")
    (tmp_path / "some.gds").write_bytes(whole + bytes(2000))
    assert from_gds(tmp_path / "some.gds", layer=2, datatype=5).area == pytest.approx(2.5 * UM**2)
    with pytest.raises(InputError, match=r"In that folder: some\.gds"):
        from_gds(tmp_path / "sone.gds", layer=1)


def test_one_of_several_cells_at_the_top_must_be_named(layout):
    two = layout.with_name("two.gds")
    with pytest.raises(InputError, match="At the top of the layout: CHIP, LONELY"):
        from_gds(two, layer=1)
    with pytest.raises(InputError, match="It has no polygons"):
        from_gds(two, layer=1, cell="LONELY")


def test_without_gdstk_the_extra_is_named(layout, monkeypatch):
    monkeypatch.setitem(sys.modules, "gdstk", None)
    with pytest.raises(InputError, match=r'pip install "onnes\[gds\]"'):
        from_gds(layout, layer=1)
