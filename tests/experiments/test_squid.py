"""The experiment squid: readings in units, studies beside closed forms, netlist, film beside circuit, refusals."""

import math

import numpy as np
import pytest

from onnes.circuits import Junction, read_netlist
from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.units.constants import FLUX_QUANTUM


def run(**inputs):
    return experiment("squid", **inputs).run()


def test_interference_of_unequal_junctions():
    result = run(critical_current="3 uA", asymmetry=0.25, inductance=0, points=5)
    assert result["critical_current"] == pytest.approx(6e-6)
    assert result["smallest_critical_current"] == pytest.approx(1.5e-6)
    assert result["modulation_depth"] == pytest.approx(0.75)
    assert result["period"] == pytest.approx(1, abs=1e-6)
    shifted = run(critical_current="3 uA", asymmetry=0.25, inductance="400 pH", inductance_asymmetry=0.5, points=5)
    beta = 2 * 400e-12 * 3e-6 / FLUX_QUANTUM
    assert shifted["screening_parameter"] == pytest.approx(beta)
    place = beta / 2 * 0.5 * (1.5 * 1.25 - 0.5 * 0.75)  # (L_1 I_1 - L_2 I_2)/Phi_0, both junctions at pi/2
    assert shifted["flux_of_maximum"] == pytest.approx(place - round(place), abs=1e-9)
    assert shifted["critical_current"] == pytest.approx(6e-6)


def test_voltage_by_the_closed_form():
    bias, flux = 11e-6, 0.3
    result = run(study="voltage", critical_current="4 uA", resistance="5 ohm", inductance=0, flux=flux, bias=bias,
                 points=7, currents=9)
    critical = 8e-6 * math.cos(math.pi * flux)
    root = math.sqrt(bias**2 - critical**2)
    assert result["voltage"] == pytest.approx(2.5 * root, rel=1e-3)
    slope = 2.5 * critical / root * 8e-6 * math.pi * math.sin(math.pi * flux)
    assert result["transfer_function"] == pytest.approx(slope, rel=1e-2)
    assert result["closed_form_difference"] < 1e-3
    assert result["hysteresis"] < 1e-3 * 4e-6 * 5


@pytest.mark.long
def test_an_underdamped_squid_is_hysteretic():
    """At zero flux the two junctions are one with beta_C = 25: trapped again near 4/(pi sqrt(beta_C)) I_c."""
    current, resistance = 5e-6, 4.0
    capacitance = 25 * FLUX_QUANTUM / (2 * math.pi * current * resistance**2)
    result = run(study="voltage", critical_current=current, resistance=resistance, capacitance=capacitance,
                 inductance="20 pH", points=5, currents=16, largest_current=1.2e-5, bias=1.1e-5)
    assert result["retrapping_current"] == pytest.approx(4 / (math.pi * 5) * 2 * current, abs=1e-6)
    assert result["hysteresis"] > 0.5 * current * resistance


def test_netlist_is_the_circuit(tmp_path):
    run(critical_current="3 uA", asymmetry=0.2, netlist=str(tmp_path / "squid.cir"), points=5, flux=0.4)
    circuit = read_netlist(tmp_path / "squid.cir")
    assert [each.critical_current for each in circuit.of_kind(Junction)] == pytest.approx([3.6e-6, 2.4e-6])
    (source,) = [each for each in circuit.elements if hasattr(each, "flux")]
    assert source.flux.level == pytest.approx(0.4 * FLUX_QUANTUM, rel=1e-6, abs=0)


@pytest.mark.long
def test_a_film_interferes_as_its_circuit():
    """Nothing is fitted: the critical currents of film and circuit, their depth and their period agree."""
    result = run(device="film", points=5, flux_range=1.0, cells_per_xi=3, hole_over_xi=3, arm_over_xi=3, lead_over_xi=4)
    assert result["largest_difference"] < 0.06
    assert result["modulation_depth"] == pytest.approx(float(result["modulation_depth_lumped"]), abs=0.05)
    assert result["critical_current_left"] == pytest.approx(float(result["critical_current_right"]), rel=1e-4)
    assert result["geometric_share"] < 1e-2
    critical = result.arrays["critical_current_at"].values
    assert critical[1] == pytest.approx(critical[3], rel=0.06)  # even about half a quantum


@pytest.mark.parametrize(("inputs", "named"), [
    ({"study": "noise", "temperature": 0}, "temperature"),
    ({"study": "rf", "inductance": 0}, "inductance"),
    ({"inductance": "1 H"}, "inductance"),
    ({"inductance": "1e-20 H"}, "inductance"),
    ({"study": "voltage", "capacitance": "1 F"}, "capacitance"),
    ({"netlist": "squid"}, "netlist"),
    ({"asymmetry": 1}, "asymmetry"),
    ({"points": 3}, "points"),
    ({"device": "film", "study": "rf"}, "study"),
    ({"device": "film", "link_over_xi": 5}, "link_over_xi"),
    ({"device": "film", "link_over_xi": 0.1}, "link_over_xi"),
    ({"device": "film", "lead_over_xi": 1}, "lead_over_xi"),
    ({"study": "rf", "sweep_time": "1 year"}, "sweep_time"),
    ({"study": "noise", "members": 10_000, "stretches": 1000}, "members"),
])
def test_what_cannot_be_is_refused(inputs, named):
    with pytest.raises(InputError) as refusal:
        experiment("squid", **inputs)
    assert refusal.value.argument == named


@pytest.mark.long
def test_noise_that_hides_the_flux_is_said():
    """At zero flux the transfer function is zero, so that there is no flux noise to tell."""
    result = run(study="noise", flux=0.0, bias="21 uA", members=16, stretches=4, inductance="20 pH")
    assert result["transfer_function"] == pytest.approx(0, abs=5 * result.readings["transfer_function"].uncertainty)
    assert result["flux_noise"] is None
    assert result.ok
    assert np.isfinite(float(result["voltage_noise"]))
