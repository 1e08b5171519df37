"""Temperature: normal above Tc, superconducting again below it, by thermal noise of the right strength."""

import numpy as np
import pytest

import onnes
from onnes.drives.protocols import Steady
from onnes.energies import Drive
from onnes.laws.tdgl import TDGL
from onnes.laws.thermal_cutoff import Cutoff
from onnes.units.constants import BOLTZMANN

COOLED = {"time": "60 ps", "temperature": onnes.ramp("12 K", "5 K", "5 ps"), "start": "normal"}


def test_a_film_cooled_through_tc_condenses_by_itself(lab):
    """Noise is on where a run starts normal or crosses Tc."""
    run = lab.solve(lab.strip(), **COOLED)
    assert run.inputs["noise"]
    assert run.data["mean_density"].values[0] < 0.02
    assert run.data["mean_density"].values[-1] == pytest.approx(1, abs=0.05)


def test_without_noise_a_normal_film_stays_normal(lab):
    """psi = 0 is a solution at all temperatures; `noise=False` is obeyed."""
    run = lab.solve(lab.strip(), time="60 ps", temperature=onnes.ramp("12 K", "5 K", "5 ps"), noise=False)
    assert np.all(run.data["psi"].values == 0)


def test_a_film_heated_above_tc_is_normal_and_comes_back(lab):
    """In 60 ps at 15 K psi decays to fluctuations; back at 5 K it condenses, and meanwhile Ohm's law holds.

    The voltage is that over the one without current and with the same Johnson noise.
    """
    heat = "5 K" + onnes.pulse("10 K", "20 ps", "60 ps", rise="1 ps")
    run, without = (lab.solve(lab.strip(), time="200 ps", temperature=heat, current={"source": current}, frames=20)
                    for current in ("10 uA", "0 uA"))
    density, volts = run.data["mean_density"].values, run.voltage().values - without.voltage().values
    assert density[1] == pytest.approx(1, abs=0.05)
    assert np.max(density[6:8]) < 0.02
    assert density[-1] == pytest.approx(1, abs=0.05)
    assert np.mean(volts[6:9]) == pytest.approx(75e-6, rel=0.06)
    assert abs(np.mean(volts[-5:])) < 3e-6


def test_below_tc_the_density_is_that_of_its_temperature(lab):
    """|psi|^2 = epsilon = (Tc - T)/(Tc - T_device), from above and from below."""
    for kelvin, epsilon in ((8.0, 0.4), (2.5, 1.5)):
        run = lab.solve(lab.strip(), time="100 ps", temperature=onnes.ramp("5 K", f"{kelvin} K", "1 ps"),
                        cells_per_xi=2 / max(epsilon, 1.0) ** 0.5, noise=False)
        assert run.model.grid.shape == (25, 13)
        assert run.data["mean_density"].values[-1] == pytest.approx(epsilon, rel=1e-3)


def test_held_contacts_have_the_density_of_their_temperature(lab):
    """|psi|^2 = (Tc - T)/(Tc - T_device), also where a run goes on from one at another temperature."""
    film = lab.strip(terminals={side: onnes.edge(side, contact="held") for side in ("left", "right")}, probes={})
    arguments = {"time": "1 ps", "noise": False}
    run = lab.solve(film, temperature="8 K", cells_per_xi=2 / 0.4**0.5, **arguments)
    for solution, density in ((run, 0.4), (lab.solve(film, start=run, **arguments), 1.0)):
        assert np.abs(solution.data["psi"].values[:, [0, -1]]) ** 2 == pytest.approx(density, rel=1e-6)
        assert not any("held" in warning for warning in solution.warnings)
    warmed = lab.solve(film, temperature=onnes.ramp("5 K", "6 K", "1 ps"), **arguments)
    assert any("held terminals ('left', 'right')" in warning for warning in warmed.warnings)


def test_the_same_seed_gives_the_same_run(lab):
    runs = [lab.solve(lab.strip(), **{**COOLED, "time": "20 ps"}, seed=seed) for seed in (3, 3, 4)]
    assert runs[0].data.equals(runs[1].data)
    assert not np.allclose(runs[0].data["psi"].values[-1], runs[2].data["psi"].values[-1])


def test_noise_of_a_resumed_run_is_not_that_of_the_first(lab):
    run = lab.solve(lab.strip(), time="10 ps", temperature="12 K", cells_per_xi=2 / 0.4**0.5)
    both = run.resume("10 ps")
    psi = both.data["psi"].values
    assert np.abs(np.vdot(psi[5], psi[15])) < 0.8 * np.linalg.norm(psi[5]) * np.linalg.norm(psi[15])
    again = lab.solve(lab.strip(), time="10 ps", temperature="12 K", cells_per_xi=2 / 0.4**0.5).resume("10 ps")
    assert again.data.equals(both.data)


def test_noise_costs_a_few_steps_in_each_of_its_intervals(lab):
    """Case C12: the force changes every u tau_0/4, 207 times; not every 0.1 tau_0."""
    film = lab.strip(**lab.strong)
    run = lab.solve(film, time=300 * film.scales.time, field="0.6 T", noise=True, frames=50, self_field=False)
    assert run.outcome.steps < 3 * 300 / (film.u / 4)


@pytest.mark.long
def test_every_mode_above_tc_has_the_energy_kt(lab):
    """<(q^2 + |epsilon|) |psi_q|^2> = k T, in joules, for modes long enough for the theory.

    The force changes every Delta = u tau_0/4, which leaves tanh(y)/y, y = (q^2 + |epsilon|)/8; and it has no short
    waves, which leaves P(q^2/4)^2, see `Cutoff`.
    """
    film, kelvin = lab.strip(**lab.strong), 12.0
    interval = film.u * film.scales.time / 4
    run = lab.solve(film, time=4000 * interval, frames=1000, temperature=f"{kelvin} K", self_field=False,
                    start="normal", cells_per_xi=2 / 0.4**0.5, seed=1)
    kept = run.data["psi"].values[50:]
    volume = np.asarray(run.model.sample.node_volume)
    modes, stiffness = zip(*(cosines(n) for n in volume.shape), strict=True)
    amplitude = np.einsum("ai,bj,tij->tab", *modes, kept * np.sqrt(volume))
    stiff = stiffness[0][:, None] + stiffness[1][None] + 0.4
    energy = film.energy_unit * stiff * np.mean(np.abs(amplitude) ** 2, axis=0)
    x, n = (stiff - 0.4) / 4, int(Cutoff.of(TDGL(run.model.energy, Steady(Drive(-0.4)), 1.0), 4.0).stages)
    expected = np.tanh(stiff / 8) / (stiff / 8) * ((1 - x / n) ** n * (1 + x + (n + 1) / (2 * n) * x**2)) ** 2
    ratio = energy / (BOLTZMANN * kelvin)
    for low, high in ((0.0, 0.5), (0.5, 1.5)):
        some = (x >= low) & (x < high)
        assert np.sum(some) > 10
        assert np.mean(ratio[some] / expected[some]) == pytest.approx(1, abs=0.04)
    assert np.max(ratio[x > 5]) < 0.02


@pytest.mark.long
def test_fluctuations_above_tc_are_in_equilibrium_whatever_their_relaxation(lab):
    """<|psi|^2> does not depend on gamma; the current is nearly Ohm's (Aslamazov and Larkin: a percent or two more)."""
    found = []
    for gamma in (0.0, 10.0):
        run, against = (lab.solve(lab.strip(gamma=gamma), time="120 ps", temperature="12 K", frames=200, seed=1,
                                  current={"source": current}, cells_per_xi=2 / 0.4**0.5)
                        for current in ("1 uA", "-1 uA"))
        ohmic = 0.5 * (run.voltage().values - against.voltage().values)[40:]  # Johnson noise is the same in both
        assert np.mean(ohmic) == pytest.approx(1e-6 * 7.5, rel=0.08)
        found.append(np.mean(run.data["mean_density"].values[40:]))
    assert found[1] == pytest.approx(found[0], rel=0.1)


def cosines(nodes):
    """Modes of a line of nodes with half a cell at its ends, normed, and eigenvalues of -d^2/dx^2 at spacing 1/2."""
    wave = np.arange(nodes)
    modes = np.cos(np.pi * np.outer(wave, wave) / (nodes - 1)) * np.sqrt(np.r_[0.5, np.ones(nodes - 2), 0.5])
    return modes / np.linalg.norm(modes, axis=1)[:, None], 16 * np.sin(np.pi * wave / (2 * (nodes - 1))) ** 2
