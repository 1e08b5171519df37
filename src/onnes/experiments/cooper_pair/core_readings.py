"""Readings of a Coulomb core: what the repulsion takes from the attraction, and what the text expects of it."""

from __future__ import annotations

from dataclasses import replace

from onnes.pairing.cooper_problem import bound_pair, largest_eigenvalue
from onnes.pairing.coulomb_core import CoulombCore, morel_anderson
from onnes.pairing.matrix_element import MatrixElement
from onnes.pairing.pair_binding import binding_energy
from onnes.results import Reading


def core_readings(core: CoulombCore, coupling: float, reach: float, element: MatrixElement,
                  size: float | None) -> dict[str, Reading]:
    """Return readings of the cold pair, with and without the core.

    Args:
        core: the repulsion.
        coupling: B.
        reach: 2 e_F/hbar omega_D.
        element: tube and core on nodes that resolve the pair.
        size: k_F rho of the pair, None where none is bound.
    """
    plain = replace(element, repulsion=element.repulsion[:, :0])
    pair, free = bound_pair(coupling, element), bound_pair(coupling, plain)
    binding, without = (found.binding if found else 0.0 for found in (pair, free))

    def taken(at: float) -> float:
        return 1 / largest_eigenvalue(element, at) - 1 / largest_eigenvalue(plain, at)

    unretarded = coupling - core.mu
    return {
        "core_strength": Reading(core.mu, meaning="mu of the screened Coulomb repulsion at the Fermi surface, in the "
                                 "measure of B"),
        "pseudopotential": Reading(taken(binding or element.smallest), meaning="mu*: B less the B' that binds as much "
                                   "without a core"),
        "morel_anderson": Reading(morel_anderson(core.mu, reach), meaning="mu/(1 + mu ln(2 e_F/hbar omega_D))"),
        "least_coupling": Reading(taken(element.smallest), meaning="B below which no pair is bound: mu* of the "
                                  "smallest binding that the nodes resolve"),
        "binding_without_core_over_cutoff": Reading(without, meaning="Delta/hbar omega_D at T = 0 without the core"),
        "core_over_none": Reading(binding / without, meaning="binding with the core over that without, T = 0; the "
                                  "text: no appreciable difference"),
        "unretarded_over_none": Reading((binding_energy(1.0, unretarded) if unretarded > 0 else 0.0)
                                        / binding_energy(1.0, coupling), meaning="the same with all of mu taken from "
                                        "B, by W22: a repulsion as slow as the attraction"),
        "core_over_size": Reading(None if size is None else 1 / (core.screening * size), meaning="1/(kappa rho), the "
                                  "part of the pair that the core reaches: the text's reason"),
    }
