"""Front of the superconducting phase in a type I metal: its speed, and the critical nucleus."""

from __future__ import annotations

import math
from functools import cache

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
from onnes.results import Result
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


@check("electrons' angular momentum in a cylinder at Hc (1 - {p:g}), gain over what Faraday's law says, less 1",
       tolerance=1e-5, cases=[{"p": 0.03}, {"p": 0.5}], reference=0.0,
       source="Ampere: 2 (m/e mu_0) (pi R^2 B - flux); Faraday: 2 pi R E = -d flux/dt")
def momentum_of_a_cylinder(p: float) -> float:
    return float(experiment("front", p=p, size="2 mm").run()["momentum_balance"])


@check("sharp front in a slab at Hc (1 - {p:g}), time over quasi-static time", tolerance=2e-6,
       cases=[{"p": 1e-4}, {"p": 1e-6}], source="exact: 1 - p")
def just_below_hc(p: float) -> tuple[float, float]:
    return float(experiment("front", geometry="slab", p=p).run()["time_total_over_quasistatic"]), 1 - p


@check("TDGL front in a {geometry} of {depths:g} lambda at 0.9 Hc: time over that of the sharp front with delta",
       tolerance=2.5e-3, slow=True, source="kinetics of the wall from its profile: heat of psi less missing Joule heat",
       cases=[{"geometry": "slab", "depths": 200}, {"geometry": "cylinder", "depths": 200},
              {"geometry": "cylinder", "depths": 400}])
def kinetics(geometry: str, depths: float) -> tuple[float, float]:
    result = experiment("front", law="tdgl", geometry=geometry, p=0.1, size=depths * DEFAULT_LENGTH).run()
    return 1 + float(result["remainder"]), 1 + float(result["remainder_of_kinetics"])


@check("ripple of q = {n:d} pi/(120 lambda) on a TDGL front at Hc/2: growth rate less that of the sharp front, over "
       "v q + D (delta/2) q^3", reference=0.0, tolerance=0.06, slow=True,
       cases=[{"n": 1}, {"n": 2}, {"n": 3}, {"n": 4, "tolerance": 0.15}, {"n": 5, "tolerance": 0.2}],
       source="sharp front, linearised, with kinetics and penetration S of the wall to first order in S q = 0.09 n")
def ripple(n: int) -> float:
    """Return the difference of rates of ripples that grow (1, 2) and die (3, 4, 5)."""
    result = _strip()
    measured, sharp, q = (float(result.arrays[name].values[n - 1])
                          for name in ("growth_rate", "growth_rate_sharp", "wave_number"))
    growth = float(result["speed"]) * q
    damping = growth * (q / float(result["marginal_wave_number_law"])) ** 2
    return (measured - sharp) / (growth + damping)


@cache
def _strip() -> Result:
    return experiment("front", law="tdgl", geometry="half-space", p=0.5, width=120 * DEFAULT_LENGTH).run()


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
    psi = np.interp(edge - r, wall.position, wall.modulus)
    middle = 0.5 * (r[1:] + r[:-1])
    flux = field * np.interp(edge - middle, wall.position, wall.field) * np.diff(r**2) / 2
    circulation = np.concatenate([[0.0], np.cumsum(flux)])
    start = State(jnp.asarray(psi), (None, jnp.asarray(circulation / np.where(r > 0, r, 1.0)), None))
    law = TDGL(energy, Steady(Drive(1.0, (0.0, 0.0, field))), conductivity=0.05)

    def record(now):
        missing = 1 - np.asarray(magnetic_induction(energy.sample, now.state.A)[2]) / field
        return {"radius": np.asarray(math.sqrt(max(0.0, float(np.sum(missing * np.diff(r**2))))))}

    return law.run(start, until, every=until / 4, record=record).records["radius"]
