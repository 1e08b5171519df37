"""``import onnes``: the same doors in Python."""

from pathlib import Path

import pytest

import onnes as package
from onnes.errors import InputError


def test_an_experiment_is_run_plotted_saved_and_loaded(onnes, tmp_path):
    result = package.experiment("pendulum", length="25 cm").run()
    assert package.run("pendulum", length="25 cm").readings["period"] == result.readings["period"]
    picture = package.plot(result, tmp_path / "picture.png")
    assert picture.axes
    assert package.movie(result, tmp_path / "film.gif") == tmp_path / "film.gif"
    assert package.load(package.save(result, tmp_path / "result.h5")) == result
    assert {file.name for file in tmp_path.iterdir()} == {"picture.png", "film.gif", "result.h5"}


def test_plotting_without_a_path_writes_nothing(onnes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert package.plot(package.run("pendulum")).axes
    assert list(tmp_path.iterdir()) == []


def test_a_result_of_an_unknown_experiment_cannot_be_plotted(onnes):
    stranger = package.Result("seance", "", "", {}, {})
    with pytest.raises(InputError, match="seance"):
        package.plot(stranger)


def test_the_same_errors_come_through_this_door(onnes):
    with pytest.raises(package.InputError, match="length"):
        package.run("pendulum", length="3 kg")
    with pytest.raises(package.InputError, match="experiment"):
        package.run(5)  # type: ignore[arg-type]
    with pytest.raises(package.InputError, match="name of a material"):
        package.run("pendulum", material=5)
    with pytest.raises(package.InputError, match="Did you mean"):
        package.run("pendulum")["perod"]


def test_materials_and_theories_are_objects():
    assert package.material("lead").name == "Pb"
    assert package.theory("conventional").name == "conventional"
    assert set(package.__all__) <= set(dir(package))


def test_no_public_name_is_that_of_a_room():
    """Importing a room sets it as an attribute of the package, in place of a function of the same name."""
    rooms = {path.stem for path in Path(package.__file__).parent.iterdir()}
    assert not rooms & set(package.__all__)
