"""Passes between static states: Langer and Ambegaokar's phase slip, a vortex that enters, failure that has a name."""

import math

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import quad

from onnes.energies import Condensation, CovariantGradient, Drive, FreeEnergy, State, ginzburg_landau
from onnes.errors import InputError
from onnes.grids import Grid, Sample, uniform
from onnes.grids.solvers.vectors import axpy
from onnes.laws import Static
from onnes.laws.stability.lowest_eigenvalues import lowest_eigenvalues
from onnes.laws.stability.saddle import Saddle
from onnes.readouts.fields import winding_number

LENGTH = 20.0


class PhaseSlip:
    """The state at the top of the barrier of a long wire with psi ~ exp(ikx): exact.

    |psi|^2 = u1 + (u0 - u1) tanh^2(((u0 - u1)/2)^(1/2) x) with u0 = 1 - k^2, u1 = 2 k^2; J = k u0.
    Source: J. S. Langer, V. Ambegaokar, Phys. Rev. 164, 498 (1967).
    """

    def __init__(self, k):
        self.k, self.u0, self.u1, self.current = k, 1 - k**2, 2 * k**2, k * (1 - k**2)
        self.width = math.sqrt((1 - 3 * k**2) / 2)

    def density(self, x):
        return self.u1 + (self.u0 - self.u1) * np.tanh(self.width * x) ** 2

    def phase(self, x):
        """Phase from the middle to x: k x and the slip."""
        slip = math.pi / 2 if self.k == 0 else np.arctan2(math.sqrt(self.u0 - self.u1) * np.tanh(self.width * x),
                                                          math.sqrt(self.u1))
        return self.k * x + slip

    def energy(self, length):
        """Of the wire from -length/2 to length/2."""
        return 2 * quad(lambda x: self._energy_density(x), 0, length / 2, limit=200)[0]

    def _energy_density(self, x):
        u = self.density(x)
        bent = (self.u0 - u) ** 2 * (u - self.u1) / (2 * u) if u > 0 else self.u0**2 / 2
        return bent + (self.current**2 / u if u > 0 else 0.0) - u + u**2 / 2

    def barrier(self):
        """Delta F of Langer and Ambegaokar in (Bc^2/mu_0) xi per area, at constant current."""
        root = math.sqrt(1 - 3 * self.k**2)
        slip = math.pi / 2 if self.k == 0 else math.atan(root / (math.sqrt(2) * self.k))
        return 4 * math.sqrt(2) / 3 * root - 4 * self.current * slip


@pytest.mark.parametrize("k", [0.0, 0.2, 0.45])
def test_closed_form_of_the_barrier(k):
    """What the source does while the phase slips belongs to the barrier: - 2 J times the phase."""
    slip = PhaseSlip(k)
    length = 60.0
    turned = 2 * (slip.phase(length / 2) - k * length / 2)
    excess = slip.energy(length) + length * (1 - k**2) ** 2 / 2
    assert excess - 2 * slip.current * turned == pytest.approx(slip.barrier(), rel=1e-6)
    assert PhaseSlip(0.0).barrier() == pytest.approx(8 * math.sqrt(2) / 3 / 2)


def slip_in_wire(k, cells):
    """The pass between phase differences phi and phi - 2 pi of ends that are held."""
    exact, length = PhaseSlip(k), LENGTH
    x = np.linspace(-length / 2, length / 2, cells + 1)
    energy = FreeEnergy((Condensation(), CovariantGradient()), Sample(Grid((x,))))
    held = State(jnp.asarray((x == x[0]) | (x == x[-1])), (None, None, None))
    end = math.sqrt(exact.density(length / 2)) * np.exp(1j * exact.phase(length / 2))
    states = []
    for turns in (0, 1):
        # Like phases in the middle, where the two must pass through each other.
        psi = (1 - 2 * turns) * abs(end) * np.exp(2j * x / length * (exact.phase(length / 2) - np.pi * turns))
        psi[0], psi[-1] = np.conj(end), end
        states.append(Static(energy, Drive(), held, residual_tolerance=1e-10).run(State(jnp.asarray(psi), held.A)))
    assert [found.status for found in states] == ["converged"] * 2
    return energy, held, Saddle(energy, Drive(), held).run(*(found.state for found in states)), states


@pytest.mark.long
@pytest.mark.parametrize("k", [0.0, 0.2, 0.4])
def test_langer_and_ambegaokar(k):
    exact, errors = PhaseSlip(k), []
    for cells in (64, 128):
        _, _, found, states = slip_in_wire(k, cells)
        assert found.status == "converged"
        assert found.residual < 1e-8
        assert found.barrier == pytest.approx(found.energy - states[0].energy, abs=1e-12)
        assert found.barrier_back == pytest.approx(found.energy - states[1].energy, abs=1e-12)
        assert found.eigenvalue < 0 <= found.next_eigenvalue + 1e-6
        errors.append(found.energy - exact.energy(LENGTH))
    assert errors[0] / errors[1] == pytest.approx(4.0, rel=0.15)
    assert abs(errors[1] + (errors[1] - errors[0]) / 3) < 1e-3 * exact.barrier()
    assert abs(errors[1]) < 5e-3


@pytest.mark.long
def test_the_phase_slip_grows_at_one_half():
    """At zero current psi = i tanh(x/sqrt2), the direction downhill sech(x/sqrt2), its eigenvalue -1/2."""
    energy, held, found, states = slip_in_wire(0.0, 128)
    assert found.eigenvalue == pytest.approx(-0.5, abs=2e-3)
    x, along = energy.sample.grid.nodes[0], np.asarray(found.direction.psi)
    shape = np.real(along) / np.real(along)[64]
    np.testing.assert_allclose(shape[8:-8], 1 / np.cosh(x[8:-8] / math.sqrt(2)), atol=0.02)
    for side, end in zip((-1.0, 1.0), sorted(states, key=lambda s: np.real(s.state.psi[40])), strict=True):
        sign = np.sign(np.real(along[40]))
        down = Static(energy, Drive(), held).run(axpy(0.05 * side * sign, found.direction, found.state))
        assert down.energy == pytest.approx(end.energy, abs=1e-9)
        np.testing.assert_allclose(down.state.psi, end.state.psi, atol=1e-4)


SIDE, GAP = 8.0, 0.5
SQUARE = Grid((uniform(-SIDE / 2, SIDE / 2, GAP),) * 2)


def without_and_with_vortex(energy, drive, held, field):
    """Both static states of a square in the symmetric gauge, the phase of the second such that it enters sideways."""
    X, Y = SQUARE.points()
    A = (jnp.asarray(-field / 2 * SQUARE.points((0,))[1]), jnp.asarray(field / 2 * SQUARE.points((1,))[0]), None)
    z = X + 1e-3 + 1j * (Y + 2e-3)
    starts = np.ones_like(z), z / np.sqrt(1 + np.abs(z) ** 2)
    found = [Static(energy, drive, held, residual_tolerance=1e-9).run(State(jnp.asarray(psi), A)) for psi in starts]
    assert [each.status for each in found] == ["converged"] * 2
    return found


def film(field):
    A = (jnp.asarray(-field / 2 * SQUARE.points((0,))[1]), jnp.asarray(field / 2 * SQUARE.points((1,))[0]), None)
    held = State(jnp.zeros(SQUARE.shape, bool), (jnp.ones(A[0].shape, bool), jnp.ones(A[1].shape, bool), None))
    return FreeEnergy((Condensation(), CovariantGradient()), Sample(SQUARE)), held


def rim(psi):
    return np.concatenate([psi[:-1, 0], psi[-1, :-1], psi[:0:-1, -1], psi[0, :0:-1]])


@pytest.mark.long
def test_a_vortex_enters_a_film_over_a_barrier_that_falls_to_zero():
    """As (H - H_entry)^(3/2), where the eigenvalue of the state without vortex vanishes as (H - H_entry)^(1/2)."""
    fields, barriers, eigenvalues = (0.25, 0.36, 0.38), [], []
    for field in fields:
        energy, held = film(field)
        without, with_one = without_and_with_vortex(energy, Drive(), held, field)
        assert [winding_number(rim(np.asarray(s.state.psi))) for s in (without, with_one)] == [0, 1]
        found = Saddle(energy, Drive(), held).run(without.state, with_one.state)
        assert found.status == "converged"
        assert found.eigenvalue < 0
        assert found.next_eigenvalue == pytest.approx(0.0, abs=1e-6)  # a turn of the phase
        assert found.barrier > 0
        assert found.barrier <= found.path.max() - found.path[0] + 0.05
        barriers.append(found.barrier)
        eigenvalues.append(lowest_eigenvalues(energy, Drive(), without.state, held, 2, tolerance=1e-5)[1])
    assert barriers[0] > barriers[1] > barriers[2]
    assert barriers[2] < 0.02 * barriers[0]

    def zero(values):
        return fields[2] + (fields[2] - fields[1]) * values[2] / (values[1] - values[2])

    by_barrier, by_eigenvalue = zero([b ** (2 / 3) for b in barriers]), zero([e**2 for e in eigenvalues])
    assert by_barrier == pytest.approx(by_eigenvalue, rel=0.02)


@pytest.mark.slow
def test_a_vortex_enters_a_cylinder_that_screens_the_field():
    """A free, kappa = 2: gauge directions do not count as directions down; from the pass F falls to both states."""
    field = 0.35
    energy, drive = ginzburg_landau(Sample(SQUARE), 2.0), Drive(1.0, (0.0, 0.0, field))
    without, with_one = without_and_with_vortex(energy, drive, None, field)
    found = Saddle(energy, drive).run(without.state, with_one.state)
    assert found.status == "converged"
    assert found.barrier > 0.1
    assert found.eigenvalue < 0 < found.next_eigenvalue
    ends = sorted(Static(energy, drive).run(axpy(step, found.direction, found.state)).energy for step in (-0.3, 0.3))
    assert ends == pytest.approx(sorted((without.energy, with_one.energy)), abs=1e-6)


@pytest.mark.long
def test_no_pass_between_states_of_one_valley():
    """A state and one uphill of it: the string has no top inside."""
    energy, held = film(0.0)
    A = (jnp.zeros(SQUARE.cell_shape((0,))), jnp.zeros(SQUARE.cell_shape((1,))), None)
    low, high = (State(jnp.full(SQUARE.shape, value, complex), A) for value in (1.0, 0.5))
    found = Saddle(energy, Drive(), held).run(low, high)
    assert found.status == "not_converged"
    assert "above both ends" in found.message
    assert math.isnan(found.eigenvalue)
    bad = State(high.psi.at[3, 3].set(jnp.nan), A)
    assert Saddle(energy, Drive(), held).run(low, bad).status == "not_a_number"


@pytest.mark.long
def test_too_few_steps_are_named():
    energy, held = film(0.25)
    without, with_one = without_and_with_vortex(energy, Drive(), held, 0.25)
    found = Saddle(energy, Drive(), held, max_iterations=1).run(without.state, with_one.state)
    assert found.status == "not_converged"
    assert "too many" in found.message


def test_bad_input():
    energy, held = film(0.0)
    A = (jnp.zeros(SQUARE.cell_shape((0,))), jnp.zeros(SQUARE.cell_shape((1,))), None)
    state = State(jnp.ones(SQUARE.shape, complex), A)
    with pytest.raises(InputError, match="same state twice"):
        Saddle(energy, Drive(), held).run(state, state)
    with pytest.raises(InputError, match="pinned"):
        Saddle(energy, Drive(), held).run(state, State(state.psi, (A[0] + 1.0, A[1], None)))
    with pytest.raises(InputError, match="other fields"):
        Saddle(energy, Drive(), held).run(state, State(state.psi, (None, A[1], None)))
