"""josephson: current-voltage curves, Shapiro steps, Fraunhofer patterns, fluxons, escapes, and bridges of a film."""

from __future__ import annotations

import math
from typing import Any, ClassVar, Literal

import pydantic

from onnes.circuits.units import FLUX
from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.expected_time import refuse_endless
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.units.constants import BOLTZMANN

Study = Literal["iv", "shapiro", "fraunhofer", "fluxon", "switching", "bridge"]
_LUMPED = ("critical_current", "resistance", "capacitance", "beta_c")
_BETA = {"iv": 25.0, "shapiro": 0.0, "fraunhofer": 100.0, "fluxon": 100.0, "switching": 25.0,
         "bridge": 0.0}
"""Stewart-McCumber parameter where neither it nor a capacitance is given."""
_BIAS = {"iv": 2.0, "fluxon": 0.3, "switching": 0.8}
_LOWEST, _HIGHEST = 0.05, 8.0
"""h f/(2e I_c R) of the microwaves: below, the steps are too many and small to be told apart, above too far apart."""
_SIZE = {"fraunhofer": 0.1, "fluxon": 16.0}
_LEAST_FLUXON_LINE, _LONGEST_LINE = 8.0, 60.0
_MOST_BETA = 1e4
_MOST_CAPACITANCE = 1e3
_STEPS_A_SECOND = 1e7
_LONGEST_BRIDGE = 20.0
"""Sides of a bridge in xi."""
_COLDEST, _HOTTEST = 1 / 12, 1.0
"""kT over the barrier in a study of switching: below, escapes take too long; above, nothing holds the phase."""


class Josephson(Experiment):
    """A Josephson junction under current, microwaves, field and heat.

    One junction, resistively and capacitively shunted, obeys::

        C dV/dt + V/R + I_c sin(phi) = I(t) + noise,    d phi/dt = 2 e V/hbar,    S_I = 4 k T/R

    with beta_c = 2 pi I_c R^2 C/Phi_0. What is studied, by ``study``:

    - ``iv``: mean voltage over current, from rest and from the running state, and the current at which a running
      junction is trapped again; with a temperature beside the closed form of Ambegaokar and Halperin (beta_c = 0).
    - ``shapiro``: the same under a current of ``rf_amplitude`` and ``frequency`` f: steps, whose distance is measured
      on the curve (h f/2e), and their heights over the amplitude.
    - ``fraunhofer``: largest current over the flux of a field in the plane, of a junction ``width_over_lambda`` times
      as wide as lambda_J, with its own field; the flux of the first zero.
    - ``fluxon``: a flux quantum on a ring of that length (sine-Gordon equation, alpha = 1/sqrt(beta_c)) under the
      bias: shape at rest, speed, Lorentz contraction; the field at which the first one enters a long junction.
    - ``switching``: currents at which ``samples`` junctions switch as the current rises at ``sweep_rate``, the rates
      of escape that follow from the histogram (Fulton and Dunkleberger), and the rate at a held bias, beside that of
      Kramers.
    - ``bridge``: the junction that a film is: a bridge between two banks whose phases are held, by Ginzburg-Landau
      theory. Its supercurrent over the phase difference, a sine of ``Phi_0 w/(2 pi mu_0 Lambda L)`` if short, its
      normal resistance R_n and I_c R_n. ``strength`` is (Tc - T) of the bridge over that of the banks, of which xi on
      either side then belongs to the film.

    Validity: sinusoidal current-phase relation, constant R (no gap), classical noise; a bridge narrower than Lambda,
        near Tc, between banks that it does not change.

    Raises:
        InputError: see `Experiment`; also a capacitance beside beta_c, or a
            temperature or rate at which nothing switches in a time that can be computed.

    Source: A. Barone, G. Paterno, Physics and Applications of the Josephson Effect (1982); M. Tinkham, Introduction to
        Superconductivity (1996), 6.
    """

    name: ClassVar[str] = "josephson"
    summary: ClassVar[str] = "a Josephson junction: I-V, Shapiro steps, Fraunhofer pattern, fluxons, thermal switching"
    dynamic: ClassVar[bool] = True
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {"study": "fluxon", "bias_over_ic": 0.25}

    belonging: ClassVar[Belonging] = {"study": {
        "iv": (*_LUMPED, "temperature", "bias_over_ic", "samples", "points", "seed"),
        "shapiro": (*_LUMPED, "temperature", "bias_over_ic", "samples", "points", "seed", "frequency", "rf_amplitude"),
        "fraunhofer": ("critical_current", "width_over_lambda", "flux_quanta", "points"),
        "fluxon": (*_LUMPED, "width_over_lambda", "bias_over_ic"),
        "switching": (*_LUMPED, "temperature", "bias_over_ic", "samples", "seed", "sweep_rate"),
        "bridge": ("points", "bridge_length", "bridge_width", "thickness", "coherence_length", "penetration_depth",
                   "resistivity", "strength")}}

    study: Study = choice("iv", "what is measured")
    critical_current: float = quantity("10 uA", "A", "I_c", above=0)
    resistance: float = quantity("5 ohm", "ohm", "R", above=0)
    capacitance: float | None = quantity(None, "F", "C; follows from beta_c if left out", at_least=0)
    beta_c: float | None = quantity(None, "", "2 pi I_c R^2 C/Phi_0, in place of C; without either 25 for iv and "
                                    "switching, 0 for shapiro, 100 for fluxon", at_least=0, at_most=_MOST_BETA)
    temperature: float | None = quantity(None, "K", "of the noise, in iv, shapiro and switching; 0 if left out, for "
                                         "switching a fifth of the barrier at the bias", at_least=0)
    frequency: float = quantity("5 GHz", "Hz", "of the microwaves", above=0)
    rf_amplitude: float | None = quantity(None, "A", "of their current; if left out, where the first step is large",
                                          at_least=0)
    bias_over_ic: float | None = quantity(None, "", "I/I_c: largest of a curve (2, a few steps), on the fluxon (0.3), "
                                          "held while escapes are counted (0.8)", above=0, at_most=20)
    width_over_lambda: float | None = quantity(None, "", "width over lambda_J; 0.1 for fraunhofer, 16 for the ring of "
                                               "the fluxon if left out", above=0, at_most=_LONGEST_LINE)
    flux_quanta: float = quantity(3.3, "", "largest flux of the field in Phi_0, in fraunhofer", above=0, at_most=20)
    sweep_rate: float | None = quantity(None, "A/s", "of the current in switching; if left out, such that it takes "
                                        "3000/omega_p", above=0)
    samples: int = pydantic.Field(default=400, description="junctions that switch, and members of noisy curves; 50 to "
                                                          "20000")
    points: int = pydantic.Field(default=81, description="currents or fields of a curve, 11 to 401")
    bridge_length: float = quantity("20 nm", "m", "L, from bank to bank", above=0)
    bridge_width: float = quantity("20 nm", "m", "w", above=0)
    thickness: float = quantity("20 nm", "m", "d of the film", above=0)
    coherence_length: float = quantity("50 nm", "m", "xi at the temperature", above=0)
    penetration_depth: float = quantity("500 nm", "m", "lambda at the temperature", above=0)
    resistivity: float = quantity("100 nohm m", "ohm m", "of the normal bridge", above=0)
    strength: float = quantity(1.0, "", "(Tc - T) of the bridge over that of the banks; negative in a normal metal",
                               at_least=-100, at_most=1)
    seed: int = pydantic.Field(default=1, description="of the noise")

    def check(self) -> None:
        for name, least, most in (("samples", 50, 20_000), ("points", 11, 401), ("seed", 0, 2**53)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        if self.study == "bridge":
            self._check_bridge()
            return
        if self.beta_c is not None and self.capacitance is not None:
            raise InputError("beta_c", self.beta_c, "either beta_c or capacitance, not both")
        if self.beta() > _MOST_BETA:
            raise InputError("capacitance", f"{self.capacitance:g} F", f"beta_c = 2 pi I_c R^2 C/Phi_0 of at most "
                             f"{_MOST_BETA:g}, not {self.beta():.3g}", "Lower capacitance or resistance.")
        if self.junction_capacitance() > _MOST_CAPACITANCE:
            raise InputError("critical_current", f"{self.critical_current:g} A", f"one for which beta_c = "
                             f"{self.beta():g} is a capacitance of at most {_MOST_CAPACITANCE:g} F",
                             "Raise it or the resistance, or give the capacitance.")
        if 0 < self.beta() < 1e-8:
            raise InputError("capacitance", self.junction_capacitance(), "a beta_c of 0, or at least 1e-8",
                             "Such a capacitance does not count: take 0.")
        getattr(self, f"_check_{self.study}", lambda: None)()

    def _check_bridge(self) -> None:
        xi, pearl = self.coherence_length, self.penetration_depth**2 / self.thickness
        for name, least in (("bridge_length", 0.02), ("bridge_width", 0.02)):
            if not least * xi <= getattr(self, name) <= _LONGEST_BRIDGE * xi:
                raise InputError(name, f"{getattr(self, name):g} m", f"from {least:g} to {_LONGEST_BRIDGE:g} xi, "
                                 f"{least * xi:.3g} to {_LONGEST_BRIDGE * xi:.3g} m")
        if self.bridge_width > pearl:
            raise InputError("bridge_width", f"{self.bridge_width:g} m", f"at most Lambda = lambda^2/d = {pearl:.3g} m",
                             "In a wider one the field of the current counts.")

    def _check_shapiro(self) -> None:
        omega = self.reduced_frequency()
        if not _LOWEST <= omega <= _HIGHEST:
            raise InputError("frequency", f"{self.frequency:g} Hz", f"h f/2e from {_LOWEST} to {_HIGHEST} I_c R, not "
                             f"{omega:.3g}",
                             f"I_c R is {self.critical_current * self.resistance:.3g} V, Phi_0 times "
                             f"{self.critical_current * self.resistance / (2 * math.pi * FLUX):.3g} Hz.")
        if self.rf_over_ic() > 1000:
            raise InputError("rf_amplitude", f"{self.rf_over_ic() * self.critical_current:g} A", "at most 1000 I_c")

    def _check_fluxon(self) -> None:
        if self.width() < _LEAST_FLUXON_LINE:
            raise InputError("width_over_lambda", self.width(), f"a ring of at least {_LEAST_FLUXON_LINE:g} lambda_J",
                             "A fluxon has about that width.")
        if not 1 <= self.beta() <= 1e4:
            raise InputError("beta_c", self.beta(), "beta_c from 1 to 1e4 for a fluxon that moves",
                             "Its damping is alpha = 1/sqrt(beta_c).")
        if self.bias() > 0.9:
            raise InputError("bias_over_ic", self.bias(), "at most 0.9 on a fluxon",
                             "Beyond it the whole line switches to a voltage.")

    def _check_switching(self) -> None:
        from onnes.circuits.thermal import barrier

        if self.bias() >= 0.99:
            raise InputError("bias_over_ic", self.bias(), "below 0.99 in a study of switching")
        if 0 < self.beta() < 1e-3:
            raise InputError("beta_c", self.beta(), "0, or at least 1e-3 in a study of switching")
        share = self.noise() / barrier(self.bias())
        if not _COLDEST <= share <= _HOTTEST:
            kelvin = barrier(self.bias()) * self.critical_current * FLUX / BOLTZMANN
            raise InputError("temperature", f"{self.kelvin():g} K", f"from {kelvin * _COLDEST:.3g} K to "
                             f"{kelvin * _HOTTEST:.3g} K at I = {self.bias():g} I_c with its barrier of {kelvin:.3g} K",
                             "Change the temperature or the bias: escapes are counted one by one.")
        from onnes.experiments.josephson.switching import sweep_steps

        refuse_endless("sweep_rate", sweep_steps(self) * self.samples / _STEPS_A_SECOND, False,
                       "A faster sweep is computed in a shorter time.")

    def beta(self) -> float:
        """Return beta_c."""
        if self.capacitance is not None:
            return self.critical_current * self.resistance**2 * self.capacitance / FLUX
        return _BETA[self.study] if self.beta_c is None else self.beta_c

    def junction_capacitance(self) -> float:
        """Return C [F]."""
        return self.beta() * FLUX / (self.critical_current * self.resistance**2)

    def bias(self) -> float:
        """Return I/I_c."""
        if self.study == "shapiro" and self.bias_over_ic is None:  # a few steps, wide enough to be seen
            omega = self.reduced_frequency()
            return 0.6 + 7 * omega / (1 + 0.45 * omega)
        return _BIAS.get(self.study, 0.0) if self.bias_over_ic is None else self.bias_over_ic

    def width(self) -> float:
        """Return the width over lambda_J."""
        return _SIZE[self.study] if self.width_over_lambda is None else self.width_over_lambda

    def kelvin(self) -> float:
        """Return the temperature of the noise [K]."""
        if self.temperature is not None:
            return self.temperature
        if self.study != "switching":
            return 0.0
        from onnes.circuits.thermal import barrier

        return barrier(self.bias()) / 5 * self.critical_current * FLUX / BOLTZMANN

    def noise(self) -> float:
        """Return kT over I_c Phi_0/(2 pi)."""
        return BOLTZMANN * self.kelvin() / (self.critical_current * FLUX)

    def reduced_frequency(self) -> float:
        """Return h f/(2e I_c R)."""
        return 2 * math.pi * FLUX * self.frequency / (self.critical_current * self.resistance)

    def rf_over_ic(self) -> float:
        """Return the amplitude of the microwaves over I_c."""
        if self.rf_amplitude is not None:
            return self.rf_amplitude / self.critical_current
        omega = self.reduced_frequency()
        return float(1 + 1.2 * omega * (1 + (self.beta() * omega) ** 2) ** 0.5)

    def expected_seconds(self) -> float:
        if self.study == "switching":
            from onnes.experiments.josephson.switching import sweep_steps

            return 10 + 2 * sweep_steps(self) * self.samples / _STEPS_A_SECOND
        if self.study == "shapiro":
            damped = max(self.beta(), 1.0) ** 0.5  # RC over the unit of time, whose own ratio to hbar/2e I_c R is this
            rate = self.reduced_frequency() * damped / (2 * math.pi)
            periods = 30 + max(15.0, 12 * damped * rate)
            return 3 + periods * max(64.0, 10 / rate) * 7500 / _STEPS_A_SECOND
        return 0.02 * self.width() ** 3 if self.study == "fraunhofer" else 0.0

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.josephson import bridge, fluxon, fraunhofer, iv, shapiro, switching

        progress(0.0, self.study)
        return {"iv": iv, "shapiro": shapiro, "fraunhofer": fraunhofer, "fluxon": fluxon, "switching": switching,
                "bridge": bridge}[self.study].measure(self, progress)
