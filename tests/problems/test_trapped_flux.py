"""Flux that stays in a film cooled through Tc: protocols, counting, sweeping fronts, freezing quenches, moats."""

import numpy as np
import pytest
import xarray as xr

import onnes
from onnes.devices.pins import strength
from onnes.drives import signal
from onnes.problems.trapped_flux.cooling import front_cooling, uniform_cooling
from onnes.problems.trapped_flux.direct import Trapped, trapped
from onnes.problems.trapped_flux.zero_field import exponent, linear_density, numbers

METAL = {"critical_temperature": 9.2, "temperature": 8.28, "coherence_length": "50 nm", "penetration_depth": "300 nm",
         "thickness": "50 nm", "resistivity": "100 nohm m", "gamma": 0}
STRIP = onnes.Film(onnes.rectangle("2 um", "1 um"), **METAL)
FIELD = "4 mT"
"""B W^2/Phi0 = 1.93: vortices are locally stable in the middle, so that a quench can leave them."""


def kelvin(cooling, x, y, t):
    return signal(cooling.temperature, "K", "temperature").on(x, y, t)


def test_uniform_cooling_falls_at_its_rate_and_rests():
    by_time = uniform_cooling(STRIP, "1 ns", rest="2 ns")
    by_rate = uniform_cooling(STRIP, rate="1.104e9 K/s", rest=2e-9)
    for each in (by_time, by_rate):
        assert each.time == pytest.approx(3e-9, rel=1e-12)
        times = np.array([0, 0.5e-9, 1e-9, 3e-9])
        found = np.array([kelvin(each, 0.0, 0.0, t) for t in times])
        np.testing.assert_allclose(found, [9.384, 8.832, 8.28, 8.28], rtol=1e-12)


@pytest.mark.parametrize("angle", ["0 deg", "90 deg", "37 deg"])
def test_a_front_finds_all_hot_and_leaves_all_cold(angle):
    cooling = front_cooling(STRIP, "1 K/um", "2 km/s", angle=angle, rest=0)
    x, y = np.meshgrid([-1e-6, 0, 1e-6], [-5e-7, 0, 5e-7])
    fall = 1.104
    rounding = 0.02 * fall  # ln 2/40 of the fall at the corners of the slope
    assert np.all(kelvin(cooling, x, y, 0.0) > 9.384 - rounding)
    assert np.all(kelvin(cooling, x, y, cooling.time) < 8.28 + rounding)
    assert np.max(kelvin(cooling, x, y, 0.9 * cooling.time)) > 8.28 + rounding  # not cold much earlier


@pytest.mark.parametrize(("make", "message"), [
    (lambda: uniform_cooling(STRIP), "either a duration or a rate"),
    (lambda: uniform_cooling(STRIP, "1 ns", rate="1 K/s"), "either a duration or a rate"),
    (lambda: uniform_cooling(STRIP, "1 ns", hot=0.99), "more than 1"),
    (lambda: uniform_cooling(STRIP, rate="-1 K/s"), "rate"),
    (lambda: uniform_cooling(STRIP, "-1 ns"), "not negative"),
    (lambda: front_cooling(STRIP, "1 K/um", "0 m/s"), "speed"),
    (lambda: uniform_cooling(onnes.Film(onnes.disc("1 um"), coherence_length="50 nm", penetration_depth="1 um",
                                        thickness="50 nm"), "1 ns"), "Tc and temperature"),
    (lambda: trapped(STRIP, uniform_cooling(STRIP, 0), "200 mT"), "less than Bc2 = 0.1316 T"),
    (lambda: trapped(STRIP, uniform_cooling(STRIP, 0), FIELD, repeats=0), "1 or more")])
def test_refusals(make, message):
    with pytest.raises(onnes.InputError, match=message):
        make()


def test_totals_and_standard_error():
    found = Trapped(np.array([1, 3, 2]), np.array([[1, 0], [0, 0], [2, 1]]), np.zeros(3), 1.0, np.ones(3, bool),
                    xr.Dataset(), np.ones(3), None)  # type: ignore[arg-type]
    assert found.total.tolist() == [2, 3, 5]
    assert found.mean == 2
    assert found.uncertainty == pytest.approx(1 / 3**0.5, rel=1e-12)


def test_exponent_of_exact_powers():
    found = {t: 100 * t**-0.5 * np.array([0.9, 1.0, 1.1]) for t in (10.0, 40.0, 160.0)}
    assert exponent(found).value == pytest.approx(0.5, rel=1e-12)
    assert exponent(found).uncertainty > 0


def test_pins_weaken_below_tc_and_leave_the_metal_above_it():
    """Rounded at Tc, so that a front does not meet a kink at every node."""
    pinned = STRIP.replace(pins=[onnes.pin(at=(0, 0), radius="100 nm", depth=1.5)])
    model = pinned.model()
    x, y = (points * model.unit for points in model.grid.points())
    for own in (1.0, 0.3, -0.3):
        found = model.composition.mixture.epsilon(np.full(x.shape, own), np.zeros(x.shape))
        weakened = own * strength(pinned.pins, x, y) if own > 0 else np.full(x.shape, own)
        np.testing.assert_allclose(found, weakened, atol=1e-12)
    at_tc = model.composition.mixture.epsilon(np.zeros(x.shape), np.zeros(x.shape))
    assert -0.0104 - 1e-3 < np.min(at_tc) <= 0  # 0.01 ln 2 times the depth


@pytest.mark.long
def test_a_slow_front_sweeps_all_vortices_out_and_a_sudden_quench_does_not(optimized):
    slow = trapped(STRIP, front_cooling(STRIP, "1 K/um", "2 km/s"), FIELD, self_field=False)
    quench = trapped(STRIP, uniform_cooling(STRIP, 0), FIELD, repeats=2, self_field=False)
    assert slow.in_film.tolist() == [0]
    assert np.all(slow.settled)
    assert np.all(quench.in_film > 0)
    assert quench.places.sizes["vortex"] == np.sum(quench.in_film)
    assert np.all(STRIP.outline.contains(quench.places.x.values, quench.places.y.values))
    assert np.max(quench.seconds[1:]) < quench.seconds[0]  # one compiled program


@pytest.mark.long
def test_the_same_seed_gives_the_same_vortices(optimized):
    cooling = uniform_cooling(STRIP, 0, rest="30 ps")
    first, again = (trapped(STRIP, cooling, FIELD, seed=4, self_field=False, frames=5) for _ in range(2))
    other = trapped(STRIP, cooling, FIELD, seed=5, self_field=False, frames=5)
    xr.testing.assert_identical(first.places, again.places)
    assert not np.array_equal(first.last.data.psi.values, other.last.data.psi.values)


@pytest.mark.long
def test_zeros_of_a_quench_without_a_field(optimized):
    """Density of zeros by linear theory, 1/(8 pi t), less what has annihilated since; equal numbers of both signs."""
    side, after = 96.0, 4.0
    for time in (50.0, 200.0):
        found = np.mean(numbers(time, range(1), side=side, after=after)) / side**2
        assert 0.5 < found / linear_density(time, after) < 1.3


@pytest.mark.long
def test_noise_is_that_of_the_temperature_at_whichever_temperature_a_film_is_described(optimized):
    """Above Tc the mean of psi over a film of area S has the energy kT: <|psi|^2> |epsilon| S (Bc^2/mu_0) d = kT."""
    for described, longer in ((8.28, 1.0), (8.74, 2**0.5)):
        film = onnes.Film(onnes.rectangle("500 nm", "500 nm"), **METAL | {
            "temperature": described, "coherence_length": longer * 50e-9, "penetration_depth": longer * 300e-9,
            "thickness": "500 nm"})
        tau = film.constants.time_unit
        run = onnes.solve(film, time=8000 * tau / longer**2, temperature=9.4, frames=400, self_field=False,
                          cells_per_xi=2 / longer)
        weight = np.asarray(run.model.sample.node_volume)
        mean = np.sum(weight * run.data["psi"].values[20:], axis=(1, 2)) / np.sum(weight)
        epsilon = (9.2 - 9.4) / (9.2 - described)
        energy = np.mean(np.abs(mean) ** 2) * -epsilon * np.sum(weight) * film.energy_unit
        assert energy == pytest.approx(1.380649e-23 * 9.4, rel=0.25)  # 300 correlation times
