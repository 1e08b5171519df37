"""Electrons with a temperature of their own: exact heating, latent heat, balances, light, files."""

import numpy as np
import pytest

import onnes
from onnes.devices.film_heat import film_heat, heat_capacity, heat_conductivity

ESCAPE = 2e7  # W/(m^2 K): the strip follows within 3 ps
TO_PHONONS = ESCAPE / 12**3  # W/(m^2 K^4)
LOCAL = {"heat": onnes.heat(TO_PHONONS, escape_exponent=4), "noise": False}
CONSTANT = {"capacity_exponent": 0}


@pytest.fixture(scope="module")
def flash(lab):
    """A photon hits the strip while it carries a current; it warms above Tc and cools again."""
    light = onnes.photon("6 eV", (0, 0), radius="15 nm", time="2 ps", duration="1 ps")
    return lab.solve(lab.strip(), time="12 ps", current={"source": "10 uA"}, noise=False, frames=24,
                     heat=onnes.heat(ESCAPE, source=light, **CONSTANT))


@pytest.mark.long
def test_a_normal_strip_warms_as_it_must(lab):
    """h (T^4 - T_b^4) = R (I/W)^2 everywhere, R of a square, at rest."""
    run = lab.solve(lab.strip(), time="60 ps", temperature="12 K", start="normal", **LOCAL,
                    current={"source": "200 uA"})
    power = lab.square * (200e-6 / 60e-9) ** 2
    kelvin = (12**4 + power / TO_PHONONS) ** 0.25
    assert kelvin > 13.5
    assert run.data["electron_temperature"].values[-1] == pytest.approx(kelvin, rel=1e-5)
    assert run.readings["heat_escaped"].value / run.readings["joule_heat"].value == pytest.approx(1, abs=0.1)
    assert run.readings["hot_area"].value == pytest.approx(120e-9 * 60e-9)


@pytest.mark.long
def test_the_capacity_jumps_at_tc(lab):
    """Light warms a superconductor by P t/d (c + T (Bc^2/mu_0)/(Tc - T_device)^2), the normal metal by P t/(d c)."""
    film = lab.strip()
    c = heat_capacity(film, onnes.heat(0.0))
    hot = {}
    for kelvin in (5.0, 12.0):
        heat = onnes.heat(0.0, source="2e5 W/m^2", **CONSTANT)
        hot[kelvin] = lab.solve(film, time="40 ps", temperature=kelvin, noise=False, heat=heat).data["hottest"].values
    light = 2e5 * 24e-12 / 10e-9
    assert hot[12.0][-1] - hot[12.0][4] == pytest.approx(light / c, rel=1e-6)
    low, high = hot[5.0][[4, -1]]
    jump = film.energy_unit / (1e-8**2 * 1e-8 * 5**2) * 0.5 * (low + high)
    assert high - low == pytest.approx(light / (c + jump), rel=1e-2)
    assert jump > c


def test_a_photon_makes_a_hot_spot_and_all_its_energy_is_found(lab, flash):
    read = flash.readings
    assert read["heat_absorbed"].value == pytest.approx(6 * 1.602e-19, rel=0.05)  # a little falls beside the strip
    assert read["heat_closure"].value < 1e-9
    assert read["ledger_closure"].value < 1e-2
    hot = flash.data["hottest"].values
    assert 10 < np.max(hot) < 40
    assert flash.data["hot_area"].values[6] > 1e-16
    assert hot[-1] < 6
    assert flash.voltage().values[6] > 10 * abs(flash.voltage().values[-1])


def test_energy_is_conserved_with_heat_in_it(lab, flash):
    """d(F + heat) = work of sources - escape + light + latent heat - what epsilon adds to F: each from its own sum."""
    data = {name: flash.data[name].values for name in flash.data}
    total = data["energy"] + data["heat_stored"]
    gained = data["source_work"] + data["latent_heat"] + data["heat_absorbed"] - data["heat_escaped"]
    change = total - total[0]
    assert np.max(np.abs(change - gained)) < 5e-3 * np.max(np.abs(gained))


def test_a_run_with_heat_goes_on_from_a_file_as_if_it_had_not_ended(lab, tmp_path):
    film = lab.strip()
    given = {"current": {"source": "40 uA"}, "frames": 4, **LOCAL}
    whole = lab.solve(film, time="4 ps", **given | {"frames": 8})
    half = lab.solve(film, time="2 ps", **given)
    again = onnes.load(half.save(tmp_path / "half.h5"))
    assert again.drive.heat.escape.at() == TO_PHONONS
    for before in (half, again):
        run = before.resume("2 ps")
        for name in ("electron_temperature", "heat_escaped", "latent_heat", "energy"):
            assert run.data[name].values == pytest.approx(whole.data[name].values, rel=1e-6, abs=1e-25), name


def test_a_killed_run_with_heat_resumes_bit_identical(lab, tmp_path):
    film = lab.strip()
    given = {"time": "4 ps", "current": {"source": "40 uA"}, "frames": 4, **LOCAL}
    whole = lab.solve(film, **given)

    def killed(share, _):
        if share > 0.4:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        lab.solve(film, **given, checkpoint=tmp_path / "kept", progress=killed)
    run = lab.solve(film, **given, checkpoint=tmp_path / "kept")
    assert np.array_equal(run.data["electron_temperature"], whole.data["electron_temperature"])
    assert run.readings["heat_escaped"].value == whole.readings["heat_escaped"].value


def test_electrons_stay_warm_where_the_heat_changes(lab):
    """A run that starts from another with other coefficients starts at its temperature."""
    first = lab.solve(lab.strip(), time="2 ps", current={"source": "200 uA"}, **LOCAL)
    warm = first.data["electron_temperature"].values[-1]
    assert np.max(warm) > 5.5
    second = lab.solve(lab.strip(), time="1 ps", start=first, noise=False, frames=1,
                       heat=onnes.heat(TO_PHONONS, escape_exponent=4, capacity="500 J/(m^3 K)"))
    assert second.data["electron_temperature"].values[0] == pytest.approx(warm, rel=1e-5)


@pytest.mark.parametrize(("given", "message"), [
    ({"escape": "-1 W/(m^2 K)"}, "escape"),
    ({"escape": "1 W/(m^2 K)", "escape_exponent": 4}, "escape"),
    ({"escape": "1 W/(m^2 K)", "escape_exponent": 0}, "escape_exponent"),
    ({"escape": "1 W/(m^2 K)", "capacity_exponent": 0.5}, "capacity_exponent"),
    ({"escape": lambda t: t}, "escape"),
    ({"escape": 1.0, "capacity": "0 J/(m^3 K)"}, "capacity"),
    ({"escape": 1.0, "source": "1 W"}, "source"),
])
def test_bad_coefficients_are_refused(given, message):
    with pytest.raises(onnes.InputError, match=message):
        onnes.heat(**given)


def test_heat_is_refused_where_it_has_no_meaning(lab):
    heat = onnes.heat(1.0)
    bulk = onnes.Bulk(onnes.disc("1 um"), coherence_length="10 nm", penetration_depth="20 nm", resistivity="1 uohm m",
                      temperature="5 K", critical_temperature="10 K")
    nameless = onnes.Film(onnes.disc("1 um"), coherence_length="10 nm", penetration_depth="20 nm", thickness="10 nm",
                          resistivity="1 uohm m")
    for device, given in ((bulk, {}), (nameless, {}), (lab.strip(), {"law": "london"}), (lab.strip(), {"heat": 3.0})):
        with pytest.raises(onnes.InputError, match="heat"):
            lab.solve(device, time="1 ps", **{"heat": heat} | given)
    with pytest.raises(onnes.InputError, match="at"):
        onnes.photon("1 eV", 3.0, radius="1 nm", time="1 ps", duration="1 ps")


def test_heat_is_conducted_as_wiedemann_and_franz_say(lab):
    """L T/rho with L = 2.443e-8 W ohm/K^2, at 5 K and 150 nohm m."""
    assert heat_conductivity(lab.strip(), onnes.heat(0.0)) == pytest.approx(2.443004e-8 * 5 / 150e-9, rel=1e-6)


def test_a_thinner_film_loses_heat_faster_and_spreads_it_alike(lab):
    film = lab.strip(thickness=lambda x, y: np.where(x > 1e-9, 5e-9, 10e-9))
    given = onnes.heat("3e6 W/(m^2 K)", conductivity="2 W/(m K)", capacity="100 J/(m^3 K)")
    found = film_heat(film, film.model(5e-9), given)
    assert np.asarray(found.cover)[[3, -4], 6] == pytest.approx([1, 2])
    assert float(found.diffusivity) == pytest.approx(2 / 100 * lab.tau / (10e-9) ** 2)
    assert float(found.escape.size[3, 6] / found.electrons.size) == pytest.approx(3e6 / (100 * 10e-9) * lab.tau)


@pytest.mark.long
def test_the_balance_holds_the_work_of_thermal_agitation(lab):
    run = lab.solve(lab.strip(), time="2 ps", frames=2, heat=onnes.heat(2e7), noise="5 K")
    assert abs(float(run.data["work_of_noise"][-1])) > 0.01 * abs(float(run.data["heat_escaped"][-1]))
    assert run.readings["heat_closure"].value < 1e-9
