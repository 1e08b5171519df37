"""Split steps of bodies with vacuum on the grid: as the implicit method, in any field and from any start."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.drives.protocols import Steady
from onnes.energies import Drive, ginzburg_landau, uniform_state
from onnes.geometry import disc, ring
from onnes.grids import Grid, Sample, uniform
from onnes.laws import TDGL
from onnes.laws.steppers import field_equation
from onnes.laws.steppers.rosenbrock import Rosenbrock
from onnes.laws.steppers.split import Split
from onnes.numerics.jax_settings import as_array
from onnes.readouts.fields import magnetic_induction

FIELD = (0.0, 0.0, 0.2)
NODES = uniform(-4, 4, 0.5)
GRID = Grid([NODES, NODES])


class Rise(eqx.Module):
    """A field that rises from a share of its value in the time ``duration``; a steady one from all of it."""

    first: jax.Array = eqx.field(converter=as_array, default=0.0)
    duration: jax.Array = eqx.field(converter=as_array, default=1.0)

    def __call__(self, t):
        return Drive(1.0, jnp.clip(self.first + t / self.duration, 0.0, 1.0) * jnp.asarray(FIELD))


def energy(shape):
    return ginzburg_landau(Sample(GRID, shape), 2.0)


@pytest.fixture(params=[disc(4.0), ring(4.0, 2.0)], ids=["disc", "ring"])
def body(request):
    return energy(request.param)


def test_split_steps_are_chosen(body):
    assert isinstance(TDGL(body, Steady(Drive()), 1.0).stepper, Split)


@pytest.mark.long
def test_as_the_implicit_method(body):
    """A ramped field; each method with its own steps."""
    ramp, start = Rise(duration=2.0), uniform_state(GRID)
    split, whole = (TDGL(body, ramp, 1.0, tolerance=1e-4, stepper=stepper).run(start, 4.0, every=2.0)
                    for stepper in (Split(), Rosenbrock()))
    assert split.status == whole.status == "completed"
    assert np.asarray(jnp.abs(split.state.psi)) == pytest.approx(np.asarray(jnp.abs(whole.state.psi)), abs=1e-3)
    assert split.ledger.energy[-1] == pytest.approx(whole.ledger.energy[-1], rel=1e-4)
    assert split.ledger.closure < 2e-3


def test_a_jump_of_the_field_is_in_the_vacuum_at_once(body):
    """B = H outside, what was there inside; from there on the energy balance closes with the tolerance."""
    first, closures = [], []

    def record(now):
        first.append(now.state)
        return {}

    for tolerance in (1e-4, 1e-5):
        law = TDGL(body, Rise(1.0), 1.0, tolerance=tolerance)
        closures.append(law.run(uniform_state(GRID), 1.0, every=1.0, record=record).ledger.closure)
    B, r = np.asarray(magnetic_induction(body.sample, first[0].A)[2]), np.hypot(*GRID.points((0, 1)))
    assert B[r > 4.8] == pytest.approx(FIELD[2], rel=1e-8)
    assert np.max(np.abs(B[r < 3.0])) < 1e-12
    assert closures[1] < 1e-3
    assert closures[1] < closures[0] / 3


def test_current_is_that_of_amperes_law(body):
    """Without divergence, none in the vacuum, and of the moment kappa^2 int (B - H)."""
    from onnes.grids.operators import grad_adjoint
    from onnes.readouts.film import magnetic_moment

    run = TDGL(body, Rise(1.0), 1.0).run(uniform_state(GRID), 2.0, every=2.0)
    assert run.current is not None
    assert np.max(np.abs(grad_adjoint(GRID, run.current))) < 1e-12
    for current, weight in zip(run.current[:2], body.sample.edge_weight, strict=False):
        assert np.max(np.abs(np.where(np.asarray(weight) == 0, current, 0))) < 1e-4
    B = np.asarray(magnetic_induction(body.sample, run.state.A)[2])
    assert float(magnetic_moment(body.sample, run.current)) == pytest.approx(4 * np.sum(B - FIELD[2]) * 0.25)


@pytest.mark.long
def test_multigrid_and_the_box_solve_the_same(body, monkeypatch):
    ramp, start = Rise(), uniform_state(GRID)

    def end():
        law = TDGL(body, ramp, 1.0, linear_tolerance=1e-9, fixed_step=0.1)
        return law.run(start, 1.0, every=1.0).state

    box = end()
    monkeypatch.setattr(field_equation, "_MANY", 0)
    multigrid = end()
    assert np.asarray(multigrid.psi) == pytest.approx(np.asarray(box.psi), abs=1e-8)
    B = [np.asarray(magnetic_induction(body.sample, state.A)[2]) for state in (box, multigrid)]
    assert B[1] == pytest.approx(B[0], abs=1e-8)
