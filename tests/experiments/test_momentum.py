"""The momentum balance of a growing domain: terms, totals, limits, order in the spacing of the records."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from onnes.errors import InputError, OnnesError
from onnes.experiments import experiment
from onnes.experiments.momentum.balance import Balance
from onnes.experiments.momentum.plane import PlaneBalance
from onnes.experiments.momentum.readings import Instruments
from onnes.problems.front.domain import Domain
from onnes.problems.front.tdgl import tdgl_front
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, SPEED_OF_LIGHT, VACUUM_PERMEABILITY


@pytest.fixture(scope="module")
def front():
    return tdgl_front("cylinder", 0.25, 0.3, 44.0, 14.0, closely=True)


@pytest.fixture(scope="module")
def slab():
    return experiment("momentum", geometry="slab", p=0.25, size="2.4 um", critical_field="20 mT").run()


DEPTH, DIFFUSION, FIELD = 70e-9, 3e-3, 12e-3
"""lambda [m], D [m^2/s], Bc [T]: of no default."""


@pytest.fixture(scope="module")
def cylinder(front):
    return Instruments(Balance(front, True, 0.75), 0.3, DEPTH, DIFFUSION, FIELD)


@pytest.fixture(scope="module")
def plane():
    """A square of pairs whose density, field (symmetric gauge) and phase, ~ x^3 y, change from record to record."""
    number, field, phase = np.array([0.2, 0.4, 0.5, 0.7, 0.9]), np.linspace(0.7, 0.3, 5), np.linspace(0, 0.02, 5)
    kappa, x = 0.01, np.linspace(-5, 5, 41)
    middle, theta = (x[1:] + x[:-1]) / 2, np.multiply.outer(x**3, x)
    of_time = (slice(None), None, None)
    psi = np.sqrt(number)[of_time] * np.exp(1j * kappa / np.sqrt(2) * phase[of_time] * theta)
    along_x = -field[of_time] / 2 * np.broadcast_to(x, (len(middle), len(x)))
    along_y = field[of_time] / 2 * np.broadcast_to(x[:, None], (len(x), len(middle)))
    ledger = SimpleNamespace(joule_heat=np.array([0, 3.0]), relaxation_heat=np.array([0, 1.0]), closure=0.0)
    induction = np.broadcast_to(field[of_time], (5, len(middle), len(middle)))
    domain = Domain(np.arange(5.0), x, psi, along_x, along_y, induction, ledger, "completed", "the event was reached")
    return PlaneBalance(domain, 0.8, kappa, DEPTH, DIFFUSION, FIELD)


def thinned(front, keep):
    names = ("time", "position", "field", "order_parameter", "potential")
    return replace(front, **{name: getattr(front, name)[::keep] for name in names})


def test_a_flat_wall_needs_the_same_sum_of_either_account(slab):
    """int n s' B dx = int m v d_t n dx for any steady flat wall; E gives s' int n B dx."""
    assert slab["outflow_over_condensation"] == pytest.approx(1, abs=0.01)
    assert slab["electric_over_wall"] == pytest.approx(1, abs=0.01)


def test_a_slab_ends_with_the_momentum_of_its_surface_current(slab):
    expected = ELECTRON_MASS / ELEMENTARY_CHARGE * 0.75 * 20e-3 / VACUUM_PERMEABILITY
    assert slab["full_expulsion"] == pytest.approx(expected, rel=1e-12)
    assert slab["final"] == pytest.approx(expected, rel=1e-3)
    assert slab["final_of_field"] == pytest.approx(expected, rel=1e-6)
    assert slab["electric_over_final"] < -20
    assert slab["ampere"] < 1e-2


def test_electrons_and_lattice_gain_opposite_momenta(slab):
    arrays = slab.arrays
    gained = arrays["supercurrent"].values - arrays["supercurrent"].values[0]
    lattice = arrays["lattice_electric"].values + arrays["lattice_recoil"].values
    assert gained + lattice == pytest.approx(0, abs=1e-10 * arrays["supercurrent"].values[-1])


def test_the_current_of_the_wave_function_is_that_of_the_field(front):
    """Ampere's law: the angular momentum of the current at rest from psi and A, and from the flux left."""
    balance = Balance(front, True, 0.75)
    radius = front.node[-1]
    whole = balance.total(balance.supercurrent)[-1]
    assert whole == pytest.approx(balance.of_field[-1], rel=1e-3)
    # London: the current flows within lambda of the surface, which takes 2 lambda/R off.
    assert whole == pytest.approx(2 * np.pi * radius**2 * 0.75 * (1 - 2 / radius + 1 / radius**2), rel=3e-3)


def test_impulses_converge_at_second_order_in_the_spacing_of_records(front):
    """Of a part of the run whose records are evenly spaced, after the start has been forgotten."""
    balances = {keep: Balance(thinned(front, keep), True, 0.75) for keep in (1, 2, 4)}
    electric = [np.diff(each.impulse(each.electric)[[16 // keep, 48 // keep]])[0] for keep, each in balances.items()]
    assert np.ptp(np.diff(front.time[16:49])) < 1e-6 * front.time[48]
    change = np.diff(electric)
    assert change[1] / change[0] == pytest.approx(4, rel=0.1)


def test_condensation_follows_from_the_equation_of_motion(front):
    """d_t |psi|^2 from Ginzburg's equation, tau d_t psi = (1 - psi^2 - A^2) psi + lap psi, at one moment."""
    kappa, record = 0.3, 150
    r, psi, A = front.node, front.order_parameter[record], front.potential[record]
    middle, h = (r[1:] + r[:-1]) / 2, r[1] - r[0]
    flux = middle * np.diff(psi) / h
    laplacian = np.diff(flux)[1:] / (r[2:-1] * h) / kappa**2
    # A in Bc lambda is sqrt(2) times A in Bc2 xi, whose square stands beside 1.
    inner = psi[2:-1]
    rate = (1 - inner**2 - A[2:-1] ** 2 / 2) * inner + laplacian
    expected = A[2:-1] * 2 * inner * rate
    found = Balance(front, True, 0.75).condensation
    mean = (found[record - 1] + found[record])[2:-1] / 2
    assert mean == pytest.approx(expected, abs=2e-2 * np.max(np.abs(expected)))


def test_a_cylinder_in_si_units(cylinder, front):
    """2 (m/e) pi R^2 B/mu_0; recoil and electric force on the ions; the share of a wall in a cylinder."""
    read = {name: reading.value for name, reading in cylinder.readings().items()}
    radius, applied = front.node[-1] * DEPTH, 0.75 * FIELD
    full = 2 * ELECTRON_MASS / ELEMENTARY_CHARGE * np.pi * radius**2 * applied / VACUUM_PERMEABILITY
    assert read["full_expulsion"] == pytest.approx(full, rel=1e-12, abs=0)
    assert read["final"] == pytest.approx(full * (1 - 2 * DEPTH / radius), rel=5e-3, abs=0)
    assert read["lattice"] == pytest.approx(-read["final"] * (1 - read["start_over_final"]), rel=1e-12, abs=0)
    assert read["recoil_over_final"] == -read["condensation_over_final"] < 0
    assert read["electric_over_final"] + read["condensation_over_final"] + read["start_over_final"] == pytest.approx(1)
    assert 0.85 < read["electric_over_wall"] < 1
    assert read["relaxation_share"] < 0.25


def test_most_heat_of_condensation_comes_when_the_wall_meets_the_surface(cylinder, front):
    """On the way 2 int (d_t psi)^2 over that and int (d_t A)^2, from the records: a few per cent of the heat."""
    way = cylinder._middle_of_the_way()
    part = slice(way[0], way[1] + 1)
    step = np.diff(front.time[part])
    psi, A = (np.diff(of[part], axis=0) / step[:, None] for of in (front.order_parameter, front.potential))
    relaxation, joule = 2 * step @ (psi**2 @ front.volume), step @ (A**2 @ front.volume)
    read = {name: reading.value for name, reading in cylinder.readings().items()}
    assert read["relaxation_share_on_the_way"] == pytest.approx(relaxation / (relaxation + joule), rel=2e-3)
    assert read["relaxation_share_on_the_way"] < 0.25 * read["relaxation_share"]


def test_the_field_takes_a_third_of_the_square_of_the_speed_over_that_of_light(cylinder):
    """-eps_0 int r E_r B dV, E_r = -(m/2e) d_r v^2, v and B falling as exp(-x/lambda) below a surface at v_s."""
    speed = ELEMENTARY_CHARGE * DEPTH * 0.75 * FIELD / ELECTRON_MASS
    share = cylinder.readings()["field_over_final"].value
    assert share == pytest.approx((speed / SPEED_OF_LIGHT) ** 2 / 3, rel=0.06, abs=0)


def test_arrays_of_a_cylinder_are_maxwells_and_add_up_to_the_impulses(cylinder, front):
    arrays = {name: array.values for name, array in cylinder.arrays().items()}
    time, r = arrays["time"], arrays["r"]
    assert time[-1] == pytest.approx(front.time[-1] * DEPTH**2 / DIFFUSION)
    frame = len(arrays["frame_time"]) // 2
    B = arrays["magnetic_field"][frame]
    current = arrays["supercurrent_density"][frame] + arrays["normal_current_density"][frame]
    slope = -np.gradient(B, r) / VACUUM_PERMEABILITY
    np.testing.assert_allclose(current[2:-2], slope[2:-2], atol=0.03 * np.max(np.abs(slope)))
    index = np.argmin(np.abs((time[1:] + time[:-1]) / 2 - arrays["frame_time"][frame]))
    for name in ("electric", "condensation"):
        torque = 2 * np.pi * np.trapezoid(arrays[f"{name}_force"][frame] * r**2, r)
        impulse = np.diff(arrays[f"{name}_impulse"])[index] / np.diff(time)[index]
        assert torque == pytest.approx(impulse, rel=1e-2)


def test_terms_in_the_plane(plane):
    """Of g = n (A - grad theta): int r^2 dA = 8 a^4/3, int d_phi (x^3 y) dA = -8 a^6/15, by the trapezoidal rule."""
    x = plane.domain.node
    second, fourth = np.trapezoid(x**2, x), np.trapezoid(x**4, x)
    of_field, of_phase = 2 * second * 10 / 2, 3 * second**2 - fourth * 10
    n, B, phase = np.array([0.2, 0.4, 0.5, 0.7, 0.9]), np.linspace(0.7, 0.3, 5), np.linspace(0, 0.02, 5)

    def summed(change, mean):
        return np.sum(np.diff(change) * (mean[1:] + mean[:-1]) / 2)

    momentum = n * (B * of_field + phase * of_phase)
    np.testing.assert_allclose(plane.supercurrent, momentum, rtol=1e-2)
    expected = {"electric": summed(B, n) * of_field, "potential": summed(phase, n) * of_phase,
                "condensation": summed(n, B * of_field + phase * of_phase)}
    read = plane.readings()
    for name, value in expected.items():
        assert plane.impulse(name)[-1] == pytest.approx(value, rel=1e-2)
        assert read[f"{name}_over_final"].value == pytest.approx(value / momentum[-1], rel=2e-2)
    np.testing.assert_allclose(plane.normal_current, np.diff(B) * of_field, rtol=1e-3)
    np.testing.assert_allclose(plane.of_field, 2 * (0.8 - B) * 100)
    unit = ELECTRON_MASS / ELEMENTARY_CHARGE * FIELD / VACUUM_PERMEABILITY * DEPTH**2
    assert read["final"].value == pytest.approx(momentum[-1] * unit, rel=1e-2, abs=0)
    assert read["lattice"].value == pytest.approx(-(momentum[-1] - momentum[0]) * unit, rel=1e-2, abs=0)
    assert read["relaxation_share"].value == 0.25


def test_pairs_that_move_outward_are_turned_by_the_field(plane):
    """v = -c r: of g = -n c r the magnetic torque is -B r . g = B n c r^2 per area."""
    x, speed = plane.domain.node, 0.02
    theta = (x[:, None] ** 2 + x**2) / 2 * plane.kappa / np.sqrt(2) * speed
    outward = replace(plane, domain=replace(
        plane.domain, order_parameter=np.sqrt(0.5) * np.exp(1j * theta) * np.ones((5, 1, 1)),
        along_x=np.zeros_like(plane.domain.along_x), along_y=np.zeros_like(plane.domain.along_y)))
    moment = 2 * 10 * np.sum(((x[1:] + x[:-1]) / 2) ** 2) * plane.spacing
    np.testing.assert_allclose(outward.lorentz, 0.5 * speed * moment * np.linspace(0.7, 0.3, 5), rtol=1e-6)


@pytest.mark.parametrize(("status", "raised"), [("interrupted", KeyboardInterrupt), ("not_converged", OnnesError)])
def test_a_run_of_one_record_has_no_balance(status, raised, front, monkeypatch):
    first = replace(thinned(front, len(front.time)), status=status)
    monkeypatch.setattr("onnes.problems.front.tdgl.tdgl_front", lambda *_, **how: first)
    with pytest.raises(raised):
        experiment("momentum", p=0.25, size="2.4 um").run()


def test_torques_on_the_cells_add_up_to_the_impulses(plane):
    arrays = plane.arrays()
    time, x = arrays["time"].values, arrays["x"].values
    assert time[-1] == pytest.approx(4 * DEPTH**2 / DIFFUSION, rel=1e-9, abs=0)
    for name in ("electric", "condensation", "potential"):
        torque = arrays[f"{name}_torque"].values.sum(axis=(1, 2)) * (x[1] - x[0]) ** 2
        impulse = np.diff(arrays[f"{name}_impulse"].values) / np.diff(time)
        np.testing.assert_allclose(torque, impulse[1:], rtol=1e-9)


@pytest.mark.parametrize(("inputs", "named"), [
    ({"size": "1 mm"}, "size"), ({"size": "2 um", "nucleus": "1.9 um"}, "nucleus"),
    ({"nucleus": "0.1 um"}, "nucleus"), ({"conductivity": "1e8 S/m", "diffusivity": "1 m^2/s"}, "diffusivity"),
    ({"material": "Nb"}, "material"), ({"material": "Nb", "geometry": "slab"}, "material")])
def test_what_has_no_balance_is_refused(inputs, named):
    with pytest.raises(InputError) as refusal:
        experiment("momentum", **inputs)
    assert refusal.value.argument == named
