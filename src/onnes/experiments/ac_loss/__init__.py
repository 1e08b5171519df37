"""ac-loss: loss of a wire with an alternating current: hysteresis, surface loss, and chains that dissociate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity, temperature_law
from onnes.materials import DEFAULT_LENGTH, REDUCED_TEMPERATURE, penetration_depth_of
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.ac_loss.losses import Losses

FEWEST, MOST = 8, 200

LEAST_KIM = 0.01
"""Smallest B0 over mu_0 Jc R."""

LEAST_SHARE = 1e-6
"""Smallest amplitude over the critical current; the layer of the critical state has digits to resolve it."""


class AcLoss(Experiment):
    """A round wire carries I sin(omega t); its loss per cycle and its power per length under four laws.

    bean            critical state |J| = Jc(B), computed through the cycle; Norris's closed form beside it
    two_fluid       R_s H^2/2 of the surface, sigma = (T/Tc)^4 sigma_n - i/(mu_0 omega lambda^2)
    mattis_bardeen  the same with the conductivity of Mattis and Bardeen, dirty limit
    chain           J = A r of Sun's chains; where |B(r, t)| < B_th, and for tau after that, chains are broken and the
                    current meets the resistance of the normal metal: P = int rho_n <J^2 while broken> 2 pi r dr

    The text of the chains (section 4.3) gives a mechanism and no equation: it claims that more carriers dissociate at a
    higher frequency and a larger current, because the window in which the moments are not oriented gets longer. The law
    here is the least that it says, with free parameters ``orienting_field`` B_th and ``rejoin_time`` tau. How the share
    depends on frequency and current is computed from it, not assumed; see `onnes.chains.dissociation`.

    For each law the exponents of f and I are compared with measured ones: hysteretic loss of hard superconductors at
    power frequencies, and the surface resistance in microwaves.

    Validity: Bean's law for fields far above Bc1, at frequencies at which the normal skin effect is negligible; the
    surface laws for weak fields (below Bc1), lambda much below the radius.

    Raises:
        InputError: see `Experiment`; also an amplitude above the critical current of the wire, T not below Tc.
        MissingDataError: the material's depth or resistivity is not in the tables (give them as inputs).

    Source: W. T. Norris, J. Phys. D 3, 489 (1970); D. C. Mattis, J. Bardeen, Phys. Rev. 111, 412 (1958); section 4.3 of
        Sun.
    """

    name: ClassVar[str] = "ac-loss"
    summary: ClassVar[str] = "loss of a wire with alternating current: hysteresis, surface loss, chains that dissociate"
    dynamic: ClassVar[bool] = True
    theories: ClassVar[tuple[str, ...]] = ("chain",)
    example: ClassVar[dict[str, Any]] = {"material": "Nb", "amplitude": "40 A", "steps": 40}

    theory: str = pydantic.Field(default="chain", description="theory whose law stands beside conventional ones")
    frequency: float = quantity("50 Hz", "Hz", "frequency f", above=0)
    amplitude: float = quantity("40 A", "A", "amplitude I of the current", above=0)
    radius: float = quantity("0.5 mm", "m", "radius R of the wire", at_least=1e-7, at_most=1)
    critical_density: float = quantity("1e8 A/m^2", "A/m^2", "Jc without field, by which flux is pinned", above=0)
    kim_field: float | None = quantity(None, "T", "B0 of Jc(B) = Jc/(1 + |B|/B0); Jc is constant if left out", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of Tc if left out", above=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda of the two-fluid law at this temperature, in "
                                               "place of the material's; 50 nm without either", above=0)
    conductivity: float | None = quantity(None, "S/m", "sigma_n just above Tc, in place of the material's with a "
                                          "residual resistance ratio of 10; 2e7 S/m without either", above=0)
    orienting_field: float = quantity("1 mT", "T", "B_th, below which chains break; left open by the text", above=0)
    rejoin_time: float = quantity("0 s", "s", "tau, for which they stay broken; left open by the text", at_least=0)
    steps: int = pydantic.Field(default=60, description=f"time steps of half a cycle, {FEWEST} to {MOST}")

    def check(self) -> None:
        from onnes.problems.critical_state.wire import critical_current

        if not FEWEST <= self.steps <= MOST:
            raise InputError("steps", self.steps, f"a whole number from {FEWEST} to {MOST}")
        field = VACUUM_PERMEABILITY * self.critical_density * self.radius
        if self._kim() < LEAST_KIM * field:
            raise InputError("kim_field", f"{self.kim_field:g} T", f"at least a hundredth of mu_0 Jc R = {field:g} T",
                             "Below that the wire's own field destroys nearly all of its critical current.")
        largest = critical_current(self.radius, self.critical_density, self._kim())
        if self.amplitude > largest:
            raise InputError("amplitude", f"{self.amplitude:g} A", f"at most the critical current, {largest:g} A",
                             "Above it the whole wire resists: take a thicker wire or a larger critical density.")
        if self.amplitude < LEAST_SHARE * largest:
            raise InputError("amplitude", f"{self.amplitude:g} A", f"at least a millionth of the critical current, "
                             f"{LEAST_SHARE * largest:g} A", "A smaller one does not leave the penetration depth.")
        self.losses()

    def _kim(self) -> float:
        return np.inf if self.kim_field is None else self.kim_field

    def depth(self) -> float:
        """Return lambda [m]."""
        if self.material:
            return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)
        return self.penetration_depth or DEFAULT_LENGTH

    def losses(self) -> Losses:
        """Return the wire under all four laws."""
        from onnes.experiments.ac_loss.losses import Losses
        from onnes.problems.microwave_sample import dirty_metal

        sample = dirty_metal(self.material, self.conductivity)
        tc = sample.critical_temperature
        kelvin = REDUCED_TEMPERATURE * tc if self.temperature is None else self.temperature
        if kelvin >= tc:
            raise InputError("temperature", f"{kelvin:g} K", f"a temperature below Tc = {tc:g} K",
                             "Above Tc the wire is normal.")
        return Losses(self.radius, self.critical_density, self._kim(), sample, kelvin, self.depth(),
                      self.orienting_field, self.rejoin_time)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.ac_loss.readings import Instruments

        read = Instruments(self.losses(), self.frequency, self.amplitude, self.steps, progress)
        return Measurement(read.readings(), read.arrays(), read.status(), read.warnings(self.material))
