"""Units at any places: energies of dipoles and charges, in a periodic cell by Ewald's sums or in the open.

    E_m = (1/2) sum_ij [mu_i . mu_j - 3 (mu_i . r)(mu_j . r)/r^2]/r^3,    E_e = (1/2) sum_ij e_i e_j/r

in units of (mu_0/4 pi) mu^2/a^3 and e^2/(4 pi eps_0 a), lengths in a. In a cubic cell the images are summed with a
uniform charge that neutralises the cell, and without a field of the surface. An open sample is the limit of no
splitting: the sum over all pairs.

Source: Z2, Z7; S. W. de Leeuw, J. W. Perram, E. R. Smith, Proc. R. Soc. A 373, 27 (1980).
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.special import erfc

from onnes.numerics.jax_settings import as_array


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Cell:
    """A cubic periodic cell, or the open space.

    Attributes:
        side: in a; infinite in the open.
        split: Ewald's alpha in 1/a; zero in the open.
        waves: one of each pair k, -k, shape (K, 3); none in the open.
        weights: 4 pi exp(-k^2/4 alpha^2)/(k^2 V), shape (K,).
    """

    side: jax.Array
    split: jax.Array
    waves: jax.Array
    weights: jax.Array

    def nearest(self, apart: jax.Array) -> jax.Array:
        """Return separations to the nearest image, shape (..., 3)."""
        return apart - jnp.where(jnp.isinf(self.side), 0.0, self.side * jnp.round(apart / self.side))


def periodic_cell(side: float, tolerance: float) -> Cell:
    """Return a cell of a side (in a) in which both sums leave out less than about ``tolerance``, relatively."""
    reach = np.sqrt(3 - np.log(tolerance))  # exp(-3) for the powers of the reach in sums of dipoles
    split, most = 2 * reach / side, int(np.ceil(2 * reach**2 / np.pi))
    index = np.arange(-most, most + 1)
    whole = np.stack(np.meshgrid(index, index, index, indexing="ij"), axis=-1).reshape(-1, 3)
    half = whole[len(whole) // 2 + 1:]
    waves = 2 * np.pi / side * half[np.sum(half**2, axis=1) <= most**2]
    square = np.sum(waves**2, axis=1)
    weights = 4 * np.pi * np.exp(-square / (4 * split**2)) / (square * side**3)
    return Cell(*(as_array(each) for each in (side, split, waves, weights)))


def open_space() -> Cell:
    """Return the space without images."""
    return Cell(as_array(np.inf), as_array(0.0), as_array(np.zeros((0, 3))), as_array(np.zeros(0)))


def pair_terms(apart: jax.Array, split: jax.Array) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """Return r, erfc(alpha r)/r, and the factors of mu and of r (mu . r) in the field, zero at r = 0.

    T = b - c r r^T with b = erfc/r^3 + (2 alpha/sqrt(pi)) exp(-alpha^2 r^2)/r^2, c = 3 erfc/r^5 + ...
    """
    square = jnp.sum(apart**2, axis=-1)
    itself = square == 0
    r = jnp.sqrt(jnp.where(itself, 1.0, square))
    screened = erfc(split * r) / r
    cloud = 2 * split / jnp.sqrt(jnp.pi) * jnp.exp(-(split * r) ** 2) / r**2
    b = screened / r**2 + cloud
    c = 3 * screened / r**4 + cloud * (2 * split**2 + 3 / r**2)
    screened, b, c = (jnp.where(itself, 0.0, each) for each in (screened, b, c))
    return jnp.where(itself, jnp.inf, r), screened, b, c


def structure_factors(places: jax.Array, directions: jax.Array, charges: jax.Array, cell: Cell
                      ) -> tuple[jax.Array, jax.Array]:
    """Return sum_i (k . mu_i) exp(i k . r_i) and sum_i e_i exp(i k . r_i), both of shape (K,)."""
    phases = jnp.exp(1j * (places @ cell.waves.T))
    return jnp.sum(phases * (directions @ cell.waves.T), axis=0), charges @ phases


@jax.jit
def energies(places: jax.Array, directions: jax.Array, charges: jax.Array, cell: Cell) -> tuple[jax.Array, jax.Array]:
    """Return E_m and E_e of all units, in the units of this module.

    Args:
        places: shape (N, 3), in a; no two alike.
        directions: mu_i/mu, shape (N, 3).
        charges: e_i/e, shape (N,).
    """
    apart = cell.nearest(places[:, None, :] - places[None, :, :])
    _, screened, b, c = pair_terms(apart, cell.split)
    along = jnp.einsum("ia,ija->ij", directions, apart) * jnp.einsum("ja,ija->ij", directions, apart)
    magnetic = 0.5 * jnp.sum(b * (directions @ directions.T) - c * along)
    electric = 0.5 * charges @ screened @ charges
    of_moments, of_charges = structure_factors(places, directions, charges, cell)
    magnetic += cell.weights @ jnp.abs(of_moments) ** 2 - 2 * cell.split**3 / (3 * jnp.sqrt(jnp.pi)) * jnp.sum(
        directions**2)
    background = jnp.where(cell.split > 0, jnp.pi / (2 * cell.side**3 * cell.split**2), 0.0)
    electric += cell.weights @ jnp.abs(of_charges) ** 2 - cell.split / jnp.sqrt(jnp.pi) * jnp.sum(charges**2)
    return magnetic, electric - background * jnp.sum(charges) ** 2
