"""vortex: core, field and energy of an isolated vortex, and whether vortices attract."""

from __future__ import annotations

from typing import Any, ClassVar

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.kappa_experiment import KappaExperiment

LARGEST_QUANTA = 100
_COMPARED = 5


class Vortex(KappaExperiment):
    """A straight vortex with n flux quanta in an infinite superconductor without applied field.

    ``psi = f(r) exp(i n theta)``, A along theta with r A = n Phi_0/2 pi far out; the energy per length is minimised on
    two radial grids that are graded from the axis to 14 of the larger length. Readings are extrapolated; their
    uncertainty is the error of the finer grid combined with that of an uncertain kappa.

    The vortex lowers the energy in fields above its energy per flux quantum, ``H = E/(n Phi_0)``: Hc1 for n = 1. Where
    two quanta together cost less than two apart (type I, kappa < 1/sqrt2) vortices attract, else they repel; at
    kappa = 1/sqrt2 every E = n Phi_0 Hc and B(0) = Bc2, exactly (Bogomolny).

    With a material, also the fields in tesla and the energy in J/m at the temperature.

    Raises:
        InputError: kappa that is no number from 0.005 to 300; both kappa and a material; a temperature without a
            material, or above Tc; quanta that are no whole number from 1 to 100.
        MissingDataError: a material whose tables do not give kappa and Hc.

    Source: A. A. Abrikosov, Sov. Phys. JETP 5, 1174 (1957); E. B. Bogomolny, Sov. J. Nucl. Phys. 24, 449 (1976);
    L. Jacobs, C. Rebbi, Phys. Rev. B 19, 4486 (1979).
    """

    name: ClassVar[str] = "vortex"
    summary: ClassVar[str] = "an isolated vortex: Hc1, the field and the radius of its core, its energy, attraction"
    example: ClassVar[dict[str, Any]] = {"kappa": 2}

    quanta: int = pydantic.Field(default=1, description="flux quanta in the vortex, 1 to 100")

    def check(self) -> None:
        super().check()
        if not 1 <= self.quanta <= LARGEST_QUANTA:
            raise InputError("quanta", self.quanta, f"a whole number of flux quanta from 1 to {LARGEST_QUANTA}",
                             "A vortex that turns the other way is the mirror image: give its quanta without sign.")

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.vortex import readings
        from onnes.problems.extrapolated_vortex import entry_field, solve_vortex

        kappa, spread = self._kappa()
        progress(0.0, "vortex")
        solved = solve_vortex(kappa, self.quanta, spread)
        progress(0.5, "vortices with several quanta")
        entries = [solved.entry if n == self.quanta else entry_field(kappa, n, spread) for n in range(1, _COMPARED + 1)]
        read = readings.ratios(solved, entries, kappa, spread)
        if self.material:
            read |= readings.in_si(solved, entries[0], self._of_material("critical_field"))
        converged = solved.entry.value is not None and all(entry.value is not None for entry in entries)
        return Measurement(read, readings.arrays(solved, entries, kappa),
                           "converged" if converged else "not_converged", self._warnings())
