"""Slabs with vertical walls in space, with the vacuum around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from onnes.devices.constants import RESIDUAL_RESISTANCE_RATIO, constants
from onnes.devices.describe import Fact
from onnes.devices.layers import Layer
from onnes.devices.recording import OF_CONDENSATE, Quantity, Unit
from onnes.devices.solid_grid import SpaceGrid, grid_around, spacing_of_solid
from onnes.devices.thick import Thick
from onnes.drives import AppliedField
from onnes.errors import InputError, door
from onnes.geometry import Shape
from onnes.units import positive_si
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    import jax

    from onnes.devices.model import Model
    from onnes.energies import Term
    from onnes.laws.outcome import Instant

_OVERHANG = 1e-9
"""Part of a layer's area that may stick out of the outline by rounding."""
_THINNEST = 1e-3
"""Thickness of the body over its extent below which it is a film."""
_QUANTITIES = OF_CONDENSATE | {
    "moment": Quantity("moment", (), "magnetic moment along z"),
    "moment_x": Quantity("moment", (), "magnetic moment along x"),
    "moment_y": Quantity("moment", (), "magnetic moment along y"),
    "current_density": Quantity("current_density", ("component", "x", "y"), "current density"),
    "vortices_of_layers": Quantity("number", ("layer",), "vortices and antivortices half-way up each layer"),
    "fluxoid_of_layers": Quantity("number", ("layer", "hole"), "fluxoid of a hole half-way up each layer"),
}


class Solid(Thick):
    """A superconducting slab with vertical walls, or several on each other, in a uniform field of any direction.

    Ginzburg-Landau theory in three dimensions, without an approximation of a thin or of a long body: psi varies through
    the thickness, currents flow along z too, vortices bend, and the field fills the vacuum around, up to a ``margin``
    at which it is the applied one. Valid near Tc for quantitative answers. z = 0 is the underside.

    At every recorded time ``solution.data`` keeps numbers and the maps of one horizontal section, half-way up one
    layer; `Solution.in_space` returns psi, A, B and the current density of all space at the end.

    Args:
        outline: seen from above: a `Shape`, any shapely polygon in metres, or well-known text in metres. Holes go
            through all layers.
        thickness: of one slab [m].
        layers: in place of ``thickness`` a sequence of `onnes.layer`, from below to above. Layers of the superconductor
            that touch are one body; between others an insulator lets no current through.
        margin: of vacuum on all sides [m]; as wide as the longest side of the body if left out. The field of the
            currents is cut off there, which changes the moment of a disc by 0.4 %, with half of it by 2 %
            (docs/solids.md).
        section: number of the superconducting layer whose section is recorded, from below; the uppermost if left out.
        material: name of a material, whose constants at ``temperature`` (see `Film`) are used where none is given.
        temperature: of the body [K], below Tc; runs at other temperatures are described relative to it.
        coherence_length, penetration_depth: xi and lambda [m] at the temperature of the body.
        critical_temperature: Tc [K].
        resistivity: of the normal state [ohm m]; sets the unit of time tau_0 = mu_0 lambda^2/resistivity.
        residual_resistance_ratio: of the material's resistivity at 273 K over that just above Tc.
        disorder: local strength of superconductivity epsilon(x, y) or epsilon(x, y, t), the same at all heights: the
            local Tc - T over that of the body; 1 where nothing is disturbed.
        holes: name -> shape that covers one hole of the outline; holes without a name have numbers.
        gamma: pair breaking 2 tau_E Delta_0/hbar with tau_E the inelastic time of the electrons; 0 is gapless.
        u: relaxation time of psi over tau_0.

    Raises:
        InputError: a quantity of the wrong dimension, sign or size; neither or both of thickness and layers; layers of
            which none superconducts, or one that sticks out of the outline; a hole that is not one.
        MissingDataError: a material that lacks a quantity.

    Source: Tinkham, Introduction to Superconductivity (1996), chapters 4 and 5; Kramer and Watts-Tobin, Phys. Rev.
    Lett. 40, 1041 (1978).
    """

    @door
    def __init__(self, outline: Any, *, thickness: Any = None, layers: Sequence[Layer] | None = None,
                 margin: Any = None, section: int | None = None, material: str = "", temperature: Any = None,
                 coherence_length: Any = None, penetration_depth: Any = None, critical_temperature: Any = None,
                 resistivity: Any = None, residual_resistance_ratio: Any = RESIDUAL_RESISTANCE_RATIO,
                 disorder: Any = None, holes: Mapping[str, Any] | None = None, gamma: Any = 10.0, u: Any = 5.79):
        given = {**locals()}
        known = constants(material, temperature, coherence_length, penetration_depth, critical_temperature, resistivity,
                          residual_resistance_ratio)
        super().__init__(given, outline, known, disorder, holes, gamma, u, None)
        self.layers: tuple[Layer, ...] = self._layers(thickness, layers)
        self.section: int = self._section(section)
        self.margin: float = max(self.extent, self.height) if margin is None else positive_si(margin, "m", "margin")

    def _layers(self, thickness: Any, layers: Any) -> tuple[Layer, ...]:
        if (thickness is None) == (layers is None):
            raise InputError("thickness", "neither or both of thickness and layers", "one of them",
                             'Write thickness="100 nm", or layers=[onnes.layer("100 nm"), ...].')
        if layers is None:
            return (Layer(positive_si(thickness, "m", "thickness"), None, "superconductor"),)
        if not isinstance(layers, Sequence) or not all(isinstance(each, Layer) for each in layers):
            raise InputError("layers", layers, "a sequence of onnes.layer, from below to above",
                             'Write layers=[onnes.layer("100 nm"), ...].')
        if not any(each.superconducts for each in layers):
            raise InputError("layers", f"{len(layers)} layers, none of which superconducts",
                             "at least one layer of the superconductor")
        for number, each in enumerate(layers):
            if each.outline is not None and each.outline.region.difference(
                    self.outline.region).area > _OVERHANG * each.outline.area:
                raise InputError(f"layers[{number}]", "a layer that sticks out of the outline", "one within it",
                                 "Give the solid the outline of the largest layer.")
        return tuple(layers)

    def _section(self, section: Any) -> int:
        count = sum(each.superconducts for each in self.layers)
        if section is None:
            return count - 1
        if isinstance(section, bool) or not isinstance(section, (int, np.integer)) or not 0 <= section < count:
            raise InputError("section", section, f"the number of a superconducting layer, below {count}")
        return int(section)

    # ---- shape

    @property
    def height(self) -> float:
        """Thickness of all layers in metres."""
        return sum(each.thickness for each in self.layers)

    @cached_property
    def slabs(self) -> tuple[tuple[Shape, float, float], ...]:
        """Outline, lower and upper height [m] of every superconducting layer, from below."""
        tops = np.cumsum([each.thickness for each in self.layers])
        return tuple((self.outline if each.outline is None else each.outline, float(top - each.thickness), float(top))
                     for each, top in zip(self.layers, tops, strict=True) if each.superconducts)

    # ---- physics

    @property
    def energy_unit(self) -> float:
        """(Bc^2/mu_0) xi^3, in J: the unit of energies inside."""
        return self.thermodynamic_critical_field**2 / VACUUM_PERMEABILITY * self.constants.coherence_length**3

    @property
    def fluctuation_energy(self) -> float:
        """That of a piece of the body of volume xi^3."""
        return self.energy_unit

    @property
    def step_cost(self) -> float:
        return 2e-6

    def checked_field(self, field: AppliedField) -> AppliedField:
        if not field.uniform:
            raise InputError("field", field.describe(), "a uniform field (B_x, B_y, B_z), steady or functions of time",
                             "Sources near a body in space are not computed; a Film may be in any field.")
        return field

    # ---- discretisation

    def finest_length(self, rigid: bool) -> float:
        """The shorter of xi and lambda; lambda with |psi| held."""
        known = self.constants
        return known.penetration_depth if rigid else min(known.coherence_length, known.penetration_depth)

    def spacing(self, cells_per_xi: float | None = None, condensation: float = 1.0, rigid: bool = False) -> float:
        return spacing_of_solid(self, cells_per_xi, condensation, rigid)

    @property
    def wanted_spacing(self) -> float:
        return spacing_of_solid(self, affordable=False)

    def number_of_nodes(self, spacing: float) -> float:
        return self.space(spacing).number_of_nodes

    def grid_shape(self, spacing: float) -> tuple[int, ...]:
        return tuple(map(len, self.space(spacing).nodes))

    def space(self, spacing: float) -> SpaceGrid:
        """Return the nodes of body and vacuum, in metres."""
        return grid_around(self, spacing)

    def _model(self, spacing: float, self_field: bool, terms: tuple[Term, ...]) -> Model:
        from onnes.devices.solid_model import solid_model

        if not self_field:
            raise InputError("self_field", self_field, "None or True", "The field in a body is that of its currents.")
        return solid_model(self, spacing, terms)

    # ---- records

    def units(self, time: float) -> dict[str, Unit]:
        xi, bc2 = self.constants.coherence_length, self.upper_critical_field
        density = bc2 / (VACUUM_PERMEABILITY * self.kappa**2 * xi)
        return {
            "number": Unit(1.0, "", ""), "length": Unit(xi, "m", "xi"), "time": Unit(time, "s", "tau_0"),
            "field": Unit(bc2, "T", "Bc2"), "vector_potential": Unit(bc2 * xi, "T m", "Phi_0/(2 pi xi)"),
            "current_density": Unit(density, "A/m^2", "Phi_0/(2 pi mu_0 xi lambda^2)"),
            "moment": Unit(density * xi**4, "A m^2", "Phi_0 xi/(2 pi mu_0 kappa^2)"),
            "energy": Unit(self.energy_unit, "J", "(Bc^2/mu_0) xi^3"),
        }

    @property
    def quantities(self) -> dict[str, Quantity]:
        return _QUANTITIES

    def frame(self, model: Model, now: Instant) -> dict[str, jax.Array | np.ndarray]:
        from onnes.devices.solid_model import SolidModel
        from onnes.readouts.solid_frame import solid_frame

        assert isinstance(model, SolidModel)
        return solid_frame(model.sample, model.sections, self.section, now)

    # ---- copies and description

    def to_dict(self, model: Model | None = None) -> dict[str, Any]:
        kept = super().to_dict(model)
        for name in ("period", "insulator", "normal", "superconductor", "pins"):
            kept.pop(name)
        return kept | {"layers": [each.to_dict() for each in self.layers], "margin": self.margin,
                       "section": self.section}

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Self:
        return super().from_dict(dict(given) | {"layers": [Layer.from_dict(each) for each in given["layers"]]})

    @property
    def warnings(self) -> tuple[str, ...]:
        if self.height >= _THINNEST * self.extent:
            return super().warnings
        return (f"The body is {self.extent / self.height:.3g} times as wide as thick: a Film costs far less.",
                *super().warnings)

    @property
    def facts(self) -> list[Fact]:
        return [
            Fact("thickness", self.height, "m"), Fact("margin of vacuum", self.margin, "m"),
            Fact("kappa = lambda/xi", self.kappa, ""), Fact("upper critical field Bc2", self.upper_critical_field, "T"),
            Fact("thermodynamic critical field Bc", self.thermodynamic_critical_field, "T"),
            Fact("depairing current density", self.scales.depairing_current_density, "A/m^2"),
        ]

    @property
    def headline(self) -> str:
        count = len(self.layers)
        return f"{count} layer{'s' * (count != 1)} in vacuum"
