"""Front of the superconducting phase in a type I metal: its speed, and the critical nucleus."""

from __future__ import annotations

import math

import jax.numpy as jnp
import numpy as np

from onnes.carriers.stefan import similarity_root
from onnes.drives.protocols import Steady
from onnes.energies import Drive, State, ginzburg_landau
from onnes.experiments import experiment
from onnes.grids import Grid, Sample
from onnes.laws import TDGL
from onnes.materials import DEFAULT_LENGTH
from onnes.numerics.grading import stretched
from onnes.problems.front.wall import boundary_place, flat_wall, wall_energy
from onnes.readouts.fields import magnetic_induction
from onnes.validation.checks import check

_KAPPA = 0.3
_CRITICAL = 1 / (math.sqrt(2) * _KAPPA)


@check("type I front into normal metal at Hc (1 - {p:g}), slope of x0 against sqrt(D t)", tolerance=5e-3, slow=True,
       cases=[{"p": 0.2}, {"p": 0.5}, {"p": 0.7}], source="Stefan similarity: sqrt(pi) l exp(l^2) erfc(l) = p")
def stefan_front(p: float) -> tuple[float, float]:
    """Return the slope a of x0 = a sqrt(D t) + b fitted to a TDGL run of 4000 lambda^2/D with D = lambda^2/tau."""
    depth = 2 * similarity_root(p) * math.sqrt(4000)
    result = experiment("front", law="tdgl", geometry="half-space", p=p, kappa=_KAPPA,
                        size=depth * DEFAULT_LENGTH).run()
    return float(result["stefan_coefficient"]), 2 * similarity_root(p)


@check("sharp front into a half space at Hc (1 - {p:g}), x0/sqrt(D t)", tolerance=1e-4,
       cases=[{"p": 0.02}, {"p": 0.2}, {"p": 0.5}, {"p": 0.95}], source="sqrt(pi) l exp(l^2) erfc(l) = p")
def sharp_half_space(p: float) -> tuple[float, float]:
    result = experiment("front", geometry="half-space", p=p).run()
    return float(result["stefan_coefficient"]), float(result["stefan_exact"])


@check("sharp front in a {geometry} cooled in Hc (1 - {p:g}), time over quasi-static time", tolerance=1e-5,
       cases=[{"geometry": geometry, "p": p} for geometry in ("slab", "cylinder") for p in (0.03, 0.1, 0.5)],
       source="exact: int (L - x) B dx, int r ln(R/r) B dr fall at a constant rate")
def sharp_body(geometry: str, p: float) -> tuple[float, float]:
    return float(experiment("front", geometry=geometry, p=p).run()["time_total_over_quasistatic"]), 1 - p


@check("supercooled normal metal at Hc (1 - 0.05), kappa = 0.3: a nucleus of {ratio:g} R_c grows (1) or dies (0)",
       tolerance=0.0, slow=True, source="R_c = delta/(2p): Gibbs-Thomson shift of the field at a curved wall",
       cases=[{"ratio": 0.95, "reference": 0.0}, {"ratio": 1.05, "reference": 1.0}])
def nucleus(ratio: float) -> float:
    """Return 1 if a round nucleus ends larger than it began, else 0; delta comes from the plane wall."""
    p = 0.05
    critical = wall_energy(_KAPPA) * _KAPPA / (2 * p)
    radii = _radii(p, ratio * critical, until=2000.0)
    return float(radii[-1] > radii[0])


def _radii(p: float, radius: float, until: float) -> np.ndarray:
    """Return flux-defined radii of a round nucleus against time, on a radial grid."""
    field = _CRITICAL * (1 - p)
    r = stretched(radius + 8.0, 30.0 + radius, 0.05, 1.1)
    energy = ginzburg_landau(Sample(Grid([r], "cylindrical")), _KAPPA)
    wall = flat_wall(_KAPPA)
    edge = boundary_place(wall) + radius
    psi = np.interp(edge - r, wall.position, wall.density)
    middle = 0.5 * (r[1:] + r[:-1])
    flux = field * np.interp(edge - middle, wall.position, wall.field) * np.diff(r**2) / 2
    circulation = np.concatenate([[0.0], np.cumsum(flux)])
    start = State(jnp.asarray(psi), (None, jnp.asarray(circulation / np.where(r > 0, r, 1.0)), None))
    law = TDGL(energy, Steady(Drive(1.0, (0.0, 0.0, field))), conductivity=0.05)

    def record(now):
        missing = 1 - np.asarray(magnetic_induction(energy.sample, now.state.A)[2]) / field
        return {"radius": np.asarray(math.sqrt(max(0.0, float(np.sum(missing * np.diff(r**2))))))}

    return law.run(start, until, every=until / 4, record=record).records["radius"]
