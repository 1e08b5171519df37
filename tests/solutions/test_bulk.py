"""A cylinder in a parallel field, in SI units: London's limit, conservation, entry of vortices.

xi = 50 nm, lambda = 100 nm, radius 300 nm: kappa = 2, Bc = 46.5 mT, Bc2 = 131.6 mT, tau_0 = 0.0838 ps.
"""

import dataclasses

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.special import i0, i1, k0, k1

import onnes
from onnes.energies import State
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

RADIUS, DEPTH = 300e-9, 100e-9
METAL = {"coherence_length": "50 nm", "penetration_depth": "100 nm", "resistivity": "150 nohm m", "gamma": 0.0,
         "u": 1.0}
CYLINDER = onnes.Bulk(onnes.disc(RADIUS), **METAL)


def solve(device=CYLINDER, **arguments):
    return onnes.solve(device, **{"cells_per_xi": 3, "frames": 4, **arguments})


def london_magnetisation(radius=RADIUS):
    """-M mu_0/B = 1 - 2 I1(R/lambda)/((R/lambda) I0(R/lambda))."""
    r = radius / DEPTH
    return 1 - 2 * i1(r) / (r * i0(r))


@pytest.mark.long
def test_magnetisation_is_londons_to_second_order():
    errors = []
    for cells in (1.5, 3):
        run = solve(time="1 ps", field="1 mT", law="london", cells_per_xi=cells, frames=1)
        M = run.series("magnetisation").values[-1]
        errors.append(abs(-M * VACUUM_PERMEABILITY / 1e-3 / london_magnetisation() - 1))
    assert errors[1] < 2e-3
    assert errors[0] / errors[1] > 3


@pytest.mark.long
def test_three_laws_agree_in_a_weak_field():
    """TDGL at rest, London's theory, and a perfect conductor that starts without field: one answer."""
    weak = {law: solve(time="4 ps", field="0.1 mT", law=law) for law in ("tdgl", "london", "perfect-conductor")}
    london = weak["london"].moment.values[-1]
    assert london < 0
    assert weak["perfect-conductor"].moment.values[-1] == pytest.approx(london, rel=1e-6)
    assert weak["tdgl"].moment.values[-1] == pytest.approx(london, rel=2e-3)


@pytest.fixture(scope="module")
def switched():
    """A field of 20 mT that is there at once."""
    return solve(time="8 ps", field="20 mT", tolerance=1e-5, frames=8)


def test_a_field_that_is_switched_on_enters_from_the_surface(switched):
    """At first all of it is outside: M = -H, and psi = 1; at last it stands in a layer of lambda."""
    first, last = switched.data.isel(time=0), switched.data.isel(time=-1)
    middle = len(first["x_face"]) // 2
    assert first["magnetisation"] == pytest.approx(-20e-3 / VACUUM_PERMEABILITY, rel=0.1)
    assert float(first["field"][middle, middle]) == pytest.approx(0, abs=1e-8)
    assert float(first["field"][0, 0]) == pytest.approx(20e-3, rel=1e-6)
    assert float(last["field"][0, 0]) == pytest.approx(20e-3, rel=1e-4)
    assert float(last["field"][middle, middle]) == pytest.approx(20e-3 / i0(RADIUS / DEPTH), rel=0.15)
    assert switched.data["vortices"].values[-1] == 0


def test_energy_is_accounted_for(switched):
    """What the field's energy loses is Joule heat and a little heat of psi."""
    data = switched.data
    lost = data["energy"].values[0] - data["energy"].values[-1]
    heat = data["joule_heat"].values[-1] + data["relaxation_heat"].values[-1]
    assert heat == pytest.approx(lost, rel=1e-3)
    assert data["joule_heat"].values[-1] > 10 * data["relaxation_heat"].values[-1]
    assert data["energy"].attrs["units"] == "J/m"


def test_a_tolerance_below_that_of_the_linear_solves_is_kept(switched):
    """They follow it: else their remainder would count as an error of the step."""
    finer = solve(time="8 ps", field="20 mT", tolerance=1e-6, frames=8)
    assert finer.ok
    assert finer.outcome.steps > switched.outcome.steps
    assert finer.moment.values[-1] == pytest.approx(switched.moment.values[-1], rel=1e-4)


def test_moment_magnetisation_and_current_tell_of_the_same(switched):
    """m = int (B - H) dA/mu_0 = M times the area; curl B = mu_0 J from the middle to the surface."""
    last = switched.data.isel(time=-1)
    excess = last["field"].values.astype(float) - 20e-3
    dx, dy = (float(last[axis][1] - last[axis][0]) for axis in ("x_face", "y_face"))
    assert last["moment"] == pytest.approx(np.sum(excess) * dx * dy / VACUUM_PERMEABILITY, rel=1e-4)
    assert last["moment"] == pytest.approx(float(last["magnetisation"]) * np.pi * RADIUS**2, rel=1e-3)
    row = len(last["y"]) // 2
    along = last["current_density"].values[1, :, row]  # J_y on the x axis
    middle = len(along) // 2
    through = np.sum(along[middle + 1:]) * dx
    assert through == pytest.approx((excess[middle, row] - 0.0) / VACUUM_PERMEABILITY, rel=0.1)


def test_a_tube_keeps_a_fluxoid():
    """B in the bore, from B = alpha I0 + beta K0 in the wall with one fluxoid and no applied field."""
    inner, outer = 100e-9, RADIUS
    tube = onnes.Bulk(onnes.ring(outer, inner), **METAL)
    start = solve(tube, time="0.1 ps", law="london", frames=1)
    x, y = (nodes * start.model.unit for nodes in start.model.grid.points())
    wound = State(start.outcome.state.psi * jnp.exp(1j * jnp.arctan2(y, x)), start.outcome.state.A)
    start = dataclasses.replace(start, outcome=dataclasses.replace(start.outcome, state=wound))
    run = solve(tube, start=start, time="1 ps", law="london", frames=2)
    assert run.fluxoid().values == pytest.approx(1)
    a, b = inner / DEPTH, outer / DEPTH
    unit = FLUX_QUANTUM / (2 * np.pi * DEPTH**2)
    alpha, beta = np.linalg.solve([[i0(b), k0(b)], [i1(a) - a / 2 * i0(a), -k1(a) - a / 2 * k0(a)]], [0.0, -1 / a])
    bore = unit * (alpha * i0(a) + beta * k0(a))
    middle = len(run.data["x_face"]) // 2
    assert float(run.data["field"][-1, middle, middle]) == pytest.approx(bore, rel=0.01)
    assert run.moment.values[-1] > 0


def test_vortices_enter_near_the_superheating_field():
    """Well above Bc1, about Bc: 0.5 Bc leaves the Meissner state alone, 1.6 Bc does not, and vortices are quanta."""
    critical = CYLINDER.thermodynamic_critical_field
    run = solve(time="60 ps", field=onnes.ramp(0, 1.6 * critical, "50 ps"), frames=60)
    entered = run.data["vortices"].values > 0
    first = run.data["applied_field"].values[np.argmax(entered)]
    assert entered[-1]
    assert 0.7 * critical < first < 1.6 * critical
    assert run.vortices.sizes["vortex"] == run.data["vortices"].values[-1]
    assert np.all(run.vortices["charge"] == 1)


def test_a_run_goes_on_from_a_file(switched, tmp_path):
    """Loaded and gone on with for 1 ps, as the run itself."""
    path = switched.save(tmp_path / "cylinder.h5")
    loaded = onnes.load(path)
    assert isinstance(loaded.device, onnes.Bulk)
    on = solve(loaded.device, start=loaded, time="1 ps", field="20 mT", frames=1)
    whole = solve(switched.device, start=switched, time="1 ps", field="20 mT", frames=1)
    assert on.moment.values[-1] == pytest.approx(whole.moment.values[-1], rel=1e-4)


def test_static_state_of_a_body(switched):
    """minimize finds the Meissner state that the run comes to."""
    found = onnes.minimize(CYLINDER, field="20 mT", cells_per_xi=3)
    assert found.status == "converged"
    assert found.moment.values[-1] == pytest.approx(switched.moment.values[-1], rel=1e-3)
