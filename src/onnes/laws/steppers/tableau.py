"""Rosenbrock methods as data.

For ``M du/dt = f(u, t)`` with Jacobian J a step of size h solves, stage by stage,

    (M/(h gamma) - J) K_i = f(t + alpha_i h, u + sum_j a_ij K_j) + M sum_j c_ij K_j / h + gamma_i h df/dt

and takes u + sum m_i K_i, with the error estimate sum e_i K_i.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Tableau:
    """Coefficients of one method; rows of ``a`` and ``c`` hold the entries below the diagonal."""

    name: str
    order: int
    gamma: float
    a: tuple[tuple[float, ...], ...]
    c: tuple[tuple[float, ...], ...]
    alpha: tuple[float, ...]
    gamma_sum: tuple[float, ...]
    m: tuple[float, ...]
    e: tuple[float, ...]


def _ros2() -> Tableau:
    g = 1 - 1 / sqrt(2)
    return Tableau("ros2", 2, g, ((), (1 / g,)), ((), (-2 / g,)), (0.0, 1.0), (g, -g),
                   (1.5 / g, 0.5 / g), (0.5 / g, 0.5 / g))


ROS2 = _ros2()
"""L-stable, order 2, two stages. Source: Verwer, Spee, Blom, Hundsdorfer, SIAM J. Sci. Comput. 20, 1456 (1999)."""

RODAS3 = Tableau(
    "rodas3", 3, 0.5,
    a=((), (0.0,), (2.0, 0.0), (2.0, 0.0, 1.0)),
    c=((), (4.0,), (1.0, -1.0), (1.0, -1.0, -8.0 / 3.0)),
    alpha=(0.0, 0.0, 1.0, 1.0),
    gamma_sum=(0.5, 1.5, 0.0, 0.0),
    m=(2.0, 0.0, 1.0, 1.0),
    e=(0.0, 0.0, 0.0, 1.0),
)
"""L-stable and stiffly accurate (so that vacuum, which has no inertia, is solved exactly), order 3, four stages.
Source: Sandu et al., Atmos. Environ. 31, 3459 (1997)."""

TABLEAUX = {tableau.name: tableau for tableau in (ROS2, RODAS3)}
