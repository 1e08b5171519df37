"""Matrix elements of the tube's potential between S-states near the Fermi surface: stepped as in the text, and exact.

Energies are in units of hbar omega_D, lengths in units of the tube's length l. Then, by W18, a wave number is
k = Lambda + x with Lambda = p_F l / hbar = 4 e_F / (hbar omega_D), and a pair has the energy
epsilon = x + x^2 / (2 Lambda) above the Fermi surface.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import spherical_jn

from onnes.errors import InputError
from onnes.pairing.coulomb_core import CoulombCore
from onnes.pairing.graded_panels import Panels, halving, stretched

_PANEL_WIDTH = 4.0
_TAIL_PANELS, _TAIL_POINTS, _TAPER_PANELS = 24, 16, 8
_CORE_SHAPES = 16


@dataclass(frozen=True, eq=False)
class MatrixElement:
    """Kernel of finite rank, V(x, x') = sum_n shapes_n(x) shapes_n(x'), on quadrature nodes; also of a repulsion.

    Attributes:
        panels: quadrature in x on which amplitudes are given.
        energy: epsilon at every row, hbar omega_D; shape (rows,). The first rows are the panels' nodes.
        weights: shape (rows,).
        shapes: shape (rows, rank).
        fermi_wave_number: Lambda, infinite where the energy is taken as linear in x.
        smallest: energy that the nodes resolve at the Fermi surface, hbar omega_D.
        repulsion: shapes of the Coulomb core, in the measure of B, shape (rows, its rank); rank 0 without one.
    """

    panels: Panels
    energy: np.ndarray
    weights: np.ndarray
    shapes: np.ndarray
    fermi_wave_number: float
    smallest: float
    repulsion: np.ndarray

    @cached_property
    def on_panels(self) -> slice:
        """Rows at the panels' nodes."""
        return slice(0, len(self.panels.nodes))


def stepped(smallest: float, points: int = 12, mu: float = 0.0, reach: float = 1.0) -> MatrixElement:
    """Return the kernel V = 1 for epsilon and epsilon' both from 0 to hbar omega_D, otherwise 0.

    Args:
        smallest: energy to be resolved at the Fermi surface, hbar omega_D.
        points: Gauss points of a panel.
        mu: repulsion, uniform up to the energy ``reach`` (hbar omega_D, above 1), in the measure of B.

    Source: W17, W19 with the upper limit of W20.
    """
    edges = halving(smallest)
    if mu > 0:
        edges = np.concatenate((edges, np.geomspace(1, reach, int(np.ceil(np.log2(reach))) + 1)[1:]))
    panels = Panels(edges, points)
    nodes = panels.nodes
    repulsion = np.full((len(nodes), 1 if mu > 0 else 0), np.sqrt(mu))
    return MatrixElement(panels, nodes, panels.weights, (nodes < 1)[:, None].astype(float), np.inf, smallest, repulsion)


def exact(fermi_wave_number: float, smallest: float, shapes: int = 32, reach: float = 800.0,
          core: CoulombCore | None = None, core_shapes: int = _CORE_SHAPES) -> MatrixElement:
    """Return V = sin(x - x')/(x - x') - sin(k + k')/(k + k'), k = Lambda + x, on all x above 0.

    It is W13 without approximation.

    Args:
        fermi_wave_number: Lambda = p_F l / hbar.
        smallest: energy to be resolved at the Fermi surface, hbar omega_D.
        shapes: N; the rank is 2N.
        reach: X; up to x = X every oscillation is resolved, beyond 2X only the mean of sin^2 is kept, with a smooth
            transition between them, so that the oscillating part leaves no error.
        core: Coulomb repulsion added to the tube.
        core_shapes: number of its functions. They vary on the scale of kappa l, so that their products with the
            oscillating end of the tube have no mean.

    V = 2 int_0^1 sin(kr) sin(k'r) dr is the projection on the tube, r from 0 to 1. It is written with an orthonormal
    set on the tube, Legendre polynomials P_n(2r - 1) times cos(Lambda r) and sin(Lambda r); the integrals with sin(kr)
    are spherical Bessel functions. Truncating the set at N weakens the binding (Ritz), by about N^-6.

    Raises:
        InputError: Lambda below 8N, where cosine and sine sets are no longer independent.

    Source: W13, W17.
    """
    if fermi_wave_number < 8 * shapes:
        raise InputError("fermi_wave_number", fermi_wave_number, f"at least 8 times the {shapes} shapes",
                         "Take a larger Fermi energy, a smaller cutoff or fewer shapes.")
    panels = Panels(stretched(smallest, 2 * reach, _PANEL_WIDTH))
    near, tail = panels.nodes, _tail_panels(reach)
    x = np.concatenate((near, np.tile(tail.nodes, 3)))
    weights = np.concatenate((panels.weights * (1 - _rise(near / reach - 1)),
                              np.tile(tail.weights * _rise(tail.nodes / reach - 1), 3)))
    raw = np.vstack((_overlaps(shapes, fermi_wave_number, near), _mean_overlaps(shapes, fermi_wave_number, tail.nodes)))
    lengths, vectors = np.linalg.eigh(_gram(shapes, fermi_wave_number))
    orthonormal = np.sqrt(2) * raw @ (vectors / np.sqrt(lengths))
    repulsion = np.zeros((len(x), 0))
    if core:
        repulsion = core.shapes(1 + x / fermi_wave_number, core_shapes)
        repulsion[len(near):-len(tail.nodes)] = 0.0
    return MatrixElement(panels, x + x**2 / (2 * fermi_wave_number), weights, orthonormal, fermi_wave_number, smallest,
                         repulsion)


def exact_kernel(k: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return (p|V|p') = sin(k - k')/(k - k') - sin(k + k')/(k + k'), in units of -U l / R, wave numbers in 1/l.

    Source: W13.
    """
    return np.sinc((k - other) / np.pi) - np.sinc((k + other) / np.pi)


def step_kernel(k: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return 1 for |k - k'| < 1, otherwise 0, in units of -U l / R, the text's simplification of `exact_kernel`.

    Source: W17.
    """
    return (np.abs(np.asarray(k) - other) < 1).astype(float)


def _waves(count: int, q: np.ndarray) -> np.ndarray:
    """Return int_0^1 P_n(2r - 1) exp(i q r) dr = exp(iq/2) i^n j_n(q/2), shape (len(q), count)."""
    degree = np.arange(count)
    return np.exp(0.5j * q)[:, None] * 1j**degree * spherical_jn(degree, q[:, None] / 2)


def _overlaps(count: int, fermi: float, x: np.ndarray) -> np.ndarray:
    """Return int_0^1 f(r) sin(kr) dr for f = sin(Lambda r) P_n and cos(Lambda r) P_n, shape (len(x), 2 count)."""
    difference, total = _waves(count, x), _waves(count, x + 2 * fermi)
    return np.hstack((np.real(difference - total), np.imag(difference + total))) / 2


def _mean_overlaps(count: int, fermi: float, x: np.ndarray) -> np.ndarray:
    """Return three rows for each x, whose products add up to the mean over a period of those of `_overlaps`.

    For large x only the ends of the tube contribute: f(0)/k at r = 0, and at r = 1 a wave of amplitude f(1)/k, whose
    real and imaginary parts count half.
    """
    sign = (-1.0) ** np.arange(count)
    near, far = 1 / x[:, None], 1 / (x + 2 * fermi)[:, None]
    turn = np.exp(1j * fermi)
    cosine = (turn * far + near / turn) / 2 * np.ones(count)
    sine = (turn * far - near / turn) / 2j * np.ones(count)
    end = np.hstack((sine, cosine)) / np.sqrt(2)
    start = np.hstack((np.zeros((len(x), count)), sign * (near + far) / 2))
    return np.vstack((end.real, end.imag, start))


def _gram(count: int, fermi: float) -> np.ndarray:
    """Return int_0^1 f_a f_b dr of the functions of `_overlaps`, by a rule exact for polynomials times the wave."""
    place, weight = np.polynomial.legendre.leggauss(2 * count)
    degrees = np.arange(2 * count)
    project = np.polynomial.legendre.legvander(place, 2 * count - 1) * weight[:, None] * (degrees + 0.5)
    rule = project @ _waves(2 * count, np.array([2 * fermi]))[0]
    polynomials = np.polynomial.legendre.legvander(place, count - 1)
    turning = np.einsum("j,jn,jm->nm", rule, polynomials, polynomials)
    steady = np.diag(1 / (2 * np.arange(count) + 1.0))
    return np.block([[steady - turning.real, turning.imag], [turning.imag.T, steady + turning.real]]) / 2


def _tail_panels(reach: float) -> Panels:
    """Return panels that are even from X to 2X and double from there on."""
    taper = np.linspace(reach, 2 * reach, _TAPER_PANELS + 1)
    return Panels(np.concatenate((taper, 2 * reach * 2.0 ** np.arange(1, _TAIL_PANELS))), _TAIL_POINTS)


def _rise(u: np.ndarray) -> np.ndarray:
    """Return a function from 0 (u <= 0) to 1 (u >= 1) with all derivatives continuous."""
    u = np.clip(u, 1e-3, 1 - 1e-3)
    before, after = np.exp(-1 / u), np.exp(-1 / (1 - u))
    return before / (before + after)
