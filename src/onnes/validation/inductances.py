"""Inductances of films against closed forms: rings, washers, a microstrip, a film over a ground plane."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from onnes.units.constants import VACUUM_PERMEABILITY
from onnes.validation.checks import check

_CAPACITY_OF_A_SQUARE = 0.3667892
"""Capacity of a square plate over 4 pi epsilon_0 times its side. Hwang and Mascagni, J. Appl. Phys. 95, 3798 (2004)."""
_HOLE = 4e-6
_THICKNESS = 1e-9
"""In m; far less than the distance of any plane."""
_PLANE_DEPTH, _PLANE_THICKNESS = 90e-9, 20e-9


def _film(outline: Any, pearl_length: float, **arguments: Any) -> Any:
    from onnes.devices import Film

    return Film(outline, coherence_length="10 nm", penetration_depth=(_THICKNESS * pearl_length) ** 0.5,
                thickness=_THICKNESS, **arguments)


@check("kinetic inductance of a narrow ring: 2 pi mu_0 Lambda/ln(b/a)", tolerance=2e-3, source="K = I/(r ln(b/a))",
       slow=True)
def kinetic_of_a_ring() -> tuple[float, float]:
    from onnes.geometry import ring

    L = _film(ring("1.5 um", "1.3 um"), 1e-3).inductance()
    return L.kinetic.item(), 2 * math.pi * VACUUM_PERMEABILITY * 1e-3 / math.log(1.5 / 1.3)


@check("geometric inductance of a narrow ring: mu_0 R (ln(8R/w) - 1/2)", tolerance=0.01, slow=True,
       source="mean distance of the points of a line, exp(-3/2) w; Rosa and Grover (1911)")
def geometric_of_a_ring() -> tuple[float, float]:
    from onnes.geometry import ring

    L = _film(ring("1.5 um", "1.3 um"), 1e-3).inductance()
    return L.geometric.item(), VACUUM_PERMEABILITY * 1.4e-6 * (math.log(8 * 1.4 / 0.2) - 0.5)


@check("inductance of a ring, Lambda = {pearl:g} of its radius, ground plane at {ground}", tolerance=0.01, slow=True,
       source="London's integral equation, on rings",
       cases=[{"pearl": 1e-3, "ground": None}, {"pearl": 0.2, "ground": None}, {"pearl": 0.2, "ground": 0.3},
              {"pearl": 1e-3, "ground": 0.1}])
def ring_of_any_pearl_length(pearl: float, ground: float | None) -> tuple[float, float]:
    from onnes.geometry import ring
    from onnes.problems.london_lines import rings_inductance

    radius = 2e-6
    film = _film(ring(radius, 0.5 * radius), pearl * radius, ground_plane=None if ground is None else ground * radius)
    known = rings_inductance(0.5 * radius, radius, pearl * radius, plane=None if ground is None else ground * radius)
    return film.inductance().total.item(), float(known[0, 0])


@check("square washer, outer side 6 holes: L/(mu_0 d)", tolerance=0.02, reference=1.25, slow=True,
       source="Jaycox and Ketchen, IEEE Trans. Magn. 17, 400 (1981)")
def washer() -> float:
    return _washer(6)


@check("square hole in a wide film: L/(mu_0 d), in d over the outer side to 0", tolerance=0.01, slow=True,
       reference=math.pi * _CAPACITY_OF_A_SQUARE,
       source="flux through a hole in a perfect screen: capacity of a plate of its shape (Babinet)")
def hole_in_a_wide_film() -> float:
    from onnes.numerics.extrapolation import extrapolate_to_zero

    sides = (4, 6, 8)
    return extrapolate_to_zero([1 / side for side in sides], [_washer(side) for side in sides])[0]


def _washer(side: float) -> float:
    """Return L/(mu_0 d) of a washer without slit, its outer side ``side`` times that of its hole, for short Lambda."""
    from onnes.geometry import rectangle

    film = _film(rectangle(side * _HOLE, side * _HOLE) - rectangle(_HOLE, _HOLE), 1e-4 * _HOLE)
    return film.inductance().total.item() / (VACUUM_PERMEABILITY * _HOLE)


@check("microstrip over a {plane} plane, {part} part per square over mu_0", tolerance=0.01, slow=True,
       source="lambda coth(d/lambda); energy of an even current over a London plane",
       cases=[{"part": "kinetic", "plane": "perfect"}, {"part": "geometric", "plane": "perfect"},
              {"part": "geometric", "plane": "thick"}, {"part": "geometric", "plane": "thin"}])
def microstrip(part: str, plane: str) -> tuple[float, float]:
    """Strip of 4 um over a plane at a distance of 40 nm; lambda = 90 nm, d = 20 nm of the thin plane.

    Two lengths, the difference of which has no ends.
    """
    from onnes.devices import Film, edge, ground_plane
    from onnes.geometry import rectangle

    depth, thickness, height, width = 200e-9, 20e-9, 40e-9, 4e-6
    contacts = {"a": edge("left", contact="free"), "b": edge("right", contact="free")}
    below = {"perfect": ground_plane(height), "thick": ground_plane(height, penetration_depth=_PLANE_DEPTH),
             "thin": ground_plane(height, penetration_depth=_PLANE_DEPTH, thickness=_PLANE_THICKNESS)}[plane]
    longer, shorter = (
        Film(rectangle(squares * width, width), coherence_length="10 nm", penetration_depth=depth, thickness=thickness,
             terminals=contacts, ground_plane=below).inductance_between("a", "b")[part].item() for squares in (4, 2))
    L = (longer - shorter) / 2 / VACUUM_PERMEABILITY
    if part == "kinetic":
        return L, depth / math.tanh(thickness / depth)
    return L, (_even_current_over_plane(width, height) if plane == "perfect" else
               _even_current_over_london_plane(width, height, math.inf if plane == "thick" else _PLANE_THICKNESS))


def _even_current_over_plane(width: float, height: float) -> float:
    """Return ``(1/4 pi w) int int ln(1 + 4h^2/(x - x')^2) dx dx'`` over the width: h, less what leaks at the edges."""
    c = 2 * height
    near = math.log1p((c / width) ** 2)
    once = width * near + 2 * c * math.atan(width / c)
    first_moment = 0.5 * width**2 * near + 0.5 * c**2 * math.log1p((width / c) ** 2)
    return (2 * width * once - 2 * first_moment) / (4 * math.pi * width)


def _even_current_over_london_plane(width: float, height: float, thickness: float) -> float:
    """Return ``(w/2 pi) int (sin(q w/2)/(q w/2))^2 (1 - R(q) exp(-2 q h))/q dq`` from 0 on.

    h + lambda coth(d/lambda) of a wide strip; R = 1/(k^2 + p^2 + 2 k p coth(p d/lambda)), k = lambda q, p^2 = 1 + k^2.
    """
    q = np.concatenate([[0.0], np.geomspace(1e-4, 3e3, 200_001)]) / width
    k = _PLANE_DEPTH * q
    p = np.sqrt(1 + k**2)
    R = 1 / (k**2 + p**2 + 2 * k * p / np.tanh(np.minimum(p * thickness / _PLANE_DEPTH, 300.0)))
    at_zero = 2 * (height + _PLANE_DEPTH / math.tanh(min(thickness / _PLANE_DEPTH, 300.0)))
    stored = np.append(at_zero, (1 - R[1:] * np.exp(-2 * q[1:] * height)) / q[1:])
    return float(width / (2 * np.pi) * np.trapezoid(np.sinc(q * width / (2 * np.pi)) ** 2 * stored, q))


@check("ring over a thin plane, Lambda = h: L alone - L over it, over that with a film of 8 um in place of the plane",
       tolerance=0.02, reference=1.0, slow=True, source="a stack, which knows nothing of images")
def plane_and_film() -> float:
    from onnes.devices import Stack, ground_plane
    from onnes.geometry import rectangle, ring

    distance, pearl_length = 0.4e-6, 0.4e-6
    one = _film(ring("1.5 um", "1 um"), pearl_length)
    plane = ground_plane(distance, penetration_depth=one.constants.penetration_depth, thickness=_THICKNESS)
    pair = Stack([one, _film(rectangle("8 um", "8 um"), pearl_length)], heights=[0, -distance])
    alone, over, above = (film.inductance().total.item() for film in (one, one.replace(ground_plane=plane), pair))
    return (alone - over) / (alone - above)


@check("ring over a ground plane at h: L alone - L over the plane, over the mutual inductance with a like ring at 2h",
       tolerance=2e-3, reference=1.0, slow=True, source="method of images, given currents")
def plane_and_image() -> float:
    from onnes.devices import Stack
    from onnes.geometry import ring

    def one(**plane: Any) -> Any:
        return _film(ring("1.5 um", "1 um"), 1e-3, **plane)

    alone, grounded = one().inductance().geometric.item(), one(ground_plane="0.4 um").inductance().geometric.item()
    return (alone - grounded) / Stack([one(), one()], heights=[0, "0.8 um"]).inductance().geometric.values[0, 1]


@check("mutual inductance of two holes: L_12/L_21 - 1", tolerance=1e-4, reference=0.0, slow=True, source="reciprocity")
def reciprocity() -> float:
    from onnes.geometry import disc, rectangle

    holes = [disc("0.4 um", ("-1 um", "0.3 um")), rectangle("1 um", "0.5 um", ("0.9 um", "-0.4 um"))]
    L = _film(rectangle("4 um", "3 um") - holes, 0.2e-6).inductance().total.values
    return float(L[0, 1] / L[1, 0] - 1)
