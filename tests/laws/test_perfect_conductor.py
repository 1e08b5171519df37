"""push: nothing relaxes, so what is there stays: field, generalised vorticity, flux through a ring."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.energies import Drive, State, ginzburg_landau, uniform_state
from onnes.errors import InputError
from onnes.geometry import disc, ring
from onnes.grids import Grid, Sample, uniform
from onnes.laws import London, PerfectConductor
from onnes.readouts.fields import magnetic_induction

FIELD = 0.2
NODES = uniform(-5, 5, 0.5)
GRID = Grid([NODES, NODES])


class Script(eqx.Module):
    """Density n(t) = start + growth sin(t) between 0 and 1, and a field that is switched on smoothly in ``rise``."""

    field: jax.Array = eqx.field(converter=jnp.asarray)
    rise: jax.Array = eqx.field(converter=jnp.asarray, default=0.0)
    start: jax.Array = eqx.field(converter=jnp.asarray, default=1.0)
    growth: jax.Array = eqx.field(converter=jnp.asarray, default=0.0)

    def __call__(self, t):
        on = jnp.where(self.rise > 0, jnp.sin(jnp.clip(t * self.rise, 0, jnp.pi / 2)) ** 2, 1.0)
        return Drive(self.start + self.growth * jnp.sin(t), jnp.stack([0.0 * on, 0.0 * on, self.field * on]))


def energy(shape):
    return ginzburg_landau(Sample(GRID, shape), 0.7)


def in_uniform_field(field=FIELD) -> State:
    """A = B x r/2 everywhere."""
    y, x = GRID.points((0,))[1], GRID.points((1,))[0]
    return State(jnp.ones(GRID.shape, complex), (jnp.asarray(-0.5 * field * y), jnp.asarray(0.5 * field * x), None))


def induction(made, state):
    return np.asarray(magnetic_induction(made.sample, state.A)[2])


def currents(gradient, made, state, field):
    """J dV/|edge| of every edge by Ampere's law, from the field alone."""
    empty = State(jnp.asarray(np.zeros(state.psi.shape, complex)), state.A)
    force = gradient(made, empty, Drive(1.0, (0.0, 0.0, field))).A
    return tuple(None if f is None else 0.5 * np.asarray(f) for f in force)


def test_cooled_in_a_field_it_keeps_the_field():
    """H6: carriers that appear at rest in a steady field are never asked to move."""
    made = energy(disc(4.0))
    run = PerfectConductor(made, Script(FIELD, start=-0.5, growth=2.0), 20).run(in_uniform_field(), 1.5)
    assert run.status == "completed"
    assert np.max(np.abs(induction(made, run.state) / FIELD - 1)) < 1e-12
    assert np.max(np.abs(run.state.psi)) == 1.0


def test_a_field_switched_on_is_kept_out_like_londons():
    """From rest without field J + n A = 0 stays: exactly London's state, though nothing relaxed."""
    made = energy(disc(4.0))
    run = PerfectConductor(made, Script(FIELD, rise=1.0), 10).run(uniform_state(GRID, 1.0), 2.0)
    london = London(made, Drive(1.0, (0.0, 0.0, FIELD))).run(uniform_state(GRID, 1.0)).state
    assert induction(made, run.state) == pytest.approx(induction(made, london), abs=1e-9)
    assert run.ledger.source_work[-1] > 0
    assert run.ledger.closure < 1e-9


@pytest.mark.long
def test_generalised_vorticity_is_frozen(gradient):
    """J + n (A - A0) = 0 edge by edge when the applied field changes under carriers at rest in a field."""
    made, start = energy(disc(4.0)), in_uniform_field()
    run = PerfectConductor(made, Script(0.1, rise=1.0), 10).run(start, 2.0)
    flow = currents(gradient, made, run.state, 0.1)
    moved = 0.0
    for d in (0, 1):
        vorticity = flow[d] + np.asarray(made.sample.edge_volume[d]) * (np.asarray(run.state.A[d]) - start.A[d])
        assert np.max(np.abs(vorticity)) < 1e-10
        moved = max(moved, float(np.max(np.abs(flow[d]))))
    assert moved > 1e-3  # currents do run


def test_fluxoid_of_a_ring_is_constant(gradient):
    """Round any loop inside the metal the flux plus the currents' share keeps its value, here that of rest."""
    made, start = energy(ring(4.5, 1.5)), in_uniform_field()
    keep = []

    def record(now):
        keep.append((now.t, now.state))
        return {}

    PerfectConductor(made, Script(0.5, rise=1.0), 6).run(start, 1.5, record=record)
    low, high = np.searchsorted(NODES, [-2.5, 2.5])
    fluxoids = []
    for t, state in keep:
        flow = currents(gradient, made, state, 0.5 * np.sin(t) ** 2)
        share = [np.asarray(state.A[d]) + flow[d] / np.where(volume > 0, volume, 1.0)
                 for d, volume in enumerate(map(np.asarray, made.sample.edge_volume[:2]))]
        x, y = share
        fluxoids.append(0.5 * (np.sum(x[low:high, low]) + np.sum(y[high, low:high]) - np.sum(x[low:high, high])
                               - np.sum(y[low, low:high])))
    first, applied_later = fluxoids[0], 0.5 * 25
    assert first == pytest.approx(fluxoids[1], rel=1e-9)
    assert fluxoids == pytest.approx([first] * len(fluxoids), rel=1e-10)
    assert abs(first - applied_later) > 1


def test_ledger_closes_when_carriers_join_a_current():
    """Energy, work and the heat of unequal velocities close to rounding; each converges to second order."""
    made = energy(disc(4.0))
    script = Script(FIELD, rise=1.0, start=0.6, growth=0.3)
    ledgers = [PerfectConductor(made, script, steps).run(uniform_state(GRID, 1.0), 1.5).ledger for steps in (8, 16, 32)]
    assert all(ledger.closure < 1e-12 for ledger in ledgers)
    for entry in ("relaxation_heat", "source_work", "energy"):
        coarse, middle, fine = (getattr(ledger, entry)[-1] for ledger in ledgers)
        assert abs(fine) > 1e-3
        assert (coarse - middle) / (middle - fine) == pytest.approx(4, rel=0.15)


@pytest.mark.parametrize("until", [0.0, -2.0, float("nan")])
def test_times_that_are_none(until):
    with pytest.raises(InputError, match="until"):
        PerfectConductor(energy(disc(4.0)), Script(FIELD), 4).run(uniform_state(GRID, 1.0), until)


def test_not_a_number_has_a_name():
    state = uniform_state(GRID, 1.0)
    bad = State(state.psi, jax.tree.map(lambda a: a.at[5, 5].set(jnp.nan), state.A))
    assert PerfectConductor(energy(disc(4.0)), Script(FIELD), 2).run(bad, 1.0).status == "not_a_number"
