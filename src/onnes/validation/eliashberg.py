"""Eliashberg's equations: exact limits of weak and strong coupling, and lead.

The number of Carbotte's review is quoted from memory, as are the peaks of the spectrum.
"""

from __future__ import annotations

import math

from onnes.materials import material
from onnes.numerics.extrapolation import extrapolate_to_zero, richardson
from onnes.pairing.bcs_ratios import CONDENSATION_RATIO, GAP_RATIO, HEAT_JUMP, PREFACTOR
from onnes.pairing.eliashberg.formulas import allen_dynes
from onnes.pairing.eliashberg.gap_function import gap_function
from onnes.pairing.eliashberg.interaction import interaction
from onnes.pairing.eliashberg.library import packaged_spectrum
from onnes.pairing.eliashberg.models import einstein
from onnes.pairing.eliashberg.pade import gap_edge
from onnes.pairing.eliashberg.solution import Solution, solve
from onnes.units.constants import BOLTZMANN
from onnes.validation.checks import check

_WEAK = 0.12
_CARBOTTE = "Carbotte 1990, Eliashberg's equations with the tunnelling spectrum"


def _solution(coupling: float) -> Solution:
    """Return the solution for an Einstein phonon of energy 1 [J] without repulsion."""
    solution = solve(interaction(einstein(coupling, 1.0), 0.0))
    if solution is None:
        raise ArithmeticError("no transition was found")
    return solution


def _lead() -> Solution:
    lead = material("Pb")
    solution = solve(interaction(packaged_spectrum(lead), lead.value("coulomb_pseudopotential").value))
    if solution is None:
        raise ArithmeticError("no transition was found")
    return solution


@check("Einstein phonon, k Tc/(Omega sqrt lambda), lambda to infinity", tolerance=5e-4, reference=0.1827,
       source="Allen, Dynes 1975")
def strong_limit() -> float:
    """Return the limit extrapolated in 1/lambda."""
    return richardson(*(_solution(coupling).critical / math.sqrt(coupling) for coupling in (100.0, 200.0)), order=1)


@check("Einstein phonon, k Tc exp[(1 + lambda)/lambda]/Omega, lambda to 0", tolerance=2e-4,
       reference=PREFACTOR * math.exp(-0.5), source="Marsiglio 2018, exact")
def weak_temperature() -> float:
    couplings = (0.2, 0.1, 0.05)
    values = [_solution(coupling).critical * math.exp(1 + 1 / coupling) for coupling in couplings]
    return extrapolate_to_zero(couplings, values)[0]


@check("Einstein phonon, weak coupling, 2 Delta/k Tc", tolerance=1e-4, reference=GAP_RATIO, source="BCS, exact")
def weak_gap() -> float:
    return _solution(_WEAK).gap_ratio


@check("Einstein phonon, weak coupling, heat jump", tolerance=1e-4, reference=HEAT_JUMP, source="BCS, exact")
def weak_jump() -> float:
    return _solution(_WEAK).heat_jump


@check("Einstein phonon, weak coupling, condensation energy over gamma Tc^2", tolerance=1e-4,
       reference=CONDENSATION_RATIO, source="BCS, exact")
def weak_condensation() -> float:
    return _solution(_WEAK).condensation_ratio


@check("Pb, two cut-off Lorentzians, Tc (K) beside the measured one", tolerance=0.02, reference=7.196,
       source="Scalapino, Schrieffer, Wilkins 1966; measured")
def lead_temperature() -> float:
    return _lead().critical / BOLTZMANN


@check("Pb, Tc (K) beside the formula of Allen and Dynes", tolerance=0.02, source="Allen, Dynes 1975")
def lead_formula() -> tuple[float, float]:
    """Compare with the formula at mu* = 0.105 of the authors' table; mu* at the highest phonon energy is 0.106."""
    solution = _lead()
    spectrum, mu_star = solution.interaction.spectrum, 0.105
    formula = allen_dynes(spectrum.coupling, spectrum.log_energy, spectrum.root_mean_square, mu_star)
    return solution.critical / BOLTZMANN, formula / BOLTZMANN


@check("Pb, 2 Delta/k Tc (measured 4.3 to 4.5)", tolerance=0.01, reference=4.497, source=_CARBOTTE)
def lead_gap() -> float:
    return _lead().gap_ratio


@check("Pb, 2 Delta/k Tc, exact continuation beside Pade's", tolerance=1e-3,
       source="Vidberg, Serene 1977; Marsiglio, Schossmann, Carbotte 1988")
def lead_continuations() -> tuple[float, float]:
    solution = _lead()
    edge = gap_edge(gap_function(solution.interaction, solution.cold.at.thermal))
    return solution.gap_ratio, 2 * (edge or math.nan) / solution.critical
