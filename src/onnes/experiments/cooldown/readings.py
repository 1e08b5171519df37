"""Readings, arrays and warnings of a cooldown."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.cooldown import CELLS, SLOWEST
from onnes.experiments.cooldown.loss import resistance_per_flux
from onnes.problems.cooldown import (
    Scaled,
    Sweep,
    expelling_gradient,
    few_pins_limit,
    slow_front,
    sweep,
    trapped_fraction,
)
from onnes.problems.cooldown.trapped import both
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.cooldown import Cooldown
    from onnes.experiments.experiment import Progress

_DECADES, _POINTS = 2.0, 121
"""Gradients of the curve, around that of the run, and their number."""
_EXPELLED = 0.01
"""Trapped fraction of the expelling gradient."""
_FRAMES = 41


class Instruments:
    """Simulation of one cooldown and what is read from it."""

    def __init__(self, of: Cooldown, progress: Progress):
        self.of, self.metal, self.pins, self.groups = of, of.metal(), of.pins(), of.groups()
        self.uniform = of.cooling == "uniform"
        slow = self.groups if self.uniform else replace(self.groups, drag=max(self.groups.drag, SLOWEST))
        self.sweep = self._run(slow, CELLS, lambda done: progress(0.7 * done, "sweeping"))
        self.coarse = self._run(slow, CELLS // 2, lambda done: progress(0.7 + 0.3 * done, "on half of the cells"))

    def _run(self, groups: Scaled, cells: int, progress) -> Sweep:
        return sweep(groups, cells, _FRAMES, self.uniform, progress)

    @cached_property
    def captured(self) -> float:
        """Fraction of the flux that stays without islands."""
        return float(np.clip(self._read(self.sweep), 0.0, 1.0))

    def _read(self, run: Sweep) -> float:
        """Return the flux behind the front, or in the middle of a sample that was cooled alike."""
        return float(run.flux[-1, len(run.depth) // 2]) if self.uniform else run.trapped_fraction

    @cached_property
    def islands(self) -> float:
        """Fraction that normal islands keep; all of the sample is one without a front."""
        return 0.0 if self.uniform else self.pins.left_behind(self.metal, self.of.gradient)

    @property
    def trapped(self) -> float:
        """Fraction of the flux that stays."""
        return both(self.islands, self.captured)

    def readings(self) -> dict[str, Reading]:
        """Return the trapped flux, its loss, and the lengths and groups that decide it."""
        of, trapped = self.of, self.trapped
        per_flux = float(resistance_per_flux(of, of.frequency))
        spread = (1 - self.islands) * abs(self.captured - float(np.clip(self._read(self.coarse), 0, 1)))
        quanta = trapped * of.field * of.area / FLUX_QUANTUM
        words = {"flexible": "of lines that the microwaves bend", "static": "of normal cores at rest"}[of.loss]
        return {
            "trapped_fraction": Reading(trapped, "", spread, "flux that stays over that before cooling; uncertainty: "
                                        "difference from half of the cells"),
            "trapped_field": Reading(trapped * of.field, "T", spread * of.field, "trapped flux density"),
            "trapped_quanta": Reading(quanta, "", quanta * spread / trapped if trapped else 0.0,
                                      "flux quanta trapped in the area"),
            "surface_resistance_per_flux": Reading(per_flux, "ohm/T", None, f"R/B of trapped flux, {words}; "
                                                   "1 ohm/T is 100 nohm/mG"),
            "residual_resistance": Reading(per_flux * trapped * of.field, "ohm", per_flux * spread * of.field,
                                           "surface resistance of the trapped flux"),
            "islands_fraction": Reading(self.islands, "", None, "fraction of the flux in places of lower Tc that were "
                                        "left behind normal"),
            "captured_fraction": Reading(self.captured, "", None, "fraction of the other flux that stays behind the "
                                         "mixed state: held by pins, or too slow"),
            "flux_imbalance": Reading(self.sweep.imbalance, "", None, "flux of the cells less that at the start and "
                                      "that which entered, over that at the start"),
            **(self._of_front() if not self.uniform else {}),
        }

    def _of_front(self) -> dict[str, Reading]:
        of, metal, groups = self.of, self.metal, self.groups
        return {
            "expelling_gradient": Reading(expelling_gradient(metal, of.field, self.pins, _EXPELLED), "K/m", None,
                                          f"gradient at which a slow front leaves {_EXPELLED:.0%} of the flux"),
            "slow_front_fraction": Reading(trapped_fraction(metal, of.field, of.gradient, self.pins), "", None,
                                           "trapped fraction by the law of a slow front"),
            "few_pins_fraction": Reading(few_pins_limit(groups), "", None, "captured fraction if all pins were strong "
                                         "and few: proportional to the inverse gradient"),
            "cooling_rate": Reading(of.rate, "K/s", None, "front speed times gradient"),
            "domain_thickness": Reading(metal.domain_thickness(of.field, of.gradient), "m", None,
                                        "thickness of the mixed state, from Bc2 = B to Bc1 = B"),
            "gradient_length": Reading(metal.gradient_length(of.gradient), "m", None,
                                       "length over which superconductivity sets in, (xi(0)^2 Tc/|dT/dx|)^(1/3)"),
            "thermal_force": Reading(metal.thermal_force(of.gradient), "N/m", None,
                                     "force of the gradient on a flux line, per length"),
            "pin_strength": Reading(groups.strength, "", None, "mean force of a pin over the thermal force, at the "
                                    "cold end of the mixed state"),
            "pins_met": Reading(float(groups.met(np.array(1.0)) * (1 - groups.ratio)), "", None,
                                "pins that a line meets on its way through the mixed state"),
            "drag": Reading(groups.drag, "", None, "speed of the front over that of flux in normal metal across the "
                            "depth at which Bc1 = B"),
        }

    def arrays(self) -> dict[str, Array]:
        """Return flux densities behind the front at the frames, and the trapped fraction over gradient."""
        of, run = self.of, self.sweep
        unit = of.width if self.uniform else self.metal.depth(of.field, of.gradient)
        cold = self.metal.critical_temperature * self.metal.coldness(of.field)
        moment = cold / of.rate
        found = {
            "time": Array(run.time * moment, ("time",), "s", "time"),
            "depth": Array(run.depth * unit, ("depth",), "m", "depth behind the isotherm Tc" if not self.uniform else
                           "distance from the warm end"),
            "flux": Array(run.flux * of.field, ("time", "depth"), "T", "flux density"),
            "captured": Array(run.captured * of.field, ("time", "depth"), "T", "flux density that pins hold"),
        }
        if self.uniform:
            return found
        found["front"] = Array(run.time * unit, ("time",), "m", "place at which Bc2 is the field, from the cold end")
        gradients = of.gradient * np.logspace(-_DECADES, _DECADES, _POINTS)
        groups = [Scaled.behind_front(self.metal, of.field, each, 0.0, self.pins) for each in gradients]
        islands = np.array([self.pins.left_behind(self.metal, each) for each in gradients])
        captured = np.array([slow_front(each) for each in groups])
        return found | {
            "gradient": Array(gradients, ("gradient",), "K/m", "temperature gradient"),
            "fraction_of_gradient": Array(both(islands, captured), ("gradient",), "", "trapped fraction"),
            "islands_of_gradient": Array(islands, ("gradient",), "", "fraction in islands"),
            "captured_of_gradient": Array(captured, ("gradient",), "", "fraction captured in the mixed state"),
            "few_pins_of_gradient": Array(np.array([few_pins_limit(each) for each in groups]), ("gradient",), "",
                                          "captured fraction if all pins were strong and few"),
        }

    def warnings(self) -> tuple[str, ...]:
        """Return where the model is stretched."""
        if self.uniform:
            return ()
        said, of, metal = [], self.of, self.metal
        thickness, smeared = metal.domain_thickness(of.field, of.gradient), metal.gradient_length(of.gradient)
        if thickness < smeared:
            said.append(f"The mixed state, {thickness:.2g} m thick, is thinner than the {smeared:.2g} m over which "
                        "superconductivity sets in: the captured fraction is an extrapolation, that of islands is not.")
        if of.critical_current is not None and of.critical_current > metal.depairing_current:
            said.append(f"critical_current is above the depairing current, {metal.depairing_current:.2g} A/m^2.")
        if metal.coldness(of.field) > _FAR_FROM_TC:
            said.append(f"Bc1 reaches the field {metal.coldness(of.field):.0%} below Tc: the laws near Tc are "
                        "stretched.")
        return tuple(said)


_FAR_FROM_TC = 0.1
"""1 - T/Tc from which on the linear laws are off by more than 5 %."""
