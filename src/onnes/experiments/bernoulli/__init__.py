"""bernoulli: the electric potential of a flowing condensate, in a wire with a current or a slab in a field."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError, MissingDataError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import material, penetration_depth_of, scales_of, temperature_of
from onnes.units import Scales

CELLS = 60
"""Cells per length that must be resolved, at the surface."""
MOST_NODES = 20_000
FASTEST = 3e6
"""Speed beyond which mechanics is not Newton's to four digits; pairs break far below it [m/s]."""
WEAKEST = 1e-10
"""Least relative change of n_s that double precision resolves well."""


class Bernoulli(Experiment):
    """The electric potential that the phase equation leaves where a condensate flows steadily::

        q phi = -(m/2) v^2 + (hbar^2/2m) lap Psi_0/Psi_0

    against a place at rest with an undisturbed density. The first part is London's: with q = -2e the place of flow is
    positive. Its field balances the magnetic force on the current, E = -v x B, so that carriers do not pile up. A
    voltmeter with leads does not see it: it reads the electrochemical potential, which is the same everywhere. A
    capacitor does.

    The velocity comes from a solution. *wire*: London's theory of a round wire with a current I. *slab*: in a field
    along its faces, of London's theory or, with law=static, of Ginzburg-Landau theory. There the density varies, and
    the second part, of the quantum pressure, counts: with |alpha| = hbar^2/(2 m xi^2) both together are::

        q phi = -|alpha| (1 - n_s/n_s0)

    In a type I metal the potential reaches xi deep, the current only lambda, and the quantum pressure takes away most
    of the potential at the surface.

    The model knows one fluid. In a metal with normal electrons beside n_s these screen: the potential is n_s/n times as
    large (van Vijfeijken and Staas; Adkins and Waldram), which goes to zero at Tc. Outside, by the theorem of Budd and
    Vannimenus for superconductors (Lipavsky, Morawetz, Kolacek, Brandt and others), the surface shows a density of free
    energy over n q. With that of the flow, n_s m v^2/2 = B^2/(2 mu_0) of a body much thicker than lambda, this is again
    n_s/n times London's potential.

    q = -2e and m = 2 m_e of a pair; v [m/s]; phi [V]; n_s = m/(mu_0 q^2 lambda^2), n = n_s over `superfluid_fraction`.

    Validity: fields below the critical one; speeds below 1 % of that of light; lambda above xi for law=london; slow
    against the gap.

    Measurements: J. Bok and J. Klein, Phys. Rev. Lett. 20, 660 (1968), and T. D. Morris and J. B. Brown, Physica 55,
    760 (1971), by capacitive pick-up. These papers could not be read, and no number of theirs is used.

    Raises:
        InputError: see `Experiment`; also T above Tc, a wire with law=static, a grid with too many nodes.
        MissingDataError: the material lacks a length (give it as an input).

    Source: M7; F. London, Superfluids I (1950); A. G. van Vijfeijken, F. A. Staas, Phys. Lett. 12, 175 (1964); C. J.
    Adkins, J. R. Waldram, Phys. Rev. Lett. 21, 76 (1968); P. Lipavsky et al., cond-mat/0212152 and cond-mat/0311167.
    """

    name: ClassVar[str] = "bernoulli"
    summary: ClassVar[str] = "electric potential of a flowing condensate: London's, quantum pressure, two fluids"
    theories: ClassVar[tuple[str, ...]] = ("macroscopic",)
    example: ClassVar[dict[str, Any]] = {"device": "slab", "law": "static", "size": "500 nm", "field": "20 mT",
                                         "penetration_depth": "60 nm", "coherence_length": "40 nm"}

    belonging: ClassVar[Belonging] = {"device": {"wire": ("current",), "slab": ("field",)},
                                      "law": {"static": ("coherence_length",)}}

    theory: str = pydantic.Field(default="macroscopic", description="theory of the experiment")
    device: Literal["wire", "slab"] = choice("wire", "round wire with a current, or slab in a field along its faces")
    law: Literal["london", "static"] = choice("london", "london: n_s the same everywhere; static: Ginzburg-Landau")
    size: float = quantity("1 um", "m", "radius of the wire, half thickness of the slab", at_least=1e-9, at_most=1)
    current: float = quantity("50 mA", "A", "current of the wire", above=0)
    field: float = quantity("10 mT", "T", "applied field of the slab", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)
    coherence_length: float | None = quantity(None, "m", "xi, in place of the material's; 50 nm without either; used "
                                              "with law=static", above=0)
    superfluid_fraction: float | None = quantity(None, "", "n_s/n, in place of the material's; 1 without either",
                                                 above=0, at_most=1)

    def check(self) -> None:
        if self.device == "wire" and self.law == "static":
            raise InputError("law", self.law, "law=london in a wire", "Take device=slab.")
        if (speed := self.surface_speed()) > FASTEST:
            argument = "current" if self.device == "wire" else "field"
            raise InputError(argument, f"{getattr(self, argument):g}", "one with which pairs are slow against light, "
                             f"not {speed:.3g} m/s at the surface", "Is the unit right?")
        if self.law == "static":
            try:
                self.scales()
            except MissingDataError as missing:
                raise missing.or_give("law=london, which needs no coherence length") from None
            self._check_depletion()
        self.nodes()

    def depth(self) -> float:
        """Return lambda [m]."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def _check_depletion(self) -> None:
        """Refuse a flow that changes the density by less than rounding: 1 - n_s/n_s0 is about (m v xi/hbar)^2."""
        from onnes.units.constants import ELECTRON_MASS, HBAR

        unit = HBAR / (2 * ELECTRON_MASS * self.scales().coherence_length)
        least = self.field * WEAKEST**0.5 * unit / self.surface_speed()
        if self.field < least:
            raise InputError("field", f"{self.field:g} T", f"one that changes n_s beyond rounding, of {least:.2g} T or "
                             "more", "The potential goes with the square of a weak field: take a larger one.")

    def surface_speed(self) -> float:
        """Return |v| at the surface by London's closed form [m/s]."""
        import numpy as np

        from onnes.problems.screening.wire import WIRE_LAWS
        from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

        depth, size = self.depth(), self.size
        field = self.field * np.tanh(size / depth)  # mu_0 lambda J
        if self.device == "wire":
            field = VACUUM_PERMEABILITY * depth * WIRE_LAWS["london"].density(size, size, self.current, depth)
        return float(ELEMENTARY_CHARGE * depth * field / ELECTRON_MASS)

    def scales(self) -> Scales:
        """Return the scales of the computation; under London's theory lambda is the unit of length."""
        if self.law == "london":
            return Scales(self.depth(), self.depth())
        return scales_of(self.material, self.temperature, self.model, self.penetration_depth, self.coherence_length)

    def fraction(self) -> float:
        """Return n_s/n."""
        from onnes.materials.temperature_laws import shape

        if self.superfluid_fraction is not None:
            return self.superfluid_fraction
        kelvin = temperature_of(self.material, self.temperature)
        if kelvin is None:
            return 1.0
        return shape(self.model, kelvin / material(self.material).critical_temperature).density

    def critical_field(self) -> float | None:
        """Return Bc [T]; None where it is unknown."""
        if self.law == "static":
            return self.scales().thermodynamic_critical_field
        kelvin = temperature_of(self.material, self.temperature)
        try:
            return None if kelvin is None else material(self.material).critical_field(kelvin, self.model)
        except MissingDataError:
            return None

    def nodes(self) -> Any:
        """Return nodes from the middle to the surface [m]."""
        import numpy as np

        from onnes.numerics.grading import graded_to_surface

        scales, depth = self.scales(), self.depth()
        reach = max(depth, scales.coherence_length)
        spacing = min(depth, scales.coherence_length, self.size) / CELLS
        if np.arcsinh(self.size / reach) * reach / spacing > MOST_NODES:
            raise InputError("size", f"{self.size:g} m", f"a body that needs at most {MOST_NODES} nodes",
                             "Make it smaller, or lambda and xi less different.")
        return graded_to_surface(self.size, reach, spacing)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.bernoulli.readings import measured

        progress(0.0, "solving for the flow")
        return measured(self)
