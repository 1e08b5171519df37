"""Pair equation above the Fermi surface, solved as an eigenproblem for the binding energy and the pair amplitude.

    alpha(e) (e + Delta) = [1 - 2 f(e/2)] B int V(e, e') alpha(e') de',   e > 0

Energies in units of hbar omega_D. With beta = sqrt(e + Delta) alpha the unknown Delta moves into a symmetric matrix,
whose largest eigenvalue mu must be 1/B. It grows only as ln(1/Delta), so Delta comes out to full relative precision
however small it is; a diagonalisation of e - B V would lose it in the rounding of the largest energies.
A Coulomb core adds -int V_c alpha', V_c = sum of c c^T over its shapes. It is eliminated exactly: V becomes V - V G c
(1 + c^T G c)^-1 c^T G V with G = [1 - 2f]/(e + Delta), the matrix form of what Morel and Anderson do with logarithms.
1 - 2f = (1 - f)^2 - f^2 counts pair states of which both members are empty, less those that are full; at T = 0 it is 1:
all states above the Fermi surface are free, all below are blocked.

Source: W16, W20 with the sign of an attraction; the core: the paragraph after W27.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh
from scipy.optimize import brentq

from onnes.pairing.graded_panels import Panels, halving
from onnes.pairing.matrix_element import MatrixElement

_FINEST = 64.0
"""Ratio of the smallest energy that matters to the smallest panel."""
_LARGEST_LOGARITHM = 690.0
_LEAST_LEFT = 0.01
"""Smallest B - mu* that is resolved: a binding of 4e-44 hbar omega_D."""
_UNBOUND = 1e-6
"""Binding, in units of the smallest energy that matters, below which a pair counts as unbound."""


@dataclass(frozen=True, eq=False)
class BoundPair:
    """Solution of the pair equation.

    Attributes:
        binding: Delta, hbar omega_D.
        panels: quadrature in x, the wave number above the Fermi surface in 1/l; energies where V is stepped.
        amplitude: alpha at its nodes, with int alpha^2 dx = 1.
    """

    binding: float
    panels: Panels
    amplitude: np.ndarray


def smallest_energy(coupling: float, temperature: float = 0.0, repulsion: float = 0.0) -> float:
    """Return an energy (hbar omega_D) well below exp(-1/B) and, where it is not zero, kT.

    Args:
        coupling: B, above 1/690, for exp(-1/B) to be a number.
        temperature: kT, hbar omega_D.
        repulsion: estimate of what a core takes from B; B - mu* may be half as large as by this estimate.
    """
    if repulsion > 0:
        coupling = max((coupling - repulsion) / 2, _LEAST_LEFT)
    scale = np.exp(-min(1 / coupling, _LARGEST_LOGARITHM))
    return float(min(scale, temperature or scale, 1.0) / _FINEST)


def free_share(energy: np.ndarray, temperature: float) -> np.ndarray:
    """Return 1 - 2f = tanh(e / 4kT), the share of free pair states at the pair energy e; e and kT in one unit."""
    return np.ones_like(energy) if temperature == 0 else np.tanh(energy / (4 * temperature))


def largest_eigenvalue(element: MatrixElement, binding: float, temperature: float = 0.0) -> float:
    """Return mu, the largest eigenvalue of [1 - 2f]^(1/2) (e + Delta)^(-1/2) V (e' + Delta)^(-1/2) [1 - 2f]^(1/2).

    A coupling B binds by more than Delta where B mu > 1.

    Args:
        element: V on a quadrature.
        binding: Delta, hbar omega_D.
        temperature: kT, hbar omega_D.
    """
    matrix = _pair_matrix(element, binding, temperature)
    last = len(matrix) - 1
    return float(eigh(matrix, eigvals_only=True, subset_by_index=[last, last])[0])


def bound_pair(coupling: float, element: MatrixElement, temperature: float = 0.0) -> BoundPair | None:
    """Return the pair of largest binding, or None if none is bound, which takes a temperature above zero or a core.

    Args:
        coupling: B, above 0.
        element: V on nodes that resolve `smallest_energy`.
        temperature: kT, hbar omega_D.
    """
    wanted = 1 / coupling

    def excess(binding: float) -> float:
        return largest_eigenvalue(element, binding, temperature) - wanted

    least = _UNBOUND * element.smallest
    if excess(least) <= 0:
        return None
    logarithm = brentq(lambda t: excess(np.exp(t)), np.log(least), _most(coupling), xtol=1e-15, rtol=1e-15)
    return _solution(element, float(np.exp(logarithm)), temperature)


def vanishing_temperature(coupling: float, element: MatrixElement) -> float:
    """Return kT (hbar omega_D) at which the binding vanishes, mu(Delta = 0, T) = 1/B; 0 if a core prevents any.

    In the weak limit, with V stepped,

        kT = (e^gamma / pi) hbar omega_D exp(-1/B) = 0.5669 Delta(0),

    which is Tc of the BCS gap equation for N V = B and a shell of hbar omega_D/2 per electron.
    """

    def excess(logarithm: float) -> float:
        return largest_eigenvalue(element, 0.0, np.exp(logarithm)) - 1 / coupling

    coldest = np.log(element.smallest)
    if excess(coldest) <= 0:
        return 0.0
    return float(np.exp(brentq(excess, coldest, _most(coupling), xtol=1e-15, rtol=1e-15)))


def ground_energy(coupling: float, points: int = 8, panels: int = 24) -> float:
    """Return the lowest E = -Delta of alpha(e)(e - E) = B int_0^1 alpha(e') de', in hbar omega_D, by diagonalisation.

    Args:
        coupling: B, above 0.
        points: Gauss points per panel.
        panels: panels of the shell, each half as wide as the next one up, so that the scale of Delta is resolved.

    With beta = sqrt(w) alpha, w the Gauss weights, the matrix diag(e) - B sqrt(w) sqrt(w)^T is symmetric. Its rounding
    is absolute: 1e-16 of hbar omega_D. Valid for B above 0.07; `bound_pair` has no such limit.

    Source: W16, W20 with the sign of an attraction.
    """
    shell = Panels(halving(2.0**-panels), points)
    root = np.sqrt(shell.weights)
    return float(np.linalg.eigvalsh(np.diag(shell.nodes) - coupling * np.outer(root, root))[0])


def _most(coupling: float) -> float:
    """Return the logarithm of an upper bound of the binding, from the largest eigenvalue of V, at most pi."""
    return float(np.log(coupling * np.pi + 1))


def _pair_matrix(element: MatrixElement, binding: float, temperature: float) -> np.ndarray:
    """Return the matrix of `largest_eigenvalue` in the basis of the kernel's shapes, with the same eigenvalues."""
    dressed = _dressed(element, binding, temperature)
    matrix = element.shapes.T @ (_propagator(element, binding, temperature)[:, None] * dressed)
    return (matrix + matrix.T) / 2


def _propagator(element: MatrixElement, binding: float, temperature: float) -> np.ndarray:
    """Return weights times [1 - 2f]/(e + Delta)."""
    return element.weights * free_share(element.energy, temperature) / (element.energy + binding)


def _dressed(element: MatrixElement, binding: float, temperature: float) -> np.ndarray:
    """Return the shapes less what the core takes of them, c (1 + c^T G c)^-1 c^T G times the shapes."""
    core = element.repulsion
    if not core.shape[1]:
        return element.shapes
    scaled = core * _propagator(element, binding, temperature)[:, None]
    return element.shapes - core @ np.linalg.solve(np.eye(core.shape[1]) + core.T @ scaled, scaled.T @ element.shapes)


def _solution(element: MatrixElement, binding: float, temperature: float) -> BoundPair:
    vectors = eigh(_pair_matrix(element, binding, temperature))[1]
    rows, panels = element.on_panels, element.panels
    energy = element.energy[rows]
    dressed = _dressed(element, binding, temperature)[rows]
    amplitude = free_share(energy, temperature) * (dressed @ vectors[:, -1]) / (energy + binding)
    amplitude *= np.sign(amplitude[0]) / np.sqrt(panels.weights @ amplitude**2)
    return BoundPair(binding, panels, amplitude)
