"""The pair equation solved as an eigenproblem on the shell above the Fermi surface."""

from __future__ import annotations

import numpy as np


def ground_energy(coupling: float, points: int = 8, panels: int = 24) -> float:
    """Lowest E of alpha(e)(e - E) = B int_0^1 alpha(e') de', energies in units of hbar omega_D; E = -Delta.

    Args:
        coupling: B, above 0.
        points: Gauss points per panel.
        panels: panels of the shell, each half as wide as the next one up, so that the scale of Delta is resolved.

    The integral becomes a sum with Gauss weights w; with beta = sqrt(w) alpha the matrix diag(e) - B sqrt(w) sqrt(w)^T
    is symmetric and its lowest eigenvalue is found without iteration. The exact answer is -1/(exp(1/B) - 1).

    Valid while Delta is above 2^-panels of the shell: B above 0.07 for the default, which is exact to 1e-11 there.

    Source: W16, W20 with the sign of an attraction.
    """
    nodes, weights = np.polynomial.legendre.leggauss(points)
    edges = np.concatenate(([0.0], 2.0 ** -np.arange(panels, -1, -1.0)))
    half = np.diff(edges)[:, None] / 2
    energy = (edges[:-1, None] + half * (nodes + 1)).ravel()
    root = np.sqrt((half * weights).ravel())
    matrix = np.diag(energy) - coupling * np.outer(root, root)
    return float(np.linalg.eigvalsh(matrix)[0])
