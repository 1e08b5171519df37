"""The metal whose gap is asked for: its lengths, and what was measured on it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onnes.carriers.london_depth import london_depth as free_electron_depth
from onnes.experiments.superconductor import DEFAULT_LENGTH
from onnes.materials import Material, Value
from onnes.materials import material as material_of
from onnes.materials.propagation import propagated
from onnes.pairing import bcs_ratios
from onnes.pairing.bcs.matsubara import NODES, TERMS
from onnes.pairing.bcs.surface_depth import SPACING, Surface, penetration_depth


@dataclass(frozen=True)
class Length:
    """A length [m] and where it is from."""

    value: float
    source: str


@dataclass(frozen=True)
class Electrodynamics:
    """What screening in a bulk metal needs to know.

    Attributes:
        london_depth: lambda_L of the clean metal at T = 0.
        coherence_length: xi_0 = hbar v_F/(pi Delta(0)).
        mean_free_path: l [m], infinite in a clean metal.
        surface: how it scatters electrons.
    """

    london_depth: Length
    coherence_length: Length
    mean_free_path: float
    surface: Surface

    def depth(self, t, *, coarse: bool = False):
        """lambda(T) [m] for T/Tc on one axis; coarse with twice the spacing and half the terms, to see the error."""
        spread = {"spacing": 2 * SPACING, "terms": TERMS // 2, "nodes": NODES // 2} if coarse else {}
        return penetration_depth(t, self.london_depth.value, self.coherence_length.value, self.mean_free_path,
                                 self.surface, **spread)

    @property
    def scattering(self) -> float:
        """xi_0/l."""
        return self.coherence_length.value / self.mean_free_path


def electrodynamics(material: str, london: float | None, coherence: float | None, path: float | None,
                    surface: Surface) -> Electrodynamics | None:
    """From lengths given directly, else those in the tables, else free electrons; None where nothing tells.

    Without a material a length that is not given is `DEFAULT_LENGTH`.
    """
    of = material_of(material) if material else None
    depth = Length(london, "given") if london else _length(of, "london_depth_0")
    length = Length(coherence, "given") if coherence else _length(of, "coherence_length_0")
    if depth is None or length is None:
        return None
    return Electrodynamics(depth, length, path or math.inf, surface)


def _length(of: Material | None, quantity: str) -> Length | None:
    if of is None:
        return Length(DEFAULT_LENGTH, "default")
    if rows := of.values(quantity):
        return Length(rows[0].value, f"tables, {rows[0].kind}")
    needs = {"london_depth_0": ("carrier_density",), "coherence_length_0": ("fermi_velocity", "critical_temperature")}
    if all(of.has(need) for need in needs[quantity]):
        formula = {"london_depth_0": free_electron_depth, "coherence_length_0": bcs_ratios.coherence_length}[quantity]
        return Length(formula(*(of.value(need).value for need in needs[quantity])), "free electrons")
    return Length(of.value(quantity).value, "derived from a measured one") if of.has(quantity) else None


MEASURED = {
    "gap_ratio_measured": ("gap_ratio", "2 Delta(0)/k Tc as measured"),
    "heat_jump_measured": ("heat_jump", "jump of the electronic heat over gamma Tc as measured"),
    "critical_field_0_measured": ("critical_field_0", "Bc at T = 0 as measured"),
    "penetration_depth_0_measured": ("penetration_depth_0", "penetration depth at T = 0 as measured"),
}
"""Reading -> quantity of the tables, meaning."""


def measured(material: str) -> dict[str, tuple[Value, str]]:
    """What the tables have measured of the material, by the name of the reading, with its meaning."""
    of = material_of(material)
    rows = {name: (next((row for row in of.values(quantity) if row.kind == "measured"), None), meaning)
            for name, (quantity, meaning) in MEASURED.items()}
    return {name: (row, meaning) for name, (row, meaning) in rows.items() if row is not None}


def critical_field_at_zero(material: str) -> Value | None:
    """Bc(0) = Tc sqrt(2 mu_0 gamma 3/(4 e^(2 gamma_E))) [T]; None where gamma is not in the tables."""
    of = material_of(material)
    if not of.has("sommerfeld_coefficient"):
        return None
    inputs = [of.value("sommerfeld_coefficient"), of.value("critical_temperature")]
    field = bcs_ratios.critical_field(*(one.value for one in inputs))
    spread = propagated(bcs_ratios.critical_field, inputs)
    return Value(field, spread, "T", "BCS, from gamma and Tc", "derived", "derived")


def gap_at_zero(material: str) -> Value:
    """Delta(0) = (pi/e^gamma) k Tc [J]."""
    critical = material_of(material).value("critical_temperature")
    spread = propagated(bcs_ratios.gap, [critical])
    return Value(bcs_ratios.gap(critical.value), spread, "J", "BCS, from Tc", "derived", "derived")
