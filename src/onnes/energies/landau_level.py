"""Abrikosov's functions: psi of the lowest Landau level with the vortices of a lattice."""

from __future__ import annotations

import math

import numpy as np

from onnes.grids.grid import Grid

_REACH = 7.0
"""Rows further away than this many magnetic lengths H^(-1/2) count exp(-24)."""


def abrikosov_lattice(grid: Grid, H: float, columns: int | None = None) -> np.ndarray:
    """Return psi on the nodes of a periodic cell a x b with H a b = 2 pi n, of mean |psi|^2 = 1.

    ``psi = exp(-i H x y/2) sum_r C_r exp(i H X_r y - H (x - X_r)^2/2)``, X_r = r a/q: q columns of n/q vortices each,
    which repeats as `onnes.energies.periodic` says. C_r = 1, i, 1, i, ... shifts every second column by half (q even),
    C_r = 1 none (q odd). Constant without vortices.

    Args:
        grid: a plane that is periodic in both directions, in xi.
        H: field along z over Bc2.
        columns: q, a divisor of n; if left out that of the lattice nearest to the triangular one, in which columns are
            (sqrt3/2) of the spacing within them apart.

    Source: A. A. Abrikosov, Sov. Phys. JETP 5, 1174 (1957); W. H. Kleiner, L. M. Roth, S. H. Autler, Phys. Rev. 133,
    A1226 (1964).
    """
    (x, y), sides = grid.points(), [float(n[-1] - n[0]) for n in grid.nodes[:2] if n is not None]
    quanta = round(H * sides[0] * sides[1] / (2 * math.pi))
    if quanta == 0:
        return np.ones(grid.shape, complex)
    columns = columns or _columns(abs(quanta), *sides)
    apart, reach = sides[0] / columns, _REACH / math.sqrt(abs(H))
    rows = np.arange(math.floor((x.min() - reach) / apart), math.ceil((x.max() + reach) / apart) + 1)
    psi = np.zeros(grid.shape, complex)
    for r in rows:
        weight = 1j if r % 2 and columns % 2 == 0 else 1.0
        psi += weight * np.exp(1j * H * r * apart * y - 0.5 * abs(H) * (x - r * apart) ** 2)
    psi *= np.exp(-0.5j * H * x * y)
    return psi / np.sqrt(np.average(np.abs(psi) ** 2, weights=grid.dual_measure(())))


def _columns(quanta: int, width: float, height: float) -> int:
    """Return the number of columns, preferably even, whose spacing is nearest to that of a triangular lattice."""
    def misfit(q: int) -> tuple[float, int]:
        spacing, apart = height * q / quanta, width / q
        return abs(math.log(apart / (math.sqrt(3) / 2 * spacing))) + 0.5 * (q % 2), q

    return min((q for q in range(1, quanta + 1) if quanta % q == 0), key=misfit)
