"""Ground planes with moats that are cooled in a field: pitch, what moats take and hold."""

from __future__ import annotations

import math

import numpy as np

from onnes.units.constants import FLUX_QUANTUM
from onnes.validation.checks import check

_KAPUR = "R. T. Kapur et al., arXiv:2602.18345 (2026), abstract"
_CIRCLE = "B goes as 1/W^2, W the diameter of the largest circle in the metal: G. Stan et al., PRL 92, 097003 (2004)"


@check("power of the pitch in the expulsion field of squares of 9 and 16 %, 20 and 40 um", tolerance=0.1, slow=True,
       reference=-2.0, source=_CIRCLE)
def power_of_the_pitch() -> float:
    """Return the power; its standard error is 0.1. The smaller pitch is cooled faster in effect, worth 0.03."""
    from onnes.experiments import experiment

    found = experiment("moat-design", pitches="20 um, 40 um", shares="0.09, 0.16", aspects="1", repeats=6).run()
    return found["power_of_pitch"]


@check("share of flux quanta that moats of 9 % of the area take in 0.85 Phi_0/W^2", tolerance=0.02, slow=True,
       reference=1.0, source=f"many designs take up all flux in low fields: {_KAPUR}")
def moats_fill_first() -> float:
    """Return the share over 8 runs of a plane with nine moats."""
    from onnes.experiments import experiment

    field = 0.85 * FLUX_QUANTUM / (2 * (40e-6 - 12e-6) ** 2)
    found = experiment("flux-trapping", device="moats", side=120e-6 + 28e-6, pitch=40e-6, moat=12e-6, field=field,
                       hops=0.1, spacing=40e-6 / 12, repeats=8, fields=2).run()
    return found["in_moats"] / found["trapped_vortices"]


@check("flux quanta in a moat from which it no longer attracts a vortex a quarter of its radius away", tolerance=0.03,
       slow=True, reference=1 / (1.25**2 - 1), source="images: r^2/(s^2 + 2 r s) at a distance s; with s = xi about "
       "r/(2 xi), G. S. Mkrtchyan, V. V. Shmidt, Sov. Phys. JETP 34, 195 (1972)")
def saturation() -> float:
    """Return the slope of a vortex's energy beside an empty moat over that of one quantum in it, at 1.25 r."""
    import onnes

    radius, outer = 10e-6, 6.0
    film = onnes.Film(onnes.ring(outer * radius, radius), thickness=1e-7, coherence_length=radius / 50,
                      penetration_depth=math.sqrt(50 * outer * radius * 1e-7))
    landscape = onnes.vortex_landscape(film, spacing=radius / 6)
    place = np.hypot(landscape.x, landscape.y) / radius
    near = (place > 1.2) & (place < 2.0)
    place = place[near]
    own = landscape.self_energy[near] / landscape.unit - np.log(1 - (place / outer) ** 2)
    attraction = np.polyfit(np.log(1 - place**-2), own, 1)[0]
    repulsion = -np.polyfit(np.log(place), landscape.hole_coupling[0, near] / landscape.unit, 1)[0]
    return float(2 * attraction / repulsion / (1.25**2 - 1))
