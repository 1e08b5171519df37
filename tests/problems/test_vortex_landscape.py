"""Energies of vortices in films against closed forms, the engine's London states and Ginzburg-Landau minima."""

import math

import numpy as np
import pytest

import onnes
from onnes.devices.inductance import face_of_each_hole, without_phase
from onnes.energies import Drive, State, uniform_state
from onnes.laws.london import London
from onnes.numerics.jax_settings import as_array
from onnes.problems.extrapolated_vortex import entry_field
from onnes.problems.vortex_landscape import CORE, Configuration, vortex_landscape
from onnes.problems.vortex_landscape.lattice_share import lattice_share
from onnes.units.constants import FLUX_QUANTUM

XI, WIDTH = 1e-8, 1e-6


def film(outline, pearl=1e-1, **more):
    return onnes.Film(outline, thickness=1e-9, coherence_length=XI, penetration_depth=math.sqrt(1e-9 * pearl), **more)


def pierced():
    return (onnes.rectangle(WIDTH, 0.8 * WIDTH) - onnes.rectangle(0.2 * WIDTH, 0.1 * WIDTH, (0.1 * WIDTH, 0.2 * WIDTH))
            - onnes.rectangle(0.1 * WIDTH, 0.2 * WIDTH, (-0.2 * WIDTH, -0.1 * WIDTH)))


def strip_error(cells):
    """Return errors of U/eps_0 and of int G d^2r over W^2 across the middle of a strip, away from the edges."""
    found = vortex_landscape(film(onnes.rectangle(WIDTH, 6 * WIDTH)), spacing=WIDTH / cells)
    across = (found.cells[1] == np.max(found.cells[1]) // 2) & (np.abs(found.x) < 0.4 * WIDTH)
    x = found.x[across] + 0.5 * WIDTH
    energy = np.log(2 * WIDTH / (math.pi * XI) * np.sin(math.pi * x / WIDTH)) + CORE
    return (np.max(np.abs(found.self_energy[across] / found.unit - energy)),
            np.max(np.abs(found.field_area[across] - 0.5 * x * (WIDTH - x))) / WIDTH**2)


def test_narrow_strip_and_order_of_convergence():
    """G(x) = eps_0 ln[(2W/pi xi) sin(pi x/W)] - (Phi_0/2 mu_0 Lambda) B x (W - x)."""
    (coarse, coarse_area), (fine, fine_area) = strip_error(12), strip_error(24)
    assert fine < 4e-3
    assert fine_area < 5e-4
    assert coarse > 3 * fine
    assert coarse_area > 3 * fine_area


def test_disc_by_its_image():
    """U = eps_0 ln[(1 - r^2/R^2) R/xi], V = 2 eps_0 ln|(R^2 - a* z)/R(z - a)|, int G = (R^2 - r^2)/4."""
    R = 0.5 * WIDTH
    found = vortex_landscape(film(onnes.disc(R)), spacing=WIDTH / 32)
    z = found.x + 1j * found.y
    r, h = np.abs(z), found.spacing[0]
    error = found.self_energy / found.unit - CORE - np.log(np.abs(1 - r**2 / R**2) * R / XI)
    assert np.max(np.abs(error[R - r > 0.5 * h])) < 0.06
    assert np.max(np.abs(error[R - r > 0.2 * R])) < 2e-3
    assert np.allclose(found.field_area, 0.25 * np.abs(R**2 - r**2), atol=1e-3 * R**2)
    place = int(np.argmin(np.abs(z - 0.3 * R)))
    far = np.abs(z - z[place]) > 0.3 * R
    a = z[place]
    exact = 2 * np.log(np.abs((R**2 - np.conj(a) * z[far]) / (R * (z[far] - a))))
    assert np.allclose(found.interaction(np.array([place]))[0][far] / found.unit, exact, atol=0.01)


@pytest.mark.long
def test_ring_holds_fluxoids():
    """Lambda >> R: 2 pi G of a fluxoid is ln(R/r), its energy 2 pi eps_0 G = eps_0 ln(R/a)."""
    R, a = 0.5 * WIDTH, 0.2 * WIDTH
    found = vortex_landscape(film(onnes.ring(R, a)), spacing=WIDTH / 48)
    assert np.allclose(2 * math.pi * found.reach[0], np.log(R / np.hypot(found.x, found.y)), atol=2e-3)
    assert found.hole_energy[0, 0] / 2 == pytest.approx(found.unit * math.log(R / a), rel=1e-3)
    field = -4 * math.pi * found.unit / FLUX_QUANTUM * 0.25 * (R**2 - a**2)
    assert found.hole_field_energy[0] == pytest.approx(field, rel=1e-3)


@pytest.mark.long
def test_pearl_vortex_far_from_edges():
    """U = eps_0 [ln(4 Lambda/xi) - gamma + c] in an endless film, on grids from fine to twice as coarse as Lambda."""
    shares = [lattice_share((h, 1.1 * h), 1.0) for h in (1e-3, 2.0)]
    assert shares[0] == pytest.approx(math.log(4e3 / math.hypot(1, 1.1)) + np.euler_gamma, abs=1e-3)
    pearl, energies = WIDTH / 20, []
    for cells in (11, 21):
        found = vortex_landscape(film(onnes.rectangle(WIDTH, WIDTH), pearl), spacing=WIDTH / cells, samples=10_000)
        energies.append(found.self_energy[np.argmin(np.hypot(found.x, found.y))] / found.unit)
    assert energies[0] == pytest.approx(energies[1], abs=2e-3)


@pytest.mark.long
@pytest.mark.parametrize("pearl", [1e-1, WIDTH / 4])
def test_quadratic_form_is_the_energy_of_the_engine(pearl):
    """Vortices, fluxoids and field: the same energy as London's states by the engine, to the tolerance of solves."""
    device = film(pierced(), pearl)
    found = vortex_landscape(device, spacing=WIDTH / 25)
    now = Configuration(np.array([3, 120, 200]), np.array([1, -1, 1]), np.array([1, -1]), 2e-3)
    model = device.model(found.spacing[0])
    points, faces = model.grid.points(), face_of_each_hole(device, model)
    turned = without_phase(device, model)
    quanta = [*zip(found.cells[:, now.sites].T, now.signs, strict=True), *zip(faces, now.fluxoids, strict=True)]
    for (i, j), count in quanta:
        x, y = (np.asarray(axis) for axis in points)
        middle = 0.5 * (x[i, j] + x[i + 1, j]), 0.5 * (y[i, j] + y[i, j + 1])
        turned = turned * np.exp(1j * count * np.arctan2(y - middle[1], x - middle[0]))
    energies = []
    for psi in (turned, without_phase(device, model)):
        drive = Drive(applied_field=(0.0, 0.0, now.field / device.upper_critical_field))
        state = London(model.energy, drive).response(State(as_array(psi), uniform_state(model.grid).A))
        energies.append(float(state.energy) * device.energy_unit)
    grid_cores = np.sum(found.self_energy[now.sites] - 0.5 * found.own_share[now.sites])
    assert found.energy(now) - grid_cores == pytest.approx(energies[0] - energies[1], rel=1e-9)


@pytest.mark.parametrize("pearl", [1e-1, WIDTH / 4])
def test_reciprocity_and_updates(pearl):
    found = vortex_landscape(film(pierced(), pearl), spacing=WIDTH / 25)
    some = np.array([10, 90, 222])
    between = found.interaction(some)
    assert np.allclose(between[:, some], between[:, some].T, rtol=1e-6)
    before = Configuration(some[:1], np.array([1]), np.array([1, 0]), 1e-3)
    after = Configuration(some[:2], np.array([1, -1]), np.array([1, 0]), 1e-3)
    potential = found.potential(before)
    assert np.allclose(found.potential(after).sites, potential.sites - between[1], rtol=1e-6, atol=1e-6 * found.unit)
    added = -potential.sites[some[1]] + found.self_energy[some[1]]
    assert found.energy(after) - found.energy(before) == pytest.approx(added, rel=1e-6)
    filled = Configuration(some[:1], np.array([1]), np.array([2, 0]), 1e-3)
    added = potential.holes[0] + 0.5 * found.hole_energy[0, 0]
    assert found.energy(filled) - found.energy(before) == pytest.approx(added, rel=1e-6)


def test_close_vortices():
    """V = eps_0 ln(rho_1 rho_2/r^2) of vortices four cells apart in the middle of a disc, but for (r/rho)^2."""
    found = vortex_landscape(film(onnes.disc(0.5 * WIDTH)), spacing=WIDTH / 48)
    places = [int(np.argmin(np.hypot(found.x - x * WIDTH, found.y))) for x in (-1 / 24, 1 / 24)]
    solved = found.interaction(np.array(places[:1]))[0, places[1]]
    assert found.close_interaction(*places) == pytest.approx(solved, abs=2 * (1 / 12 / 0.5) ** 2 * found.unit)


@pytest.mark.long
def test_map_in_si():
    found = vortex_landscape(film(pierced(), holes={"high": onnes.rectangle(0.2 * WIDTH, 0.1 * WIDTH,
                                                                           (0.1 * WIDTH, 0.2 * WIDTH))}),
                             spacing=WIDTH / 25)
    data, at = found.data, {"x": found.cells[0, 7], "y": found.cells[1, 7]}
    energy = data.self_energy + 1e-4 * data.field_energy + 2 * data.hole_coupling.sel(hole="high")
    assert found.energy_map("100 uT", {"high": 2})[at].item() == pytest.approx(energy[at].item(), rel=1e-12)
    assert (found.x[7], found.y[7]) == pytest.approx((data.x[at["x"]].item(), data.y[at["y"]].item()))
    with pytest.raises(onnes.InputError, match="hole"):
        found.energy_map(0.0, {"low": 1})


@pytest.mark.long
def test_core_is_that_of_ginzburg_and_landau():
    """Hc1 of an isolated vortex at large kappa: ln kappa + ln 2 - gamma + c in units of its line energy."""
    kappa = 300
    line = math.sqrt(2) * kappa * entry_field(kappa, 1, None).value
    assert line - math.log(2 * kappa) + np.euler_gamma == pytest.approx(CORE, abs=2e-3)


@pytest.mark.long
def test_vortex_of_ginzburg_landau_minima():
    """E with a vortex less without, minimised: London's landscape but for terms in (xi/R)^2 of the field's current."""
    differences = []
    for R in (10 * XI, 20 * XI):
        device = onnes.Film(onnes.disc(R), thickness=1e-9, coherence_length=XI, penetration_depth=1e-5, gamma=0.0,
                            resistivity="1 uohm m", critical_temperature=9.0, temperature=8.0)
        field, tau = 2.7 * FLUX_QUANTUM / (math.pi * R**2), device.constants.time_unit
        cooled = onnes.solve(device, time=300 * tau, field=field, start="normal", noise="0.01 K", cells_per_xi=2,
                             frames=2)
        states = [onnes.minimize(device, cells_per_xi=2, field=field, start=start) for start in (None, cooled)]
        assert [int(state.data.vortices[-1]) for state in states] == [0, 1]
        london = vortex_landscape(device, spacing=R / 20)
        middle = int(np.argmin(np.hypot(london.x, london.y)))
        found = (states[1].outcome.energy - states[0].outcome.energy) * device.energy_unit
        expected = london.self_energy[middle] + field * london.field_energy[middle]
        differences.append((found - expected) / london.unit)
    assert 0 < differences[1] < 0.06
    assert (4 * differences[1] - differences[0]) / 3 == pytest.approx(0, abs=0.02)


@pytest.mark.long
def test_own_response_from_some_places():
    """With the currents' own field the diagonal is interpolated from some places: against all of them."""
    device = film(pierced(), WIDTH / 10)
    some, every = (vortex_landscape(device, spacing=WIDTH / 25, samples=n).self_energy for n in (60, 10_000))
    unit = vortex_landscape(device, spacing=WIDTH / 25, samples=9).unit
    assert np.max(np.abs(some - every)) < 0.015 * unit
    assert np.sqrt(np.mean((some - every) ** 2)) < 0.003 * unit


def test_other_temperature():
    for pearl in (1e-1, WIDTH / 4):
        found = vortex_landscape(film(pierced(), pearl), spacing=WIDTH / 25, samples=10_000)
        other = film(pierced(), 3 * pearl)
        direct, moved = vortex_landscape(other, spacing=WIDTH / 25, samples=10_000), found.at(3 * pearl, 2 * XI)
        expected = direct.self_energy - direct.unit * math.log(2)
        assert np.allclose(moved.self_energy, expected, rtol=1e-6)
        assert np.allclose(moved.field_energy, direct.field_energy, rtol=1e-6)


def test_refusals():
    with pytest.raises(onnes.InputError, match="spacing"):
        vortex_landscape(film(onnes.rectangle(WIDTH, WIDTH), WIDTH / 100), spacing=WIDTH / 25)
    with pytest.raises(onnes.InputError, match="spacing"):
        vortex_landscape(film(pierced()), spacing=WIDTH / 5)
    with pytest.raises(onnes.InputError, match="period"):
        vortex_landscape(film(onnes.rectangle(WIDTH, WIDTH), period=(WIDTH, None)))
    with pytest.raises(onnes.InputError, match="pins"):
        vortex_landscape(film(onnes.rectangle(WIDTH, WIDTH), pins=[onnes.pin((0, 0), radius="50 nm")]))
    with pytest.raises(onnes.InputError, match="signs"):
        Configuration(np.array([1, 2]), np.array([1]), np.array([]))
    with pytest.raises(onnes.InputError, match="fluxoids"):
        vortex_landscape(film(pierced()), spacing=WIDTH / 25).potential(Configuration([1], [1], [1]))
