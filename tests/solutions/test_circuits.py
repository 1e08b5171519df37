"""Films in circuits: normal strips, limits of current and voltage bias, kinetic inductance, energy balance, files."""

from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.linalg import expm
from scipy.signal import find_peaks

import onnes
from onnes.energies import State, uniform_state
from onnes.errors import InputError
from onnes.laws import TDGL
from onnes.laws.circuit import CircuitState
from onnes.solutions.circuit import reduced_circuit
from onnes.solutions.drive import DeviceDrive

R = 30.0
"""Resistance of the normal strip, in ohm."""
ENDS = ("source", "drain")
UNTIL = 8.0
"""In tau_0 = 0.335 ps."""

NETWORKS: dict[str, dict[str, Any]] = {
    "inductance": {"resistance": "20 ohm", "inductance": "30 pH", "source": "3 mV"},
    "capacitor": {"resistance": "20 ohm", "capacitance": "0.05 pF", "source": "60 uA"},
    "oscillation": {"resistance": "200 ohm", "inductance": "15 pH", "capacitance": "4 fF", "source": "60 uA"},
    "in series": {"resistance": "20 ohm", "inductance": "30 pH", "capacitance": "0.02 pF", "source": "3 mV"},
}


def exact(given, t):
    """I and V of a network around a resistor R that is switched on at 0, by the exponential of its matrix."""
    L, C, Rs = (onnes.units.to_si(given.get(name, 0.0), unit) for name, unit in
                (("inductance", "H"), ("capacitance", "F"), ("resistance", "ohm")))
    volts = "V" in given["source"]
    source = onnes.units.to_si(given["source"], "V" if volts else "A") / (Rs if volts else 1.0)
    if C == 0:
        rest = source * Rs / (R + Rs)
        current = rest * (1 - np.exp(-t * (R + Rs) / L))
        return current, Rs * (source - current)
    if L == 0:
        rest = source * R * Rs / (R + Rs)
        voltage = rest * (1 - np.exp(-t * (1 / R + 1 / Rs) / C))
        return voltage / R, voltage
    matrix = np.array([[-R / L, 1 / L], [-1 / C, -1 / (Rs * C)]])
    rest = np.linalg.solve(matrix, [0.0, -source / C])
    return np.array([rest - expm(matrix * one) @ rest for one in t]).T


def fixed(film, load, steps, every):
    """Outcome of a run of fixed steps of a normal film in a circuit, and the units of its records."""
    model = film.model(5e-9, False)
    drive = DeviceDrive(film, load=load)
    reduced = drive.on(model, film.scales.time, UNTIL)
    assert drive.load is not None
    circuit = reduced_circuit(drive.load, film, model, film.scales.time)
    law = TDGL(model.energy, reduced, 1.0, relaxation_time=film.u, fixed_step=UNTIL / steps, linear_tolerance=1e-12,
               circuit=circuit)
    at_rest = uniform_state(model.grid)
    start = State(jnp.zeros_like(at_rest.psi), at_rest.A, CircuitState.at_rest())
    return law.run(start, UNTIL, every=every, record=lambda now: now.state.circuit._asdict() | {
        "stored": circuit.stored(now.state.circuit)})


def held(lab):
    """The strip between superconducting banks."""
    return lab.strip(terminals={"source": onnes.edge("left", contact="held"),
                                "drain": onnes.edge("right", contact="held")})


def gap(records):
    """Energy of a circuit that is unaccounted for, over the largest entry."""
    parts = [records[name] - records[name][0] for name in ("work", "heat", "delivered", "stored")]
    return abs(parts[0] - parts[1] - parts[2] - parts[3])[-1] / max(np.max(np.abs(part)) for part in parts)


@pytest.mark.parametrize("network", NETWORKS)
def test_order_two_around_a_normal_strip(lab, network):
    """Current, voltage and energy balance of circuits with known solutions."""
    given = NETWORKS[network]
    film, load = lab.strip(disorder=-1.0), onnes.load(**given)
    units = film.units(lab.tau)
    errors, gaps = [], []
    for steps in (128, 256):
        run = fixed(film, load, steps, UNTIL / 8)
        known = exact(given, run.records["time"] * lab.tau)
        found = [run.records[name] * units[kind].size for name, kind in (("current", "current"),
                                                                         ("voltage", "potential"))]
        errors.append(max(np.max(np.abs(a - b)[1:]) / np.max(np.abs(b)) for a, b in zip(found, known, strict=True)))
        gaps.append(gap(run.records))
    assert errors[1] < errors[0] / 3.4
    assert errors[1] < 2e-3
    assert gaps[1] < max(gaps[0] / 3, 1e-4)
    assert gaps[1] < 2e-3


def test_a_voltage_is_held_from_the_first_moment(lab):
    run = lab.solve(lab.strip(disorder=-1.0), time="1 ps", voltage=("0.6 mV", *ENDS), noise=False)
    np.testing.assert_allclose(run.data["load_current"], 0.6e-3 / R, rtol=1e-9)
    np.testing.assert_allclose(run.data["current"].sel(terminal="drain"), -0.6e-3 / R, rtol=1e-9)
    np.testing.assert_allclose(run.voltage(*ENDS)[1:], 0.6e-3, rtol=1e-9)
    backwards = lab.solve(lab.strip(disorder=-1.0), time="1 ps", voltage=("0.6 mV", *ENDS[::-1]), noise=False)
    np.testing.assert_allclose(backwards.data["current"], -run.data["current"], atol=1e-15)


@pytest.mark.parametrize("source", [pytest.param("100 uA", marks=pytest.mark.long),
                                    onnes.ramp("0 uA", "200 uA", "1 ps")], ids=["jump", "ramp"])
def test_without_resistor_a_current_source_is_a_current_bias(lab, source):
    """To rounding, phase slips and the steps of the run included; within R_film/R of it with a resistor R."""
    biased = lab.solve(lab.strip(), time="2 ps", current={"source": source})
    loaded = lab.solve(lab.strip(), time="2 ps", load=onnes.load(source=source, inductance="1 fH"))
    np.testing.assert_allclose(loaded.data["psi"], biased.data["psi"], atol=1e-10)
    np.testing.assert_allclose(loaded.voltage()[1:], biased.voltage()[1:], atol=1e-12)
    np.testing.assert_allclose(loaded.data["current"], biased.data["current"], atol=1e-13)
    assert loaded.readings["load_closure"].value < 1e-9
    nearly = lab.solve(lab.strip(), time="2 ps", load=onnes.load("1 Mohm", source=source))
    np.testing.assert_allclose(nearly.data["psi"], biased.data["psi"], atol=1e-4)


@pytest.mark.long
def test_a_film_with_self_field_in_a_circuit(lab):
    """A current source is a current bias to rounding; under a voltage the current of a normal film becomes V/R."""
    film = lab.strip(**lab.strong, resistivity="6 nohm m")
    biased = lab.solve(film, time="2 ps", current={"source": "1 mA"}, self_field=True)
    loaded = lab.solve(film, time="2 ps", load=onnes.load(source="1 mA"), self_field=True)
    np.testing.assert_allclose(loaded.data["psi"], biased.data["psi"], atol=1e-10)
    normal = lab.solve(film.replace(disorder=-1.0), time="5 ps", voltage=("0.1 mV", *ENDS), self_field=True,
                       noise=False)
    current = normal.data["load_current"].values
    assert abs(current[0]) < 1e-6 * current[-1]  # the field in space is an inductance
    assert current[-1] == pytest.approx(0.1e-3 / (2 * 0.3), rel=1e-4)
    assert normal.readings["load_closure"].value < 1e-9
    assert normal.readings["ledger_closure"].value < 5e-3


def test_carriers_accelerate_under_a_voltage(lab):
    """I = V/R + V t/L_k at first, L_k = mu_0 Lambda times length over width, exact as I goes to 0."""
    run = lab.solve(held(lab), time="1 ps", voltage=("10 uV", *ENDS))
    t = run.data["time"].values
    np.testing.assert_allclose(run.data["load_current"], 10e-6 / R + 10e-6 * t / (2 * lab.inductance), rtol=2e-5)


@pytest.mark.long
def test_a_voltage_makes_phase_slips_at_the_josephson_frequency(lab):
    """Between held banks the phase turns by 2 pi for each flux quantum, so that I comes to the period Phi_0/V."""
    run = lab.solve(held(lab), time="30 ps", voltage=("1 mV", *ENDS), frames=600)
    peaks = run.data["time"].values[find_peaks(run.data["load_current"].values)[0]][-6:]
    assert np.mean(np.diff(peaks)) == pytest.approx(2.067833848e-15 / 1e-3, rel=5e-3)
    assert run.readings["load_closure"].value < 1e-9


@pytest.mark.long
def test_a_detector_has_its_pulse_on_the_line(lab):
    """A strip that is normal for 1 ps hands current to the resistor and takes it back; the ledgers close."""
    def photon(t):
        return 1.0 - 2.0 * np.exp(-((t - 2e-12) / 0.5e-12) ** 2)

    film = held(lab)
    biased = lab.solve(film, time="3 ps", current={"source": "40 uA"}, frames=2)
    run = lab.solve(film.replace(disorder=photon), time="10 ps", noise=False, frames=60, start=biased,
                    load=onnes.load("10 ohm", "20 pH", source="40 uA", between=ENDS))
    current, voltage = run.data["load_current"].values, run.data["load_voltage"].values
    np.testing.assert_allclose(current[:3], 40e-6, rtol=0.02)  # what the device carried
    np.testing.assert_allclose(voltage, 10 * (40e-6 - current), atol=1e-12)
    assert voltage.max() > 0.05e-3
    assert abs(voltage[-1]) < 0.2 * voltage.max()
    assert run.readings["load_closure"].value < 5e-3
    assert run.readings["ledger_closure"].value < 5e-3
    assert run.plot("load_voltage").get_ylabel().startswith("voltage of the load")


def test_a_run_in_a_circuit_goes_on_from_file_and_checkpoint(lab, tmp_path):
    """As if it had not ended: from memory, from a file, and after a kill."""
    load = onnes.load("10 ohm", "20 pH", "5 fF", source=onnes.sine("30 uA", "400 GHz", offset="80 uA"))
    half = lab.solve(lab.strip(), time="1 ps", load=load)
    straight = lab.solve(lab.strip(), time="2 ps", load=load, frames=20)
    on = half.resume("1 ps")
    for name in ("load_current", "load_voltage", "load_work", "load_heat", "load_energy", "work_on_device"):
        np.testing.assert_allclose(on.data[name], straight.data[name], rtol=1e-9, atol=1e-25)
    stored = onnes.load(half.save(tmp_path / "half.h5"))
    assert isinstance(stored, onnes.Solution)
    assert stored.resume("1 ps").data.equals(on.data)
    kept = lab.solve(lab.strip(), time="1 ps", load=load, frames=10, checkpoint=tmp_path / "kept")
    again = lab.solve(lab.strip(), time="1 ps", load=load, frames=10, checkpoint=tmp_path / "kept")
    assert again.data.equals(kept.data)
    later = half.resume("1 ps", load=onnes.load("10 ohm", "20 pH", "5 fF", source="100 uA"))
    assert later.data["load_current"].values[10] == half.data["load_current"].values[-1]
    free = lab.solve(lab.strip(), time="0.2 ps", start=half, current={"source": "1 uA"}, frames=2)
    assert "load_current" not in free.data


@pytest.mark.parametrize(("arguments", "says"), [
    ({"resistance": "-1 ohm", "source": "1 uA"}, "resistance.*0 or more"),
    ({"inductance": "-1 nH", "source": "1 uA"}, "inductance.*0 or more"),
    ({"capacitance": "-1 pF", "source": "1 uA"}, "capacitance.*0 or more"),
    ({"resistance": "5 nH", "source": "1 uA"}, "resistance"),
    ({"resistance": 0, "source": "1 uA"}, "resistance.*positive"),
    ({"resistance": "1 ohm"}, "source.*nothing"), ({"source": 1e-6}, "source.*without a unit"),
    ({"source": "1 mT"}, "source.*current or a voltage"), ({"source": lambda x, y: x}, "source"),
    ({"source": "1 uA", "between": "source"}, "between"),
    ({"source": "1 uA", "between": ("source", "source")}, "between.*different")])
def test_loads_that_are_none_are_refused(arguments, says):
    with pytest.raises(InputError, match=says):
        onnes.load(**arguments)


@pytest.mark.parametrize(("arguments", "says"), [
    ({"voltage": ("1 mV", "source", "sink")}, "terminal.*sink"),
    ({"load": onnes.load("1 ohm", source="1 uA", between=("sink", "drain"))}, "terminal.*sink"),
    ({"voltage": "1 mV"}, "voltage.*names of two"), ({"voltage": ("1 mA", *ENDS)}, "voltage"),
    ({"voltage": ("1 mV", *ENDS), "current": {"source": "1 uA"}}, "current.*voltage or a load"),
    ({"voltage": ("1 mV", *ENDS), "load": onnes.load(source="1 uA")}, "voltage.*one of the two"),
    ({"load": "50 ohm"}, "load.*onnes.load"), ({"voltage": ("1 mV", *ENDS), "law": "london"}, "voltage.*london")])
def test_circuits_that_do_not_fit_are_refused(lab, arguments, says):
    with pytest.raises(InputError, match=says):
        lab.solve(lab.strip(), time="1 ps", **arguments)


@pytest.mark.long
def test_a_voltage_across_a_normal_strip_spends_u_squared_over_r(lab):
    run = lab.solve(lab.strip(disorder=-1.0), time="1 ps", voltage=("0.6 mV", *ENDS), noise=False)
    spent = 0.6e-3**2 / 30 * 1e-12  # J, in 30 ohm
    assert float(run.data["load_work"][-1]) == pytest.approx(spent, rel=1e-6)
    assert float(run.data["work_on_device"][-1]) == pytest.approx(spent, rel=1e-6)


@pytest.mark.parametrize("source", ["40 uA", onnes.pulse("40 uA", "0.3 ps", "5 ps")], ids=["from the start", "jump"])
def test_an_inductance_stores_half_l_i_squared(lab, source):
    run = lab.solve(lab.strip(), time="1 ps", frames=4, noise=False, load=onnes.load(source=source, inductance="20 pH"))
    assert float(run.data["load_energy"][-1]) == pytest.approx(0.5 * 20e-12 * 40e-6**2, rel=1e-9)
    assert run.readings["load_closure"].value < 1e-9
