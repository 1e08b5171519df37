"""Thermal fluctuations at a temperature of their own."""

import numpy as np
import pytest
from scipy.linalg import eigh

import onnes
from onnes.errors import InputError
from onnes.units.constants import BOLTZMANN

SHORT = {"time": "20 ps", "frames": 4, "start": "normal", "seed": 3, "cells_per_xi": 2}


@pytest.fixture(scope="module")
def film(lab):
    return lab.strip(gamma=10.0)


def density(solution):
    return float(solution.data["mean_density"][-1])


def test_fluctuations_at_the_temperature_of_the_run_are_those_at_that_number(film):
    asked = onnes.solve(film, temperature="16 K", noise=True, **SHORT)
    given = onnes.solve(film, temperature="16 K", noise="16 K", **SHORT)
    assert np.array_equal(asked.data["psi"], given.data["psi"])


def test_above_tc_fluctuations_grow_with_their_temperature(film):
    """Far above Tc psi is small and its equation linear: |psi|^2 is proportional to kT, for the same random numbers."""
    warm, hot = (onnes.solve(film, temperature="20 K", noise=noise, **SHORT) for noise in ("1 mK", "2 mK"))
    assert density(hot) == pytest.approx(2 * density(warm), rel=1e-2)


@pytest.mark.parametrize("noise", ["-1 K", "1 mT", "warm"])
def test_what_is_no_temperature_is_refused(film, noise):
    with pytest.raises(InputError, match="noise"):
        onnes.solve(film, noise=noise, **SHORT)


@pytest.mark.parametrize("asked", [{"start": "normal"}, {"noise": True}])
def test_fluctuations_of_an_unknown_temperature_are_refused(asked):
    """Else psi = 0 would stay for ever without a word."""
    film = onnes.Film(onnes.rectangle("100 nm", "60 nm"), coherence_length="20 nm", penetration_depth="200 nm",
                      thickness="10 nm", resistivity="100 nohm m")
    with pytest.raises(InputError, match="noise"):
        onnes.solve(film, time="1 ps", **asked)


@pytest.mark.long
def test_every_record_has_the_full_thermal_share():
    """Records twice as close as the force may be constant: those between would else have a fifth less energy."""
    film = onnes.Film(onnes.rectangle("60 nm", "60 nm"), coherence_length="100 nm", penetration_depth="500 nm",
                      thickness="50 nm", resistivity="1 uohm m", temperature="5 K", critical_temperature="6 K", gamma=0,
                      u=4)
    run = onnes.solve(film, time=250 * film.constants.time_unit, temperature="8 K", start="normal", frames=500, seed=5)
    energy = np.abs(run.data["psi"].values.mean((1, 2))[20:]) ** 2
    assert np.mean(energy[::2]) / np.mean(energy[1::2]) == pytest.approx(1, abs=0.05)


@pytest.mark.long
def test_a_normal_film_has_the_voltage_of_johnson_and_nyquist(lab):
    """<V^2> = 2 k T R/Delta of means over Delta, R that between two probes without waves shorter than the cutoff."""
    kelvin, interval, frames = 0.1, 5e-13, 1200
    film = lab.strip(disorder=-1.0, probes={"V+": ("-40 nm", 0), "V-": ("40 nm", 0)})
    run = lab.solve(film, time=interval * frames, frames=frames, noise=kelvin, self_field=False, seed=1)
    sample = run.model.sample
    volume, (along_x, along_y) = np.ravel(sample.node_volume), sample.edge_weight[:2]
    nodes = np.arange(volume.size).reshape(sample.grid.shape)
    laplacian = np.zeros((volume.size,) * 2)
    for one, other, weight in ((nodes[:-1], nodes[1:], along_x), (nodes[:, :-1], nodes[:, 1:], along_y)):
        for i, j, w in zip(one.ravel(), other.ravel(), np.ravel(weight), strict=True):
            laplacian[[i, j, i, j], [i, j, j, i]] += [w, w, -w, -w]
    squares, modes = eigh(laplacian, np.diag(volume))
    x, n = squares / 4, int(np.ceil(2 * squares[-1] / 4))
    kept = (1 - x / n) ** n * (1 + x + (n + 1) / (2 * n) * x**2)
    middle = sample.grid.shape[1] // 2
    ends = [nodes[np.argmin(np.abs(np.asarray(sample.grid.nodes[0]) - place)), middle] for place in (-4.0, 4.0)]
    resistance = lab.square * np.sum((kept * (modes[ends[0]] - modes[ends[1]]))[1:] ** 2 / squares[1:])
    square = np.mean(run.voltage().values[1:] ** 2)
    assert square == pytest.approx(2 * BOLTZMANN * kelvin * resistance / interval, rel=0.08)  # 0.04 of statistics


@pytest.mark.long
def test_maps_of_the_field_scatter_independently_from_frame_to_frame():
    """The mean of n frames a tau_0 apart scatters by 1/sqrt(n) of one, as the documents tell how to average."""
    film = onnes.Film(onnes.rectangle("0.4 um", "0.4 um"), coherence_length="40 nm", penetration_depth="200 nm",
                      gamma=0, thickness="50 nm", resistivity="100 nohm m", critical_temperature=9.2, temperature=8.8)
    run = onnes.solve(film, time=45 * film.constants.time_unit, field="1 mT", noise=True, frames=46, cells_per_xi=2)
    late = run.data["field"].values[11:]
    rest = late - late.mean(axis=0)
    assert late.mean(axis=0).std() < 0.5 * rest.std()  # the scatter of one frame hides the map
    halves = rest.reshape(4, 9, *rest.shape[1:]).mean(axis=1)
    assert halves.std() == pytest.approx(rest.std() * (9**-0.5) * ((1 - 1 / 4) / (1 - 1 / 36)) ** 0.5, rel=0.1)
    neighbours = np.mean(rest[:, 1:] * rest[:, :-1]) / np.mean(rest**2)
    assert abs(neighbours) < 0.1
