"""Electrons with a temperature of their own: exact heating, latent heat, balances, light, files."""

import numpy as np
import pytest

import onnes
from onnes.devices.film_heat import film_heat, heat_capacity, heat_conductivity, phonon_capacity

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


@pytest.mark.long
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
    ({"escape": 1.0, "source": "-1 W/m^2"}, "source"),
    ({"escape": 1.0, "conductivity": "-1 W/(m K)"}, "conductivity"),
    ({"escape": 1.0, "coupling": "0 W/(m^3 K^5)"}, "coupling"),
    ({"escape": 1.0, "coupling": "1e9 W/(m^3 K^5)", "coupling_exponent": 4}, "coupling"),
    ({"escape": 1.0, "coupling": 1e9, "coupling_exponent": 9}, "coupling_exponent"),
    ({"escape": 1.0, "coupling": 1e9, "phonon_capacity": "-1 J/(m^3 K)"}, "phonon_capacity"),
    ({"escape": 1.0, "phonon_capacity": "1 J/(m^3 K)"}, "coupling="),
    ({"escape": 1.0, "contacts": "warm"}, "contacts"),
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
    with pytest.raises(onnes.InputError, match=r"argument of minimize.*heat"):
        onnes.minimize(lab.strip(), heat=heat)
    with pytest.raises(onnes.InputError, match="phonon_capacity"):
        lab.solve(lab.strip(), time="1 ps", heat=onnes.heat(1.0, coupling=1e9))
    with pytest.raises(onnes.InputError, match="contacts"):
        lab.solve(lab.strip(terminals={}), time="1 ps", heat=onnes.heat(1.0, contacts="cold"))
    for wrong in {"at": (0, "50 nm")}, {"radius": "1 nm"}:
        right = {"energy": "1 eV", "at": (0, 0), "radius": "5 nm", "time": 0, "duration": "1 ps"}
        light = onnes.photon(**right | wrong)
        with pytest.raises(onnes.InputError, match=next(iter(wrong))):
            lab.solve(lab.strip(), time="1 ps", heat=onnes.heat(1.0, source=light))
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


@pytest.mark.long
def test_hot_electrons_between_cold_contacts_obey_wiedemann_and_franz(lab):
    """T^2 = T_b^2 + 3 (e V/(2 pi k))^2 in the middle of a normal strip, whatever its shape and resistivity."""
    run = lab.solve(lab.strip(), time="60 ps", temperature="12 K", start="normal", noise=False, frames=5,
                    current={"source": "150 uA"}, heat=onnes.heat(0.0, contacts="cold", capacity="30 J/(m^3 K)"))
    volts = 150e-6 * 15 * 2
    kelvin = np.sqrt(12**2 + 3 * (volts / (2 * np.pi * 8.617333e-5)) ** 2)
    assert kelvin > 14
    assert run.data["electron_temperature"].values[-1, 8] == pytest.approx(kelvin, rel=1e-5)
    assert run.data["electron_temperature"].values[-1, [0, -1]] == pytest.approx(12)
    drained, joule = (np.diff(run.data[name].values)[-1] for name in ("heat_drained", "joule_heat"))
    assert drained / joule == pytest.approx(1, rel=1e-4)
    assert run.readings["heat_closure"].value < 1e-9


@pytest.mark.long
def test_phonons_stand_between_electrons_and_substrate(lab, tmp_path):
    """d Sigma (T^5 - T_p^5) = R (I/W)^2 = h (T_p^4 - T_b^4) in a normal strip at rest; kept in files."""
    heat = onnes.heat(TO_PHONONS, escape_exponent=4, coupling="2e10 W/(m^3 K^5)", phonon_capacity="500 J/(m^3 K)")
    run = lab.solve(lab.strip(), time="60 ps", temperature="12 K", start="normal", noise=False, frames=3,
                    current={"source": "200 uA"}, heat=heat)
    power = lab.square * (200e-6 / 60e-9) ** 2
    of_phonons = (12**4 + power / TO_PHONONS) ** 0.25
    electrons = (of_phonons**5 + power / (10e-9 * 2e10)) ** 0.2
    assert electrons - of_phonons > 0.05
    assert run.data["phonon_temperature"].values[-1] == pytest.approx(of_phonons, rel=1e-5)
    assert run.data["electron_temperature"].values[-1] == pytest.approx(electrons, rel=1e-5)
    assert run.readings["heat_of_phonons"].value > 0
    assert run.readings["heat_closure"].value < 1e-9
    again = onnes.load(run.save(tmp_path / "warm.h5")).resume("1 ps", frames=1)
    assert again.data["phonon_temperature"].values[-1] == pytest.approx(of_phonons, rel=1e-5)
    changed = lab.solve(lab.strip(), time="1 ps", start=run, noise=False, frames=1, temperature="12 K",
                        heat=onnes.heat(TO_PHONONS, escape_exponent=4, coupling=3e10, phonon_capacity=400.0))
    assert changed.data["phonon_temperature"].values[0] == pytest.approx(of_phonons, rel=1e-5)


def test_phonons_of_an_element_have_the_capacity_of_debye():
    """(12 pi^4/5) (R/V) (T/theta)^3 of lead at 5 K; 1944 J/(mol K) (T/theta)^3."""
    film = onnes.Film(onnes.rectangle("1 um", "1 um"), material="Pb", temperature="5 K", thickness="20 nm")
    lead = onnes.material("Pb")
    exact = 1943.77 / lead.molar_volume * (5 / lead.debye_temperature) ** 3
    assert phonon_capacity(film, onnes.heat(1.0, coupling=1e9)) == pytest.approx(exact, rel=1e-5)


@pytest.fixture(scope="module")
def pieced(lab):
    """A strip with a weak pin and a normal bar, flashed by light while it carries a current."""
    light = onnes.pulse("2e8 W/m^2", "1 ps", "2 ps")
    film = lab.strip(pins=[onnes.pin(at=("-30 nm", 0), radius="12 nm", depth=0.6)],
                     normal={"bar": onnes.normal(onnes.rectangle("20 nm", "60 nm", centre=("30 nm", 0)),
                                                 coherence_length="15 nm", resistivity="300 nohm m")})
    return lab.solve(film, time="8 ps", current={"source": "5 uA"}, noise=False, frames=16, tolerance=2e-4,
                     heat=onnes.heat(ESCAPE, source=light))


@pytest.mark.long
def test_energy_is_conserved_with_regions_and_pins(pieced):
    """As above; epsilon(T) and the latent heat are those of each metal and of the pin."""
    assert 8 < float(np.max(pieced.data["hottest"])) < 30
    assert pieced.readings["heat_closure"].value < 1e-9
    assert pieced.readings["ledger_closure"].value < 3e-3


@pytest.mark.long
def test_a_warm_pin_is_as_weak_as_one_in_a_warm_film(lab):
    """Electrons that follow the substrate at once have the state of a run at its temperature, without heat."""
    film = lab.strip(pins=[onnes.pin(at=(0, 0), radius="20 nm", depth=0.7)],
                     normal={"bar": onnes.normal(onnes.rectangle("20 nm", "60 nm", centre=("40 nm", 0)),
                                                 coherence_length="15 nm")})
    given = {"time": "300 ps", "temperature": "7.5 K", "noise": False, "frames": 1}
    with_heat, without = (lab.solve(film, **given, **more) for more in ({"heat": onnes.heat("1e11 W/(m^2 K)")}, {}))
    assert with_heat.data["psi"].values[-1] == pytest.approx(without.data["psi"].values[-1], abs=2e-5)
    size = np.abs(without.data["psi"].values[-1])
    assert size[12, 6] < 0.6 * size[0, 6]
