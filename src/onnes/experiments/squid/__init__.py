"""squid: dc and rf SQUIDs, lumped or cut out of a film: interference, voltage, noise, jumps."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.expected_time import refuse_endless
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.problems.squid import DcSquid, RfSquid

_MOST_SCREENING, _LEAST_SCREENING = 100.0, 1e-3
"""beta_L (and beta_rf/2 pi) up to which, and from which on, if it is not 0."""
_MOST_DAMPED = 1e6
_LEAST_GAP, _MOST_CELLS = 2.0, 120_000
_OF_TWO, _NOISY = ("asymmetry", "inductance_asymmetry", "bias"), ("temperature", "members", "seed")
"""Inputs of a dc SQUID, and of studies with noise."""
_NETLISTS = (".cir", ".js", ".sp", ".net")
_BEYOND = 1.05
"""Bias over the critical current at the working flux, unless it is given."""
_SWEEP = 5000.0
"""Time of a sweep over each flux quantum, in units of time of the circuit, unless it is given."""

_MOST_STRETCHES = 50_000
"""Stretches of all members with the one before them, each of which has 250 records of four nodes."""


class Squid(Experiment):
    """A superconducting loop with two junctions (dc SQUID) or one (rf SQUID), in a flux.

    A dc SQUID of junctions ``I_k sin(delta_k) + V/R + C dV/dt`` in arms of inductances L_k obeys, with Phi the flux
    that is applied to the loop, L = L_1 + L_2 and I_0 the mean of I_1 and I_2::

        delta_1 - delta_2 = 2 pi (Phi - L_1 J_1 + L_2 J_2)/Phi_0,    J_1 + J_2 = I,    beta_L = 2 L I_0/Phi_0

    What is studied, by ``study``:

    - ``interference``: the largest current without voltage against Phi, exactly, from the statics of both phases;
      2 I_0 |cos(pi Phi/Phi_0)| of equal junctions without inductance.
    - ``voltage``: mean voltage against bias, raised and lowered, and flux; R/2 sqrt(I^2 - I_c(Phi)^2) of equal ones
      without inductance and capacitance.
    - ``noise``: white noise of the voltage at a bias and a flux with the noise of the resistances at a temperature,
      the flux noise and the energy resolution S_Phi/(2 L) that follow.
    - ``rf``: flux in a loop with one junction (``critical_current``, no asymmetry) while the applied flux rises and
      falls, ``phi + beta_rf sin phi = 2 pi Phi/Phi_0``: jumps and hysteresis if beta_rf = 2 pi L I_c/Phi_0 > 1, with a
      temperature those of an ensemble, beside Kramers' rate of escape.

    ``device=film`` is a square film with a square hole and two constrictions, whose critical current against the field
    comes from Ginzburg-Landau theory. Beside it stands the lumped circuit that follows from the film without a fit:
    critical currents of each arm alone, inductances and effective area of London's theory.

    Validity: sinusoidal current-phase relation, constant R, classical noise; no flux of the bias in the loop beyond
        that of its arms. Films near Tc, small beside the Pearl length, of constrictions no longer than some xi.

    Raises:
        InputError: see `Experiment`; also a study of a film other than interference, arms that cannot be resolved.

    Source: J. Clarke, A. I. Braginski (eds.), The SQUID Handbook I (2004), 2; C. D. Tesche, J. Clarke, J. Low Temp.
        Phys. 29, 301 (1977).
    """

    name: ClassVar[str] = "squid"
    summary: ClassVar[str] = "dc and rf SQUIDs, lumped or of a film: interference, voltage, flux noise, jumps"
    dynamic: ClassVar[bool] = True
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {"study": "voltage", "points": 13, "currents": 16}

    belonging: ClassVar[Belonging] = {
        "study": {"interference": (*_OF_TWO, "flux", "flux_range", "points"),
                  "voltage": (*_OF_TWO, "flux", "flux_range", "points", "currents", "largest_current"),
                  "noise": (*_OF_TWO, *_NOISY, "flux", "stretches"),
                  "rf": (*_NOISY, "flux", "flux_range", "sweep_time")},
        "device": {"lumped": ("critical_current", "asymmetry", "inductance", "inductance_asymmetry", "capacitance"),
                   "film": ("coherence_length", "penetration_depth", "thickness", "hole_over_xi", "arm_over_xi",
                            "link_over_xi", "second_link_over_xi", "link_length_over_xi", "lead_over_xi",
                            "cells_per_xi")}}

    study: Literal["interference", "voltage", "noise", "rf"] = choice("interference", "what is measured")
    device: Literal["lumped", "film"] = choice("lumped", "lumped elements, or a film by Ginzburg-Landau theory")
    critical_current: float = quantity("10 uA", "A", "I_0 of a junction, the mean of two", above=0)
    asymmetry: float = quantity(0.0, "", "(I_1 - I_2)/(I_1 + I_2) of the critical currents", above=-1, below=1)
    inductance: float = quantity("100 pH", "H", "L of the loop; may be 0 of a dc SQUID", at_least=0)
    inductance_asymmetry: float = quantity(0.0, "", "(L_1 - L_2)/L of the arms", at_least=-1, at_most=1)
    resistance: float = quantity("2 ohm", "ohm", "R of each junction", above=0)
    capacitance: float = quantity("0 F", "F", "C of each junction", at_least=0)
    temperature: float = quantity("4.2 K", "K", "of the resistances, in noise and rf", at_least=0)
    flux: float = quantity(0.25, "", "applied flux at the working point, in flux quanta", at_least=-100, at_most=100)
    bias: float | None = quantity(None, "A", "current at the working point; 1.05 of the critical current if left out",
                                  above=0)
    flux_range: float = quantity(2.0, "", "largest applied flux, in flux quanta", at_least=0.5, at_most=50)
    points: int = pydantic.Field(default=41, description="fluxes from 0 to the largest, 5 to 1001; in interference of "
                                 "lumped elements ten times as many intervals")
    currents: int = pydantic.Field(default=31, description="bias currents from 0 to the largest in voltage, 5 to 501")
    largest_current: float | None = quantity(None, "A", "largest bias in voltage; 4 I_0 if left out", above=0)
    members: int = pydantic.Field(default=64, description="circuits of an ensemble with noise, 8 to 10000")
    stretches: int = pydantic.Field(default=8, description="stretches of time over which noise is averaged, 2 to 1000")
    sweep_time: float | None = quantity(None, "s", "time in which the flux rises and falls, in rf; 5000 times of the "
                                        "junction per flux quantum if left out", above=0)
    seed: int = pydantic.Field(default=1, description="of the noise")
    netlist: str = pydantic.Field(default="", description="file for the circuit at the working point, such as "
                                 "squid.cir")
    coherence_length: float = quantity("20 nm", "m", "xi of the film", above=0)
    penetration_depth: float = quantity("400 nm", "m", "lambda of the film", above=0)
    thickness: float = quantity("5 nm", "m", "of the film", above=0)
    hole_over_xi: float = quantity(4.0, "", "side of the hole", above=0, at_most=100)
    arm_over_xi: float = quantity(4.0, "", "width of the film around it", above=0, at_most=100)
    link_over_xi: float = quantity(1.0, "", "width of the left constriction", above=0, at_most=100)
    second_link_over_xi: float | None = quantity(None, "", "width of the right one; as the left if left out", above=0,
                                                 at_most=100)
    link_length_over_xi: float = quantity(1.0, "", "length of the constrictions", above=0, at_most=100)
    lead_over_xi: float = quantity(6.0, "", "width and length of the leads", above=0, at_most=100)
    cells_per_xi: float = quantity(4.0, "", "of the film's grid", at_least=2, at_most=32)

    def check(self) -> None:
        for name, least, most in (("points", 5, 1001), ("currents", 5, 501), ("members", 8, 10_000),
                                  ("stretches", 2, 1000), ("seed", 0, 2**53)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        if self.netlist and Path(self.netlist).suffix.lower() not in _NETLISTS:
            raise InputError("netlist", self.netlist, f"a file name ending in {', '.join(_NETLISTS)}")
        if self.device == "film":
            self._check_film()
            return
        screening = 2 * self.inductance * self.critical_current / FLUX_QUANTUM
        if screening > _MOST_SCREENING or 0 < screening < _LEAST_SCREENING or (self.study == "rf" and not screening):
            none = "" if self.study == "rf" else "0, or "
            raise InputError("inductance", f"{self.inductance:g} H, beta_L = {screening:.3g}",
                             f"{none}one with beta_L = 2 L I_0/Phi_0 from {_LEAST_SCREENING:g} to {_MOST_SCREENING:g}")
        damping = 2 * math.pi * self.critical_current * self.resistance**2 * self.capacitance / FLUX_QUANTUM
        if damping > _MOST_DAMPED or 0 < damping < 1 / _MOST_DAMPED:
            raise InputError("capacitance", f"{self.capacitance:g} F, beta_C = {damping:.3g}",
                             f"0, or one with beta_C = 2 pi I_0 R^2 C/Phi_0 from {1 / _MOST_DAMPED:g} to "
                             f"{_MOST_DAMPED:g}")
        if self.study == "noise":
            self._check_noise()
        refuse_endless(*self._most_of_the_time(), False, "Take fewer points, currents, members or stretches, or a "
                       "larger inductance and capacitance.")

    def _check_noise(self) -> None:
        if self.temperature == 0:
            raise InputError("temperature", self.temperature, "a temperature above 0 K in a study of noise")
        if self.bias is not None and self.bias > 100 * self.critical_current:
            raise InputError("bias", f"{self.bias:g} A", "at most 100 I_0 in a study of noise")
        if self.members * (self.stretches + 1) > _MOST_STRETCHES:
            raise InputError("members", self.members, f"at most {_MOST_STRETCHES:,} stretches of all members together, "
                             f"not {self.members * (self.stretches + 1):,}", "Take fewer members or stretches.")

    def _check_film(self) -> None:
        if self.study != "interference":
            raise InputError("study", self.study, "interference of a film", "Take device=lumped with the elements that "
                             "the study of interference of the film gives.")
        if self._cells() > _MOST_CELLS:
            raise InputError("arm_over_xi", self.arm_over_xi, f"a film of at most {_MOST_CELLS:,} cells")
        for name in ("link_over_xi", "second_link_over_xi", "hole_over_xi", "link_length_over_xi"):
            given = getattr(self, name)
            if given is not None and given * self.cells_per_xi < _LEAST_GAP:
                raise InputError(name, given, f"at least {_LEAST_GAP / self.cells_per_xi:g}",
                                 "Or increase cells_per_xi: two cells have to fit in.")
        for name in ("link_over_xi", "second_link_over_xi"):
            given = getattr(self, name)
            if given is not None and given >= self.arm_over_xi:
                raise InputError(name, given, f"less than the width of the arms, {self.arm_over_xi:g}")
        if not sum(self.links()) <= self.lead_over_xi <= 2 * self.arm_over_xi + self.hole_over_xi:
            raise InputError("lead_over_xi", self.lead_over_xi, f"from {sum(self.links()):g}, which both constrictions "
                             f"are wide, to the side of the film, {2 * self.arm_over_xi + self.hole_over_xi:g}")
        if self.link_length_over_xi > self.hole_over_xi:
            raise InputError("link_length_over_xi", self.link_length_over_xi, f"at most the side of the hole, "
                             f"{self.hole_over_xi:g}")

    def links(self) -> tuple[float, float]:
        """Return the widths of both constrictions over xi."""
        return self.link_over_xi, self.link_over_xi if self.second_link_over_xi is None else self.second_link_over_xi

    def _cells(self) -> float:
        side = 2 * self.arm_over_xi + self.hole_over_xi
        return side * (side + 2 * self.lead_over_xi) * self.cells_per_xi**2

    def dc(self) -> DcSquid:
        """Return the lumped dc SQUID."""
        from onnes.problems.squid import DcSquid

        a, b = self.asymmetry, self.inductance_asymmetry
        return DcSquid(
            (self.critical_current * (1 + a), self.critical_current * (1 - a)), (self.resistance, self.resistance),
            (self.capacitance, self.capacitance), (0.5 * self.inductance * (1 + b), 0.5 * self.inductance * (1 - b)))

    def rf(self) -> RfSquid:
        """Return the lumped rf SQUID."""
        from onnes.problems.squid import RfSquid

        return RfSquid(self.critical_current, self.resistance, self.capacitance, self.inductance)

    def working_bias(self, squid: DcSquid) -> float:
        """Return the current at the working point [A]."""
        return _BEYOND * float(squid.arms.critical(self.flux)[0]) if self.bias is None else self.bias

    def fluxes(self) -> int:
        """Return the number of fluxes."""
        return 10 * (self.points - 1) + 1 if (self.study, self.device) == ("interference", "lumped") else self.points

    def duration(self) -> float:
        """Return the time of a sweep of the flux [s]."""
        if self.sweep_time is not None:
            return self.sweep_time
        return _SWEEP * self.flux_range * self.rf().circuit(0.0).units.time

    def expected_seconds(self) -> float:
        if self.device == "film":
            return 30.0 + 1.2e-3 * self._cells() * self.fluxes()
        return self._most_of_the_time()[1]

    def _most_of_the_time(self) -> tuple[str, float]:
        """Return the input that the time of computing depends on most, and the time [s]."""
        from onnes.circuits.langevin import longest_step

        if self.study == "interference":
            return "points", 0.0
        circuit = self.rf().circuit(0.0) if self.study == "rf" else self.dc().circuit(0.0, 0.0)
        longest = longest_step(circuit.equations)
        if self.study == "rf":
            steps = self.duration() / circuit.units.time / (0.1 * longest)
            return "sweep_time", 1e-7 * steps * (self.members + 100) if self.temperature else 3e-6 * steps
        if self.study == "noise":
            return "inductance", 3 * 400 * (self.stretches + 1) / (0.1 * longest) * (self.members + 100) * 2e-7
        return "inductance", self.currents * 2 * 600 / min(0.05 * longest, 0.05) * (self.fluxes() + 10) * 1e-7

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.squid import flux_noise, interference, rf, voltage

        if self.study == "interference":
            return (interference.of_film if self.device == "film" else interference.lumped)(self, progress)
        return {"voltage": voltage, "noise": flux_noise, "rf": rf}[self.study].measure(self, progress)
