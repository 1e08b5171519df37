"""Penetration depth, gap and critical field of a metal in weak-coupling BCS theory."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onnes.materials import DEFAULT_LENGTH, Material, Value
from onnes.materials import material as material_of
from onnes.numerics.uncertainty import propagated
from onnes.pairing import bcs_ratios
from onnes.pairing.bcs.matsubara import NODES, TERMS
from onnes.pairing.bcs.surface_depth import SPACING, Surface, penetration_depth


@dataclass(frozen=True)
class Length:
    """A length [m] and its origin: given, the tables, free electrons, or the default."""

    value: float
    source: str


@dataclass(frozen=True)
class Electrodynamics:
    """The lengths that determine screening in a bulk metal.

    Attributes:
        london_depth: lambda_L of the clean metal at T = 0.
        coherence_length: xi_0 = hbar v_F/(pi Delta(0)).
        mean_free_path: l [m], infinite in a clean metal.
        surface: "diffuse" or "specular" scattering of electrons.
    """

    london_depth: Length
    coherence_length: Length
    mean_free_path: float
    surface: Surface

    def depth(self, t, *, coarse: bool = False):
        """Return lambda(T) [m] for an axis of T/Tc; ``coarse`` doubles the spacing and halves the terms."""
        spread = {"spacing": 2 * SPACING, "terms": TERMS // 2, "nodes": NODES // 2} if coarse else {}
        return penetration_depth(t, self.london_depth.value, self.coherence_length.value, self.mean_free_path,
                                 self.surface, **spread)

    @property
    def scattering(self) -> float:
        """xi_0/l."""
        return self.coherence_length.value / self.mean_free_path


def electrodynamics(material: str, london: float | None, coherence: float | None, path: float | None,
                    surface: Surface) -> Electrodynamics | None:
    """Return the lengths given, else those of the clean metal in `onnes.materials`; None where one is unknown.

    The clean metal's are tabulated, or of free electrons with the mass of the electronic heat: the theories of the
    trial take the same. Where there are neither, as in compounds, a measured depth stands for lambda_L. Without a
    material a length that is not given is `DEFAULT_LENGTH`.

    Args:
        material: name; empty for none.
        london, coherence: lambda_L and xi_0 [m] in place of the material's.
        path: mean free path [m]; None for a clean metal.
        surface: "diffuse" or "specular".
    """
    of = material_of(material) if material else None
    depth = Length(london, "given") if london else _length(of, "clean_london_depth_0", "london_depth_0")
    length = Length(coherence, "given") if coherence else _length(of, "clean_coherence_length_0", "coherence_length_0")
    if depth is None or length is None:
        return None
    return Electrodynamics(depth, length, path or math.inf, surface)


def _length(of: Material | None, *quantities: str) -> Length | None:
    """Return the first of the quantities that a material has."""
    if of is None:
        return Length(DEFAULT_LENGTH, "default")
    found = next((of.value(name) for name in quantities if of.has(name)), None)
    return found and Length(found.value, found.source.partition(", from ")[0])


def critical_field_at_zero(material: str) -> Value | None:
    """Return Bc(0) = Tc sqrt(2 mu_0 gamma 3/(4 e^(2 gamma_E))) [T]; None where gamma is not in the tables."""
    of = material_of(material)
    if not of.has("sommerfeld_coefficient"):
        return None
    inputs = [of.value("sommerfeld_coefficient"), of.value("critical_temperature")]
    field = bcs_ratios.critical_field(*(one.value for one in inputs))
    spread = propagated(bcs_ratios.critical_field, inputs)
    return Value(field, spread, "T", "BCS, from gamma and Tc", "derived", "derived")


def gap_at_zero(material: str) -> Value:
    """Return Delta(0) = (pi/e^gamma) k Tc [J]."""
    critical = material_of(material).value("critical_temperature")
    spread = propagated(bcs_ratios.gap, [critical])
    return Value(bcs_ratios.gap(critical.value), spread, "J", "BCS, from Tc", "derived", "derived")
