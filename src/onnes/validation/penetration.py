"""Screening: slab, cylinder, sphere, disc, ring and wire against London; weak fields against Ginzburg-Landau."""

from __future__ import annotations

import math

import jax.numpy as jnp
import numpy as np
from scipy.special import i0, i1, k0, k1

from onnes.energies import Drive, State, ginzburg_landau, uniform_state
from onnes.geometry import Shape, disc, ring
from onnes.grids import Grid, Sample, uniform
from onnes.laws import London
from onnes.numerics.extrapolation import observed_order, richardson
from onnes.numerics.grading import graded_to_surface
from onnes.problems.screening import radial, sphere
from onnes.problems.screening.london import LONDON, fitted_depth
from onnes.problems.screening.wire import WIRE_LAWS, london_wire, surface_field
from onnes.readouts.fields import fluxoid, magnetic_induction
from onnes.validation.checks import check

_LONDON = "London 1935, exact"
_FIELD = 0.1
_DIMENSION = {"slab": 0, "cylinder": 1, "sphere": 2}


def _body(shape: str, size: float, cells: int):
    """Return a body of ``size`` depths with ``cells`` to its shortest length; kappa = 1, so xi = lambda = 1."""
    return radial.body(shape, graded_to_surface(size, min(size, 1.0), min(size, 1.0) / cells), 1.0, _FIELD, "london")


def _profile_error(shape: str, size: float, cells: int) -> float:
    """Return the root mean square over the body's volume of (B - B_London)/H."""
    body = _body(shape, size, cells)
    error = body.induction / _FIELD - LONDON[shape].field(body.position, size, 1.0)
    volume = np.gradient(body.position) * body.position ** _DIMENSION[shape]
    return float(np.sqrt(np.average(error**2, weights=volume)))


_SHAPES = [{"shape": shape} for shape in LONDON]


@check("order of the {shape}'s profile in the spacing", tolerance=0.05, reference=2.0, cases=_SHAPES, source=_LONDON)
def profile_order(shape: str) -> float:
    return observed_order(_profile_error(shape, 5.0, 20), _profile_error(shape, 5.0, 40))


@check("{shape}'s moment, size = {size:g} lambda", tolerance=1e-3, source=_LONDON,
       cases=[{"shape": shape, "size": size} for shape in LONDON for size in (0.5, 5.0, 1e5)])
def moment(shape: str, size: float) -> tuple[float, float]:
    return _body(shape, size, 40).moment / _FIELD, LONDON[shape].moment(size, 1.0)


@check("{shape}'s fitted depth over lambda, size = 5 lambda", tolerance=1e-4, reference=1.0, cases=_SHAPES,
       source=_LONDON)
def depth(shape: str) -> float:
    body = _body(shape, 5.0, 40)
    return fitted_depth(LONDON[shape].field, body.position, body.induction / _FIELD, 5.0, 2.0)[0]


@check("sphere in (r, z) with vacuum: moment, R = 2 lambda, extrapolated", tolerance=1e-3, source=_LONDON)
def sphere_in_vacuum() -> tuple[float, float]:
    moments = (sphere.sphere(2.0, cells, 10.0, 1.0, _FIELD, "london").moment / _FIELD for cells in (10, 20))
    return richardson(*moments), LONDON["sphere"].moment(2.0, 1.0)


@check("weak-field depth (lambda(H)/lambda - 1)(Hc/H)^2, kappa = {kappa:g}", tolerance=1e-2,
       cases=[{"kappa": 0.3}, {"kappa": 1.0}, {"kappa": 5.0}], source="Ginzburg, Landau 1950")
def weak_field_depth(kappa: float) -> tuple[float, float]:
    """Compare with kappa (kappa + 2 sqrt2)/(8 (kappa + sqrt2)^2), the limit of H to 0, from two fields."""
    half, skin = 16 * max(kappa, 1.0), min(kappa, 1.0)
    nodes = graded_to_surface(half, skin, 0.02 * skin)
    critical = 1 / (math.sqrt(2) * kappa)

    def growth(share: float) -> float:
        london, found = (half + radial.slab(nodes, kappa, share * critical, law).moment / (2 * share * critical)
                         for law in ("london", "static"))
        return (found / london - 1) / share**2

    exact = kappa * (kappa + 2 * math.sqrt(2)) / (8 * (kappa + math.sqrt(2)) ** 2)
    return richardson(growth(0.2), growth(0.1)), exact


def _plane(shape: Shape, spacing: float, windings: int = 0, field: float = _FIELD):
    """Return a cross-section under `london`: sample, state, B on the faces and their radii."""
    nodes = uniform(-5.0, 5.0, spacing)
    grid = Grid([nodes, nodes])
    sample = Sample(grid, shape)
    x, y = grid.points()
    state = State(jnp.asarray(np.exp(1j * windings * np.arctan2(y, x))), uniform_state(grid, 1.0).A)
    law = London(ginzburg_landau(sample, 1.0), Drive(1.0, (0.0, 0.0, field)))
    state = law.run(law.run(state).state).state
    return sample, state, np.asarray(magnetic_induction(sample, state.A)[2]), np.hypot(*grid.points((0, 1)))


@check("order of a disc's field in the plane, R = 4.5 lambda", tolerance=0.1, reference=2.0, source=_LONDON)
def disc_order() -> float:
    errors = []
    for spacing in (0.4, 0.2):
        _, _, b, r = _plane(disc(4.5), spacing)
        inside = r < 4.5
        errors.append(float(np.sqrt(np.mean((b / _FIELD - i0(r) / i0(4.5))[inside] ** 2))))
    return observed_order(*errors)


@check("field in the hole of a tube, {windings} fluxoids, H = {field:g}", tolerance=3e-3, source=_LONDON,
       cases=[{"windings": 0, "field": _FIELD}, {"windings": 1, "field": 0.0}, {"windings": -2, "field": _FIELD}])
def tube(windings: int, field: float) -> tuple[float, float]:
    """Compare with B = alpha I0 + beta K0, where B(b) = H and -B'(a) = n/a - a B(a)/2."""
    a, b = 2.0, 4.5
    conditions = np.array([[i0(b), k0(b)], [i1(a) - a / 2 * i0(a), -k1(a) - a / 2 * k0(a)]])
    alpha, beta = np.linalg.solve(conditions, [field, -windings / a])
    _, _, found, r = _plane(ring(b, a), 0.2, windings, field)
    return float(np.mean(found[r < 1])), float(alpha * i0(a) + beta * k0(a))


@check("fluxoid of a ring with {windings} turns of phase, in flux quanta", tolerance=1e-10,
       source="single-valued wave function",
       cases=[{"windings": n, "reference": float(n)} for n in (0, 1, -3)])
def ring_fluxoid(windings: int) -> float:
    sample, state, _, _ = _plane(ring(4.5, 1.5), 0.4, windings)
    assert sample.grid.nodes[0] is not None
    low, high = (int(np.argmin(np.abs(sample.grid.nodes[0] - x))) for x in (-2.4, 2.4))
    psi = np.asarray(state.psi)
    c, d = (np.asarray(length) * np.asarray(A) for length, A in zip(sample.edge_length[:2], state.A[:2], strict=True))
    loop = np.concatenate([psi[low:high, low], psi[high, low:high], psi[high:low:-1, high], psi[low, high:low:-1]])
    way = np.concatenate([c[low:high, low], d[high, low:high], -c[low:high, high][::-1], -d[low, low:high][::-1]])
    return fluxoid(loop, way)


@check("wire: field one lambda under the surface over Bs, R = {radius:g} lambda", tolerance=1e-3, source=_LONDON,
       cases=[{"radius": 3.0}, {"radius": 1e5}])
def wire(radius: float) -> tuple[float, float]:
    """Return the field one lambda under the surface, computed at order 2 on two grids and extrapolated.

    Only ratios matter, so lambda is 1 m.
    """
    r = radius - 1.0
    values = []
    for cells in (20, 40):
        made = london_wire(graded_to_surface(radius, 1.0, 1 / cells), 1.0, 1.0)
        skin = made.r > radius - 2.0
        ratio = made.field[skin] / WIRE_LAWS["london"].field(made.r[skin], radius, 1.0, 1.0)
        values.append(float(np.interp(r, made.r[skin], ratio)))
    exact = float(WIRE_LAWS["london"].field(np.array(r), radius, 1.0, 1.0)) / surface_field(radius, 1.0)
    return richardson(*values) * exact, exact


@check("wire: B(R2)/B(R1) and B(R3)/B(R1), {law}, R{hole}", tolerance=1e-12, source="Ohm; Sun, section 5", cases=[
    {"law": "uniform", "hole": 2, "reference": 1.414}, {"law": "uniform", "hole": 3, "reference": 2.0},
    {"law": "linear", "hole": 2, "reference": 1.414**2}, {"law": "linear", "hole": 3, "reference": 4.0}])
def wire_ratio(law: str, hole: int) -> float:
    first, there = (float(WIRE_LAWS[law].field(np.array(r), 10e-3, 100.0, 50e-9)) for r in (5e-3, {2: 7.07e-3,
                                                                                                3: 10e-3}[hole]))
    return there / first
