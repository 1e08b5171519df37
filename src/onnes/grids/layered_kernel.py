"""The vector potential of several sheets of current above each other, which lie side by side on one grid."""

from __future__ import annotations

from collections.abc import Sequence

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.grids.grid import Grid
from onnes.grids.sheet_kernel import Planes, open_shape, round_shape, spacings, spectrum
from onnes.numerics.jax_settings import as_array


class LayeredKernel(eqx.Module):
    """Map from currents through the dual edges to circulations of a on the edges, as `SheetKernel`, for a stack.

    ``a_k(r) = (1/4 pi) sum_l int K_l(r')/(|r - r'|^2 + (z_k - z_l)^2)^(1/2) d^2r'``. Sheet k has the nodes
    ``x[k period : k period + columns]``; between the sheets no current flows, and what is returned has no meaning.

    Args:
        heights: z of the sheets, in units of the grid.
        columns, period: nodes along x of each sheet, and from the first of one to the first of the next.
        planes: of a ground plane, see `sheet_kernel`; none without one.

    Attributes:
        spectrum: between each two sheets, shape (sheets, sheets, ...), see `SheetKernel`.
        round_spectrum: eigenvalues of its matrices on a periodic grid, shape (sheets, ...).
        round_modes: their eigenvectors, shape (sheets, eigenvalues, ...).
    """

    spectrum: jax.Array
    round_spectrum: jax.Array
    round_modes: jax.Array
    aspect: jax.Array
    columns: int = eqx.field(static=True)
    period: int = eqx.field(static=True)

    def __init__(self, grid: Grid, heights: Sequence[float], columns: int, period: int, planes: Planes = ()):
        hx, hy = spacings(grid)
        self.aspect, self.columns, self.period = as_array(np.asarray(hx / hy)), columns, period

        def between(shape):
            def one(a, b):
                return spectrum(shape, hx, hy, abs(a - b), [(weight, a + b + 2 * depth) for weight, depth in planes])

            return np.stack([np.stack([one(a, b) for b in heights]) for a in heights])

        one = (columns, grid.shape[1])
        self.spectrum = as_array(between(open_shape(one)))
        values, modes = np.linalg.eigh(np.moveaxis(between(round_shape(one)), (0, 1), (-2, -1)))
        self.round_spectrum = as_array(np.moveaxis(values, -1, 0))
        self.round_modes = as_array(np.moveaxis(modes, (-2, -1), (0, 1)))

    def circulations(self, x, y):
        """Return circulations along the edges from the currents ``x`` (nx - 1, ny) and ``y`` (nx, ny - 1)."""
        return self._filtered(x, y, self.spectrum.shape[2:],
                              lambda waves: jnp.sum(self.spectrum * waves, axis=1))

    def near_inverse(self, x, y, resistance, strength):
        """Return f near the solution of ``(x, y) = w (resistance f + strength Q w f)``, w the weights of edges."""
        stiffness = resistance + strength * jnp.maximum(self.round_spectrum, 0.0)
        inverse = 1 / jnp.where(stiffness > 0, stiffness, 1.0)
        modes = self.round_modes

        def solved(waves):
            return jnp.sum(modes * (inverse * jnp.sum(modes * waves[:, None], axis=0)), axis=1)

        return self._filtered(x, y, self.round_spectrum.shape[1:], solved)

    def _filtered(self, x, y, shape, of_waves):
        both = self._apart(x, shape) + 1j * self._apart(y, shape)
        turned = jnp.fft.ifft2(of_waves(jnp.fft.fft2(both)))
        return (self.aspect * self._together(jnp.real(turned), x.shape),
                self._together(jnp.imag(turned), y.shape) / self.aspect)

    def _apart(self, values, shape):
        """Return the values on each sheet, with zeros around, shape (sheets, *shape)."""
        sheets = self.spectrum.shape[0]
        values = jnp.pad(values, [(0, sheets * self.period - values.shape[0]), (0, 0)])
        values = values.reshape(sheets, self.period, -1)[:, :self.columns]
        return jnp.pad(values, [(0, 0), *((0, n - m) for n, m in zip(shape, values.shape[1:], strict=True))])

    def _together(self, values, shape):
        values = jnp.pad(values[:, :self.columns, :shape[1]], [(0, 0), (0, self.period - self.columns), (0, 0)])
        return values.reshape(-1, shape[1])[:shape[0]]
