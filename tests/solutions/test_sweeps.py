"""Sweeps: a device read at a sequence of fields or currents."""

import numpy as np
import pytest
import xarray as xr

import onnes
from onnes.errors import InputError

HOW = {"time": "6 ps", "frames": 10, "cells_per_xi": 2}
THROUGH = onnes.steps("0 uA", "8 uA", 3) + onnes.steps("8 uA", "0 uA", 3)


def sheet_current_in_the_middle(run):
    K = run.data.sheet_current.sel(component="x").isel(time=-1).sel(x=0, method="nearest")
    return K.mean("y")


@pytest.fixture(scope="module")
def there_and_back(lab):
    return onnes.sweep(lab.strip(), current={"source": THROUGH}, read=["mean_density", sheet_current_in_the_middle],
                       **HOW)


def test_a_sweep_goes_there_and_back(there_and_back):
    np.testing.assert_allclose(there_and_back["current"], [0, 4e-6, 8e-6, 4e-6, 0], atol=1e-20)
    density = there_and_back["mean_density"].values
    assert np.all(np.diff(density[:3]) < 0)  # a current breaks pairs
    np.testing.assert_allclose(density, density[::-1], rtol=1e-4)


def test_a_function_of_the_solution_is_read_in_its_unit(there_and_back):
    K = there_and_back["sheet_current_in_the_middle"]
    np.testing.assert_allclose(K, there_and_back["current"] / 60e-9, rtol=0.02, atol=1e-3)  # over the width
    assert K.attrs == {"units": "A/m", "long_name": "sheet current in the middle"}


def test_ways_up_and_down_are_told_apart(there_and_back):
    ax = there_and_back.plot("mean_density")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["up", "down"]
    up, down = (container.lines[0].get_xydata() for container in ax.containers)
    np.testing.assert_allclose(up[:, 0], [0, 4, 8])
    np.testing.assert_allclose(down[:, 0], [8, 4, 0], atol=1e-12)
    np.testing.assert_allclose(up[-1], down[0])


def test_readings_carry_what_was_swept(there_and_back):
    density = there_and_back["mean_density"]
    np.testing.assert_allclose(density["current"], [0, 4e-6, 8e-6, 4e-6, 0], atol=1e-20)
    assert density["current"].attrs["units"] == "A"
    assert set(there_and_back.data.xindexes) == set()  # values repeat
    assert "current" in repr(there_and_back)
    drawn, = density.plot(x="current")
    np.testing.assert_allclose(drawn.get_xdata(), density["current"])


def test_a_saved_sweep_is_read_back_and_gone_on_from(lab, there_and_back, tmp_path):
    loaded = onnes.load(there_and_back.save(tmp_path / "sweep.h5"))
    assert isinstance(loaded, onnes.Sweep)
    assert loaded.data.identical(there_and_back.data)
    assert loaded.swept == "current"
    assert loaded.plot().get_xlabel() == there_and_back.plot().get_xlabel()
    here, there = (each.last.resume("1 ps", frames=2) for each in (there_and_back, loaded))
    np.testing.assert_allclose(there.energy, here.energy, rtol=1e-12)
    with xr.open_dataset(tmp_path / "sweep.h5") as data:
        np.testing.assert_array_equal(data["mean_density"], there_and_back["mean_density"])


def test_each_point_starts_from_the_last_or_anew(lab, there_and_back):
    following = there_and_back.last
    anew = onnes.sweep(lab.strip(), field=onnes.steps("0 mT", "20 mT", 2), read="moment", follow=False, **HOW)
    alone = onnes.solve(lab.strip(), field="20 mT", **HOW)
    np.testing.assert_array_equal(anew.last.moment, alone.moment)
    assert abs(following.data.mean_density[0] - 1) > 1e-6  # the current of the point before still flowed


def test_a_sweep_that_was_killed_goes_on_where_it_was(lab, tmp_path):
    how = HOW | {"read": "moment", "field": onnes.steps("0 mT", "30 mT", 4)}
    whole = onnes.sweep(lab.strip(), **how)
    messages = []

    def killed_after_two(done, message):
        messages.append(message)
        if done == 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        onnes.sweep(lab.strip(), checkpoint=tmp_path, progress=killed_after_two, **how)
    rest = onnes.sweep(lab.strip(), checkpoint=tmp_path, progress=lambda done, message: messages.append(message), **how)
    assert len(messages) == 4
    assert messages[0].startswith("field 0 T, about ")
    assert messages[0].endswith("s more")
    np.testing.assert_allclose(rest["moment"], whole["moment"], rtol=1e-6, atol=1e-28)
    with pytest.raises(InputError, match="checkpoint of this sweep"):
        onnes.sweep(lab.strip(), checkpoint=tmp_path, **how | {"field": onnes.steps("0 mT", "40 mT", 4)})


@pytest.mark.parametrize(("way", "follow"), [(("5 K", "7 K", 3), True), (("5 K", "7 K", 3), False),
                                             (("7 K", "5 K", 3), True)], ids=["up", "anew", "down"])
def test_all_temperatures_of_a_sweep_share_the_grid_of_the_lowest(lab, way, follow):
    through = onnes.steps(*way)
    found = onnes.sweep(lab.strip(), temperature=through, field="1 mT", read="mean_density", follow=follow, **HOW)
    assert np.all(np.diff(found["mean_density"].values) * np.diff(through.values("K", "")) < 0)
    coldest = lab.solve(lab.strip(), time="1 ps", temperature=min(through.values("K", "")), frames=1)
    assert found.last.model.grid.shape == coldest.model.grid.shape


@pytest.mark.parametrize(("given", "names"), [({"read": []}, "read"), ({"frames": 3}, "frames")])
def test_what_cannot_be_read_is_refused_at_once(lab, given, names):
    with pytest.raises(InputError, match=names):
        onnes.sweep(lab.strip(), field=onnes.steps("0 mT", "1 mT", 2), **given)


@pytest.mark.parametrize("given", [{}, {"field": "1 mT"}, {"field": THROUGH, "current": {"source": THROUGH}}])
def test_exactly_one_quantity_is_swept(lab, given):
    with pytest.raises(InputError, match="exactly one of field, current, temperature"):
        onnes.sweep(lab.strip(), **given)


def test_an_unknown_option_is_told_the_nearest_one(lab):
    with pytest.raises(InputError, match=r"got 'cells_per_x'.*Did you mean cells_per_xi"):
        onnes.sweep(lab.strip(), field=onnes.steps("0 mT", "1 mT", 2), cells_per_x=3)


@pytest.mark.parametrize(("changes", "names"), [
    ({"device": {"thickness": "11 nm"}}, "device"), ({"time": "7 ps"}, "arguments"), ({"noise": True}, "arguments"),
    ({"current": {"source": "1 uA"}}, "current"), ({"field": onnes.steps("0 mT", "3 mT", 3)}, "values"),
    ({"read": "mean_density"}, "reads")])
def test_the_checkpoint_of_another_sweep_is_refused(lab, tmp_path, changes, names):
    """Its numbers would be those of the other one."""
    given = {"field": onnes.steps("0 mT", "2 mT", 3), "read": "moment", "checkpoint": tmp_path, **HOW}

    def stop(share, _):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        onnes.sweep(lab.strip(), progress=stop, **given)
    other = dict(changes)
    with pytest.raises(InputError, match=f"checkpoint.*differs in: .*{names}"):
        onnes.sweep(lab.strip(**other.pop("device", {})), **{**given, **other})


@pytest.mark.parametrize("text", ["{", "{}", "[1]"])
def test_a_damaged_checkpoint_is_refused(lab, tmp_path, text):
    (tmp_path / "rows.json").write_text(text)
    with pytest.raises(InputError, match=r"checkpoint.*damaged"):
        onnes.sweep(lab.strip(), field=onnes.steps("0 mT", "2 mT", 3), read="moment", checkpoint=tmp_path, **HOW)


def test_currents_are_swept_by_the_name_of_a_terminal(lab):
    with pytest.raises(InputError, match=r"current.*names of terminals"):
        onnes.sweep(lab.strip(), current=onnes.steps("0 uA", "2 uA", 3))
