"""coherent-state: number and phase of one mode with many quanta, and the phase that a measurement makes."""

from __future__ import annotations

from typing import Any, ClassVar

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity

_SECONDS = 4e-8
"""Time for one amplitude of one run after one detection [s]."""


class CoherentState(Experiment):
    """Many quanta in one mode, as in a laser and in a condensate: when has their wave a phase?

    **Number and phase.** The coherent state of mean number N is sum_n c_n |n> with |c_n|^2 = exp(-N) N^n/n!, and the
    variance of the number is N. Its phase has the distribution of Pegg and Barnett::

        P(theta) = |sum_n c_n exp(-i n theta)|^2/2 pi,    dn dtheta >= |1 - 2 pi P(opposite)|/2

    and dn dtheta goes to 1/2 for large N: dtheta = 1/(2 sqrt N). With 10^20 quanta both are sharp in proportion, and
    one number with a phase, Psi, stands for the mode. Light of a lamp has the variance N^2 + N, and no phase.

    **Phase diffusion.** With the energy U n^2/2 of an interaction each |n> turns at its own rate::

        |<a>|(t) = sqrt N exp(-N (1 - cos(U t/hbar)))

    The phase is lost after hbar/(U sqrt N) and returns after h/U. On an island of capacitance C, U = 4 e^2/C.

    **Two condensates** that were never in contact have definite numbers and no relative phase. Where they overlap, each
    quantum that is found at a phase phi_j of the fringes leaves the state (a + exp(i phi_j) b)|state>. The next one is
    found with probability (1 + V cos(phi - phi_0))/2 pi: V is zero before the first, N_a/(2 N_a - 1) after it, and goes
    to 1. The phase phi_0 differs from run to run. All phases are drawn from these exact distributions, none is put in.

    N, N_a mean number, number in each condensate; U [J]; hbar [J s]; t [s].

    Validity: one mode (each); no loss but detection.

    Raises:
        InputError: see `Experiment`; also more detections than quanta.

    Source: the comparison with the laser in the text M; R. J. Glauber, Phys. Rev. 131, 2766 (1963); D. T. Pegg, S. M.
    Barnett, Phys. Rev. A 39, 1665 (1989); J. Javanainen, S. M. Yoo, Phys. Rev. Lett. 76, 161 (1996); M. Greiner, O.
    Mandel, T. W. Haensch, I. Bloch, Nature 419, 51 (2002).
    """

    name: ClassVar[str] = "coherent-state"
    summary: ClassVar[str] = "one mode with many quanta: number, phase, phase diffusion, phase made by measurement"
    dynamic: ClassVar[bool] = True
    uses_material: ClassVar[bool] = False
    theories: ClassVar[tuple[str, ...]] = ("macroscopic",)
    example: ClassVar[dict[str, Any]] = {"quanta": 25}

    theory: str = pydantic.Field(default="macroscopic", description="theory of the experiment")
    quanta: float = quantity(100.0, "", "mean number N of the coherent state", at_least=0.01, at_most=1e6)
    interaction: float = quantity("2 kHz", "Hz", "U/h, U of the energy U n^2/2", above=0)
    atoms: int = pydantic.Field(default=500, description="number N_a in each of the two condensates, up to 1e6")
    detections: int = pydantic.Field(default=100, description="quanta found in a run, up to 500")
    runs: int = pydantic.Field(default=400, description="runs of the measurement, 2 to 2000")
    seed: int = pydantic.Field(default=0, description="of the random numbers")

    def check(self) -> None:
        for name, least, most in (("atoms", 1, 10**6), ("detections", 1, 500), ("runs", 2, 2000), ("seed", 0, 2**32)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        if self.detections > 2 * self.atoms:
            raise InputError("detections", self.detections, f"at most the {2 * self.atoms} quanta of both condensates",
                             "Take more atoms, or fewer detections.")

    def expected_seconds(self) -> float:
        return _SECONDS * self.runs * self.detections**2

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.coherent_state.readings import measured

        return measured(self, progress)
