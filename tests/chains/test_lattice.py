"""Dipoles and charges: lattice sums against sums that use no Ewald splitting, and each way against the other."""

import numpy as np
import pytest
from scipy.special import k0, zeta

from onnes.chains.ewald import energies, open_space, periodic_cell
from onnes.chains.lattice import dipole_tensor, ground_energy, lattice
from onnes.chains.monte_carlo.hamiltonian import Sites, interaction


def rods(sign):
    """Energy per dipole of endless columns head to tail, the field of each by Bessel functions, signs alternating."""
    steps, order = np.arange(-12, 13), np.arange(1, 12)
    total = -4 * zeta(3)
    for x in steps:
        for y in steps:
            if x or y:
                waves = 2 * np.pi * order
                total += 4 * float(sign) ** (x + y) * np.sum(waves**2 * k0(waves * np.hypot(x, y)))
    return total / 2


@pytest.fixture(scope="module")
def corners():
    """Sites of a cubic cell of 4^3."""
    return np.stack(np.meshgrid(*[np.arange(4)] * 3, indexing="ij"), axis=-1).reshape(-1, 3).astype(float)


def test_columns_of_luttinger_and_tisza():
    """-2.676 per dipole of alternating columns, the ground state; -2 pi/3 of parallel ones: a needle."""
    cubic = lattice("cubic", 6)
    assert rods(-1) == pytest.approx(-2.676, abs=1e-3)
    assert ground_energy(cubic) == pytest.approx(rods(-1), rel=1e-12)
    assert rods(1) == pytest.approx(-2 * np.pi / 3, rel=1e-12)
    assert cubic.kernel[0, 0, 0] / 2 == pytest.approx(-2 * np.pi / 3 * np.eye(3), abs=1e-12)


def test_columns_along_the_three_axes_mix_at_no_cost():
    """Columns along x, y and z, added with a^2 + b^2 + c^2 = 1, have unit moments and the lowest energy."""
    sites = lattice("cubic", 4)
    mixed = np.tensordot([0.48, 0.6, 0.64], sites.patterns, axes=1)
    assert np.linalg.norm(mixed, axis=-1) == pytest.approx(1.0)
    waves = np.fft.rfftn(mixed, axes=(0, 1, 2))
    field = np.fft.irfftn(np.einsum("...ij,...j->...i", sites.kernel, waves), s=sites.padded, axes=(0, 1, 2))
    assert np.mean(np.sum(mixed * field, axis=-1)) / 2 == pytest.approx(ground_energy(sites), rel=1e-12)


@pytest.mark.parametrize(("kind", "form", "energy"), [
    ("cubic", "dipole", None), ("cubic", "text", -3.0), ("chain", "text", -7 / 8), ("square", "text", -2 * 7 / 8)])
def test_patterns_of_order_have_the_lowest_energy(kind, form, energy):
    sites = lattice(kind, 8 if kind != "cubic" else 4, form)
    for spins in sites.patterns:
        found = 0.5 * np.sum(spins * np.asarray(interaction(Sites.of(sites), spins, sites.padded))) / sites.number
        assert found == pytest.approx(ground_energy(sites) if energy is None else energy, rel=1e-10)


@pytest.mark.parametrize("kind", ["chain", "square", "disc"])
def test_an_open_sample_is_the_sum_over_its_pairs(kind):
    sites = lattice(kind, 5)
    apart = sites.places[:, None] - sites.places[None]
    spins = np.random.default_rng(1).normal(size=(*sites.shape, 3)) * sites.occupied
    direct = np.einsum("ijab,jb->ia", dipole_tensor(apart), sites.at_units(spins))
    by_waves = np.asarray(interaction(Sites.of(sites), spins, sites.padded))
    assert sites.at_units(by_waves) == pytest.approx(direct, abs=1e-12)
    assert sites.pairs() == pytest.approx(dipole_tensor(apart)[..., 0, 0], abs=1e-12)
    magnetic, _ = energies(sites.places, sites.at_units(spins), np.ones(sites.number), open_space())
    assert float(magnetic) == pytest.approx(0.5 * np.sum(direct * sites.at_units(spins)), rel=1e-12)


def test_two_units_by_hand():
    """Head to tail -2, side by side 1 in parallel; at half the distance eight times as much; charges repel by 1/r."""
    places = np.array([[0.0, 0, 0], [0.5, 0, 0]])
    along, across = np.tile([1.0, 0, 0], (2, 1)), np.tile([0, 1.0, 0], (2, 1))
    assert [float(each) for each in energies(places, along, np.ones(2), open_space())] == pytest.approx([-16, 2])
    assert float(energies(places, across, np.ones(2), open_space())[0]) == pytest.approx(8)


def test_madelung_constants(corners):
    """Rock salt by Benson's sum of sech^2; one charge per cell of a simple and of a body-centred lattice."""
    odd = np.arange(1, 60, 2)
    benson = 12 * np.pi * np.sum(1 / np.cosh(np.pi / 2 * np.hypot(odd[:, None], odd)) ** 2)
    signs, cell, still = (-1.0) ** corners.sum(axis=1), periodic_cell(4.0, 1e-13), np.zeros_like(corners)
    assert float(energies(corners, still, signs, cell)[1]) / 32 == pytest.approx(-benson, rel=1e-12)
    assert benson == pytest.approx(1.747564594633, rel=1e-12)
    both = np.concatenate([corners, corners + 0.5])
    for places, per_volume, rydberg in ((corners, 1, -1.760119), (both, 2, -1.791859)):
        electric = energies(places, np.zeros_like(places), np.ones(len(places)), cell)[1]
        radius = (3 / (4 * np.pi * per_volume)) ** (1 / 3)
        assert 2 * radius * float(electric) / len(places) == pytest.approx(rydberg, rel=1e-6)


@pytest.mark.parametrize(("tolerance", "within"), [(1e-3, 1e-3), (1e-10, 2e-10), (1e-13, 1e-12)])
def test_a_cell_agrees_with_the_lattice_to_its_tolerance(corners, tolerance, within):
    sites = lattice("cubic", 4)
    spins = np.random.default_rng(2).normal(size=(*sites.shape, 3))
    by_waves = 0.5 * np.sum(spins * np.asarray(interaction(Sites.of(sites), spins, sites.padded)))
    magnetic, _ = energies(corners, spins.reshape(-1, 3), np.ones(64), periodic_cell(4.0, tolerance))
    assert float(magnetic) == pytest.approx(by_waves, rel=within)
