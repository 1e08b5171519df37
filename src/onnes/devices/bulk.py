"""A body infinite along z, in a field along z: cylinders, plates and tubes in cross-section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.devices.constants import RESIDUAL_RESISTANCE_RATIO, constants
from onnes.devices.describe import Fact
from onnes.devices.period import field_in_cells
from onnes.devices.pins import Pin, Random
from onnes.devices.recording import OF_CONDENSATE, Quantity, Unit
from onnes.devices.regions import Normal, Superconductor
from onnes.devices.thick import Thick
from onnes.drives import AppliedField
from onnes.drives.sources import Uniform
from onnes.errors import InputError, door
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    import jax

    from onnes.devices.model import Model
    from onnes.energies import Term
    from onnes.laws.outcome import Instant

_QUANTITIES = OF_CONDENSATE | {
    "moment": Quantity("moment", (), "magnetic moment per length"),
    "magnetisation": Quantity("magnetisation", (), "magnetic moment per volume of the superconductor"),
    "current_density": Quantity("current_density", ("component", "x", "y"), "current density"),
}


class Bulk(Thick):
    """A superconductor infinite along z with the given cross-section, in a uniform field along z.

    Nothing depends on z: B inside and H outside are along z, currents flow in the cross-section. The field around the
    body is the applied one, that in a hole is uniform: a long body has no demagnetisation. Valid near Tc for
    quantitative answers. Moments and energies are per length.

    Args:
        outline: of the cross-section: a `Shape`, any shapely polygon in metres, or well-known text in metres.
        material: name of a material, whose constants at ``temperature`` (see `Film`) are used where none is given.
        temperature: of the body [K], below Tc; runs at other temperatures are described relative to it.
        coherence_length, penetration_depth: xi and lambda [m] at the temperature of the body.
        critical_temperature: Tc [K].
        resistivity: of the normal state [ohm m]; sets the unit of time tau_0 = mu_0 lambda^2/resistivity.
            The lengths of a material stay what they are: `warnings` tells where they do not belong to it.
        residual_resistance_ratio: of the material's resistivity at 273 K over that just above Tc.
        disorder: local strength of superconductivity epsilon(x, y) or epsilon(x, y, t): the local Tc - T over that of
            the body; 1 where nothing is disturbed, 0 at Tc, negative where the metal is normal.
        normal: name -> region of normal metal, an `onnes.normal`.
        superconductor: name -> region of another superconductor, an `onnes.superconductor`.
        insulator: name -> shape that does not conduct.
        pins: weak columns: a list of `onnes.pin`, or `onnes.pins.random`.
        holes: name -> shape that covers one hole; holes without a name have numbers.
        gamma: pair breaking 2 tau_E Delta_0/hbar with tau_E the inelastic time of the electrons; 0 is gapless.
        u: relaxation time of psi over tau_0: 5.79 of a dirty metal with magnetic impurities or strong scattering.
        period: (a, b), the sides of the outline, along which the device repeats without end, see
            `onnes.energies.periodic`; None for a side at which it ends. No net current flows along a period. Through a
            cell that repeats in both directions ``field=`` puts a whole number of flux quanta, see `field_of`.

    Raises:
        InputError: a quantity of the wrong dimension, sign or size; a hole that is not one; regions that overlap or
            stick out of the outline, a pin that is larger than it or not on it; an outline that does not fill its
            period, regions and pins of another mean free path in a periodic device.
        MissingDataError: a material that lacks a quantity.

    Source: Tinkham, Introduction to Superconductivity (1996), chapters 4 and 5; Kramer and Watts-Tobin, Phys. Rev.
    Lett. 40, 1041 (1978).
    """

    @door
    def __init__(self, outline: Any, *, material: str = "", temperature: Any = None, coherence_length: Any = None,
                 penetration_depth: Any = None, critical_temperature: Any = None, resistivity: Any = None,
                 residual_resistance_ratio: Any = RESIDUAL_RESISTANCE_RATIO, disorder: Any = None,
                 normal: Mapping[str, Normal] | None = None, superconductor: Mapping[str, Superconductor] | None = None,
                 insulator: Mapping[str, Any] | None = None, pins: Sequence[Pin] | Random | None = None,
                 holes: Mapping[str, Any] | None = None, gamma: Any = 10.0, u: Any = 5.79,
                 period: Any = None):
        given = {**locals()}
        known = constants(material, temperature, coherence_length, penetration_depth, critical_temperature, resistivity,
                          residual_resistance_ratio)
        super().__init__(given, outline, known, disorder, holes, gamma, u, period)

    # ---- physics

    @property
    def energy_unit(self) -> float:
        """(Bc^2/mu_0) xi^2, in J/m: the unit of energies inside."""
        return self.thermodynamic_critical_field**2 / VACUUM_PERMEABILITY * self.constants.coherence_length**2

    @property
    def fluctuation_energy(self) -> float:
        """(Bc^2/mu_0) xi^3: pieces as long as xi fluctuate each by itself."""
        return self.energy_unit * self.constants.coherence_length

    @property
    def step_cost(self) -> float:
        return 4e-7

    def checked_field(self, field: AppliedField) -> AppliedField:
        if field.uniform and any(isinstance(source, Uniform) and source.axis != 2 for _, source in field.terms):
            raise InputError("field", field.describe(), "a uniform field along z, the axis of the body",
                             "In a field across its axis vortices lie in the cross-section, and not all is the same "
                             "along z. Take a cross-section that is across the field.")
        if not field.uniform:
            raise InputError("field", field.describe(), "a uniform field along z, constant or a function of time",
                             "A Bulk is infinite along z, and so must its field be; a Film may be in any field.")
        return field_in_cells(field, self.period) if self.periodic else field

    # ---- discretisation

    def finest_length(self, rigid: bool) -> float:
        """The shorter of xi and lambda; lambda with |psi| held."""
        known = self.constants
        return known.penetration_depth if rigid else min(known.coherence_length, known.penetration_depth)

    def _model(self, spacing: float, self_field: bool, terms: tuple[Term, ...]) -> Model:
        from onnes.devices.bulk_model import bulk_model

        if not self_field:
            raise InputError("self_field", self_field, "None or True", "The field in a body is that of its currents.")
        return bulk_model(self, spacing, terms)

    # ---- records

    def units(self, time: float) -> dict[str, Unit]:
        xi, bc2 = self.constants.coherence_length, self.upper_critical_field
        current = bc2 / (VACUUM_PERMEABILITY * self.kappa**2)
        return {
            "number": Unit(1.0, "", ""), "length": Unit(xi, "m", "xi"), "time": Unit(time, "s", "tau_0"),
            "field": Unit(bc2, "T", "Bc2"), "vector_potential": Unit(bc2 * xi, "T m", "Phi_0/(2 pi xi)"),
            "current_density": Unit(current / xi, "A/m^2", "Phi_0/(2 pi mu_0 xi lambda^2)"),
            "moment": Unit(current * xi**2, "A m", "Phi_0/(2 pi mu_0 kappa^2)"),
            "magnetisation": Unit(current, "A/m", "Phi_0/(2 pi mu_0 lambda^2)"),
            "energy": Unit(self.energy_unit, "J/m", "(Bc^2/mu_0) xi^2"),
        }

    @property
    def quantities(self) -> dict[str, Quantity]:
        return _QUANTITIES

    def frame(self, model: Model, now: Instant) -> dict[str, jax.Array | np.ndarray]:
        from onnes.readouts.bulk_frame import bulk_frame

        return bulk_frame(model.plane, now)

    # ---- description

    @property
    def facts(self) -> list[Fact]:
        return [
            Fact("kappa = lambda/xi", self.kappa, ""), Fact("upper critical field Bc2", self.upper_critical_field, "T"),
            Fact("thermodynamic critical field Bc", self.thermodynamic_critical_field, "T"),
            Fact("depairing current density", self.scales.depairing_current_density, "A/m^2"),
        ]

    @property
    def headline(self) -> str:
        return "infinite along z"
