"""Circuits against exact answers: exponentials, oscillations, transformers, mean values of statistical mechanics."""

import numpy as np
import pytest

from onnes.circuits import (
    Capacitor,
    Circuit,
    CurrentSource,
    FluxSource,
    Inductor,
    Junction,
    Mutual,
    Noise,
    PiecewiseLinear,
    Pulse,
    Resistor,
    Sine,
    VoltageSource,
)
from onnes.circuits.equations import CircuitState
from onnes.errors import InputError

QUANTUM = 2.067833848e-15
BOLTZMANN = 1.380649e-23


def test_an_oscillator_and_a_transformer_as_complex_impedances_say():
    """One circuit of every linear element, among them a node that nothing but inductors and a source ties."""
    c = Circuit([CurrentSource("I", "0", "1", current=Sine(0.0, 1e-6, 1e9)), Resistor("Rs", "1", "0", resistance=50),
                 Inductor("L1", "1", "0", inductance="1 nH"), Inductor("L2", "2", "0", inductance="2 nH"),
                 Inductor("L3", "2", "3", inductance="0.5 nH"), Resistor("R", "3", "0", resistance="10 ohm"),
                 Capacitor("C", "3", "0", capacitance="5 pF"), Mutual("K", "L1", "L2", 0.5)])
    data = c.simulate("20 ns", records=2000)
    s = 2j * np.pi * 1e9
    mutual = 0.5 * np.sqrt(2) * 1e-9
    coils = np.linalg.inv([[1e-9 * s, mutual * s], [mutual * s, 2e-9 * s]])
    admittance = np.zeros((3, 3), complex)
    admittance[:2, :2] += coils
    admittance[0, 0] += 1 / 50
    admittance[2, 2] += 1 / 10 + 5e-12 * s
    admittance[1:, 1:] += np.array([[1, -1], [-1, 1]]) / (0.5e-9 * s)
    expected = np.abs(np.linalg.solve(admittance, [1e-6, 0, 0]))
    swing = np.ptp(data.voltage.values[-400:], axis=0) / 2
    assert swing == pytest.approx(expected, rel=2e-3)
    loop = data.inductor_current.sel(inductor="L2").values + data.inductor_current.sel(inductor="L3").values
    assert np.abs(loop).max() < 1e-9 * np.abs(data.inductor_current.values).max()


@pytest.mark.parametrize("wave", [
    Sine(1.0, 2.0, 3.0, 0.1, 0.5), PiecewiseLinear([0.2, 0.5, 0.5, 0.9], [1.0, 2.0, -1.0, 0.5]),
    Pulse(0.5, 2.0, 0.15, 0.05, 0.1, 0.2, 0.6), Pulse(0.0, 1.0, -0.1, 0.2, 0.2, 0.3)])
def test_integrals_of_waveforms_are_those_of_their_values(wave):
    times = np.linspace(0, 1.7, 20001)
    values = np.array([np.asarray(wave.value(times))]).ravel()
    sums = np.concatenate([[0], np.cumsum((values[1:] + values[:-1]) / 2 * np.diff(times))])
    found = np.array([float(wave.integral(t)) for t in times[::2000]])
    np.testing.assert_allclose(found, sums[::2000], atol=3e-4)
    scaled = wave.in_si("A", "wave").in_units(4.0, 0.5)
    assert float(scaled.value(0.7 / 0.5)) == pytest.approx(float(wave.value(0.7)) / 4)


def test_noise_has_its_spectral_density():
    noise = Noise(3e-9, 1e-12).drawn(np.random.default_rng(1), 1e-8)
    values = np.array(noise.value((np.arange(10_000) + 0.5) * 1e-12))
    density = 2 * 1e-12 * np.mean(np.abs(np.fft.rfft(values)[1:]) ** 2) / len(values)  # one-sided
    assert density == pytest.approx((3e-9) ** 2, rel=0.05)
    assert float(noise.integral(5e-12)) == pytest.approx(values[:5].sum() * 1e-12)


def test_a_voltage_turns_the_phase_at_its_josephson_frequency():
    """A held voltage: d phi/dt = 2 pi V/Phi_0; one node is held, none is free."""
    c = Circuit([VoltageSource("V", "0", "1", voltage="-10 uV"), Junction("B", "1", "0", critical_current="10 uA",
                                                                         resistance="5 ohm", capacitance="1 pF")])
    data = c.simulate("1 ns", records=4)
    assert data.junction_phase.values[:, 0] == pytest.approx(2 * np.pi * 10e-6 / QUANTUM * data.time.values)


def test_a_charge_passes_between_nodes_of_a_voltage_source_and_a_series_resistor():
    """A step of voltage on R and C in series, from a source that rises in no time."""
    c = Circuit([VoltageSource("V", "1", "0", voltage=PiecewiseLinear([0, 0], [0, 1e-3])),
                 Resistor("R", "1", "2", resistance=1e3), Capacitor("C", "2", "0", capacitance="1 pF"),
                 Capacitor("C1", "1", "0", capacitance="3 pF")])
    data = c.simulate("3 ns", records=10)
    expected = 1e-3 * (1 - np.exp(-data.time.values / 1e-9))
    np.testing.assert_allclose(data.voltage.sel(node="2").values[1:], expected[1:], rtol=1e-6)


def test_a_loop_holds_the_applied_flux():
    """Phi = L I + Phi_0 phi/(2 pi) with I = I_c sin(phi) at rest."""
    c = Circuit([FluxSource("F", "1", "0", flux=0.25 * QUANTUM), Inductor("L", "1", "2", inductance="100 pH"),
                 Junction("B", "2", "0", critical_current="1 uA", resistance="5 ohm")])
    data = c.simulate("2 ns", records=2)
    phase, current = data.junction_phase.values[-1, 0], data.inductor_current.values[-1, 0]
    assert 1e-6 * np.sin(phase) == pytest.approx(current, rel=1e-4)
    assert 100e-12 * current + QUANTUM * phase / (2 * np.pi) == pytest.approx(0.25 * QUANTUM, rel=1e-6)


def test_noise_shares_energy_equally():
    """<C V^2> = kT of an oscillator and <L I^2> = kT, for a node with inertia beside one with damping only."""
    c = Circuit([Inductor("L", "1", "0", inductance="20 pH"), Capacitor("C", "1", "0", capacitance="1 pF"),
                 Resistor("R", "1", "0", resistance="3 ohm"), Resistor("R1", "1", "2", resistance="2 ohm"),
                 Inductor("L2", "2", "0", inductance="7 pH")], temperature="4.2 K")
    data = c.simulate("100 ps", records=4, members=8000, seed=3)
    thermal = BOLTZMANN * 4.2
    current = data.inductor_current.values[2:]
    assert 20e-12 * np.mean(current[..., 0] ** 2) == pytest.approx(thermal, rel=0.05)
    assert 7e-12 * np.mean(current[..., 1] ** 2) == pytest.approx(thermal, rel=0.05)
    assert np.mean(current[..., 0] * current[..., 1]) * 12e-12 == pytest.approx(0, abs=0.05 * thermal)
    again = c.simulate("100 ps", records=4, members=8000, seed=3)
    np.testing.assert_array_equal(again.phase.values, data.phase.values)


def test_the_noisy_step_is_of_second_order():
    """Without temperature its course tends to that of the adaptive scheme as step^2."""
    import jax
    import jax.numpy as jnp

    from onnes.circuits.langevin import noisy_steps

    c = Circuit([Junction("B", "1", "0", critical_current="10 uA", resistance="8 ohm", capacitance="0.3 pF"),
                 CurrentSource("I", "0", "1", current=Sine(12e-6, 5e-6, 5e10)),
                 Inductor("L", "1", "2", inductance="5 pH"),
                 Junction("B2", "2", "0", critical_current="8 uA", resistance="3 ohm")])
    system, unit = c.equations, c.units.time
    exact = c.simulate(20 * unit, records=1, tolerance=1e-11).junction_phase.values[-1]
    start = CircuitState(jnp.zeros((1, 1)), jnp.zeros((1, 1)), jnp.zeros((1, 1)))
    errors = []
    for steps in (400, 800):
        end = noisy_steps(system, start, 0.0, 20 / steps, steps, 0.0, jax.random.key(0))
        phase = system.junctions @ jnp.concatenate([end.y[0], end.w[0]])
        errors.append(float(np.abs(np.asarray(phase) - exact).max()))
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.25)
    assert errors[1] < 0.02


JUNCTION = Junction("B", "1", "0", critical_current="10 uA", resistance="5 ohm")
FAST = Resistor("R", "1", "2", resistance="1 uohm")


@pytest.mark.parametrize(("make", "argument"), [
    (lambda: Circuit([]), "elements"),
    (lambda: Circuit(None), "elements"),
    (lambda: Resistor(None, "1", "0", resistance=1), "name"),
    (lambda: CurrentSource("I", "1", "0", current=PiecewiseLinear(1, 2)), "times of current of I"),
    (lambda: Circuit([JUNCTION], temperature="-1 K"), "temperature"),
    (lambda: Circuit([JUNCTION, Resistor("b", "1", "0", resistance=1)]), "elements"),
    (lambda: Circuit([Resistor("R", "1", "2", resistance=1)]), "nodes"),
    (lambda: Junction("B", "1", "0", critical_current="10 uA"), "resistance of B"),
    (lambda: Junction("B", "1", "0", critical_current="0 A", resistance=1), "critical_current of B"),
    (lambda: Resistor("R", "1", "0", resistance="-1 ohm"), "resistance of R"),
    (lambda: Inductor("L", "1", "0", inductance="1 F"), "inductance of L"),
    (lambda: Inductor("L", "1", "0"), "inductance"),
    (lambda: Mutual("K", "L1", "L2", 1.0), "coupling of K"),
    (lambda: Circuit([JUNCTION, Mutual("K", "L1", "L2", 0.1)]).equations, "inductor of K"),
    (lambda: Circuit([VoltageSource("V", "1", "0", voltage=1), FluxSource("F", "1", "0", flux=0)]).equations,
     "source F"),
    (lambda: Circuit([JUNCTION, CurrentSource("I", "0", "5", current=1e-6)]).equations, "nodes"),
    (lambda: CurrentSource("I", "1", "0", current=Sine("1 V", "1 A", "1 GHz")), "current of I"),
    (lambda: CurrentSource("I", "1", "0", current=Pulse(0, 1, 0, 1, 1, 1, 2)), "width of current of I"),
    (lambda: VoltageSource("V", "1", "0", voltage=PiecewiseLinear([0, -1], [1, 1])), "times of voltage of V"),
    (lambda: Circuit([JUNCTION]).simulate("1 ns", step="1 ps"), "step"),
    (lambda: Circuit([JUNCTION]).simulate("1 ns", members=3), "members"),
    (lambda: Circuit([JUNCTION]).simulate("0 s"), "time"),
    (lambda: Circuit([JUNCTION]).simulate("1 ns", records=0), "records"),
    (lambda: Circuit([JUNCTION]).simulate("1 ns", tolerance=0), "tolerance"),
    (lambda: Circuit([JUNCTION]).simulate("1 ns", stop=("B9", 1)), "junction"),
    (lambda: Circuit([JUNCTION], temperature=1).simulate("1 ns", step="1 ns"), "step"),
    (lambda: Circuit([JUNCTION], temperature=1).simulate("10 us", records=1, members=10_000_000), "members"),
    (lambda: Circuit([JUNCTION]).simulate("1 s"), "time"),
    (lambda: Circuit([JUNCTION, FAST, Capacitor("C", "2", "0", capacitance="1 aF")]).simulate("1 us"), "time"),
    (lambda: Circuit([JUNCTION, CurrentSource("I", "0", "1", current=Sine(0, 1e-6, 1e20))]).simulate("1 us"), "time"),
    (lambda: Circuit([JUNCTION, CurrentSource("I", "0", "1", current=Pulse(
        0, 1e-6, 0, 1e-18, 1e-18, 1e-18, 1e-17))]).simulate("1 us"), "time"),
    (lambda: Circuit([JUNCTION] * 5001), "elements"),
    (lambda: Circuit([JUNCTION], printed="V(1)"), "printed"),
    (lambda: Circuit([JUNCTION], transient="1 ns"), "transient"),
])
def test_what_cannot_be_is_refused(make, argument):
    with pytest.raises(InputError) as refusal:
        make()
    assert refusal.value.argument == argument
