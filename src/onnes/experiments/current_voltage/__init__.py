"""current-voltage: critical current, phase slips and voltage of a wire or strip, up and down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.experiments.si_inputs import Counterpart, as_given, in_units
from onnes.materials import REDUCED_TEMPERATURE
from onnes.units import Scales

if TYPE_CHECKING:
    from onnes.problems.strip.strip import Strip

LARGEST_GRID = 40_000
_RESOLVED = 0.5
_NEAR_TC = 0.5
_DEPAIRING = 2 / 3**1.5
COUNTERPARTS = {
    "length_over_xi": Counterpart("length", "m"), "width_over_xi": Counterpart("width", "m"),
    "induction": Counterpart("field", "T"), "pearl_over_xi": Counterpart("thickness", "m"),
}
"""Inputs in SI units, which need a material, in place of reduced ones."""


class CurrentVoltage(Experiment):
    """Current through a superconducting wire or strip between two terminals, and the voltage of its phase slips.

    ``u/sqrt(1 + gamma^2 n) (d_t psi + (gamma^2/2) d_t(n) psi) = -dF/dpsi*``, ``sigma d_t A = J_s - J`` with
    n = |psi|^2, phi = 0, and the mean density of J given. The critical current is bisected: the largest at which,
    reached slowly and held for a thousand relaxation times, no phase slips; on two grids, extrapolated. The curve is
    taken in steps, each held until the mean voltage is constant; slips are counted as zeros of psi in space and time,
    so that the Josephson relation V = Phi_0 x slips per time is a reading and not an assumption.

    Current densities are in J0 = Phi_0/(2 pi mu_0 xi lambda^2), in which a long thin wire carries 2/(3 sqrt3);
    times in tau = mu_0 sigma lambda^2; voltages in Phi_0/(2 pi tau), or over the normal resistance in J0. With a
    material also in SI, and length, width, field and thickness may be given in SI units. Between held terminals the
    whole length is measured, else its middle half.

    Validity: near Tc, dirty metal (u = 5.79), local equilibrium of the electrons; no heating. A wire of finite length
    carries more than a long one, as (xi/L)^4: between held terminals 2 % at 10 xi, 0.27 % at 20 xi, 0.03 % at 40 xi.

    Raises:
        InputError: self-field or an applied field without a width; held terminals in a field; a grid of
            more than 40 000 nodes; a temperature without a material, or above Tc; a quantity
            given both in SI and in reduced units.
        MissingDataError: a material that lacks a length or a resistivity.

    Source: L. Kramer, R. J. Watts-Tobin, Phys. Rev. Lett. 40, 1041 (1978); B. I. Ivlev, N. B. Kopnin, Adv. Phys. 33,
    47 (1984); B. D. Josephson, Phys. Lett. 1, 251 (1962).
    """

    name: ClassVar[str] = "current-voltage"
    summary: ClassVar[str] = "current through a wire or strip: critical current, hysteresis, phase slips, voltage"
    counterparts: ClassVar[Mapping[str, Counterpart]] = COUNTERPARTS
    dynamic: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {
        "length_over_xi": 5, "gamma": 3, "largest_current": 1.5, "levels": 2, "precision": 5e-3, "material": "Nb",
        "temperature": "8.8 K"}

    length_over_xi: float = quantity(20.0, "", "length between the terminals, in xi", at_least=1.0, at_most=1000.0)
    length: float | None = quantity(None, "m", "the same, of a strip of a material", above=0.0)
    width_over_xi: float = quantity(0.0, "", "width in xi; 0 for a wire too narrow to vary across", at_least=0.0)
    width: float | None = quantity(None, "m", "the same, of a strip of a material", at_least=0.0)
    gamma: float = quantity(10.0, "", "pair breaking, 2 tau_E Delta/hbar; 0 is gapless", at_least=0.0, at_most=100.0)
    u: float = quantity(5.79, "", "relaxation time of psi over that of the field", at_least=0.1, at_most=100.0)
    terminals: Literal["held", "normal", "free"] = choice(
        "held", "psi at the ends: 1 as in a wide bank, 0 as in normal metal, or free")
    largest_current: float = quantity(1.4, "", "last current of the sweep, over the depairing current", above=0.0,
                                      at_most=100.0)
    levels: int = pydantic.Field(default=7, description="equal steps of the current on the way up, 2 to 200")
    precision: float = quantity(5e-4, "", "to which the critical current is bisected, over depairing; the "
                                "retrapping current to twenty times that", at_least=1e-5, at_most=0.1)
    induction: float = quantity(0.0, "", "applied field across the strip, in Bc2")
    field: float | None = quantity(None, "T", "the same, for a strip of a material")
    pearl_over_xi: float | None = quantity(None, "", "Pearl length of the strip in xi; none without self-field",
                                           above=0.0)
    thickness: float | None = quantity(None, "m", "of a strip of a material, in place of its Pearl length", above=0.0)
    noise: float = quantity(0.0, "", "kT in (Bc^2/mu_0) xi^3, per xi of a strip's thickness, per xi^2 of a wire's "
                            "cross-section; in the sweep", at_least=0.0, at_most=1.0)
    seed: int = pydantic.Field(default=0, description="of the noise")
    spacing_over_xi: float = quantity(0.25, "", "of the grid; the critical current is also taken at half of it",
                                      above=0.0, at_most=_RESOLVED)
    temperature: float | None = quantity(None, "K", "temperature of the material; half of its Tc if left out", above=0)
    residual_resistance_ratio: float = quantity(10.0, "", "purity of the material", at_least=1.0)

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the inputs with the reduced ones that follow from those in SI units."""
        if not any(inputs.get(name) is not None for name, _ in COUNTERPARTS.values()):
            return inputs
        scales = scales_of(inputs["material"], inputs.get("temperature"))
        xi, depth = scales.coherence_length, scales.penetration_depth
        made = in_units(inputs, COUNTERPARTS, {"length_over_xi": xi, "width_over_xi": xi,
                                               "induction": scales.upper_critical_field})
        if inputs.get("thickness") is not None:
            made["pearl_over_xi"] = depth**2 / inputs["thickness"] / xi
        return inputs | made

    def check(self) -> None:
        if self.width_over_xi == 0 and (self.induction or self.pearl_over_xi is not None):
            raise InputError(*as_given(self, "induction" if self.induction else "pearl_over_xi", COUNTERPARTS),
                             "none for a wire, which is narrower than any screening", "Give a width_over_xi or width.")
        if 0 < self.width_over_xi < 2 * self.spacing_over_xi:
            raise InputError(*as_given(self, "width_over_xi", COUNTERPARTS),
                             f"at least two cells of {self.spacing_over_xi:g} xi", "Use 0 for a wire.")
        if self.induction and self.terminals == "held":
            raise InputError("terminals", self.terminals, "free or normal ends in an applied field",
                             "A wide superconducting bank would be full of vortices.")
        nodes = 4 * (self.length_over_xi / self.spacing_over_xi) * max(self.width_over_xi / self.spacing_over_xi, 1.5)
        if nodes > LARGEST_GRID:
            raise InputError(*as_given(self, "length_over_xi", COUNTERPARTS),
                             f"a grid of at most {LARGEST_GRID:,} nodes, not {nodes:.3g}",
                             "Take a shorter or narrower strip, or a larger spacing_over_xi.")
        if not 2 <= self.levels <= 200:
            raise InputError("levels", self.levels, "a whole number from 2 to 200")
        if self.material:
            self.scales()
        elif self.temperature is not None:
            raise InputError("temperature", f"{self.temperature:g} K", "a material that has this temperature",
                             "Name a material, or leave the temperature out.")

    def scales(self) -> Scales:
        """Return the scales of the material: xi, lambda, and tau = mu_0 sigma lambda^2."""
        return scales_of(self.material, self.temperature, self.residual_resistance_ratio)

    def strip(self) -> Strip:
        """Return the strip in reduced units."""
        from onnes.problems.strip.strip import Strip

        return Strip(self.length_over_xi, self.width_over_xi, self.spacing_over_xi, self.u, self.gamma,
                     self.terminals, self.induction, self.pearl_over_xi, self.noise, self.seed)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.current_voltage import readings as read
        from onnes.experiments.current_voltage.sweep import portrait, sweep
        from onnes.problems.strip.strip import Bench
        from onnes.problems.strip.threshold import Threshold, critical_current

        bench, fine = Bench.of(self.strip()), Bench.of(self.strip().refined(2))
        progress(0.0, "critical current")
        near = critical_current(bench, self.precision, progress=lambda share: progress(0.15 * share,
                                                                                       "critical current"))
        finely = "critical current on a finer grid"
        progress(0.15, finely)
        threshold = Threshold.of(near, critical_current(fine, self.precision, near,
                                                        lambda share: progress(0.15 + 0.15 * share, finely)))
        swept = sweep(bench, self.largest_current * _DEPAIRING, self.levels, 20 * self.precision * _DEPAIRING,
                      lambda share: progress(0.3 + 0.65 * share, "current and voltage"))
        points = [*swept.up, *swept.down]
        shown = min((p for p in points if p.running), key=lambda p: p.voltage, default=swept.up[-1])
        progress(0.95, "phase slips")
        seen = portrait(bench, shown)
        found = read.readings(bench, threshold, swept, shown)
        if self.material:
            found |= read.in_si(bench, threshold, shown, self.scales())
        unsteady = [point.current / _DEPAIRING for point in points if not point.steady]
        cause = (f"The mean voltage was still changing at {len(unsteady)} of {len(points)} currents: "
                 f"{', '.join(f'{ratio:.3g}' for ratio in unsteady)} of the depairing current.",) if unsteady else ()
        return Measurement(found, read.arrays(bench, swept, seen), "not_converged" if unsteady else "converged",
                           (*self.warnings(), *cause))

    def warnings(self) -> tuple[str, ...]:
        """Return a warning far below Tc."""
        if not self.material:
            return ()
        from onnes.materials import material

        tc = material(self.material).critical_temperature
        if (self.temperature or REDUCED_TEMPERATURE * tc) >= _NEAR_TC * tc:
            return ()
        return (f"Ginzburg-Landau theory holds near Tc = {tc:g} K; this far below, currents are tens of per cent off.",)


def scales_of(name: str, temperature: float | None, residual_resistance_ratio: float = 10.0) -> Scales:
    """Return the scales of a material at a temperature; at half of its Tc if that is None."""
    from onnes.materials import material
    from onnes.units.constants import VACUUM_PERMEABILITY

    metal = material(name)
    tc = metal.critical_temperature
    kelvin = REDUCED_TEMPERATURE * tc if temperature is None else temperature
    if kelvin >= tc:
        raise InputError("temperature", f"{kelvin:g} K", f"below Tc = {tc:g} K")
    conductivity, depth = metal.normal_conductivity(residual_resistance_ratio), metal.penetration_depth(kelvin)
    return Scales(metal.coherence_length(kelvin), depth, VACUUM_PERMEABILITY * conductivity * depth**2, conductivity)
