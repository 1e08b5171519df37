"""A vortex that leaves a narrow strip, by Ginzburg-Landau theory: its barrier and its time, against London's landscape
and the theory of rates of `onnes.problems.strip_freezing`."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from onnes.validation.checks import check
from onnes.validation.flux_flow import viscosity

if TYPE_CHECKING:
    from onnes.problems.vortex_escape import EdgeBarrier, Escapes

_FIELD_W2 = 1.2
_WIDTHS = 20.0, 30.0
"""Over xi; the differences from London's theory fall as the square of xi/W."""
_STRIP = {"width": 12.0, "field_w2": 1.0, "line_energy_over_kt": 2 * math.pi / 0.09}
"""kT is 0.09 (Bc^2/mu_0) xi^2 d, the barrier 2.9 kT; where it is hotter, fluctuations lower |psi|^2 and the barrier."""
_VORTICES = 32
_U = 5.79


def _vanishing_core(differences: list[float]) -> float:
    """Return the difference from London's theory as xi/W goes to zero."""
    (a, b), (near, far) = _WIDTHS, differences
    return (b**2 * far - a**2 * near) / (b**2 - a**2)


@functools.cache
def _barriers() -> list[tuple[EdgeBarrier, EdgeBarrier]]:
    from onnes.problems.vortex_escape import edge_barrier, london_barrier

    found = [(edge_barrier(width, _FIELD_W2), london_barrier(width, _FIELD_W2)) for width in _WIDTHS]
    if any(each.status != "converged" for each, _ in found):
        raise ArithmeticError("the saddle point was not found")
    return found


@check("barrier of a vortex in a strip of Ginzburg-Landau film over eps_0, B W^2/Phi_0 = 1.2, W >> xi", slow=True,
       tolerance=0.01, source="London's G(x), V. G. Kogan 1994; saddle points at W = 20 and 30 xi, extrapolated")
def leaves() -> tuple[float, float]:
    return _barriers()[0][1].leave + _vanishing_core([each.leave - london.leave for each, london in _barriers()]), \
        _barriers()[0][1].leave


@check("core of a vortex in a strip of Ginzburg-Landau film over eps_0, W >> xi", slow=True, tolerance=0.03,
       reference=0.381, source="C.-R. Hu, PRB 6, 1756 (1972)")
def core() -> float:
    """Return c from the energy of a vortex in the middle."""
    from onnes.problems.vortex_landscape import CORE

    return CORE + _vanishing_core([each.energy - london.energy for each, london in _barriers()])


@functools.cache
def _escapes() -> Escapes:
    from onnes.problems.vortex_escape import escapes

    return escapes(**_STRIP, seeds=range(1, _VORTICES + 1))


@check("diffusivity of a vortex along a strip in thermal noise over kT/eta, u = 5.79, gamma = 0", slow=True,
       tolerance=0.07, reference=1.0,
       source="Einstein's relation; viscosity by quadrature, Gor'kov and Kopnin 1971; two standard errors")
def diffusivity() -> float:
    return _escapes().diffusivity / (2 * math.pi / _STRIP["line_energy_over_kt"] / (4 * math.pi * viscosity(_U)))


@check("mean time until a vortex has left a strip of 12 xi in thermal noise, over 1/escape of the theory of rates",
       slow=True, tolerance=2 / math.sqrt(_VORTICES), reference=1.0,
       source="E, Vanden-Eijnden 2006, first passage; barrier of the saddle point; two standard errors of 32 vortices")
def time_of_escape() -> float:
    from onnes.problems.vortex_escape import edge_barrier, london_barrier, mean_time

    width, field_w2 = _STRIP["width"], _STRIP["field_w2"]
    lowered = london_barrier(width, field_w2).leave - edge_barrier(width, field_w2).leave
    return _escapes().mean / mean_time(width, field_w2, _STRIP["line_energy_over_kt"], lowered)
