"""flux-trapping and moat-design: refusals, numbers that add up, the expulsion field from counts, the front."""

from types import SimpleNamespace

import numpy as np
import pytest

import onnes
from onnes.experiments import experiment
from onnes.experiments.flux_trapping import FluxTrapping
from onnes.experiments.flux_trapping.picture import picture
from onnes.experiments.moat_design import run as moat_design
from onnes.experiments.moat_design.crossing import crossing
from onnes.experiments.moat_design.trends import distinct, on_front, power_of_pitch, slits_over_squares
from onnes.problems.vortex_kinetics import expulsion


def test_refusals():
    for inputs, named in (({"device": "moats", "moat": "50 um"}, "moat"), ({"device": "file"}, "file"),
                          ({"device": "moats", "side": "10 um"}, "side"), ({"file": "chip.gds"}, "file"),
                          ({"field": "5 T"}, "field"), ({"cooling_rate": "-1 K/s"}, "cooling_rate"),
                          ({"repeats": 0}, "repeats"), ({"pin_depth": 50}, "pin_depth"), ({"width": "50 nm"}, "width")):
        with pytest.raises(onnes.InputError) as refusal:
            experiment("flux-trapping", **inputs)
        assert named in refusal.value.argument
    with pytest.raises(onnes.InputError, match="cooling_rate"):
        experiment("flux-trapping", method="tdgl").run()
    for inputs, named in (({"shares": "0.9"}, "shares"), ({"shares": "1.2"}, "shares"), ({"aspects": "0.5"}, "aspects"),
                          ({"aspects": "40"}, "aspects"), ({"pitches": "1 K"}, "pitches"), ({"count": 1}, "count"),
                          ({"pitches": "5 um, 6 parsnips"}, "pitches"), ({"tolerated": 0}, "tolerated")):
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
    with pytest.raises(onnes.InputError, match=r"^layer: .*that the cell has"):
        experiment("flux-trapping", device="file", file=str(tmp_path / "chip.gds"), layer=7)
    with pytest.raises(onnes.InputError, match=r"^file: .*layer 0.*It has 1/0"):
        experiment("flux-trapping", device="file", file=str(tmp_path / "chip.gds"))


def test_holes_that_touch_are_refused_with_the_place(tmp_path):
    """gdstk cuts both holes by one outline that meets itself at (20, 20) um."""
    gdstk = pytest.importorskip("gdstk")
    library, name = gdstk.Library(), str(tmp_path / "touch.gds")
    plane, holes = gdstk.rectangle((0, 0), (40, 40)), [gdstk.rectangle((a, a), (a + 10, a + 10)) for a in (10, 20)]
    library.new_cell("TOP").add(*gdstk.boolean(plane, holes, "not", layer=1))
    library.write_gds(name)
    for given, argument in (({"file": name, "device": "file"}, "file"), ({"device": name}, "device")):
        with (pytest.warns(UserWarning, match="repaired"),
              pytest.raises(onnes.InputError, match=r"touch at \(2e-05 m, 2e-05 m\)") as refusal):
            experiment("flux-trapping" if argument == "file" else "vortex-landscape", layer=1, **given)
        assert refusal.value.argument == argument


PLANE = """
[film]
outline = [{add = "rectangle", width = "20 um", height = "20 um"}, {cut = "rectangle", width = "6 um", height = "4 um"}]
insulator = {slit = {add = "rectangle", width = "2 um", height = "8 um", moved = ["6 um", "0 um"]}}
material = "Al"
temperature = "0.4 K"
thickness = "100 nm"
"""


@pytest.fixture
def plane(tmp_path):
    (tmp_path / "plane.toml").write_text(PLANE)
    return tmp_path / "plane.toml"


def test_device_file(plane):
    """Holes and insulators are moats; material and thickness of the file hold; both experiments read it alike."""
    chosen = experiment("flux-trapping", device="file", file=str(plane))
    assert chosen.outline().area == pytest.approx((400 - 24 - 16) * 1e-12)
    assert len(chosen.outline().holes) == 2
    assert (chosen.material, chosen.thickness, chosen.resistivity) == ("Al", pytest.approx(1e-7), pytest.approx(5e-8))
    assert chosen.inputs()["thickness"]["value"] == pytest.approx(1e-7)
    assert experiment("flux-trapping", device="file", file=str(plane), thickness="0.1 um", material="Al") == chosen
    landscape = experiment("vortex-landscape", device=str(plane), field="5 uT").film_of()
    assert landscape.outline.area == pytest.approx(chosen.outline().area)
    assert (landscape.thickness, landscape.constants.temperature) == (pytest.approx(1e-7), 0.4)


@pytest.mark.parametrize(("inputs", "named"), [({"thickness": "200 nm"}, "thickness"), ({"material": "Nb"}, "material"),
                                               ({"layer": 1}, "layer")])
def test_inputs_that_contradict_a_device_file(plane, inputs, named):
    with pytest.raises(onnes.InputError, match=named):
        experiment("flux-trapping", device="file", file=str(plane), **inputs)


@pytest.mark.parametrize(("change", "named"), [
    ('pins = [{at = ["9 um", "9 um"], radius = "100 nm"}]', r"film\.pins"), ('ground_plane = "1 um"', "ground_plane"),
    ('coherence_length = "100 nm"', "coherence_length"), ('colour = "red"', "colour")])
def test_device_files_that_cannot_be_cooled(plane, change, named):
    plane.write_text(PLANE + change)
    with pytest.raises(onnes.InputError, match=named):
        experiment("flux-trapping", device="file", file=str(plane))


@pytest.mark.parametrize("temperature", ["", 'temperature = "300 K"'])
def test_the_temperature_of_a_device_file_does_not_count(plane, temperature):
    whole = experiment("flux-trapping", device="file", file=str(plane))
    plane.write_text(PLANE.replace('temperature = "0.4 K"', temperature))
    assert experiment("flux-trapping", device="file", file=str(plane)) == whole
    assert whole.outline() == experiment("flux-trapping", device="file", file=str(plane)).outline()


def test_a_file_may_leave_to_the_inputs_what_they_give(plane):
    plane.write_text(PLANE.replace('material = "Al"', "").replace('temperature = "0.4 K"', ""))
    assert experiment("flux-trapping", device="file", file=str(plane)).material == "Nb"
    landscape = experiment("vortex-landscape", device=str(plane), material="Al", temperature="0.4 K", field="5 uT")
    assert landscape.film_of().constants.temperature == 0.4


@pytest.mark.parametrize(("name", "content", "said"), [
    ("none.toml", None, "can be read"), ("none.gds", None, "that exists"), ("bad.toml", "not [toml", "TOML"),
    ("bad.gds", "hello", "a layout in GDSII")])
def test_the_input_with_the_name_of_the_file_is_named(tmp_path, name, content, said):
    file = tmp_path / name
    if content is not None:
        file.write_text(content)
    for kind, given in (("flux-trapping", {"device": "file", "file": str(file)}),
                        ("vortex-landscape", {"device": str(file)})):
        with pytest.raises(onnes.InputError, match=said) as refusal:
            experiment(kind, **given)
        assert refusal.value.argument == list(given)[-1]
        assert "goes with" not in str(refusal.value)


def test_a_rate_that_psi_does_not_follow_is_refused():
    with pytest.raises(onnes.InputError, match=r"cooling_rate.*psi"):
        experiment("flux-trapping", cooling_rate="1e9 K/s").run()


def test_other_files_are_refused(plane):
    bulk = plane.with_name("bulk.toml")
    bulk.write_text(PLANE.replace("[film]", "[bulk]").replace('thickness = "100 nm"', ""))
    for name, said in ((str(bulk), "bulk"), ("plane.png", r"\.toml"), ("none.toml", "none.toml")):
        with pytest.raises(onnes.InputError, match=said) as refusal:
            experiment("flux-trapping", device="file", file=name)
        assert refusal.value.argument == "file"
    with pytest.raises(onnes.InputError, match="temperature"):
        experiment("vortex-landscape", device=str(plane), temperature="1 K")


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


def test_field_of_a_level():
    """Means 0, 0, 1, 2 reach 0.5 halfway in ln B, for any uncertainty; out of the series there is none."""
    fields, random = np.array([1.0, 2.0, 4.0, 8.0]), np.random.default_rng(0)
    counts = [np.full(4, n) for n in (0, 0, 1, 2)]
    found = crossing(fields, counts, 0.5, random)
    assert found.value == pytest.approx(8**0.5)
    assert found.uncertainty == pytest.approx(8**0.5 * np.log(2) / 12**0.5)
    scattered = crossing(fields, [np.array(each) for each in ([0, 1], [0, 0], [0, 2], [1, 3])], 0.75, random)
    assert scattered.uncertainty / scattered.value > np.log(2) / 12**0.5
    assert "above" in crossing(fields, counts, 3.0, random).absent
    assert "below" in crossing(fields, [each + 1 for each in counts], 0.5, random).absent


def test_trends_of_a_known_law():
    """Fields k share^p pitch^-2 with slits 1.2 times the squares give the power and the ratio back."""
    pitch, area, aspect = (each.ravel() for each in np.meshgrid([2e-5, 4e-5], [0.1, 0.2], [1.0, 4.0]))
    field = 1e-15 * area / pitch**2 * np.where(aspect == 4, 1.2, 1.0)
    relative = np.full(8, 0.05)
    power, error = power_of_pitch(pitch, area, aspect, field, relative)
    assert power == pytest.approx(-2)
    assert error == pytest.approx(0.05 / np.log(2) / 2**0.5)
    ratio, error = slits_over_squares(pitch, area, aspect, field, relative)
    assert ratio == pytest.approx(1.2)
    assert error == pytest.approx(1.2 * 0.05 * 2**0.5 / 2)
    assert slits_over_squares(pitch[:1], area[:1], aspect[:1], field[:1], relative[:1]) == (None, None)
    assert distinct(np.array([0.3, 0.1, 0.2]), np.array([2.0, 1.0, 1.2]), np.full(3, 0.1)) == 2


def test_front():
    area, field = np.array([0.1, 0.1, 0.2, 0.3, 0.2]), np.array([1.0, 2.0, 3.0, 2.5, np.nan])
    assert list(on_front(area, field)) == [False, True, True, False, False]


def test_fine_series_moves_to_where_the_vortices_stay(monkeypatch):
    """The few runs of the coarse series may have a vortex by chance in a field far below the one that others find."""
    calls, known = [], 8e-6

    def cooled(net, film, fields, rate, **rest):
        calls.append(fields)
        return SimpleNamespace(fields=fields, slowed=1.0)

    def counted(frozen, *rest):
        left = np.where(frozen.fields > known, 9.0, 0.0)
        return left if len(calls) > 1 else np.maximum(left, frozen.fields == np.unique(frozen.fields)[1])

    monkeypatch.setattr(moat_design, "cool_layout", cooled)
    monkeypatch.setattr(moat_design, "_between_moats", counted)
    monkeypatch.setattr(moat_design, "_COARSE", (0.05, 3.2, 4, 2))
    result = experiment("moat-design", pitches="20 um", shares="0.16", aspects="1", fields=7, repeats=2).run()
    assert np.unique(calls[0])[1] < known / 5
    assert float(result["largest_expulsion_field"]) == pytest.approx(known, rel=0.12)
    assert len(calls) > 2


def test_one_field_alone(example_of):
    """fields=0 cools in the field that was asked for only, and says why there is no expulsion field."""
    result = experiment("flux-trapping", **FluxTrapping.example | {"fields": 0, "hops": 0.02}).run()
    assert result.arrays["left_in_series"].values.shape == (0, 2)
    assert result.readings["expulsion_field"].value is None
    assert result.readings["trapped_vortices"].value is not None
    assert len(picture(result).axes) < len(picture(example_of("flux-trapping")).axes)
    with pytest.raises(onnes.InputError, match="fields: got 1"):
        experiment("flux-trapping", fields=1)
