"""H57-H63 by operators on a lattice: expansion of H58, field of the links, orbits."""

import numpy as np
import pytest

from onnes.carriers.aharonov_casher import (
    DEPOLARISING,
    PAULI,
    expansion_remainder,
    flux_density,
    hamiltonian,
    link,
    ring_level,
)


@pytest.mark.parametrize("body", DEPOLARISING)
def test_h58_is_p2_and_h57_and_twice_the_classical_square(body):
    """The remainder falls with the square of the step: were a term wrong, it would stay."""
    coarse, fine = (expansion_remainder(nodes, DEPOLARISING[body]) for nodes in (21, 41))
    assert np.log2(coarse / fine) == pytest.approx(2, abs=0.08)
    assert fine < 0.35


def test_links_are_su2_and_the_hamiltonian_is_hermitian():
    rng = np.random.default_rng(3)
    place = rng.normal(size=(50, 3))
    matrices = link(place, 1, 0.3, (0.2, 0.3, 0.5))
    np.testing.assert_allclose(matrices @ matrices.conj().swapaxes(-1, -2), np.broadcast_to(np.eye(2), (50, 2, 2)),
                               atol=1e-14)
    np.testing.assert_allclose(np.linalg.det(matrices), 1, atol=1e-14)
    axis = np.linspace(-1, 1, 6)
    nodes = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1)
    one, other = (rng.normal(size=(6, 6, 6, 2)) + 1j * rng.normal(size=(6, 6, 6, 2)) for _ in range(2))
    left, right = (np.vdot(a, hamiltonian(b, nodes, 0.4, (0.2, 0.3, 0.5))) for a, b in ((one, other), (other, one)))
    assert left == pytest.approx(np.conj(right), rel=1e-12)


def test_the_square_of_the_operator_is_twice_that_of_a_classical_spin():
    field = np.array([0.3, -1.2, 0.7])
    crossed = np.cross(PAULI.transpose(1, 2, 0), field)  # sigma x E, shape (2, 2, 3)
    square = np.einsum("abj,bcj->ac", crossed, crossed)
    np.testing.assert_allclose(square, 2 * field @ field * np.eye(2), atol=1e-13)


@pytest.mark.parametrize(("body", "share"), [("cylinder", 1), ("slab", 1), ("sphere", 2 / 3)])
def test_h59_needs_no_change_of_the_field_along_the_spin(body, share):
    assert flux_density(DEPOLARISING[body], 0.3) == pytest.approx(share, rel=1e-13)


def test_h62_is_the_orbit_that_grew_and_h56_as_printed_that_of_canonical_momentum_minus_hbar():
    """At r = 2 lambda half a quantum is enclosed: opposite speeds v_0 = hbar/(4 m lambda), equal energies."""
    (level, speed), (other_level, other_speed) = ring_level(2.0, 0, 1.0), ring_level(2.0, -1, 1.0)
    assert speed == pytest.approx(0.25, rel=1e-4)
    assert other_speed == pytest.approx(-speed, rel=1e-12)
    assert other_level == pytest.approx(level, rel=1e-10)
    errors = [abs(ring_level(1.3, 2, 1.0, sites)[0] - (2 + 1.3**2 / 8) ** 2 / 1.3**2) for sites in (64, 128)]
    assert np.log2(errors[0] / errors[1]) == pytest.approx(2, abs=0.01)
