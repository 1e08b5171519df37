"""What a run refuses, and what it warns of: each message names the argument and the cure."""

import json

import h5py
import numpy as np
import pytest

import onnes
from onnes.errors import InputError


def test_a_current_cannot_jump_between_pieces():
    """Two islands with one terminal each; with a source and a drain on each they carry their currents."""
    islands = onnes.rectangle("100 nm", "100 nm") + onnes.rectangle("100 nm", "100 nm", centre=("200 nm", 0))
    metal = {"coherence_length": "20 nm", "penetration_depth": "300 nm", "thickness": "10 nm",
             "resistivity": "1 uohm m", "gamma": 1}
    split = onnes.Film(islands, terminals={side: onnes.edge(side) for side in ("left", "right")}, **metal)
    with pytest.raises(InputError, match=r"current.*separate pieces"):
        onnes.solve(split, time="1 ps", current={"left": onnes.ramp("0 uA", "1 uA", "1 ps")})
    own = {name: onnes.terminal(onnes.rectangle("10 nm", "100 nm", centre=(x, 0)))
           for name, x in (("a", "-50 nm"), ("b", "50 nm"), ("c", "150 nm"), ("d", "250 nm"))}
    fed = onnes.Film(islands, terminals=own, **metal)
    run = onnes.solve(fed, time="1 ps", frames=2, cells_per_xi=2,
                      current={"a": "1 uA", "b": "-1 uA", "c": "2 uA", "d": "-2 uA"})
    assert run.ok


@pytest.mark.parametrize("temperature", ["-1 K", lambda t: 3.0 - 1e13 * t, onnes.ramp("5 K", "-1 K", "1 ps")])
def test_negative_temperatures_are_refused(lab, temperature):
    with pytest.raises(InputError, match=r"temperature.*negative"):
        lab.solve(lab.strip(), time="1 ps", temperature=temperature)


def test_a_bare_number_of_picoseconds_is_refused(lab):
    with pytest.raises(InputError, match=r"tau_0.*in seconds"):
        lab.solve(lab.strip(), time=200)


def test_the_temperature_of_a_run_is_recorded_and_a_cold_one_told(lab):
    run = lab.solve(lab.strip(), time="1 ps", frames=4, noise=False, cells_per_xi=2 / 2**0.5,
                    temperature=onnes.ramp("5 K", "0 K", "1 ps"))
    np.testing.assert_allclose(run.data["temperature"].values, [5, 3.75, 2.5, 1.25, 0], atol=1e-9)
    assert run.data["temperature"].attrs["units"] == "K"
    assert any("0 K" in warning for warning in run.warnings)
    assert "temperature" not in lab.solve(lab.strip(), time="1 ps", frames=2).data


@pytest.mark.parametrize(("arguments", "says"), [
    ({"device": "Nb"}, "device.*onnes.Film"), ({"device": onnes.rectangle(1e-6, 1e-6)}, "device.*onnes.Film"),
    ({"self_field": "yes"}, "self_field.*true"), ({"self_field": 2}, "self_field.*true")])
def test_arguments_of_another_kind_are_refused(lab, arguments, says):
    given = {"device": lab.strip(), **arguments}
    with pytest.raises(InputError, match=says):
        onnes.solve(given["device"], time="1 ps", self_field=given.get("self_field"))
    with pytest.raises(InputError, match=says):
        onnes.minimize(given["device"], self_field=given.get("self_field"))


@pytest.mark.parametrize("tolerance", [0, -1.0, float("nan"), "a"])
def test_a_tolerance_must_be_positive(lab, tolerance):
    with pytest.raises(InputError, match="tolerance"):
        onnes.minimize(lab.strip(), tolerance=tolerance)


def test_a_run_starts_from_a_solution_of_its_own_device(lab):
    run = lab.solve(lab.strip(), time="1 ps", frames=2)
    holed = lab.strip().replace(outline=onnes.rectangle("120 nm", "60 nm") - onnes.disc("15 nm"), probes={})
    with pytest.raises(InputError, match="another shape"):
        lab.solve(holed, time="1 ps", start=run)
    warmer = lab.strip(coherence_length="11 nm")
    with pytest.raises(InputError, match="xi = "):
        lab.solve(warmer, time="1 ps", start=run)
    plate = onnes.Bulk(onnes.rectangle("120 nm", "60 nm"), coherence_length="10 nm", penetration_depth="20 nm",
                       resistivity="150 nohm m")
    with pytest.raises(InputError, match="a Film"):
        lab.solve(plate, time="1 ps", start=run)


def test_a_static_state_is_gone_on_from_by_solve(lab):
    rest = onnes.minimize(lab.strip(), field="10 mT", cells_per_xi=2)
    with pytest.raises(InputError, match=r"static.*start="):
        rest.resume("1 ps")
    run = onnes.solve(lab.strip(), start=rest, field="10 mT", time="1 ps", frames=2)
    assert run.moment.values[-1] == pytest.approx(rest.moment.values[-1], rel=1e-3)
    with pytest.raises(InputError, match="frames"):
        run.resume("1 ps", frames=0)


def test_a_run_goes_on_at_another_temperature(lab):
    run = lab.solve(lab.strip(), time="1 ps", frames=2)
    both = run.resume("1 ps", temperature="6 K")
    assert both.data.sizes["time"] == 5
    assert both.data["temperature"].values[-1] == 6.0


@pytest.mark.parametrize("lost", ["device", "drive", "state"])
def test_a_file_that_lacks_a_part_is_damaged(lab, tmp_path, lost):
    """One key of its description, or one array of its state."""
    path = lab.solve(lab.strip(), time="1 ps", frames=2).save(tmp_path / "run.h5")
    with h5py.File(path, "a") as file:
        if lost == "state":
            del file["state"]["state.psi"]
        else:
            about = json.loads(file.attrs["about"])
            del about[lost]
            file.attrs["about"] = json.dumps(about)
    with pytest.raises(InputError, match=r"path.*damaged"):
        onnes.load(path)


def test_a_current_needs_a_way_out(lab):
    film = lab.strip(terminals={"source": onnes.edge("left")}, probes={})
    with pytest.raises(InputError, match=r"current.*second terminal"):
        lab.solve(film, time="1 ps", current={"source": "1 uA"})
