"""Energies of vortices in films against closed forms, and the core against Ginzburg-Landau theory."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from onnes.units.constants import FLUX_QUANTUM
from onnes.validation.checks import check

_XI, _WIDTH = 10e-9, 1e-6
_KOGAN = "V. G. Kogan, PRB 49, 15874 (1994): image vortices"
_STRIP = "G(x) of a narrow strip; K. H. Kuit et al., PRB 77, 134504 (2008)"


def _film(outline: Any, pearl_length: float) -> Any:
    from onnes.devices import Film

    return Film(outline, coherence_length=_XI, thickness=1e-9, penetration_depth=math.sqrt(1e-9 * pearl_length))


def _strip(over_xi: float, field: str = "1 uT") -> Any:
    from onnes.experiments import experiment

    width = over_xi * _XI
    return experiment("vortex-landscape", width=width, coherence_length=_XI, thickness="10 nm",
                      penetration_depth=math.sqrt(1e-8 * 1e3 * width), field=field).run()


@check("B W^2/Phi_0 from which a vortex stays in a strip, W/xi = {over_xi:g}", tolerance=0.01, source=_STRIP,
       reference=math.pi / 4, cases=[{"over_xi": 30}, {"over_xi": 1000}])
def metastable(over_xi: float) -> float:
    return _strip(over_xi)["metastable_field_w2"]


@check("B W^2/Phi_0 from which it lowers the energy, W/xi = 100", tolerance=2e-3,
       source=f"(2/pi) ln(2 e^0.381 W/(pi xi)); {_STRIP}")
def favourable() -> tuple[float, float]:
    from onnes.problems.vortex_landscape import CORE

    return _strip(100)["favourable_field_w2"], 2 / math.pi * (math.log(200 / math.pi) + CORE)


@check("barrier in a strip over eps_0 at B W^2/Phi_0 = 2, W/xi = 100", tolerance=0.01, source=_STRIP)
def barrier() -> tuple[float, float]:
    x = np.linspace(0.01, 0.5, 100_001)
    energy = np.log(np.sin(math.pi * x)) - 4 * math.pi * x * (1 - x)
    found = _strip(100, field=f"{2 * FLUX_QUANTUM / (100 * _XI)**2} T")
    return found["barrier"] / found["vortex_energy_unit"], float(np.max(energy) - energy[-1])


@check("vortex in a disc at half its radius, over eps_0", tolerance=1e-3,
       source=f"ln[(1 - r^2/R^2) R/xi] + 0.381; {_KOGAN}")
def disc() -> tuple[float, float]:
    from onnes.geometry import disc
    from onnes.problems.vortex_landscape import CORE, vortex_landscape

    radius = 0.5 * _WIDTH
    found = vortex_landscape(_film(disc(radius), 1.0), spacing=radius / 30)
    r = np.hypot(found.x, found.y)
    site = int(np.argmin(np.abs(r - 0.5 * radius)))
    return found.self_energy[site] / found.unit, math.log((1 - (r[site] / radius) ** 2) * radius / _XI) + CORE


@check("two vortices in a disc, their interaction over eps_0", tolerance=5e-3,
       source=f"2 ln|(R^2 - a b)/(R (a - b))|; {_KOGAN}")
def pair() -> tuple[float, float]:
    from onnes.geometry import disc
    from onnes.problems.vortex_landscape import vortex_landscape

    radius = 0.5 * _WIDTH
    found = vortex_landscape(_film(disc(radius), 1.0), spacing=radius / 30)
    place = found.x + 1j * found.y
    one, other = (int(np.argmin(np.abs(place - at * radius))) for at in (0.4, -0.4j))
    a, b = place[one], place[other]
    exact = 2 * math.log(abs((radius**2 - np.conj(a) * b) / (radius * (a - b))))
    return found.interaction(np.array([one]))[0, other] / found.unit, exact


@check("fluxoid of a ring, b/a = 2.5, its energy over eps_0", tolerance=2e-3, source="Lambda >> b: ln(b/a)",
       reference=math.log(2.5))
def fluxoid_of_a_ring() -> float:
    from onnes.geometry import ring
    from onnes.problems.vortex_landscape import vortex_landscape

    found = vortex_landscape(_film(ring(0.5 * _WIDTH, 0.2 * _WIDTH), 1.0), spacing=_WIDTH / 50)
    return found.hole_energy[0, 0] / (2 * found.unit)


@check("vortex in a square of 320 Lambda, over eps_0", tolerance=5e-3, slow=True,
       source="J. Pearl, APL 5, 65 (1964): ln(4 Lambda/xi) - gamma + 0.381 in an endless film")
def pearl() -> tuple[float, float]:
    from onnes.geometry import rectangle
    from onnes.problems.vortex_landscape import CORE, vortex_landscape

    length = 320 * 5 * _XI
    found = vortex_landscape(_film(rectangle(length, length), 5 * _XI), spacing=length / 161,
                             at=lambda x, y: np.hypot(x, y) < 0.5 * length / 161)
    return found.self_energy[0] / found.unit, math.log(20) - float(np.euler_gamma) + CORE
