"""vortex-lattice: Abrikosov's lattice in a mean field B: which lattice, its energy, its magnetisation."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from onnes.errors import InputError
from onnes.experiments.experiment import Measurement, Progress, quantity
from onnes.experiments.kappa_experiment import KappaExperiment

LOWEST, HIGHEST = 0.03, 0.999
"""Inductions over Bc2 for which two grids resolve core and cell, and the order parameter."""


class VortexLattice(KappaExperiment):
    """Vortices of a long body of type II in equilibrium, one flux quantum per vortex.

    Ginzburg-Landau theory in a cell a x b with two flux quanta, B a b = 2 Phi_0, psi and A periodic up to a gauge
    transformation: the rhombic lattices, of angle 2 atan(b/a), with the square one (90 degrees) and the triangular one
    (60 degrees). For each angle from 50 to 90 degrees the energy is minimised over psi and A on two grids and
    extrapolated; the angle of the lattice is that of the smallest energy.

    F per volume less that of the normal metal in the field B, over the condensation energy Bc^2/(2 mu_0) [Gaussian:
    Hc^2/8 pi]; near Bc2 Abrikosov's

        -2 kappa^2 (1 - b)^2/(1 + (2 kappa^2 - 1) beta_A),     beta_A = <|psi|^4>/<|psi|^2>^2,     b = B/Bc2,

    beta_A = 1.1595953 (triangular) and 1.1803406 (square) in the lowest Landau level. The field H with which the
    lattice is in equilibrium follows from the virial theorem (Doria, Gubernatis, Rainer),

        2 kappa^2 h b = <|(grad - iA) psi|^2> + 2 kappa^2 <b^2>     (h = mu_0 H/Bc2, lengths in xi),

    and the magnetisation mu_0 M = B - mu_0 H [Gaussian: 4 pi M = B - H]. As B falls to 0, H falls to Hc1.

    Readings are those of the lattice of the smallest energy among those computed; their uncertainty is the error of the
    finer grid combined with that of an uncertain kappa where it is a factor. With a material, also fields in tesla.

    Raises:
        InputError: kappa that is no number above 1/sqrt2, up to 300; both kappa and a material; a temperature without
            a material, or above Tc; an induction that is no number from 0.03 to 0.999.
        MissingDataError: a material whose tables do not give kappa and Hc.

    Source: A. A. Abrikosov, Sov. Phys. JETP 5, 1174 (1957); W. H. Kleiner, L. M. Roth, S. H. Autler, Phys. Rev. 133,
    A1226 (1964); M. M. Doria, J. E. Gubernatis, D. Rainer, Phys. Rev. B 39, 9573 (1989); E. H. Brandt, Phys. Rev. B 68,
    054506 (2003).
    """

    name: ClassVar[str] = "vortex-lattice"
    summary: ClassVar[str] = "Abrikosov's vortex lattice: beta_A, its angle, energy and magnetisation, from B to Hc2"
    example: ClassVar[dict[str, Any]] = {"kappa": 2, "induction": 0.3}

    induction: float = quantity(0.5, "", "mean field B/Bc2, from 0.03 to 0.999", at_least=LOWEST, at_most=HIGHEST)

    def check(self) -> None:
        super().check()
        kappa = self._kappa()[0]
        if kappa <= 1 / math.sqrt(2):
            raise InputError("kappa", round(kappa, 4), "a type II superconductor, kappa above 0.7071",
                             "In type I vortices attract and form no lattice: see vortex and domain walls of "
                             "critical-fields.")

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.vortex_lattice import readings
        from onnes.experiments.vortex_lattice.shapes import solve_shapes

        kappa, spread = self._kappa()
        shapes = solve_shapes(kappa, self.induction, progress)
        read = readings.ratios(shapes, kappa, spread, self.induction)
        if self.material:
            read |= readings.in_tesla(shapes, self._of_material("upper_critical_field"), self.induction)
        return Measurement(read, readings.arrays(shapes), "converged" if shapes.converged else "not_converged",
                           (*self._warnings(), *shapes.warnings))
