"""Every energy term under psi -> psi exp(i chi), A -> A + grad chi."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.energies import Drive, gauge_transformed

SEEDS = st.integers(0, 2**31)


@settings(max_examples=5)
@given(seed=SEEDS)
def test_energy_does_not_know_the_gauge(laboratory, invariant_term, where, seed):
    """Random psi, A, chi. On the sphere A lies along phi alone, so that chi can only be a constant."""
    sample = laboratory.samples[where]
    state, drive = laboratory.state(sample, seed), laboratory.drive(sample, seed)
    chi = np.random.default_rng(seed + 2).uniform(-9, 9, sample.grid.shape)
    if where == "spherical r":
        chi[:] = chi[0]
    before = laboratory.value(invariant_term, state, drive, sample)
    turned = gauge_transformed(sample.grid, sample.edge_length, state, chi)
    assert laboratory.value(invariant_term, turned, drive, sample) == pytest.approx(before, rel=1e-12, abs=1e-12)


@given(seed=SEEDS)
@settings(max_examples=5)
@pytest.mark.parametrize("where", ["x", "xy", "rz"])
def test_thermal_force_turns_with_psi(laboratory, where, seed):
    """F[f e^(i chi), psi e^(i chi)] = F[f, psi]; with f held, it is gauge invariant no more."""
    sample = laboratory.samples[where]
    state, drive = laboratory.state(sample, seed), laboratory.drive(sample, seed)
    chi = np.random.default_rng(seed + 2).uniform(-9, 9, sample.grid.shape)
    before = laboratory.value("ThermalForce", state, drive, sample)
    turned = gauge_transformed(sample.grid, sample.edge_length, state, chi)
    with_force = Drive(drive.condensation, drive.applied_field, drive.force * np.exp(1j * chi))
    assert laboratory.value("ThermalForce", turned, with_force, sample) == pytest.approx(before, rel=1e-12, abs=1e-12)
    assert abs(laboratory.value("ThermalForce", turned, drive, sample) - before) > 1e-6


@given(seed=SEEDS)
@settings(max_examples=5)
def test_transport_current_counts_the_phase_between_its_ends(laboratory, seed):
    """F changes by (I/pi)(chi(top) - chi(bottom)) at the rim: not at all where the two agree."""
    sample = laboratory.samples["rz"]
    state, drive = laboratory.state(sample, seed), laboratory.drive(sample, seed)
    chi = np.random.default_rng(seed + 2).uniform(-9, 9, sample.grid.shape)
    before = laboratory.value("TransportCurrent", state, drive, sample)

    def after(chi):
        turned = gauge_transformed(sample.grid, sample.edge_length, state, chi)
        return laboratory.value("TransportCurrent", turned, drive, sample)

    current = float(laboratory.terms["TransportCurrent"].current)
    assert after(chi) - before == pytest.approx(current / np.pi * (chi[-1, -1] - chi[-1, 0]), abs=1e-12)
    chi[-1, -1] = chi[-1, 0]
    assert after(chi) == pytest.approx(before, abs=1e-12)


@pytest.mark.parametrize("where", ["x", "xy", "r"])
def test_there_and_back(laboratory, where):
    sample = laboratory.samples[where]
    state = laboratory.state(sample, 3)
    chi = np.linspace(-4, 5, state.psi.size).reshape(sample.grid.shape)
    back = gauge_transformed(sample.grid, sample.edge_length,
                             gauge_transformed(sample.grid, sample.edge_length, state, chi), -chi)
    assert np.asarray(back.psi) == pytest.approx(np.asarray(state.psi), abs=1e-13)
    for a, b in zip(back.A, state.A, strict=True):
        assert np.asarray(a) == pytest.approx(np.asarray(b), abs=1e-13)
