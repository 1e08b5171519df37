"""Electron with spin-orbit coupling on a lattice, whose links carry the Aharonov-Casher potential as SU(2) matrices.

Lengths in lambda_L, momenta in hbar/lambda_L, energies in hbar^2/(2 m_e lambda_L^2). In a uniform charge e n_s of the
shape of an ellipsoid E_k = N_k x_k e n_s/eps_0, and with F_k = N_k x_k

    (p + e A_sigma)^2,    e A_sigma = (1/4) sigma x F.
"""

from __future__ import annotations

from math import pi

import numpy as np

PAULI = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])
"""sigma_x, sigma_y, sigma_z; shape (3, 2, 2)."""
DEPOLARISING = {"cylinder": (0.5, 0.5, 0.0), "sphere": (1 / 3, 1 / 3, 1 / 3), "slab": (1.0, 0.0, 0.0)}
"""Depolarising factors N_k of bodies; the third axis is that of the spin, the slab lies across the first."""

_COUPLING = 0.25
"""e^2 hbar n_s lambda_L^2/(4 m_e c^2 eps_0 hbar), by the definition of lambda_L."""


def link(place: np.ndarray, direction: int, step: float, factors: tuple[float, float, float]) -> np.ndarray:
    """Return U = exp(i e A_sigma step) of links along a direction, shape (..., 2, 2).

    Args:
        place: middles of the links, shape (..., 3).
        direction: 0, 1 or 2.
        step: length of the links.
        factors: depolarising factors of the body.
    """
    along = np.eye(3)[direction]
    turn = _COUPLING * step * np.cross(np.asarray(factors) * place, along)  # (sigma x F) . d = sigma . (F x d)
    angle = np.linalg.norm(turn, axis=-1)[..., None, None]
    axis = np.einsum("...j,jab->...ab", turn, PAULI)
    return np.cos(angle) * np.eye(2) + 1j * np.sinc(angle / pi) * axis


def hamiltonian(psi: np.ndarray, place: np.ndarray, step: float, factors: tuple[float, float, float]) -> np.ndarray:
    """Return (p + e A_sigma)^2 psi on a cubic lattice, with psi = 0 around it; second order in the step.

    Args:
        psi: spinors, shape (n, n, n, 2).
        place: nodes, shape (n, n, n, 3).
        step: distance of nodes.
        factors: depolarising factors of the body.

    Source: H58a.
    """
    total = 6 * psi
    for direction in range(3):
        psi_, nodes, out = (np.moveaxis(each, direction, 0) for each in (psi, place, total))
        links = link(0.5 * (nodes[1:] + nodes[:-1]), direction, step, factors)
        out[:-1] -= np.einsum("...ab,...b->...a", links, psi_[1:])
        out[1:] -= np.einsum("...ba,...b->...a", links.conj(), psi_[:-1])
    return total / step**2


def expanded(psi: np.ndarray, momentum: np.ndarray, laplacian: np.ndarray, place: np.ndarray,
             factors: tuple[float, float, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the three terms of (p + e A_sigma)^2 psi: p^2, the spin-orbit term of H57, and that quadratic in A_sigma.

        2 e A_sigma . p = (1/2) sigma . (F x p),    (e A_sigma)^2 = F^2/8

    The quadratic one is twice that of a classical spin across F, since (sigma x F)^2 = 2 F^2.

    Args:
        psi, momentum, laplacian: spinors psi (..., 2), p psi (..., 3, 2), -p^2 psi (..., 2).
        place: shape (..., 3).
        factors: depolarising factors of the body.

    Source: H57, H58.
    """
    field = np.asarray(factors) * place
    crossed = np.cross(field[..., None, :], np.moveaxis(momentum, -1, -2))  # F x p for each component of the spinor
    spin_orbit = 2 * _COUPLING * np.einsum("jab,...bj->...a", PAULI, crossed)
    return -laplacian, spin_orbit, 2 * _COUPLING**2 * np.sum(field**2, axis=-1)[..., None] * psi


def expansion_remainder(nodes: int, factors: tuple[float, float, float], half: float = 5.0) -> float:
    """Return how far the lattice Hamiltonian is from `expanded`, over the spin-orbit term, for a moving packet.

    The packet is a Gaussian of width 1 at (1/2, 1/4, 0) with momentum (0.4, 1, 0.6) and a tilted spin.

    Args:
        nodes: along each side of a box of -half to half.
    """
    axis, step = np.linspace(-half, half, nodes, retstep=True)
    place = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1)
    middle, wave, spin = np.array([0.5, 0.25, 0.0]), np.array([0.4, 1.0, 0.6]), np.array([0.8, 0.6j])
    away = place - middle
    envelope = np.exp(-0.5 * np.sum(away**2, axis=-1) + 1j * place @ wave)
    slope = 1j * wave - away  # grad psi over psi
    psi, momentum = envelope[..., None] * spin, -1j * (slope * envelope[..., None])[..., None] * spin
    laplacian = ((np.sum(slope**2, axis=-1) - 3) * envelope)[..., None] * spin
    terms = expanded(psi, momentum, laplacian, place, factors)
    rest = hamiltonian(psi, place, step, factors) - sum(terms)
    return float(np.linalg.norm(rest) / np.linalg.norm(terms[1]))


def flux_density(factors: tuple[float, float, float], step: float = 0.1) -> float:
    """Return B_sigma along the spin at the middle of the body, in hbar/(4 e lambda_L^2), from the links of one square.

    The product of the four links around a square of side h is exp(i h^2 e B_sigma sigma_z/hbar).

    Source: H59.
    """
    sides = [(np.array([0.0, -step / 2, 0.0]), 0), (np.array([step / 2, 0.0, 0.0]), 1),
             (np.array([0.0, step / 2, 0.0]), 0), (np.array([-step / 2, 0.0, 0.0]), 1)]
    links = [link(place, direction, step, factors) for place, direction in sides]
    around = links[0] @ links[1] @ links[2].conj().T @ links[3].conj().T
    return float(np.angle(around[0, 0]) / step**2 / _COUPLING)


def ring_level(radius: float, canonical: int, flux: float, sites: int = 256) -> tuple[float, float]:
    """Return energy and speed of an electron of spin up on a ring, in hbar^2/(2 m_e lambda_L^2), hbar/(m_e lambda_L).

    In the continuum (l + flux r^2/8)^2/r^2 and (l + flux r^2/8)/r: at r = 2 half a quantum of the flux of A_sigma is
    inside. A positive speed is along sigma x n.

    Args:
        radius: r in lambda_L.
        canonical: canonical angular momentum l in hbar; conserved while the orbit grows; 0 from a point.
        flux: B_sigma in hbar/(4 e lambda_L^2).
        sites: of the lattice.

    Source: H58, H62, H63.
    """
    step = 2 * pi * radius / sites
    turn = np.exp(1j * _COUPLING * flux * radius / 2 * step)
    psi = np.exp(2j * pi * canonical * np.arange(sites) / sites) / np.sqrt(sites)
    after, before = turn * np.roll(psi, -1), turn.conj() * np.roll(psi, 1)
    energy, speed = np.vdot(psi, 2 * psi - after - before) / step**2, np.vdot(psi, after - before) / (2j * step)
    return float(energy.real), float(speed.real)
