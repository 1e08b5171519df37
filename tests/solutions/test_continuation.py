"""Runs that go on from others: the memory of the field belongs to the state that is handed on (cases C1 and C2)."""

import dataclasses
import json

import numpy as np
import pytest
import xarray as xr

import onnes


def closure(data):
    """The energy unaccounted for at the end, over the largest entry."""
    entries = [data["energy"] - data["energy"][0], data["source_work"], -data["relaxation_heat"], -data["joule_heat"]]
    gap = entries[0] - sum(entries[1:])
    return abs(float(gap[-1])) / max(float(np.max(np.abs(entry))) for entry in entries)


def largest(a, b):
    return float(np.max(np.abs(np.asarray(a.outcome.state.psi) - np.asarray(b.outcome.state.psi))))


def test_a_normal_metal_has_its_resistance_in_every_run(lab):
    """C1: V = I R_n, R_n = rho l/(w d) between the probes, 30 nm/60 nm x 15 ohm; no jump where one run goes on."""
    volts = 1e-6 * 0.5 * lab.square
    first = lab.solve(lab.strip(disorder=-1.0), time="20 ps", current={"source": "1 uA"}, noise=False)
    second = lab.solve(lab.strip(disorder=-1.0), time="20 ps", current={"source": "1 uA"}, noise=False, start=first)
    third = second.resume("20 ps")
    for run in (first, second, third):
        assert run.voltage().values[1:] == pytest.approx(volts, rel=1e-10)
    assert len(third.data["time"]) == 21
    assert second.outcome.steps < first.outcome.steps


def test_a_metal_above_tc_is_normal(lab):
    """12 K at Tc = 10 K: the same, on a grid for xi at that temperature."""
    hot = lab.solve(lab.strip(), time="20 ps", temperature="12 K", current={"source": "1 uA"}, noise=False,
                    cells_per_xi=2 / np.sqrt(0.4))
    assert hot.model.grid.shape == (25, 13)
    assert hot.voltage().values[1:] == pytest.approx(7.5e-6, rel=1e-10)
    assert hot.data["mean_density"].values[-1] == 0


def test_another_current_has_its_voltage_at_once(lab):
    """However small both are beside the tolerance of a step."""
    normal = lab.strip(disorder=-1.0)
    before = lab.solve(normal, time="20 ps", current={"source": "1 nA"}, noise=False)
    after = lab.solve(normal, time="20 ps", current={"source": "2 nA"}, noise=False, start=before)
    changed = before.resume("20 ps", current={"source": "-3 nA"})
    assert after.voltage().values[1:] == pytest.approx(15e-9, rel=1e-10)
    assert changed.voltage().values[1:] == pytest.approx([7.5e-9] * 10 + [-22.5e-9] * 10, rel=1e-10)


@pytest.fixture(scope="module")
def ramped(lab):
    """C2: Lambda = 2 xi with self-field; 0.1 Bc2 reached in 20 tau_0 and held for 20 more: in one run, in two."""
    film = lab.strip(**lab.strong)
    tau, field = film.scales.time, 0.1 * film.upper_critical_field
    ramp = onnes.ramp(0, field, 20 * tau)
    one = lab.solve(film, time=40 * tau, field=ramp, frames=40)
    first = lab.solve(film, time=20 * tau, field=ramp, frames=20)
    second = lab.solve(film, time=20 * tau, field=field, frames=20, start=first)
    return one, first, second, first.resume(20 * tau)


def test_moment_and_energy_go_on(ramped):
    _, first, second, resumed = ramped
    for name in ("moment", "energy", "mean_density", "field"):
        end = first.data[name].values[-1]
        assert second.data[name].values[0] == pytest.approx(end, rel=1e-8, abs=1e-8 * float(np.max(np.abs(end))))
        assert np.array_equal(resumed.data[name].values[:21], first.data[name].values)
    assert first.moment.values[-1] < 0


def test_the_ledger_closes_over_a_continued_run_as_over_one(ramped):
    one, first, second, resumed = ramped
    assert closure(one.data) < 3e-3
    assert closure(resumed.data) < 3e-3
    assert resumed.data["source_work"].values[-1] == pytest.approx(
        first.data["source_work"].values[-1] + second.data["source_work"].values[-1], rel=1e-9)
    assert np.all(np.diff(resumed.data["steps"]) > 0)


def test_two_halves_are_one_run(ramped):
    one, _, second, resumed = ramped
    for run in (second, resumed):
        assert largest(run, one) < 1e-4
        assert run.moment.values[-1] == pytest.approx(one.moment.values[-1], rel=1e-4)
        assert run.energy.values[-1] == pytest.approx(one.energy.values[-1], rel=1e-6)
    assert resumed.data["time"].values == pytest.approx(one.data["time"].values, rel=1e-12)


@pytest.mark.parametrize(("current", "agree"), [("30 uA", 1e-11), (onnes.sine("30 uA", "12 THz"), 1e-4)],
                         ids=["steady", "sine"])
def test_halves_of_a_run_take_the_steps_of_the_whole(lab, current, agree):
    """The stepper goes on with its last step and field: no start is made again. (A sine is cut into other windows.)"""
    film = lab.strip(**lab.strong)
    tau, drive = film.scales.time, {"field": 0.1 * film.upper_critical_field, "current": {"source": current}}
    whole = lab.solve(film, time=20 * tau, frames=20, **drive)
    both = lab.solve(film, time=10 * tau, frames=10, **drive).resume(10 * tau)
    assert largest(both, whole) < agree
    steps = whole.data["steps"].values[-1]
    assert both.data["steps"].values[-1] == pytest.approx(steps, abs=0 if current == "30 uA" else 0.1 * steps)
    rounding = 1e-14 * film.units(tau)["potential"].size
    assert both.voltage().values[1:] == pytest.approx(whole.voltage().values[1:], rel=100 * agree, abs=rounding)


def test_a_kink_of_the_drive_keeps_the_length_of_the_step_and_a_jump_does_not(lab):
    """From rest into a ramp that begins where the last drive ended, or beside it, or with a temperature."""
    film = lab.strip()
    rest = lab.solve(film, time="40 ps", current={"source": "1 uA"})
    forgetful = dataclasses.replace(rest, outcome=dataclasses.replace(rest.outcome, continuation=None))

    def after(start, first, **more):
        return lab.solve(film, time="4 ps", frames=1, start=start, noise=False, tolerance=1e-5, **more,
                         current={"source": onnes.ramp(first, "1.1 uA", "4 ps")})

    kept, anew = after(rest, "1 uA"), after(forgetful, "1 uA")
    assert kept.outcome.steps < anew.outcome.steps
    assert kept.voltage().values[-1] == pytest.approx(anew.voltage().values[-1], rel=5e-3)
    for jump in ({"first": "1.05 uA"}, {"first": "1 uA", "temperature": "5 K"}):
        assert after(rest, **jump).outcome.steps == after(forgetful, **jump).outcome.steps


def test_the_sources_do_the_work_of_a_jump_between_two_stretches(lab):
    film = lab.strip(**lab.strong)
    tau, field = film.scales.time, 0.1 * film.upper_critical_field
    first = lab.solve(film, time=10 * tau, field=0.5 * field)
    both = first.resume(10 * tau, field=field)
    jump = both.data["source_work"].values[11] - both.data["source_work"].values[10]
    assert jump > 0.1 * np.max(np.abs(np.diff(both.energy)))
    assert closure(both.data) < 1e-2
    assert both.readings["ledger_closure"].value == pytest.approx(closure(both.data))
    assert f"{both.data['steps'].values[-1]:.0f} steps" in repr(both)


def test_nothing_is_remembered_of_a_device_with_other_units(lab):
    """Three times the thickness: currents and potentials of the first run would be wrong ones in the second."""
    film = lab.strip(**lab.strong)
    drive = {"time": 10 * lab.tau, "field": 0.1 * film.upper_critical_field, "current": {"source": "0.2 mA"}}
    run = lab.solve(film.replace(thickness="60 nm"), start=lab.solve(film, **drive), **drive)
    assert run.readings["ledger_closure"].value < 1e-2


def test_a_steady_voltage_does_not_limit_the_step(lab):
    """The phase turns with the potential of normal contacts, which the gauge of a step takes along."""
    contacts = {"source": onnes.edge("left"), "drain": onnes.edge("right")}
    run = lab.solve(lab.strip(terminals=contacts), time=200 * lab.tau, current={"source": "1 uA"})
    assert run.voltage("source", "drain").values[-1] > 5e-6
    assert run.outcome.steps < 70


def test_a_step_is_no_longer_than_is_stable(lab):
    """At rest for ever, where the error would allow any step."""
    run = lab.solve(lab.strip(), time=1e5 * lab.tau, field="50 mT", frames=1)
    assert run.outcome.rejected == 0


def same_records(a, b):
    """Whether two datasets hold the same numbers, NaN included, to 1e-12 of the largest of each."""
    for name, values in a.data_vars.items():
        largest = float(np.max(np.abs(np.nan_to_num(values)), initial=0.0))
        np.testing.assert_allclose(b[name], values, rtol=0, atol=1e-12 * largest, err_msg=str(name))


def moving_drive(film):
    """Every kind of drive that files keep."""
    table = xr.DataArray([0.0, 1.0, 0.5], coords={"time": [0.0, 2e-12, 9e-12]}, dims="time",
                         attrs={"units": "mA"})
    places = xr.DataArray([[5.0, 5.5], [5.2, 5.8]], coords={"x": [-60e-9, 60e-9], "y": [-30e-9, 30e-9]},
                          dims=("x", "y"), attrs={"units": "K"})
    field = (onnes.ramp(0, "10 mT", "4 ps") * onnes.sine(0.1, "1 THz", offset=1) + onnes.fields.uniform((0, 0, "1 mT"))
             + onnes.fields.loop("80 nm", current=onnes.ramp("0 mA", "1 mA", "3 ps"), height="50 nm")
             + onnes.fields.dipole("1e-17 A m^2", ("10 nm", 0, "80 nm"))
             + onnes.fields.wire(table, ("0 nm", "40 nm"), "60 nm"))
    return {"field": field, "current": {"source": onnes.pulse("20 uA", "3 ps", "4 ps")},
            "temperature": 0.1 * onnes.ramp("0 K", "1 K", "6 ps") + places}


@pytest.mark.long
@pytest.mark.parametrize("drive", [moving_drive, lambda film: {
    "field": 0.1 * film.upper_critical_field, "current": {"source": "30 uA"}}], ids=["moving", "steady"])
def test_a_solution_from_a_file_goes_on_like_the_one_in_memory(lab, tmp_path, drive):
    """The file keeps the drive, the state, and what the stepper remembers."""
    film = lab.strip(**lab.strong)
    run = lab.solve(film, time="5 ps", **drive(film))
    loaded = onnes.load(run.save(tmp_path / "run.h5"))
    assert loaded.data.equals(run.data)
    assert loaded.warnings == run.warnings
    here, there = run.resume("5 ps"), loaded.resume("5 ps")
    same_records(here.data, there.data)
    again = onnes.load(loaded.save(tmp_path / "again.h5")).resume("5 ps")
    same_records(here.data, again.data)


def test_a_killed_run_resumes_bit_for_bit(lab, tmp_path):
    """The whole Dataset, through `checkpoint=`, with a drive that jumps and noise off."""
    film = lab.strip()
    drive = {"current": {"source": onnes.pulse("20 uA", "3 ps", "4 ps")}, "field": "10 mT"}
    whole = lab.solve(film, time="10 ps", **drive)

    def kill(fraction, message):
        if fraction > 0.45:
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        lab.solve(film, time="10 ps", checkpoint=tmp_path / "run", progress=kill, **drive)
    seen = []
    rest = lab.solve(film, time="10 ps", checkpoint=tmp_path / "run", progress=lambda f, _: seen.append(f), **drive)
    assert min(seen) > 0.5
    assert rest.data.equals(whole.data)
    assert rest.outcome.steps == whole.outcome.steps
    with pytest.raises(onnes.InputError, match="checkpoint"):
        lab.solve(film, time="10 ps", checkpoint=tmp_path / "run", **{**drive, "field": "11 mT"})


def test_a_film_from_a_file_is_the_same_metal(lab, tmp_path):
    """A number of disorder is kept: the loaded metal is normal and stays so."""
    run = lab.solve(lab.strip(disorder=-1.0), time="10 ps", current={"source": "1 uA"}, noise=False)
    again = onnes.load(run.save(tmp_path / "run.h5")).resume("10 ps")
    assert again.voltage().values[1:] == pytest.approx(7.5e-6, rel=1e-9)


def test_only_the_function_that_a_file_lacks_is_given_again(lab, tmp_path):
    film, field = lab.strip(), onnes.ramp(0, "1 mT", "4 ps")
    drive = {"field": field, "current": {"source": lambda t: 5e5 * t}}
    run = lab.solve(film, time="10 ps", **drive)
    loaded = onnes.load(run.save(tmp_path / "run.h5"))
    assert loaded.unstored == ["current"]
    with pytest.raises(onnes.InputError, match=r"current: .*not stored.*resume\('10 ps', current=...\)"):
        loaded.resume("10 ps", field=field)
    with pytest.raises(onnes.InputError, match="the file does not hold"):
        loaded.drive.amperes(0.0)
    there, here = (each.resume("10 ps", current=drive["current"]) for each in (loaded, run))
    same_records(here.data, there.data)
    assert there.data["applied_field"].values[-1] == 1e-3
    on = lab.solve(film, time="10 ps", current={"source": "5 uA"}, start=loaded)
    assert on.data["energy"].values[0] == pytest.approx(run.data["energy"].values[-1], rel=1e-6)


def wavy(x, y):
    return 10e-9 * (1 + 0.3 * np.sin(x / 17e-9))


@pytest.mark.parametrize("device", ["film", "body"])
def test_functions_of_place_of_a_device_are_stored_on_the_grid(lab, tmp_path, device):
    def weak(x, y):
        return 1 - 0.5 * np.exp(-(x**2 + y**2) / (20e-9) ** 2)

    if device == "film":
        made = lab.strip(disorder=weak, thickness=wavy)
    else:
        made = onnes.Bulk(onnes.rectangle("120 nm", "60 nm"), coherence_length="10 nm", penetration_depth="20 nm",
                          resistivity="150 nohm m", gamma=0.0, disorder=weak)
    run = lab.solve(made, time="2 ps", field="5 mT")
    loaded = onnes.load(run.save(tmp_path / "run.h5"))
    assert loaded.device.units(1.0) == made.units(1.0)
    same_records(run.resume("2 ps").data, loaded.resume("2 ps").data)
    x, y = np.meshgrid(np.linspace(-60e-9, 60e-9, 37), np.linspace(-30e-9, 30e-9, 19))
    np.testing.assert_allclose(loaded.device.disorder.on(x, y), weak(x, y), atol=3e-3)  # on another grid, interpolated


def test_disorder_as_a_function_of_time_is_read_and_given_again(lab, tmp_path):
    film = lab.strip(**lab.strong, disorder=lambda x, y, t: 1 - 0.5 * t / 1e-11 + 0 * x)
    run = lab.solve(film, time="1 ps", field=moving_drive(film)["field"])
    loaded = onnes.load(run.save(tmp_path / "run.h5"))
    assert loaded.data.equals(run.data)
    assert str(loaded)
    with pytest.raises(onnes.InputError, match=r"Write solution.resume\('1 ps', device=...\)"):
        loaded.resume("1 ps")
    with pytest.raises(onnes.InputError, match=r"disorder: .*the file does not hold"):
        lab.solve(loaded.device, time="1 ps", start=loaded)
    same_records(run.resume("1 ps").data, loaded.resume("1 ps", device=film).data)


def test_arrays_on_the_nodes_of_a_run_are_kept(lab, tmp_path):
    film = lab.strip(disorder=np.linspace(0.5, 1.0, 25 * 13).reshape(25, 13), thickness=wavy)
    run = lab.solve(film, time="2 ps")
    loaded = onnes.load(run.save(tmp_path / "run.h5"))
    same_records(run.resume("2 ps").data, loaded.resume("2 ps").data)


def test_xarray_opens_the_data_of_a_file(lab, tmp_path):
    run = lab.solve(lab.strip(), time="1 ps", frames=1)
    with xr.open_dataset(run.save(tmp_path / "run.h5")) as data:
        xr.testing.assert_equal(data, run.data)
        assert {"psi", "vector_potential", "sheet_current", "field", "inside"} <= set(data.data_vars)
        assert data["psi"].dims == ("time", "x", "y")
        assert data["sheet_current"].attrs["units"] == "A/m"
        about = json.loads(data.attrs["about"])
    assert onnes.shape(about["device"]["outline"]) == run.device.outline
    assert about["inputs"]["frames"] == 1


def test_a_start_on_another_grid_is_refused(lab):
    film = lab.strip()
    coarse = onnes.solve(film, time="1 ps", cells_per_xi=2, frames=1)
    with pytest.raises(onnes.InputError, match=r"start: .*the grid of this run"):
        onnes.solve(film, time="1 ps", start=coarse, cells_per_xi=3)
