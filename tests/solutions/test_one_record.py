"""A run whose first step fails has one record: everything that can be drawn of it is drawn, and read."""

from dataclasses import replace

import pytest

import onnes
from onnes.errors import InputError
from onnes.solutions.pictures import FIELDS, maps_of, series_of


@pytest.fixture(scope="module")
def whole(lab):
    film = onnes.Film(onnes.rectangle("120 nm", "60 nm") - onnes.disc("15 nm"), **lab.metal,
                      terminals={"in": onnes.edge("left"), "out": onnes.edge("right")})
    return lab.solve(film, time="1 ps", frames=2, current={"in": "1 uA"}, field="10 mT")


@pytest.fixture(scope="module")
def one_record(whole):
    return replace(whole, data=whole.data.isel(time=[0]))


@pytest.mark.filterwarnings("error")
def test_one_record_is_drawn(one_record):
    for name in (*maps_of(one_record.device), *series_of(one_record.device)):
        ax = one_record.plot(name)
        ax.figure.canvas.draw()
        assert ax.images or ax.lines, name


@pytest.mark.filterwarnings("error")
def test_a_film_of_one_frame(one_record, tmp_path):
    assert one_record.movie(tmp_path / "film.mp4", tuple(maps_of(one_record.device))).stat().st_size > 500


def test_one_record_is_read(one_record):
    readings = one_record.readings
    assert readings["voltage"].value is None
    assert readings["moment"].value == float(one_record.moment[0])
    assert one_record.warnings is not None


def test_what_may_be_drawn_is_what_was_recorded(whole):
    against_time = (("time",), *(("time", each) for each in ("hole", "terminal", "contact")))
    numbers = {str(name) for name, values in whole.data.data_vars.items() if values.dims in against_time}
    assert {*series_of(whole.device)} == {"voltage", *numbers}
    assert {*maps_of(whole.device)} == {"phase", *(name for name in FIELDS if name in whole.data)}


def test_one_line_for_each_hole_terminal_and_contact(whole):
    for name, names in (("fluxoid", ["0"]), ("current", ["in", "out"]), ("contact_potential", ["in", "out"])):
        ax = whole.plot(name)
        assert [text.get_text() for text in ax.get_legend().get_texts()] == names
    assert [line.get_ydata()[-1] for line in whole.plot("current").lines] == pytest.approx([1, -1])


def test_names_are_met_in_any_case(whole, tmp_path):
    with pytest.raises(InputError, match="Did you mean psi"):
        whole.plot("Psi")
    with pytest.raises(InputError, match=r"got 'Phase'.*Did you mean phase"):
        whole.movie(tmp_path / "film.mp4", "Phase")
    assert whole.movie(tmp_path / "film.mp4", "psi").exists()
