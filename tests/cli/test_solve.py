"""``onnes solve``: a device file is the Python call, written down."""

import json
import re
import tomllib
from inspect import signature
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from PIL import Image

import onnes as package
from onnes.device_files import read
from onnes.device_files.sections import SECTIONS, device_file
from onnes.device_files.task import Task
from onnes.drives import applied_field
from onnes.errors import InputError

EXAMPLE = Path(__file__).parents[2] / "examples" / "device.toml"
GUIDE = Path(__file__).parents[2] / "docs" / "device-files.md"
QUICK = ("time=2 ps", "frames=8")

SQUARE = """
[film]
outline = {add = "rectangle", width = "100 nm", height = "100 nm"}
coherence_length = "20 nm"
penetration_depth = "200 nm"
thickness = "10 nm"
resistivity = "100 nohm m"

[run]
time = "1 ps"
"""


@pytest.fixture
def square(tmp_path):
    path = tmp_path / "square.toml"
    path.write_text(SQUARE)
    return path


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    """The example of the documentation, run for a short time, and what was printed."""
    from typer.testing import CliRunner

    from onnes.cli.main import app

    out = tmp_path_factory.mktemp("solved") / "out"
    return CliRunner().invoke(app, ["solve", str(EXAMPLE), *QUICK, "--out", str(out), "--json"]), out


def test_the_tables_hold_what_the_calls_take():
    """A new argument of Film, Bulk or solve has a key in the file, or is named here."""
    for name, device in (("film", package.Film), ("bulk", package.Bulk)):
        assert SECTIONS[name].model_fields.keys() == signature(device.__init__).parameters.keys() - {"self"}
    run = signature(package.solve).parameters
    assert SECTIONS["run"].model_fields.keys() == run.keys() - {"device", "terms", "checkpoint", "progress"}


def test_json_is_one_object_with_readings_in_units(solved):
    outcome, out = solved
    assert outcome.exit_code == 0, outcome.stderr
    said = json.loads(outcome.stdout)
    assert said["inputs"]["run"]["frames"] == 8
    assert said["inputs"]["film"]["material"] == "Nb"
    assert {name: said["readings"][name]["unit"] for name in ("voltage", "moment", "energy", "fluxoid_loop")} == {
        "voltage": "V", "moment": "A m^2", "energy": "J", "fluxoid_loop": ""}
    assert said["readings"]["voltage"]["uncertainty"] > 0
    assert said["readings"]["fluxoid_loop"]["value"] == 0
    assert said["readings"]["time"]["value"] == pytest.approx(2e-12)
    assert sorted(said["files"]) == sorted(str(file) for file in out.iterdir())
    assert {file.name for file in out.iterdir()} == {"solution.h5", "solution.json", "picture.png", "film.mp4"}
    assert json.loads((out / "solution.json").read_text()) == said


def test_the_file_says_the_same_as_python(solved):
    film = package.Film(package.rectangle("800 nm", "400 nm") - package.disc("75 nm"), material="Nb",
                        temperature="8.8 K", thickness="20 nm", holes={"loop": package.disc("75 nm")},
                        terminals={"source": package.edge("left"), "drain": package.edge("right")},
                        probes={"V+": ("200 nm", "150 nm"), "V-": ("-200 nm", "150 nm")})
    solution = package.solve(film, time="2 ps", frames=8, field=package.ramp("0 mT", "20 mT", "0.2 ns"),
                             current={"source": "50 uA"})
    loaded = package.load(solved[1] / "solution.h5")
    assert isinstance(loaded, package.Solution)
    xr.testing.assert_equal(loaded.data, solution.data)
    said = json.loads(solved[0].stdout)["readings"]
    assert said["moment"]["value"] == float(solution.moment[-1])
    assert said["voltage"]["value"] == solution.mean_voltage()[0]


def test_progress_and_warnings_go_to_standard_error(solved):
    assert "52 x 27 nodes" in solved[0].stderr
    assert "warning: Probe 'V+'" in solved[0].stderr


def test_a_run_goes_on_from_the_solution_of_another(square, onnes, tmp_path):
    first = onnes("solve", square, "frames=4", "field=2 mT", "movie=false", "--out", tmp_path / "first", "--json")
    assert first.exit_code == 0, first.stderr
    assert "film.mp4" not in first.stdout
    words = ("frames=4", "field=2 mT", "start=first/solution.h5", "--json")
    second = json.loads(onnes("solve", square, *words).stdout)
    before, after = (json.loads(first.stdout)["readings"], second["readings"])
    assert after["energy"]["value"] < before["energy"]["value"]


def test_a_checkpoint_is_kept_and_gone_on_from(square, onnes, tmp_path):
    once = json.loads(onnes("solve", square, "frames=3", "--checkpoint", tmp_path / "kept", "--json").stdout)
    recorded = package.read_running(tmp_path / "kept")
    assert len(recorded["time"]) == 4
    again = onnes("solve", square, "frames=3", "--checkpoint", tmp_path / "kept", "--json")
    assert json.loads(again.stdout)["readings"] == once["readings"]
    other = onnes("solve", square, "frames=3", "field=1 mT", "--checkpoint", tmp_path / "kept")
    assert other.exit_code == 2
    assert "checkpoint" in other.stderr


def test_people_are_shown_readings_with_prefixes_and_nothing_is_written(square, onnes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = onnes("solve", square, "frames=2")
    assert outcome.exit_code == 0
    assert "1 ps" in outcome.stdout
    assert [file.name for file in tmp_path.iterdir()] == ["square.toml"]


def test_a_picture_has_three_panels_a_row(square, onnes, tmp_path):
    words = ('plot=["psi", "phase", "field", "energy", "moment"]', "frames=2", "movie=false", "--out", tmp_path / "out")
    assert onnes("solve", square, *words).exit_code == 0
    width, height = Image.open(tmp_path / "out" / "picture.png").size
    assert width == pytest.approx(3 * 4.8 * 150, abs=2)
    assert 0 < height - 2 * 3.8 * 150 < 0.3 * 150, "two rows and the line below them"


def test_a_body_from_a_file(square, onnes, tmp_path):
    square.write_text(SQUARE.replace("[film]", "[bulk]").replace('thickness = "10 nm"\n', ""))
    words = ("frames=2", "field=20 mT", "law=london", "--out", tmp_path / "out", "--json")
    said = json.loads(onnes("solve", square, *words).stdout)
    assert said["device"] == "bulk"
    assert said["readings"]["moment"]["value"] < 0
    assert len(said["files"]) == 4
    assert isinstance(package.load(tmp_path / "out" / "solution.h5").device, package.Bulk)
    refused = onnes("solve", square, "terminals.source=3")
    assert (refused.exit_code, "terminals" in refused.stderr) == (2, True)


def test_shapes_are_added_cut_moved_and_turned(tmp_path):
    path = tmp_path / "shape.toml"
    path.write_text(SQUARE.replace(
        '{add = "rectangle", width = "100 nm", height = "100 nm"}', """[
          {add = "rectangle", width = "100 nm", height = "40 nm", rotated = "90 deg", moved = ["10 nm", "0 nm"]},
          {add = "polygon", points = [["0 nm", "0 nm"], ["90 nm", "0 nm"], ["0 nm", "90 nm"]]},
          {cut = "disc", radius = "5 nm", centre = ["10 nm", "0 nm"]},
          {keep = "rectangle", width = "200 nm", height = "60 nm"}]"""))
    upright = package.rectangle("40 nm", "100 nm", ("10 nm", "0 nm"))
    corner = package.polygon([("0 nm", "0 nm"), ("90 nm", "0 nm"), ("0 nm", "90 nm")])
    whole = (upright + corner - package.disc("5 nm", ("10 nm", "0 nm"))) & package.rectangle("200 nm", "60 nm")
    assert read(path).device.outline.region.symmetric_difference(whole.region).area < 1e-12 * whole.area


def test_a_layout_is_a_shape_and_its_name_counts_from_the_folder(square):
    gdstk = pytest.importorskip("gdstk")
    library = gdstk.Library(unit=1e-9, precision=1e-10)
    library.new_cell("TOP").add(gdstk.rectangle((0, 0), (100, 50), layer=3))
    library.write_gds(square.with_name("chip.gds"))
    square.write_text(SQUARE.replace('"rectangle", width = "100 nm", height = "100 nm"',
                                     '"gds", file = "chip.gds", layer = 3'))
    assert read(square).device.outline.area == pytest.approx(5e-15)
    with pytest.raises(InputError, match=r"film.outline.layer: .*3/0"):
        read(square, {"outline.layer": "4"})


def test_well_known_text_is_a_shape_in_metres(square):
    task = read(square, {"outline": "POLYGON ((0 0, 1e-7 0, 0 1e-7, 0 0))"})
    assert task.device.outline.area == pytest.approx(0.5e-14)


@pytest.mark.parametrize(("text", "times", "expected"), [
    ('"2 mT"', [0, 1], [2e-3, 2e-3]),
    ("0.002", [0, 1], [2e-3, 2e-3]),
    ('{ramp = ["0 mT", "2 mT", "1 ns"]}', [0, 0.5e-9, 2e-9], [0, 1e-3, 2e-3]),
    ('{ramp = ["0 mT", "2 mT"], duration = "1 ns", delay = "1 ns"}', [1e-9, 1.5e-9, 3e-9], [0, 1e-3, 2e-3]),
    ('{sine = {amplitude = "2 mT", frequency = "1 GHz", offset = "1 mT"}}', [0, 0.25e-9], [1e-3, 3e-3]),
    ('{pulse = ["2 mT", "1 ns", "1 ns"]}', [0.5e-9, 1.5e-9, 2.5e-9], [0, 2e-3, 0]),
    ('{csv = "field.csv", unit = "mT", time_unit = "ns"}', [0, 0.5e-9, 1e-9], [0, 2e-3, 4e-3]),
    ('{csv = ["field.csv", "mT", "ns"]}', [0, 0.5e-9, 1e-9], [0, 2e-3, 4e-3]),
    ('{csv = {path = "field.csv", unit = "mT", time_unit = "ns"}}', [0, 0.5e-9, 1e-9], [0, 2e-3, 4e-3]),
    ('{sum = [{uniform = [["0 mT", "0 mT", "1 mT"]]}, {ramp = ["0 mT", "2 mT", "1 ns"]}]}', [0, 1e-9], [1e-3, 3e-3]),
    ('{sum = ["1 mT", {ramp = ["0 mT", "2 mT", "1 ns"]}]}', [0, 1e-9], [1e-3, 3e-3]),
    ('{product = [3, {ramp = ["0 mT", "2 mT", "1 ns"]}]}', [0, 1e-9], [0, 6e-3]),
    ('["0 mT", "0 mT", {ramp = ["0 mT", "2 mT", "1 ns"]}]', [0, 1e-9], [0, 2e-3]),
])
def test_a_drive_in_a_file_is_the_one_of_python(square, text, times, expected):
    (square.parent / "field.csv").write_text("ns,mT\n0,0\n1,4\n")
    run = read(square, {"field": text}).file.run
    field = applied_field(run.field)
    assert [float(field.vector(t)[2]) for t in times] == pytest.approx(expected, abs=1e-15)


def test_a_source_above_the_film(square):
    run = read(square, {"field": '{loop = {radius = "1 um", current = {sine = ["1 mA", "1 GHz"]}, height = "2 um"}}'})
    given = package.fields.loop("1 um", package.sine("1 mA", "1 GHz"), "2 um")
    x = np.linspace(-1e-7, 1e-7, 3)
    assert np.array_equal(run.file.run.field.induction(x, x, 0.2e-9), given.induction(x, x, 0.2e-9))


@pytest.mark.parametrize(("word", "says"), [
    ("feild=1 mT", "Did you mean field"),
    ("run.feild=1 mT", "key of run: got 'feild'"),
    ("rum.field=1 mT", "Did you mean run"),
    ("temperature=3 K", "film.temperature or run.temperature"),
    ("field=3 K", "run.field: got '3 K'"),
    ("film.temperature=10 kg", "film.temperature: got '10 kg'"),
    ("film.outline.radius=2 um", "key of film.outline: got 'radius'"),
    ("film.outline.add=squash", "film.outline.add: got 'squash'"),
    ("film.outline.width=2 T", "film.outline.width: got '2 T'"),
    ("film.outline.3.add=disc", "key of film.outline: got '3'"),
    ("film=3", "film: got 3, expected a table"),
    ("frames=many", "run.frames: got 'many', expected a whole number"),
    ("frames=0", "run.frames: got"),
    ("noise=perhaps", "run.noise: got 'perhaps', expected a temperature"),
    ("noise=-1 K", "run.noise: got '-1 K'"),
    ("self_field=perhaps", "run.self_field: got 'perhaps', expected true or false"),
    ("seed=-1", "run.seed: got '-1'"),
    ("tolerance=-1", "run.tolerance: got"),
    ("time=2024-01-01", "run.time"),
    ("time=-1 s", "run.time: got '-1 s'"),
    ("law=tdlg", "run.law: got 'tdlg'"),
    ("field={rmap=[1]}", "Did you mean ramp"),
    ('field={ramp=["0 mT", "1 mT"]}', "run.field.ramp.duration: got"),
    ('field={ramp=["0 mT", "1 mT", "1 ns"], dely="1 ns"}', "Did you mean delay"),
    ('field={ramp=["0 mT", "1 mT", "1 ns"], start="1 mT"}', "run.field.ramp.start"),
    ('field={ramp=["0 mT", "1 mT", "1 T"]}', "run.field.ramp.duration: got '1 T'"),
    ('field={sum=["1 mT", "2 mT"]}', "run.field.sum"),
    ('field={csv="none.csv"}', "run.field.csv.path"),
    ('field={csv="none.csv", path="other.csv"}', "run.field.csv.path"),
    ('field={sum=[[1, 2, 3], {ramp=[0, 1, 1]}]}', "run.field.sum"),
    ("field=true", "run.field: got 'True'"),
    ("current.source=3 uA", "run.current: got 'source'"),
    ("bulk.outline=POINT (0 0)", "film and bulk"),
    ('film.terminals.source={side="left"}', "film.terminals.source: got"),
    ('film.terminals.source={edge="lft"}', "Did you mean left"),
    ('film.terminals.source={edge="left", contcat="free"}', "Did you mean contact"),
    ('film.probes.p=["1 nm"]', "film.probes.p: got"),
    ('film.probes.p=["1 mm", "0 nm"]', "a point on the device"),
    ('plot=["pis"]', "out.plot.0: got 'pis'"),
    ('plot=["current_density"]', "out.plot.0: got 'current_density'"),
    ('plot=["voltage"]', "out.plot.0: got 'voltage'"),
    ('movie=["voltage"]', "out.movie.0: got 'voltage'"),
    ("movie=often", "out.movie: got 'often'"),
    ("start=nowhere.h5", "run.start: got 'nowhere.h5'"),
    ("cells_per_xi=1e9", "run.cells_per_xi"),
    ("film.resistivity=", "film.resistivity: got ''"),
])
def test_bad_input_is_named_by_its_place_and_ends_with_2(square, onnes, tmp_path, word, says):
    outcome = onnes("solve", square, word, "--out", tmp_path / "out", "--json")
    assert outcome.exit_code == 2
    assert says in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert outcome.stdout == ""
    assert [file.name for file in tmp_path.iterdir()] == ["square.toml"]


def test_one_place_is_changed_once(square, onnes):
    outcome = onnes("solve", square, "field=1 mT", "run.field=2 mT")
    assert outcome.exit_code == 2
    assert "already given as field" in outcome.stderr


def test_what_the_film_lacks_is_named_in_its_table(square, onnes):
    square.write_text(SQUARE.replace("resistivity", "# resistivity"))
    assert "film.resistivity: got" in onnes("solve", square).stderr
    square.write_text(SQUARE.replace("time", "# time"))
    assert "run.time: got 'nothing'" in onnes("solve", square).stderr


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL))
def test_every_table_of_the_guide_is_read(tmp_path, block):
    tables, given = tomllib.loads(SQUARE), tomllib.loads(block)
    together = {name: tables.get(name, {}) | given.get(name, {}) for name in ("film", "run", "out")}
    task = Task(device_file(together, tmp_path), together)
    assert task.device.outline.area > 0
    assert task.panels
    assert {name: task.device.terminals[name].contact for name in task.device.terminals} in (
        {}, {"source": "normal", "drain": "held", "pad": "free"})


@pytest.mark.parametrize("text", ["[film", "a = " + 2000 * "[", "\ud800"])
def test_a_file_that_is_no_toml_is_refused(tmp_path, text):
    path = tmp_path / "broken.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError, match="file: got"):
        read(path)


def test_a_file_that_never_ends_is_refused():
    with pytest.raises(InputError, match="bytes"):
        read(Path("/dev/zero"))


def test_no_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read(tmp_path / "none.toml")


def test_heat_is_a_table_of_the_arguments_of_its_function(square):
    """With the picture of the temperature; a wrong key is named with its place."""
    tables = SQUARE.replace('[film]', '[film]\ntemperature = "4 K"\ncritical_temperature = "9 K"') + """
heat.escape = "1e5 W/(m^2 K)"
heat.source = {photon = {energy = "1 eV", at = [0, 0], radius = "20 nm", time = "0.2 ps", duration = "0.1 ps"}}
"""
    task = Task(device_file(tomllib.loads(tables), square.parent), {})
    assert task.file.run.heat.escape.at() == 1e5
    assert task.file.run.heat.source.variables == ("t", "x", "y")
    assert "electron_temperature" in task.panels
    wrong = tomllib.loads(tables.replace("heat.escape", "heat.escpe"))
    with pytest.raises(InputError, match="heat"):
        device_file(wrong, square.parent)
