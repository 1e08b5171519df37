"""Thin films in a weak field against London's theory of a thin disc, without and with the field of their current."""

from __future__ import annotations

import math

import numpy as np

from onnes.numerics.extrapolation import observed_order
from onnes.validation.checks import check

_RADIUS, _FIELD = 3.6, 1e-3
_RINGS = 400


@check("order in the spacing: moment of a thin disc in a weak field", tolerance=0.3, reference=2.0,
       source="order of the apertures")
def order_of_the_disc() -> float:
    return observed_order(*(abs(_disc_moment(spacing) / _thin_disc_moment() - 1) for spacing in (0.4, 0.2)))


@check("moment of a thin disc in a weak field: -pi H R^4/8", tolerance=3e-3, source="London: K = -r H/2")
def disc_without_self_field() -> tuple[float, float]:
    return _disc_moment(0.15), _thin_disc_moment()


@check("moment of a disc in a weak field, R = {radius_over_pearl} Lambda", tolerance=5e-3,
       source="London's integral equation, on rings", cases=[{"radius_over_pearl": 0.5}, {"radius_over_pearl": 5.0}])
def disc_with_self_field(radius_over_pearl: float) -> tuple[float, float]:
    pearl = _RADIUS / radius_over_pearl
    return _disc_moment(0.15, pearl), _moment_of_rings(pearl)


@check("moment of two squares apart from each other in one film, far below the Pearl length, over that of one",
       tolerance=1e-6, source="linearity: without a field of their own they do not know of each other", slow=True)
def islands() -> tuple[float, float]:
    from onnes.devices import Film
    from onnes.geometry import rectangle
    from onnes.solutions import solve

    left, right = (rectangle("70 nm", "50 nm", (x, 0)) for x in ("-50 nm", "50 nm"))
    moments = [solve(Film(outline, coherence_length="10 nm", penetration_depth="300 nm", thickness="10 nm",
                          resistivity="1 uohm m", gamma=1), time="2 ps", frames=1, field="0.4 T", cells_per_xi=2,
                     self_field=False).moment.values[-1] for outline in (left + right, left)]
    return float(moments[0] / moments[1]), 2.0


def _thin_disc_moment() -> float:
    return -math.pi * _FIELD * _RADIUS**4 / 8


def _disc_moment(spacing: float, pearl_length: float | None = None) -> float:
    """Return the moment of a film that has come to rest, with psi free, in reduced units."""
    from onnes.devices import Film
    from onnes.geometry import disc
    from onnes.solutions import minimize

    film = Film(disc(_RADIUS), coherence_length=1.0, penetration_depth=1.0, thickness=1 / (pearl_length or 1.0))
    at_rest = minimize(film, field=_FIELD * film.upper_critical_field, self_field=pearl_length is not None,
                       cells_per_xi=1 / spacing)
    return float(at_rest.reduced["moment"][-1])


def _moment_of_rings(pearl_length: float) -> float:
    """Return the moment of the solution of London's integral equation on rings of one width.

    ``K(r) = -(H r/2 + (1/4 pi Lambda) int K(r') G(r, r') dr')``, with G the potential of a ring.
    """
    from scipy.special import ellipe, ellipkm1

    width = _RADIUS / _RINGS
    r = (np.arange(_RINGS) + 0.5) * width
    a, b = r[:, None], r[None, :]
    k2 = 4 * a * b / (a + b) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        kernel = 4 * np.sqrt(b / (a * k2)) * ((1 - k2 / 2) * ellipkm1(((a - b) / (a + b)) ** 2) - ellipe(k2))
    # On its own ring the potential is that of a straight strip: the mean of 2 ln(8 r/|x|) - 4 over its width.
    np.fill_diagonal(kernel, 2 * (np.log(16 * r / width) + 1) - 4)
    current = np.linalg.solve(np.eye(_RINGS) + kernel * width / (4 * np.pi * pearl_length), -_FIELD * r / 2)
    return float(np.pi * np.sum(current * r**2) * width)
