"""Multigrid on the faces of a sheet, near the inverse of the resistance and the induction of conserved currents.

Resistance is ``C^T (1/w) C``, C the steps of a number g on faces across edges: of local couplings, so that V-cycles are
near its inverse whatever the outline. Induction, ``C^T Q C``, is not local. But each level of multigrid settles waves
of about its own wave number k, of which induction is q(k) times the resistance of whole edges, even where an edge is
cut; on the last level that holds for its modes one by one.
"""

from __future__ import annotations

from collections.abc import Callable

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.grids.solvers import coarsening, multigrid
from onnes.grids.solvers.diffusion import Diffusion, diffusion, on_device
from onnes.grids.solvers.multigrid import Coarsest, Hierarchy, Level
from onnes.numerics.safe_division import safe_divide

_TIGHT = 1e3
"""Coupling of faces that have one g, over that of faces in the sheet."""
_HELD = 10.0
"""Coupling of faces outside to g = 0, likewise."""
_MOST = 1e5
"""Largest coupling across an edge that is cut off almost, likewise: in single precision more drowns the others."""
_OWN_WAVE = 1.0
"""Wave number of the waves that a level settles, times its spacing."""


class FaceMultigrid(eqx.Module):
    """See the module.

    Attributes:
        levels: of the resistance, and q(k) times that of the whole edges, of the same interpolation.
        last: of both.
    """

    levels: tuple[tuple[Level, Diffusion], ...]
    last: Coarsest
    padded: tuple[int, ...] = eqx.field(static=True)

    def inverse(self, resistance, strength) -> Callable[[jax.Array], jax.Array]:
        """Return the map r -> g near the solution of ``C^T (resistance/w + strength Q) C g = r``.

        Symmetric and positive. Where faces have one g, r and g are to be taken as their means.
        """
        single = self.last.modes.dtype
        R, beta = jnp.asarray(resistance, single), jnp.asarray(strength, single)
        whole = Hierarchy(tuple(_with_induction(level, induction, R, beta) for level, induction in self.levels),
                          self.last.scaled(beta, R))

        def apply(flux):
            around = [(1, big - n - 1) for big, n in zip(self.padded, flux.shape, strict=True)]
            return whole.v_cycle(jnp.pad(flux, around))[tuple(slice(1, 1 + n) for n in flux.shape)]

        return apply


def _with_induction(level: Level, induction: Diffusion, resistance, strength) -> Level:
    operator = jax.tree.map(lambda r, q: resistance * r + strength * q, level.operator, induction)
    return Level(operator, operator.inverse_diagonal(), level.rates, level.transfer, level.uneven)


def face_multigrid(along_x: np.ndarray, along_y: np.ndarray, outside: np.ndarray, spacings: tuple[float, float],
                   of_wave_number: Callable[[np.ndarray], np.ndarray]) -> FaceMultigrid:
    """Return the multigrid of a sheet.

    Args:
        along_x, along_y: weights w of the edges along x, (nx - 1, ny), and along y, (nx, ny - 1).
        outside: whether g is 0 on a face, (nx - 1, ny - 1).
        spacings: hx, hy.
        of_wave_number: k -> q(k), the field of a wave over its current.
    """
    (hx, hy), area = spacings, spacings[0] * spacings[1]
    # With a ring of faces outside.
    w = [np.pad(along_y, ((0, 0), (1, 1))), np.pad(along_x, ((1, 1), (0, 0)))]
    resistances = [np.where(each > 0, np.minimum(safe_divide(1.0, each), _MOST), _TIGHT) for each in w]
    inductions = [np.where(each > 0, whole, _TIGHT) for each, whole in zip(w, (hy / hx, hx / hy), strict=True)]
    held = _HELD * np.pad(outside, 1, constant_values=True)
    rungs = multigrid.ladder(resistances, held)
    stencil, padded = coarsening.stencil_of(inductions, rungs[0].mass.shape), rungs[0].mass.shape
    size = np.pad(np.full(held.shape, area), [(0, big - n) for big, n in zip(padded, held.shape, strict=True)])
    levels = []
    for level, rung in zip(multigrid.levels(rungs), rungs, strict=False):
        q = float(of_wave_number(np.array(_OWN_WAVE / area**0.5 / 2 ** len(levels))))
        levels.append((level, diffusion({s: q * a for s, a in stencil.items()}, q * rung.mass, np.float32)))
        stencil = coarsening.galerkin(stencil, rung.interpolation, rung.halved)
        size = coarsening.lumped(size, rung.interpolation, rung.halved)
    last = rungs[-1]
    return FaceMultigrid(tuple(levels), _last(coarsening.dense(last.stencil) + np.diag(last.mass.ravel()),
                                              coarsening.dense(stencil) + np.diag(last.mass.ravel()), size.ravel(),
                                              of_wave_number), padded)


def _last(resistance: np.ndarray, whole: np.ndarray, size: np.ndarray,
          of_wave_number: Callable[[np.ndarray], np.ndarray]) -> Coarsest:
    """Return the modes of resistance and induction together, from the resistance of whole edges and areas of faces."""
    live = np.flatnonzero(size > 0)
    root = np.sqrt(size[live])
    squares, waves = np.linalg.eigh(whole[np.ix_(live, live)] / np.outer(root, root))
    # C^T Q C = U k^2 q(k) U^T for U^T (1/size) U = 1.
    waves = waves / root[:, None] / np.sqrt(squares * of_wave_number(np.sqrt(squares)))
    ratios, turn = np.linalg.eigh(waves.T @ resistance[np.ix_(live, live)] @ waves)
    modes, stiffnesses, masses = np.zeros(whole.shape), np.zeros(len(size)), np.zeros(len(size))
    modes[live, :len(live)], stiffnesses[:len(live)], masses[:len(live)] = waves @ turn, ratios, 1.0
    return Coarsest(*(on_device(part, np.float32) for part in (modes, stiffnesses, masses)))
