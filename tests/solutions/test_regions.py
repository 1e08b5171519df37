"""Regions and pins at work: exact profiles at boundaries, Ohm's law, a weak link, the balance of energy."""

import numpy as np
import pytest
from scipy.optimize import brentq

import onnes
from onnes.units.constants import FLUX_QUANTUM

METAL = {"coherence_length": "10 nm", "penetration_depth": "200 nm", "thickness": "10 nm", "resistivity": "150 nohm m"}
XI, RHO = 10e-9, 150e-9
RIBBON = onnes.rectangle("180 nm", "6 nm")


def right_of(place):
    """The part of the ribbon right of a place in m."""
    return onnes.rectangle(90e-9 - place, "6 nm", (45e-9 + place / 2, 0))


def profile(place=0.0, cells_per_xi=10, **regions):
    """x from a boundary, and |psi| on the middle line, of a ribbon at rest."""
    run = onnes.minimize(onnes.Film(RIBBON, **METAL, **regions), cells_per_xi=cells_per_xi)
    assert run.ok
    middle = run.data["psi"].isel(time=-1).sel(y=0, method="nearest")
    return middle["x"].values - place, np.abs(middle.values)


@pytest.mark.parametrize(("s", "length", "place"), [(0.5, 11e-9, 0.0), (2.0, 12e-9, 0.0), (1.0, 14e-9, 0.4e-9)])
def test_pairs_decay_in_a_normal_metal_as_de_gennes_says(s, length, place):
    """Both first integrals, psi and s psi' continuous; far in the normal metal exp(-x/xi_N).

    psi = tanh((x_0 - x)/sqrt2 xi) and sqrt(2 a)/sinh((x + x_1)/xi_N), a = -epsilon_N = s (xi/xi_N)^2.
    """
    region = onnes.normal(right_of(place), resistivity=RHO / s, coherence_length=length)
    x, psi = profile(place, normal={"N": region})
    a = s * (XI / length) ** 2
    at_boundary = brentq(lambda p: s * (a * p**2 + p**4 / 2) - (1 - p**2) ** 2 / 2, 0.0, 1.0)
    inside = np.sqrt(2 * a) / np.sinh(np.maximum(x, 0) / length + np.arcsinh(np.sqrt(2 * a) / at_boundary))
    outside = np.tanh(np.arctanh(at_boundary) - np.minimum(x, 0) / (np.sqrt(2) * XI))
    # The ribbon ends at 90 nm.
    assert psi[x < 60e-9] == pytest.approx(np.where(x < 0, outside, inside)[x < 60e-9], abs=1e-3)
    tail = (x > 2 * length) & (x < 3 * length)
    assert np.polyfit(x[tail], np.log(psi[tail] / inside[tail]), 1)[0] * length == pytest.approx(0, abs=2e-3)


def test_two_superconductors_share_the_step_of_psi():
    """First integrals: psi = 1 and (epsilon_2)^(1/2) far away, p^2 = (1 + r epsilon_2)/(1 + r) at the boundary,
    r = (s nu)^(1/2)."""
    s, states, epsilon = 0.4, 1.5, 1.6
    region = onnes.superconductor(right_of(0.0), resistivity=RHO / s, penetration_depth=200e-9 / np.sqrt(s * epsilon),
                                  coherence_length=XI * np.sqrt(s / states / epsilon))
    x, psi = profile(superconductor={"S": region})
    r = np.sqrt(s * states)
    assert psi[np.argmin(np.abs(x))] == pytest.approx(np.sqrt((1 + r * epsilon) / (1 + r)), abs=1e-3)
    assert psi[[0, -1]] == pytest.approx([1, np.sqrt(epsilon)], abs=1e-5)


@pytest.fixture(scope="module")
def link(lab):
    """A strip with a bridge of normal metal 24 nm long, xi_N = 8 nm, rho_N = 2 rho, between held contacts."""
    held = {"source": onnes.edge("left", contact="held"), "drain": onnes.edge("right", contact="held")}

    def made(**arguments):
        bridge = onnes.normal(onnes.rectangle("24 nm", "60 nm"), resistivity="300 nohm m", coherence_length="8 nm")
        return lab.strip(terminals=held, **{"normal": {"bridge": bridge}, **arguments})

    return made


@pytest.mark.long
def test_a_normal_current_obeys_ohms_law_in_every_region(lab, link):
    """Above Tc: 96 nm of 15 ohm a square and 24 nm of 30 ohm, 60 nm wide; K is the same in both."""
    run = lab.solve(link(), time="5 ps", current={"source": "1 uA"}, temperature="20 K", noise=False, start="normal")
    assert run.voltage("source", "drain").values[-1] == pytest.approx(1e-6 * (96 * 15 + 24 * 30) / 60, rel=1e-3)
    assert run.data["sheet_current"].values[-1, 0, 3:-3, 3:-3] == pytest.approx(1e-6 / 60e-9, rel=1e-4)


def test_phase_gradient_goes_as_the_local_pearl_length(lab, link):
    """Lambda(x) = lambda^2/d(x): grad phi = mu_0 Lambda(x) K 2 pi/Phi_0, from d/5 at one end to d at the other."""
    film = link(normal=None, thickness=lambda x, y: 10e-9 * (0.6 + x / 150e-9))
    run = lab.solve(film, time="30 ps", current={"source": "1 uA"}, self_field=False)
    psi = run.data["psi"].values[-1, [0, -1], 6]
    expected = 2 * np.pi / FLUX_QUANTUM * lab.inductance * (1e-6 / 60e-9) * 150e-9 * np.log(1.0 / 0.2)
    assert float(np.angle(psi[1] * np.conj(psi[0]))) == pytest.approx(expected, rel=3e-3)


def test_a_weak_link_in_microwaves_has_a_voltage_of_one_quantum_a_period(lab, link):
    """Shapiro's first step: V = h f/2e over a range of currents, here at two of them."""
    critical, frequency = 7.2e-6, 0.1 / (2 * np.pi * lab.tau)
    for direct in (1.2, 1.5):
        run = lab.solve(link(), time=4 / frequency, frames=4, tolerance=3e-3,
                        current={"source": direct * critical + onnes.sine(2 * critical, frequency)})
        assert run.voltage("source", "drain").values[-1] == pytest.approx(FLUX_QUANTUM * frequency, rel=1e-3)


@pytest.mark.long
def test_energy_is_balanced_and_runs_go_on_with_regions_and_pins(lab, link, tmp_path):
    film = link(pins=onnes.pins.random("2000 um^-2", "6 nm", 1.2, mean_free_path=0.5, seed=1),
                superconductor={"S": onnes.superconductor(onnes.rectangle("30 nm", "20 nm", ("-45 nm", 0)),
                                                          coherence_length="8 nm", penetration_depth="150 nm")})
    run = lab.solve(film, time="4 ps", field="100 mT", current={"source": onnes.ramp("0 uA", "40 uA", "3 ps")},
                    temperature="6 K", tolerance=1e-5)
    data = run.data
    gap = data["energy"] - data["energy"][0] + data["relaxation_heat"] + data["joule_heat"] - data["source_work"]
    assert abs(float(gap[-1])) < 5e-4 * float(data["relaxation_heat"][-1] + data["joule_heat"][-1])
    loaded = onnes.load(run.save(tmp_path / "run.h5"))
    np.testing.assert_array_equal(loaded.resume("1 ps").data["psi"], run.resume("1 ps").data["psi"])
