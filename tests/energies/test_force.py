"""The force by automatic differentiation against the force derived by hand, term by term."""

import equinox as eqx
import jax
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.energies import State, TransportCurrent, uniform_state
from onnes.errors import InputError
from onnes.grids.operators import curl

SEEDS = st.integers(0, 2**31)


def ends(grid, values, direction):
    """Values at the two ends of every edge along a direction."""
    axis = grid.array_axis(direction)
    n = values.shape[axis]
    return np.take(values, range(n - 1), axis), np.take(values, range(1, n), axis)


def scattered(grid, at_start, at_end, direction):
    """Sum on nodes what edges along a direction give to their two ends."""
    axis = grid.array_axis(direction)
    before, after = [(0, 0)] * len(grid.shape), [(0, 0)] * len(grid.shape)
    before[axis], after[axis] = (0, 1), (1, 0)
    return np.pad(at_start, before) + np.pad(at_end, after)


def curl_transposed(grid, fluxes):
    """dF/dc of F = sum fluxes . curl c: each face gives +1 or -1 to its edges, in cyclic order."""
    out = [np.zeros(grid.cell_shape((d,))) for d in range(3)]
    for k, flux in enumerate(fluxes):
        if flux is None:
            continue
        i, j = (k + 1) % 3, (k + 2) % 3
        out[j] = out[j] + difference_transposed(grid, flux, i)
        out[i] = out[i] - difference_transposed(grid, flux, j)
    return out


def difference_transposed(grid, values, direction):
    if direction in grid.resolved:
        return scattered(grid, -np.asarray(values), np.asarray(values), direction)
    factor = np.sqrt(2) if grid.coordinates == "spherical" and direction == 1 else 0.0
    return factor * np.asarray(values) if factor else 0.0


def nothing(sample):
    return [np.zeros(sample.grid.cell_shape((d,))) for d in range(3)]


def condensation(lab, state, drive, sample):
    """dF/dpsi* (times 2) = 2 dV (|psi|^2 - epsilon) psi."""
    psi = np.asarray(state.psi)
    return 2 * sample.node_volume * (np.abs(psi) ** 2 - drive.condensation) * psi, nothing(sample)


def covariant_gradient(lab, state, drive, sample):
    """With g = U psi_j - psi_i: 2 w U* g at j, -2 w g at i, and dF/dA = -2 w |edge| Im(psi_i* U psi_j).

    Along an ignorable direction 2 w (k - c)^2 psi and -2 w |edge| (k - c)|psi|^2.
    """
    grid, psi = sample.grid, np.asarray(state.psi)
    force, on_edges = np.zeros(psi.shape, complex), nothing(sample)
    numbers = np.asarray(lab.terms["CovariantGradient"].wave_numbers)
    for d in range(3):
        w, length, A = (np.asarray(part) for part in (sample.edge_weight[d], sample.edge_length[d], state.A[d]))
        if d not in grid.resolved:
            excess = numbers[d] - length * A
            force += 2 * w * excess**2 * psi
            on_edges[d] = -2 * w * length * excess * np.abs(psi) ** 2
            continue
        here, there = ends(grid, psi, d)
        link = np.exp(-1j * length * A)
        g = link * there - here
        force += scattered(grid, -2 * w * g, 2 * w * np.conj(link) * g, d)
        on_edges[d] = -2 * w * length * np.imag(np.conj(here) * link * there)
    return force, on_edges


def magnetic(lab, state, drive, sample):
    """2 kappa^2 curl^T(w curl A): the curl of H."""
    fluxes = curl(sample.grid, sample.circulation(state.A))
    weighted = [None if f is None else 2 * lab.kappa**2 * w * f
                for w, f in zip(sample.face_weight, fluxes, strict=True)]
    return np.zeros(state.psi.shape), times_length(sample, curl_transposed(sample.grid, weighted))


def applied_field(lab, state, drive, sample):
    """-2 kappa^2 curl^T(H): the current of the magnet."""
    fluxes = curl(sample.grid, sample.circulation(state.A))
    fields = [None if f is None else -2 * lab.kappa**2 * sample.dual_length[k] * lab.field[k] * np.ones(f.shape)
              for k, f in enumerate(fluxes)]
    return np.zeros(state.psi.shape), times_length(sample, curl_transposed(sample.grid, fields))


def times_length(sample, on_edges):
    return [np.asarray(length) * part for length, part in zip(sample.edge_length, on_edges, strict=True)]


def thermal_force(lab, state, drive, sample):
    """-2 f dV."""
    return -2 * sample.node_volume * drive.force, nothing(sample)


def dipole_exterior(lab, state, drive, sample):
    """2 kappa^2 R (a(R) - H R/2) at the rim; H is minus the theta amplitude of the applied field."""
    radius, out = sample.grid.nodes[0][-1], nothing(sample)
    out[2][-1] = 2 * lab.kappa**2 * radius * (float(state.A[2][-1]) + 0.5 * lab.field[1] * radius)
    return np.zeros(state.psi.shape), out


def transport_current(lab, state, drive, sample):
    """(I/pi) |edge| at the rim."""
    out = nothing(sample)
    out[2][-1] = float(lab.terms["TransportCurrent"].current) / np.pi * np.asarray(sample.edge_length[2])[-1]
    return np.zeros(state.psi.shape), out


BY_HAND = {
    "Condensation": condensation, "CovariantGradient": covariant_gradient, "Magnetic": magnetic,
    "AppliedField": applied_field, "ThermalForce": thermal_force, "DipoleExterior": dipole_exterior,
    "TransportCurrent": transport_current,
}


@settings(max_examples=4)
@given(seed=SEEDS)
def test_force_is_the_one_derived_by_hand(laboratory, term, where, seed):
    sample = laboratory.samples[where]
    state, drive = laboratory.state(sample, seed), laboratory.drive(sample, seed)
    found = laboratory.force(term, state, drive, sample)
    on_nodes, on_edges = BY_HAND[term](laboratory, state, drive, sample)
    size = max(1.0, float(np.max(np.abs(on_nodes))), *(float(np.max(np.abs(part))) for part in on_edges))
    assert np.max(np.abs(np.asarray(found.psi) - on_nodes)) <= 1e-13 * size
    for a, b in zip(found.A, on_edges, strict=True):
        assert np.max(np.abs(np.asarray(a) - b), initial=0.0) <= 1e-13 * size


def moved(state, by, way):
    return jax.tree.map(lambda a, b: np.asarray(a) + by * np.asarray(b), state, way)


def dot(a, b):
    return sum(float(np.sum(np.real(np.conj(x) * y))) for x, y in
               zip(jax.tree.leaves(a), jax.tree.leaves(b), strict=True))


def test_gradient_is_the_slope_of_the_energy(laboratory):
    """dF along v = gradient . v as real vectors, so a complex force has the right conjugate."""
    energy = laboratory.whole("xy")
    state, v = laboratory.state(energy.sample, 1), laboratory.state(energy.sample, 2)
    drive, step = laboratory.drive(energy.sample, 1), 1e-6
    ahead, behind = (eqx.filter_jit(energy)(moved(state, sign * step, v), drive) for sign in (1, -1))
    slope = dot(eqx.filter_jit(energy.gradient)(state, drive), v)
    assert float(ahead - behind) / (2 * step) == pytest.approx(slope, rel=1e-8)


def test_hessian_is_symmetric_and_the_slope_of_the_gradient(laboratory):
    energy = laboratory.whole("xy")
    state, u, v = (laboratory.state(energy.sample, seed) for seed in (1, 2, 3))
    drive, step = laboratory.drive(energy.sample, 1), 1e-6
    hessian = jax.jit(lambda w: energy.hessian(state, drive)(w))
    assert dot(u, hessian(v)) == pytest.approx(dot(v, hessian(u)), rel=1e-12)
    ahead, behind = (eqx.filter_jit(energy.gradient)(moved(state, sign * step, v), drive) for sign in (1, -1))
    difference = jax.tree.map(lambda a, b: (np.asarray(a) - np.asarray(b)) / (2 * step), ahead, behind)
    assert dot(u, difference) == pytest.approx(dot(u, hessian(v)), rel=1e-7)


def test_the_whole_is_the_sum_of_its_terms(laboratory):
    energy = laboratory.whole("rz")
    state, drive = laboratory.state(energy.sample, 5), laboratory.drive(energy.sample, 5)
    parts = eqx.filter_jit(energy.by_term)(state, drive)
    assert set(parts) == {"Condensation", "CovariantGradient", "Magnetic", "AppliedField", "ThermalForce"}
    assert float(eqx.filter_jit(energy)(state, drive)) == pytest.approx(sum(map(float, parts.values())), rel=1e-13)


def test_a_current_needs_somewhere_to_flow(laboratory):
    sample = laboratory.samples["r"]
    with pytest.raises(InputError, match="A_z"):
        TransportCurrent(1.0)(uniform_state(sample.grid, 1.0, (1,)), laboratory.drive(sample, 1), sample)
    assert isinstance(uniform_state(sample.grid, 1.0, (1,)), State)
