"""Readings of the loss of a wire: the cycle, four laws, their exponents beside measured ones."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from onnes.experiments.ac_loss.losses import Losses, exponents
from onnes.experiments.experiment import Progress
from onnes.materials import material as material_of
from onnes.measurements import fact
from onnes.problems.critical_state.norris import norris_loss
from onnes.problems.critical_state.wire import critical_current
from onnes.problems.screening.wire import surface_field
from onnes.results import Array, Reading, Status
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN

LOW_SHARE = 0.1
"""I/Ic at which the low-current exponent of hysteresis is read."""
TOLERANCE = 0.25
"""By which an exponent may differ from a measured one, beyond its uncertainty."""
_FREQUENCIES, _AMPLITUDES = 67, 22
"""Points of the curves over frequency and amplitude."""

NAMES = {"bean": "critical state", "two_fluid": "two fluids", "mattis_bardeen": "Mattis and Bardeen",
         "chain": "dissociating chains"}


class Instruments:
    """The wire at one frequency and amplitude, and sweeps of both."""

    def __init__(self, losses: Losses, frequency: float, amplitude: float, steps: int, progress: Progress):
        self.losses, self.frequency, self.amplitude = losses, frequency, amplitude
        progress(0.0, "a cycle of the critical state")
        self.phase = np.linspace(0.0, 2 * np.pi, 2 * steps + 1)
        self.state = losses.cycle(amplitude, self.phase)
        progress(0.3, "sweeps of frequency and amplitude")
        self.critical = critical_current(losses.radius, losses.critical_density, losses.kim_field)
        self.sweep_frequency = np.geomspace(1.0, 1e11, _FREQUENCIES)
        self.sweep_share = np.geomspace(0.03, 1.0, _AMPLITUDES)

    @cached_property
    def exponents(self) -> dict[str, tuple[float, float]]:
        """Exponents of frequency and of amplitude of each law, where they are read."""
        return {name: exponents(law, self.frequency, self.amplitude) for name, law in self.losses.laws.items()}

    @cached_property
    def flux(self) -> np.ndarray:
        """Flux between axis and surface per length of wire through the cycle [Wb/m]."""
        return np.trapezoid(self.state.field, self.state.nodes, axis=1)

    def status(self) -> Status:
        """Return the status of the critical state."""
        return self.state.status

    def readings(self) -> dict[str, Reading]:
        """Return the cycle, loss of each law, exponents, chains, and the comparison with measurements."""
        return self._cycle() | self._laws() | self._chains() | self._measured()

    def _cycle(self) -> dict[str, Reading]:
        losses, share = self.losses, self.amplitude / self.critical
        heat = float(np.sum(self.state.heat[1:]))
        stored = float(self.state.magnetic_energy[-1] - self.state.magnetic_energy[0])
        gap = abs(float(np.sum(self.state.inflow[1:])) - stored - heat)
        readings = {
            "critical_current": Reading(self.critical, "A", None, "int Jc(B) 2 pi r dr, the whole wire critical"),
            "current_share": Reading(share, "", None, "F, amplitude over the critical current"),
            "surface_field": Reading(surface_field(losses.radius, self.amplitude), "T", None,
                                     "mu_0 I/(2 pi R) at the amplitude"),
            "energy_balance": Reading(gap / heat, "", None, "flow through the surface in a cycle less the heat, over "
                                      "it"),
            "loop_area": Reading(abs(float(np.trapezoid(self.state.current, self.flux))), "J/m", None,
                                 "area of the loop of flux between axis and surface against current: loss per cycle "
                                 "where the axis stays free of flux"),
        }
        if np.isinf(losses.kim_field):
            readings["norris_loss"] = Reading(float(norris_loss(self.critical, share)), "J/m", None,
                                              "Norris's closed form of the loss per cycle of a round wire")
        return readings

    def _laws(self) -> dict[str, Reading]:
        readings = {}
        for name, law in self.losses.laws.items():
            power, error = law(self.frequency, self.amplitude), None
            if name == "bean":
                error = abs(self.losses.hysteresis(self.amplitude, coarser=2) * self.frequency - power)
            by_frequency, by_amplitude = self.exponents[name]
            readings |= {
                f"power_{name}": Reading(power, "W/m", error, f"power per length: {NAMES[name]}"),
                f"loss_per_cycle_{name}": Reading(power / self.frequency, "J/m", error and error / self.frequency,
                                                  f"loss per cycle and length: {NAMES[name]}"),
                f"frequency_exponent_{name}": Reading(by_frequency, "", None, f"d ln P/d ln f: {NAMES[name]}",
                                                      "no loss"),
                f"amplitude_exponent_{name}": Reading(by_amplitude, "", None, "d ln P/d ln I over the last 6 %: "
                                                      f"{NAMES[name]}", "no loss"),
            }
        return readings

    def _chains(self) -> dict[str, Reading]:
        losses, at = self.losses, (self.frequency, self.amplitude)
        surface = float(losses.local_share(np.array([losses.radius]), *at)[0])
        by_frequency, by_amplitude = exponents(losses.share, *at)
        # Rounding of the sum over rings is not a growth.
        grows = by_frequency > 1e-6 and by_amplitude > 1e-6
        return {
            "dissociated_share": Reading(losses.share(*at), "", None, "broken chains, mean over wire and cycle"),
            "dissociated_share_surface": Reading(surface, "", None, "share of a cycle in which chains at the surface "
                                                 "are broken"),
            "window": Reading(surface / (2 * self.frequency), "s", None, "how long, at each zero of the current"),
            "share_frequency_exponent": Reading(by_frequency, "", None, "d ln(dissociated share)/d ln f"),
            "share_amplitude_exponent": Reading(by_amplitude, "", None, "d ln(dissociated share)/d ln I"),
            "share_grows_as_claimed": Reading(grows, "", None, "whether the share grows with frequency and with "
                                              "current, as the text claims"),
            "chain_over_bean": Reading(losses.chain(*at) / losses.bean(*at), "", None,
                                       "loss of dissociating chains over hysteresis"),
            "thermal_orienting_field": Reading(BOLTZMANN * losses.kelvin / BOHR_MAGNETON, "T", None,
                                               "k T/mu_B, field that orients free moments of mu_B at this temperature"),
        }

    def _measured(self) -> dict[str, Reading]:
        """Return measured exponents and the laws that have both; hysteresis is read at a low current."""
        low = exponents(self.losses.bean, self.frequency, LOW_SHARE * self.critical)[1]
        found = self.exponents | {"bean": (self.exponents["bean"][0], low)}
        hysteretic = ((1.0, 0.0), (fact("E110").number("")[0], 0.0))
        microwave = (fact("E113a").number(""), fact("E113b").number(""))
        return {
            "low_current_exponent_bean": Reading(low, "", None, f"d ln P/d ln I of the critical state at I/Ic = "
                                                 f"{LOW_SHARE:g}"),
            "measured_hysteretic_frequency_exponent": Reading(1.0, "", None, "loss per cycle independent of f (E109)"),
            "measured_hysteretic_amplitude_exponent": Reading(hysteretic[1][0], "", None,
                                                              "at low current, round or elliptic section (E110)"),
            "measured_microwave_frequency_exponent": Reading(microwave[0][0], "", microwave[0][1],
                                                             "surface resistance of niobium cavities (E113a)"),
            "measured_microwave_amplitude_exponent": Reading(microwave[1][0], "", None,
                                                             "quality factor independent of the field (E113b)"),
            "laws_of_hysteresis": Reading(_fitting(found, hysteretic), "", None, "laws with both measured exponents of "
                                          f"hysteretic loss, to {TOLERANCE:g}"),
            "laws_of_microwaves": Reading(_fitting(found, microwave), "", None, "laws with both measured exponents of "
                                          f"microwave loss, to {TOLERANCE:g} beyond their uncertainty"),
        }

    def arrays(self) -> dict[str, Array]:
        """Return profiles through the cycle, the loop, sweeps, and where chains are broken."""
        losses, state, laws = self.losses, self.state, self.losses.laws
        amplitudes, place = self.sweep_share * self.critical, np.linspace(0.0, losses.radius, 301)
        return {
            "phase": Array(self.phase, ("phase",), "rad", "omega t, from the largest current"),
            "r": Array(state.nodes, ("r",), "m", "distance from the axis"),
            "between": Array(state.r, ("between",), "m", "distance of the middles of the cells"),
            "current": Array(state.current, ("phase",), "A", "current"),
            "field": Array(state.field, ("phase", "r"), "T", "magnetic field, critical state"),
            "density": Array(state.density, ("phase", "between"), "A/m^2", "current density, critical state"),
            "flux": Array(self.flux, ("phase",), "Wb/m", "flux between axis and surface per length"),
            "heat": Array(np.cumsum(np.append(0.0, state.heat[1:])), ("phase",), "J/m", "heat since the first maximum"),
            "frequency": Array(self.sweep_frequency, ("frequency",), "Hz", "frequency"),
            "share": Array(self.sweep_share, ("share",), "", "amplitude over the critical current"),
            "place": Array(place, ("place",), "m", "distance from the axis, chains"),
            "broken": Array(losses.local_share(place, self.frequency, self.amplitude), ("place",), "",
                            "share of a cycle in which chains are broken"),
            **{f"power_over_frequency_{name}": Array(
                np.array([law(f, self.amplitude) for f in self.sweep_frequency]) if name != "bean"
                else self.sweep_frequency * losses.hysteresis(self.amplitude), ("frequency",), "W/m",
                f"power per length over frequency, {NAMES[name]}") for name, law in laws.items()},
            **{f"power_over_amplitude_{name}": Array(np.array([law(self.frequency, i) for i in amplitudes]), ("share",),
                                                     "W/m", f"power per length over amplitude, {NAMES[name]}")
               for name, law in laws.items()},
        }

    def warnings(self, material: str) -> tuple[str, ...]:
        """Return a warning where the field is below the material's Bc1."""
        field = surface_field(self.losses.radius, self.amplitude)
        if not material or not material_of(material).has("lower_critical_field_0"):
            return ()
        metal = material_of(material)
        lower = metal.lower_critical_field_0 * (1 - (self.losses.kelvin / metal.critical_temperature) ** 2)
        if field >= lower:
            return ()
        return (f"The surface field of {field:.2g} T is below Bc1 of {material}, about {lower:.2g} T: flux need not "
                "enter, and the hysteresis of the critical state is an upper limit.",)


def _fitting(found: dict[str, tuple[float, float]], measured) -> str:
    """Return the names of the laws whose two exponents are the measured ones."""
    fitting = [name for name, powers in found.items()
               if all(abs(p - value) <= error + TOLERANCE for p, (value, error) in zip(powers, measured, strict=True))]
    return ", ".join(fitting) or "none"
