"""A run whose first step fails has one record: everything that can be drawn of it is drawn, and read."""

from dataclasses import replace

import pytest

import onnes
from onnes.solutions.pictures import FIELDS, SERIES

OF_A_FILM = tuple(name for name in FIELDS if name != "current_density")
"""A body has a current density in place of the sheet current."""


@pytest.fixture(scope="module")
def whole():
    film = onnes.Film(onnes.rectangle("100 nm", "60 nm") - onnes.disc("12 nm"), coherence_length="20 nm",
                      penetration_depth="200 nm", thickness="10 nm", resistivity="100 nohm m",
                      terminals={"in": onnes.edge("left"), "out": onnes.edge("right")})
    return onnes.solve(film, time="1 ps", frames=2, current={"in": "1 uA"}, field="10 mT")


@pytest.fixture(scope="module")
def one_record(whole):
    return replace(whole, data=whole.data.isel(time=[0]))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", [*OF_A_FILM, *SERIES])
def test_one_record_is_drawn(one_record, name):
    ax = one_record.plot(name)
    ax.figure.canvas.draw()
    assert ax.images or ax.lines


@pytest.mark.filterwarnings("error")
def test_a_film_of_one_frame(one_record, tmp_path):
    assert one_record.movie(tmp_path / "film.mp4", OF_A_FILM).stat().st_size > 500


def test_one_record_is_read(one_record):
    readings = one_record.readings
    assert readings["voltage"].value is None
    assert readings["moment"].value == float(one_record.moment[0])
    assert one_record.warnings is not None


def test_every_number_against_time_may_be_drawn(whole):
    assert set(SERIES) == {"voltage", *(str(name) for name, values in whole.data.data_vars.items()
                                        if values.dims == ("time",))}
