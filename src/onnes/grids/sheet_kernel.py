"""The vector potential of a sheet of current: convolution with 1/r by zero-padded Fourier transform.

``a(r) = (1/4 pi) int K(r')/|r - r'| d^2r'`` in the plane of the sheet. On a uniform grid of N nodes this is one
convolution: N log N work, where a dense Biot-Savart matrix takes N^2. The kernel is exactly integrated over the cell
that carries a current, which keeps second order at the singularity. A superconducting plane at a depth h below lets no
field through; the image of each current is the opposite one at a depth 2h: ``1/r - 1/(r^2 + 4h^2)^(1/2)`` in place of
1/r, in Fourier space ``(1 - exp(-2qh))/2q`` in place of 1/2q. One that the field enters acts as a weighted sum of such
planes at several depths.
"""

from __future__ import annotations

from collections.abc import Sequence

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.errors import InputError
from onnes.grids.cell_potential import corner_potential
from onnes.grids.grid import Grid
from onnes.numerics.jax_settings import as_array

Planes = Sequence[tuple[float, float]]
"""Weights and depths below z = 0 of perfectly superconducting planes, as whose weighted sum a ground plane acts."""

_ROUND = 1.25
"""Size of the periodic grid relative to the grid, so that opposite sides hardly act on each other."""


class SheetKernel(eqx.Module):
    """Map from currents through the dual edges to circulations of a on the edges, for a uniform grid in the plane.

    `PeriodicSheetKernel` is that of a periodic cell.

    Args:
        planes: of a ground plane below the sheet; none without one.

    Attributes:
        spectrum: transform of ``(1/4 pi) int_cell d^2r'/|r - r'|`` at the differences of grid points, which is real;
            on twice the grid, so that there are no periodic images.
        round_spectrum: the same on a periodic grid, for a preconditioner.
        planes: weights and depths of the ground plane.
        aspect: hx/hy; the circulation along an edge of length l is l/w times the kernel's sum, w its dual length.

    Raises:
        InputError: the grid is not uniform, not Cartesian, or not in the x, y plane.
    """

    spectrum: jax.Array
    round_spectrum: jax.Array
    aspect: jax.Array
    planes: tuple[jax.Array, jax.Array]

    def __init__(self, grid: Grid, planes: Planes = ()):
        hx, hy = spacings(grid)
        self.aspect = as_array(np.asarray(hx / hy))
        self.planes = as_array(np.array([weight for weight, _ in planes])), as_array(np.array([h for _, h in planes]))
        images = [(weight, 2 * depth) for weight, depth in planes]
        self.spectrum, self.round_spectrum = (as_array(spectrum(shape, hx, hy, 0.0, images)) for shape in
                                              (open_shape(grid.shape), round_shape(grid.shape)))

    def circulations(self, x, y):
        """Return circulations along the edges from the currents ``x`` (nx - 1, ny) and ``y`` (nx, ny - 1)."""
        return self._filtered(x, y, self.spectrum)

    def of_wave_number(self, k: np.ndarray) -> np.ndarray:
        """Return ``a_k/K_k`` of an infinite sheet, ``(1 - sum_j weight_j exp(-2 k depth_j))/2k``, for k > 0."""
        images = sum((weight * np.exp(-2 * k * depth) for weight, depth in zip(*map(np.asarray, self.planes),
                                                                                strict=True)), 0.0)
        return (1 - images) / (2 * k)

    def near_inverse(self, x, y, resistance, strength):
        """Return f near the solution of ``(x, y) = w (resistance f + strength Q w f)``, w the weights of edges."""
        stiffness = resistance + strength * jnp.maximum(self.round_spectrum, 0.0)
        return self._filtered(x, y, 1 / jnp.where(stiffness > 0, stiffness, 1.0))

    def _filtered(self, x, y, spectrum):
        # Both components in one complex transform: the kernel is real and even.
        both = _padded(x, spectrum.shape) + 1j * _padded(y, spectrum.shape)
        turned = jnp.fft.ifft2(jnp.fft.fft2(both) * spectrum)
        return (self.aspect * jnp.real(turned[:x.shape[0], :x.shape[1]]),
                jnp.imag(turned[:y.shape[0], :y.shape[1]]) / self.aspect)


class PeriodicSheetKernel(SheetKernel):
    """The map in a cell that repeats along x and y: ``a_k = K_k/2k``, k the wave number of the grid; no net current.

    The current through a dual edge on the rim and that through its image add to one.
    """

    def __init__(self, grid: Grid):
        hx, hy = (_spacing(grid, d) for d in (0, 1))
        nothing = as_array(np.zeros(0))
        self.aspect, self.planes = as_array(np.asarray(hx / hy)), (nothing, nothing)
        kx, ky = (2 / h * np.sin(np.pi * np.fft.fftfreq(n - 1)) for n, h in zip(grid.shape, (hx, hy), strict=True))
        k = np.hypot(kx[:, None], ky[None, :])
        self.spectrum = as_array(0.5 / np.where(k > 0, k, np.inf))
        self.round_spectrum = self.spectrum

    def _filtered(self, x, y, spectrum):
        both = _folded(x, 1) + 1j * _folded(y, 0)
        turned = jnp.fft.ifft2(jnp.fft.fft2(both) * spectrum)
        return _unfolded(self.aspect * jnp.real(turned), 1), _unfolded(jnp.imag(turned) / self.aspect, 0)


def sheet_kernel(grid: Grid, planes: Planes = ()) -> SheetKernel:
    """Return the kernel of a sheet that ends at the rim of the grid, or that repeats in both directions.

    Args:
        grid: uniform.
        planes: as in `SheetKernel`, of a sheet that ends.

    Raises:
        InputError: a grid as in `SheetKernel`, or one that is periodic in one direction only.
    """
    if len(grid.periodic) == 1:
        raise InputError("self_field", "the field of a sheet that repeats in one direction", "one in both, or in none",
                         "Take self_field=False, for a film that is narrow beside its Pearl length.")
    return PeriodicSheetKernel(grid) if grid.periodic else SheetKernel(grid, planes)


def _folded(values, axis: int):
    """Return values along an axis with the last added to the first."""
    first, rest, last = jnp.split(values, (1, values.shape[axis] - 1), axis)
    return jnp.concatenate([first + last, rest], axis)


def _unfolded(values, axis: int):
    """Return values along an axis with the first once more at the end."""
    return jnp.concatenate([values, jax.lax.slice_in_dim(values, 0, 1, axis=axis)], axis)


def _padded(values, shape):
    return jnp.pad(values, [(0, n - m) for n, m in zip(shape, values.shape, strict=True)])


def open_shape(shape):
    """Return twice a shape, or a little more, of which transforms are fast."""
    from scipy.fft import next_fast_len

    return [next_fast_len(2 * n, real=True) for n in shape]  # without factors of 7 and 11, which are slower


def round_shape(shape):
    """Return the shape of the periodic grid of the preconditioner."""
    from scipy.fft import next_fast_len

    return [next_fast_len(int(_ROUND * n)) for n in shape]


def spectrum(shape, hx, hy, z, images: Planes = ()) -> np.ndarray:
    """Return the transform of ``(1/4 pi) int_cell d^2r'/|r - r'|`` over grid points at a height z, of a shape.

    Args:
        images: weights and distances along z of the opposite currents in a ground plane.
    """
    # The integral over a cell is a difference of its corners, which neighbours share; one quarter is all there is.
    u, v = (h * (np.arange(n // 2 + 2) - 0.5) for n, h in zip(shape, (hx, hy), strict=True))
    potential = corner_potential(u[:, None], v[None, :], z)
    for weight, distance in images:
        potential = potential - weight * corner_potential(u[:, None], v[None, :], distance)
    x, y = (np.minimum(np.arange(n), n - np.arange(n)) for n in shape)
    kernel = np.diff(np.diff(potential, axis=0), axis=1)[np.ix_(x, y)]
    return np.real(np.fft.fft2(kernel / (4 * np.pi)))


def spacings(grid: Grid) -> tuple[float, float]:
    """Return the spacings of a uniform Cartesian grid in the x, y plane; InputError for another."""
    return _spacing(grid, 0), _spacing(grid, 1)


def _spacing(grid: Grid, direction: int) -> float:
    if grid.coordinates != "cartesian" or grid.resolved != (0, 1):
        raise InputError("grid", f"{grid.coordinates} along {grid.resolved}", "a Cartesian grid in the x, y plane")
    gaps = np.diff(np.asarray(grid.nodes[direction]))
    if np.ptp(gaps) > 1e-9 * gaps[0]:
        raise InputError("grid", f"spacings from {gaps.min():g} to {gaps.max():g}", "a uniform grid",
                         "The self-field of a film is a convolution, which requires equal cells.")
    return float(gaps.mean())
