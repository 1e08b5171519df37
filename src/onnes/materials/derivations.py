"""Quantities that are derived from others in the tables, by a stated relation."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from onnes.materials import clean_metal
from onnes.materials import ginzburg_landau as gl
from onnes.materials.quantities import QUANTITIES
from onnes.materials.value import Value
from onnes.numerics.uncertainty import propagated
from onnes.units.constants import AVOGADRO, BOLTZMANN


class Derivation(NamedTuple):
    """Relation ``quantity = formula(*needs)``; the needs are quantities recorded in the tables."""

    quantity: str
    needs: tuple[str, ...]
    formula: Callable[..., float]
    relation: str

    def value(self, inputs: list[Value]) -> Value:
        """Return the derived value, with propagated uncertainty and its inputs as source."""
        made_of = "; ".join(f"{name} ({one.kind}): {one.source}" for name, one in zip(self.needs, inputs, strict=True))
        return Value(
            value=self.formula(*(one.value for one in inputs)),
            uncertainty=propagated(self.formula, inputs),
            unit=QUANTITIES[self.quantity].unit,
            source=f"{self.relation}, from {made_of}",
            checked="derived",
            kind="derived",
            note="; ".join(one.note for one in inputs if one.note),
            inferred_from=tuple(dict.fromkeys(name for one in inputs for name in one.inferred_from)),
        )


def _of_lengths(quantity: str, relation: str, of: Callable[[gl.Lengths], float]) -> tuple[Derivation, ...]:
    """Return one derivation for each route to the Ginzburg-Landau pair of lengths."""
    return tuple(
        Derivation(quantity, route.needs, lambda x, y, route=route: of(route.lengths(x, y)), relation)
        for route in gl.ROUTES
    )


_HEAT = ("molar_sommerfeld_coefficient", "molar_volume")


def _per_volume(molar: float, volume: float) -> float:
    return molar / volume


_ALL = (
    Derivation("london_depth_0", ("penetration_depth_0",), lambda depth: depth,
               "the measured depth, taken as London's (right where xi << lambda)"),
    Derivation("clean_london_depth_0", ("london_depth_0",), lambda depth: depth, "lambda_L as tabulated"),
    Derivation("clean_london_depth_0", ("carrier_density", *_HEAT),
               lambda density, *heat: clean_metal.london_depth(density, _per_volume(*heat)),
               "lambda_L of free electrons with the mass of the electronic heat"),
    Derivation("clean_coherence_length_0", ("coherence_length_0",), lambda length: length, "xi_0 as tabulated"),
    Derivation("clean_coherence_length_0", ("carrier_density", *_HEAT, "critical_temperature"),
               lambda density, molar, volume, tc: clean_metal.coherence_length(density, _per_volume(molar, volume), tc),
               "xi_0 of free electrons with the mass of the electronic heat"),
    Derivation("sommerfeld_coefficient", _HEAT, _per_volume, "gamma = gamma_molar/V_molar"),
    Derivation("atomic_volume_root", ("molar_volume",),
               lambda volume: (volume / AVOGADRO) ** (1 / 3), "(V_molar/N_A)^(1/3)"),
    Derivation("mass_density", ("atomic_mass", "molar_volume"),
               lambda mass, volume: mass * AVOGADRO / volume, "m_atom N_A/V_molar"),
    Derivation("gap_ratio", ("energy_gap", "critical_temperature"),
               lambda gap, tc: 2 * gap / (BOLTZMANN * tc), "2 Delta/(k Tc)"),
    Derivation("energy_gap", ("gap_ratio", "critical_temperature"),
               lambda ratio, tc: ratio * BOLTZMANN * tc / 2, "Delta = ratio k Tc/2"),
    *_of_lengths("ginzburg_landau_depth_0", "lambda of the Ginzburg-Landau pair", lambda pair: pair.depth),
    *_of_lengths("ginzburg_landau_length_0", "xi of the Ginzburg-Landau pair", lambda pair: pair.length),
    *_of_lengths("ginzburg_landau_parameter_0", "kappa = lambda/xi of the Ginzburg-Landau pair",
                 gl.ginzburg_landau_parameter),
    *_of_lengths("critical_field_0", "Bc = Phi_0/(2 sqrt2 pi lambda xi)", gl.thermodynamic_critical_field),
    *_of_lengths("upper_critical_field_0", "Bc2 = Phi_0/(2 pi xi^2)", gl.upper_critical_field),
    *_of_lengths("coherence_length_0", "xi of the Ginzburg-Landau pair", lambda pair: pair.length),
    Derivation("coherence_length_0", ("upper_critical_field_0",),
               lambda field: gl.from_depth_and_upper_field(1.0, field).length, "xi = sqrt(Phi_0/(2 pi Bc2))"),
)

DERIVATIONS: dict[str, tuple[Derivation, ...]] = {
    name: tuple(one for one in _ALL if one.quantity == name) for name in dict.fromkeys(one.quantity for one in _ALL)
}
"""Quantity -> its derivations, preferred first."""
