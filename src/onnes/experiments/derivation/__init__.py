"""derivation: from Schroedinger's equation of the superfluid to London's, each step checked by computer algebra."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import pydantic

from onnes.experiments.experiment import Experiment, Measurement, Progress, choice
from onnes.results import Array, Reading


class Derivation(Experiment):
    """The macroscopic quantum model, derived from Schroedinger's equation for one wave function::

        i hbar d_t Psi = (1/2m)(-i hbar grad - q A)^2 Psi + q phi Psi,    Psi = Psi_0 exp(i theta)

    Each step is an identity left = right between fields that are general functions of x, y, z, t. SymPy carries out the
    derivatives and expands left - right: it holds if nothing remains. On the way:

        imaginary part   d_t n_s + div(n_s v) = 0,    n_s = Psi_0^2,    v = (hbar/m) grad theta - (q/m) A
        real part        -hbar d_t theta = (m/2) v^2 + q phi - (hbar^2/2m) lap Psi_0/Psi_0
        supercurrent     J = q n_s v
        London           d_t J = (n_s q^2/m) E,  curl J = -(n_s q^2/m) B,  lap B = B/lambda^2, for rigid n_s
        fluxoid          the integral of m v + q A round a hole is n h
        Josephson        d_t n_1 = (2K/hbar) Psi_1 Psi_2 sin(theta_2 - theta_1), and hbar d_t theta = -q phi at rest

    Three kinds of identity are listed. A *step* must hold. What the text prints with a slip must fail, and so must what
    needs an assumption and is stated without it; then the remainder is stated, and SymPy confirms that too.

    h, m, q are hbar [J s], mass [kg] and charge [C] of a carrier; A [T m], phi [V]; n_s [1/m^3]; v [m/s]; J [A/m^2];
    lambda^2 = m/(mu_0 n_s q^2). The text stops at the imaginary part, its M6; all that is named M7 continues it.

    Validity: identities of smooth fields. What is identical needs no grid and no number, and says nothing about why
    there is a wave function Psi.

    Source: M1-M7.
    """

    name: ClassVar[str] = "derivation"
    summary: ClassVar[str] = "from Schroedinger's equation to London's by computer algebra: each step, each slip"
    paged: ClassVar[bool] = True
    uses_material: ClassVar[bool] = False
    theories: ClassVar[tuple[str, ...]] = ("macroscopic",)

    theory: str = pydantic.Field(default="macroscopic", description="theory of the experiment")
    gauge: Literal["any", "coulomb"] = choice("any", "vector potential: three general functions, or div A = 0")
    density: Literal["any", "rigid"] = choice("any", "n_s: a general function, or independent of place and time")

    def measure(self, progress: Progress) -> Measurement:
        from onnes.problems.macroscopic_model.check import derivation

        progress(0.0, "checking identities")
        found = derivation(self.gauge, self.density)
        steps, printed, unassumed = ([each for each in found if each.identity.kind == kind]
                                     for kind in ("step", "printed", "unassumed"))
        readings = {
            "identities": Reading(len(found), "", None, "number of identities"),
            "holding": Reading(sum(each.holds for each in found), "", None, "number of those that hold"),
            "failing": Reading(sum(not each.holds for each in found), "", None, "number of those that fail"),
            "steps_holding": Reading(sum(each.holds for each in steps), "", None,
                                     f"number of the {len(steps)} steps of the derivation that hold"),
            "slips_failing": Reading(sum(not each.holds for each in printed), "", None,
                                     f"number of the {len(printed)} identities printed with a slip that fail"),
            "unassumed_failing": Reading(sum(not each.holds for each in unassumed), "", None,
                                         f"number of the {len(unassumed)} that lack an assumption and fail"),
            "remainders_confirmed": Reading(sum(each.explained for each in found if not each.holds), "", None,
                                            "number of those that fail by the remainder that is stated"),
        } | {each.identity.name: Reading(each.remainder, "", None, f"left - right of {each.identity.code}: "
                                         f"{each.identity.says}") for each in found}
        arrays = {
            "holds": Array(np.array([int(each.holds) for each in found]), ("identity",), "", "1 where it holds"),
            "remaining_terms": Array(np.array([each.terms for each in found]), ("identity",), "",
                                     "terms of left - right, expanded in components"),
        }
        wrong = [each.identity.name for each in steps if not each.holds]
        return Measurement(readings, arrays, "not_converged" if wrong else "converged",
                           tuple(f"A step does not hold: {name}." for name in wrong))
