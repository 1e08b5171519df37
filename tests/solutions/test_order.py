"""Order 2 in time, whatever the drive does; order 2 in space, whatever way the outline lies."""

import equinox as eqx
import jax.numpy as jnp
import numpy as np
import pytest

import onnes
from onnes.energies import Drive, State, uniform_state
from onnes.grids.operators import grad
from onnes.laws import TDGL
from onnes.readouts.film import magnetic_moment
from onnes.solutions.drive import DeviceDrive

PS = 1e-12
UNTIL = 4.0
"""In tau_0 = 0.335 ps."""

DRIVES = {
    "field ramp": {"field": onnes.ramp("0.2 T", "0.5 T", "2 ps")},
    "field sine": {"field": onnes.sine("0.3 T", "600 GHz", offset="0.3 T")},
    "field pulse between steps": {"field": onnes.pulse("0.4 T", "0.3456 ps", "0.5123 ps", rise="0.1234 ps")},
    "current ramp": {"current": {"source": onnes.ramp("0 uA", "60 uA", "2 ps")}},
    "current that jumps": {"current": {"source": onnes.pulse("60 uA", "0.3456 ps", "0.5123 ps")}},
    "temperature ramp": {"temperature": onnes.ramp("4 K", "9 K", "2 ps")},
    "temperature sine": {"temperature": onnes.sine("2 K", "600 GHz", offset="6 K")},
    "a function": {"field": lambda t: 0.3 * np.exp(-((t - 0.6 * PS) / (0.3 * PS)) ** 2)},
}


def fixed(film, self_field, steps, **drive):
    """Outcome of a run of fixed steps from a modulated condensate."""
    model = film.model(5e-9, self_field)
    reduced = DeviceDrive(film, **drive).on(model, film.scales.time, UNTIL)
    law = TDGL(model.energy, reduced, 1.0, relaxation_time=film.u, pair_breaking=1.0, fixed_step=UNTIL / steps,
               linear_tolerance=1e-9)
    x, y = model.grid.points()
    psi = (0.7 + 0.2 * np.cos(x)) * np.exp(0.3j * np.sin(y))
    return law.run(State(jnp.asarray(psi), uniform_state(model.grid).A), UNTIL, every=UNTIL / 2)


@pytest.mark.parametrize("self_field", [False, True], ids=["without self-field", "with self-field"])
@pytest.mark.parametrize("drive", [
    pytest.param(drive, id=name, marks=[] if name == "current ramp" else pytest.mark.long)
    for name, drive in DRIVES.items()])
def test_order_two_in_time(lab, drive, self_field):
    """Against steps eight times as fine; jumps and kinks, where the field begins anew, cost no order."""
    film = lab.strip(penetration_depth="40 nm", resistivity="6 nohm m") if self_field else lab.strip()
    exact, coarse, fine = (fixed(film, self_field, steps, **drive) for steps in (1024, 64, 128))
    for part in (lambda state: state.psi, lambda state: state.A[0], lambda state: state.A[1]):
        errors = [float(jnp.max(jnp.abs(part(run.state) - part(exact.state)))) for run in (coarse, fine)]
        assert errors[1] < max(errors[0] / 2.8, 1e-9)
        assert errors[1] < 1e-2


def torsion(a, b):
    """J of a rectangle a x b: a b^3 (1/3 - 64/pi^5 (b/a) sum over odd n of tanh(n pi a/2 b)/n^5), Saint-Venant 1855."""
    n = np.arange(1, 101, 2)
    return a * b**3 * (1 / 3 - 64 / np.pi**5 * b / a * np.sum(np.tanh(n * np.pi * a / (2 * b)) / n**5))


def test_the_series_is_the_number_in_tables():
    assert torsion(2.0, 1.0) == pytest.approx(0.22868 * 2, rel=1e-4)
    assert torsion(1.0, 1.0) == pytest.approx(0.140577, rel=1e-5)


@eqx.filter_jit
def screening_moment(sheet, sample):
    """Moment in a field of 1 with |psi| = 1 and without self-field, in reduced units: K = -(A + grad chi)."""
    applied = sheet.applied(Drive(1.0, (0.0, 0.0, 1.0)), sample)
    chi = sheet.source_of(sample, applied, Drive(1.0)).potential
    slope = grad(sample.grid, chi)
    current = tuple(w * (g - a) for w, a, g in zip(sample.edge_weight[:2], applied, slope, strict=False))
    return magnetic_moment(sample, (*current, None))


@pytest.mark.long
@pytest.mark.parametrize("angle", [0, 30, 45])
def test_order_two_in_space_for_a_rotated_rectangle(lab, angle):
    """Moment of 8 xi x 4 xi in a weak field: -J/4 by the series of torsion."""
    film = onnes.Film(onnes.rectangle("80 nm", "40 nm").rotated(f"{angle} deg"), **lab.metal)
    exact, errors = -torsion(8.0, 4.0) / 4, []
    for cells in (2, 4, 8):
        model = film.model(film.spacing(cells), False)
        errors.append(abs(float(screening_moment(model.energy.sheet, model.sample)) / exact - 1))
    assert errors[0] < 0.05
    assert errors[2] < errors[0] / 9
    assert errors[2] < 3e-3
