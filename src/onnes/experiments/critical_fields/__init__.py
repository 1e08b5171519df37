"""critical-fields: wall energy, lower, superheating, upper and surface critical field from kappa."""

from __future__ import annotations

from typing import ClassVar

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.kappa_experiment import KappaExperiment


class CriticalFields(KappaExperiment):
    """Static problems of Ginzburg-Landau theory, in which kappa = lambda/xi is the only parameter.

    Each is solved under `static`, or by the eigenvalues of the second variation, on two grids. Readings are
    extrapolated; their uncertainty is the error of the finer grid combined with that of an uncertain kappa.

    | reading | problem |
    |---|---|
    | wall_energy | excess Gibbs energy of a wall at Hc, sigma = delta Bc^2/(2 mu_0); delta in lambda |
    | hc1_over_hc | line energy of a vortex over its flux quantum |
    | hsh_over_hc | fold of the Meissner state of a half space, one-dimensional |
    | hsh_transverse_over_hc | the same state unstable to waves along the surface, sooner than the fold above 1.15 |
    | hsh_wave_number | q xi of that wave |
    | hc2_over_hc | normal state unstable in the bulk |
    | hc3_over_hc2 | normal state unstable at a flat insulating surface |

    With a material, also the fields in tesla (mu_0 H) at the temperature.

    Raises:
        InputError: kappa that is no number from 0.005 to 300; both kappa and a material; a temperature without a
            material, or above Tc.
        MissingDataError: a material whose tables do not give kappa and Hc.

    Source: V. L. Ginzburg, L. D. Landau (1950); A. A. Abrikosov (1957); D. Saint-James, P. G. de Gennes (1963);
    J. Matricon, D. Saint-James (1967); L. Kramer (1968); M. K. Transtrum, G. Catelani, J. P. Sethna (2011).
    """

    name: ClassVar[str] = "critical-fields"
    summary: ClassVar[str] = "wall energy, Hc1, Hsh, Hc2 and Hc3 of a superconductor, from its kappa or a material"

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.critical_fields import readings
        from onnes.experiments.critical_fields.solution import solve

        kappa, spread = self._kappa()
        solved = solve(kappa, spread, progress)
        read = readings.ratios(solved, kappa, spread)
        if self.material:
            read |= readings.in_tesla(solved, self._of_material("critical_field"),
                                      self._of_material("upper_critical_field"))
        return Measurement(read, readings.profiles(solved), "converged" if solved.converged else "not_converged",
                           self._warnings())
