"""What instruments read of a superconducting film, by hand calculation in SI units."""

import numpy as np
import pytest

import onnes
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

TORSION = 0.22868
"""J/(a b^3) of a rectangle of 2:1, a series of Saint-Venant's; m = -B J/(4 mu_0 Lambda) without self-field."""


@pytest.mark.long
def test_moment_of_a_rectangle_in_a_weak_field(lab):
    """mu_0 Lambda curl K = -B: the stream function of K is that of torsion, to second order in the spacing."""
    expected = -1e-3 * TORSION * 120e-9 * 60e-9**3 / (4 * lab.inductance)
    coarse, run = (lab.solve(lab.strip(), time="20 ps", field="1 mT", cells_per_xi=cells) for cells in (2, 4))
    assert run.moment.values[-1] == pytest.approx(expected, rel=0.005)
    errors = [each.moment.values[-1] / expected - 1 for each in (coarse, run)]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.05)
    assert run.moment.attrs["units"] == "A m^2"


def test_sheet_current_of_a_rectangle_makes_its_moment(lab):
    """(1/2) int r x K of the recorded K, in A/m on nodes in metres, is the recorded moment."""
    run = lab.solve(lab.strip(), time="20 ps", field="1 mT")
    last = run.data.isel(time=-1)
    kx, ky = last["sheet_current"].values
    cell = np.outer(*(np.r_[0.5, np.ones(len(n) - 2), 0.5] * 5e-9 for n in (last["x"], last["y"])))
    moment = 0.5 * np.sum(cell * (last["x"].values[:, None] * ky - last["y"].values * kx))
    assert moment == pytest.approx(run.moment.values[-1], rel=0.05)


def test_kinetic_inductance(lab):
    """V = L dI/dt, phase difference 2 pi L I/Phi_0; L = mu_0 Lambda l/w = 2.51 pH between the probes."""
    L = 0.5 * lab.inductance
    run = lab.solve(lab.strip(), time="40 ps", current={"source": onnes.ramp("0 uA", "2 uA", "20 ps")}, frames=20)
    volts = run.voltage().values
    assert volts[5:11] == pytest.approx(L * 2e-6 / 20e-12, rel=2e-3)
    assert np.abs(volts[-3:]) == pytest.approx(0, abs=1e-3 * volts[7])
    phase = np.angle(run.data["psi"].values[-1, [9, 15], 6])  # at -15 nm and 15 nm
    # A supercurrent goes up the gradient of the phase, from source to drain.
    assert phase[1] - phase[0] == pytest.approx(2 * np.pi * L * 2e-6 / FLUX_QUANTUM, rel=3e-3)


def test_kinetic_energy_of_a_current(lab):
    """L I^2/2 of the strip, 2 squares, is the work of the source, which ends without Joule heat to speak of."""
    held = lab.strip(terminals={name: onnes.edge(side, contact="free") for name, side in
                                (("source", "left"), ("drain", "right"))})
    run = lab.solve(held, time="400 ps", current={"source": onnes.ramp("0 uA", "5 uA", "400 ps")}, frames=10)
    stored = run.energy.values[-1] - run.energy.values[0]
    # The ends, where normal current is converted, hold a little less.
    assert stored == pytest.approx(0.5 * 2 * lab.inductance * (5e-6) ** 2, rel=0.1)


@pytest.fixture(scope="module")
def mixed(lab):
    """The strip in half of Bc2, after vortices have come in."""
    return lab.solve(lab.strip(), time="200 ps", field=0.5 * lab.strip().upper_critical_field, frames=20)


def test_vortices_in_half_of_bc2(mixed, lab):
    """Fewer than the flux in quanta, 0.5 * 72/(2 pi) = 5.7, since the edge screens; all of one sign, on the film."""
    found = mixed.vortices
    assert 2 <= found.sizes["vortex"] <= 5
    assert np.all(found["charge"] == 1)
    assert np.max(np.abs(found["x"])) < 60e-9
    assert np.max(np.abs(found["y"])) < 30e-9
    assert mixed.data["vorticity"].values[-1] == found.sizes["vortex"]


def test_recorded_frames_and_numbers_tell_of_the_same_vortices(mixed):
    for frame, number in enumerate(mixed.data["vortices"].values):
        assert mixed.vortices_at(frame).sizes["vortex"] == number


def test_a_field_the_other_way_makes_antivortices_and_the_opposite_moment(mixed, lab):
    other = lab.solve(lab.strip(), time="200 ps", field=-0.5 * lab.strip().upper_critical_field, frames=20)
    assert other.moment.values == pytest.approx(-mixed.moment.values, rel=1e-6)
    assert other.data["vorticity"].values == pytest.approx(-mixed.data["vorticity"].values)
    assert other.energy.values == pytest.approx(mixed.energy.values, rel=1e-9)


def test_without_self_field_the_field_is_the_applied_one(mixed, lab):
    assert mixed.data["field"].values == pytest.approx(0.5 * lab.strip().upper_critical_field, rel=1e-5)


def test_moving_vortices_make_a_voltage(mixed, lab):
    """Flux flow at Bc2/2: a resistance of the order of R_n B/Bc2 (Bardeen and Stephen); at 25 uA edges hold them."""
    field = 0.5 * lab.strip().upper_critical_field
    slow, fast = (lab.solve(lab.strip(), start=mixed, field=field, time="300 ps", frames=150,
                            current={"source": current}) for current in ("25 uA", "50 uA"))
    assert abs(slow.mean_voltage()[0]) < 1e-2 * 25e-6 * 7.5
    volts, uncertainty = fast.mean_voltage()
    assert 0.3 < volts / (50e-6 * 7.5) / 0.5 < 2.0
    assert uncertainty < 0.2 * volts


def test_a_condensate_gains_half_its_field_energy(lab):
    """F = -Bc^2/(2 mu_0) times the volume, without field and current."""
    film = lab.strip()
    run = lab.solve(film, time="1 ps")
    critical = FLUX_QUANTUM / (2 * np.sqrt(2) * np.pi * 10e-9 * 200e-9)
    assert run.energy.values == pytest.approx(-critical**2 / (2 * VACUUM_PERMEABILITY) * 120e-9 * 60e-9 * 10e-9)
    assert run.energy.attrs["units"] == "J"


def test_reduced_view(lab):
    """Lengths in xi, times in tau_0, fields in Bc2: the same numbers over their units."""
    film = lab.strip()
    run = lab.solve(film, time="10 ps", field="0.1 T", current={"source": "5 uA"})
    reduced = run.reduced
    assert reduced["x"].values[-1] == pytest.approx(6)
    assert reduced["time"].values[-1] == pytest.approx(10e-12 / film.scales.time)
    assert reduced["applied_field"].values == pytest.approx(0.1 / film.upper_critical_field)
    unit = FLUX_QUANTUM / (2 * np.pi * VACUUM_PERMEABILITY * 4e-6)
    assert reduced["current"].sel(terminal="source").values == pytest.approx(5e-6 / unit)
    assert reduced["energy"].values[0] == pytest.approx(-36, rel=0.05)
    assert reduced["field"].attrs["units"] == "Bc2"


@pytest.mark.long
def test_a_film_of_varying_thickness_carries_its_current_where_it_is_thick(lab):
    """Normal, d proportional to 0.75 + y/w: K follows d, the resistance is rho l/(mean d w), K sums to the current."""
    wedge = lab.strip(disorder=-1.0, thickness=lambda x, y: 10e-9 * (0.75 + y / 120e-9), length="240 nm")
    run = lab.solve(wedge, time="10 ps", current={"source": "1 uA"}, noise=False)
    # The ends feed evenly along the edge; of that exp(-105 pi/60) = 0.4 % is left at the probes, 0.2 % in the middle.
    assert run.voltage().values[1:] == pytest.approx(7.5e-6 / 0.75, rel=5e-3)
    along = run.data["sheet_current"].values[-1, 0, 24]
    y = run.data["y"].values
    assert along == pytest.approx(1e-6 / 60e-9 * (0.75 + y / 120e-9) / 0.75, rel=3e-3)
    assert np.sum(np.r_[0.5, np.ones(11), 0.5] * 5e-9 * along) == pytest.approx(1e-6, rel=1e-5)
    assert np.max(run.data["inside"].values) == pytest.approx(1.0)


@pytest.mark.parametrize("probes", [("V+", "V-"), ("source", "drain"), ("V+", "drain")])
def test_voltage_between_any_two_contacts(lab, probes):
    """1 uA through 15 ohm a square: by distance along the strip of 60 nm squares."""
    run = lab.solve(lab.strip(disorder=-1.0), time="5 ps", current={"source": "1 uA"}, noise=False)
    place = {"V+": -15.0, "V-": 15.0, "source": -60.0, "drain": 60.0}
    expected = 15e-6 * (place[probes[1]] - place[probes[0]]) / 60.0
    assert run.voltage(*probes).values[1:] == pytest.approx(expected, rel=1e-9)
    assert run.voltage(*reversed(probes)).values[1:] == pytest.approx(-expected, rel=1e-9)
    with pytest.raises(onnes.InputError, match="Did you mean"):
        run.voltage("V+", "drian")
    assert run.mean_voltage()[0] == pytest.approx(7.5e-6)


def test_a_probe_near_an_end_is_named(lab):
    """Case C5: within three charge-imbalance lengths a superconductor shows a voltage; in its middle none."""
    near = lab.strip(probes={"end": ("-58 nm", 0), "V+": ("-15 nm", 0), "V-": ("15 nm", 0)})
    run = lab.solve(near, time="100 ps", current={"source": "5 uA"})
    (warning,) = run.warnings
    assert "'end'" in warning
    assert run.voltage("end", "V-").values[-1] > 50 * abs(run.voltage("V+", "V-").values[-1])


def test_a_state_that_moves_is_named(lab):
    """Case C8."""
    moving = lab.solve(lab.strip(), time="10 ps", field="1.6 T")
    assert any("not at rest" in warning for warning in moving.warnings)
    still = lab.solve(lab.strip(), time="10 ps", field="10 mT")
    assert still.warnings == ()
