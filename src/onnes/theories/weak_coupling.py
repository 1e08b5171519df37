"""Range of validity of weak coupling, and size of the terms that it leaves out, from k Tc/Omega_log."""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from typing import TYPE_CHECKING

from onnes.pairing.eliashberg import formulas

if TYPE_CHECKING:
    from onnes.materials import Material

ONE_GAP = frozenset({"element", "alloy"})
"""Families of materials with one gap that varies little over the Fermi surface, paired weakly by phonons."""
BY_PHONONS = ONE_GAP | {"A15", "B1 nitride", "Chevrel", "hydride"}
"""Families whose electrons phonons pair, weakly or strongly."""
LARGEST_CORRECTION = 0.10
"""Correction to 2 Delta/k Tc up to which coupling is called weak."""
COULOMB = 1.2
"""Accuracy of an isotope exponent that leaves the Coulomb repulsion out: it lowers 1/2 by (mu*/N(0)V)^2, some 16 %."""
UNLIKE = "several gaps, nodes, or another attraction than that by phonons"
"""Reason for which a material lies outside both theories of pairing by phonons."""
DEBYE_LOGARITHM = exp(-0.5)
"""Omega_log/Omega_D of a Debye spectrum, alpha^2F ~ Omega^2."""
_LARGEST_STRENGTH = 0.06
"""k Tc/Omega_log with that correction; taken where that of the material is not known."""


def strength(material: Material | None) -> float:
    """Return x = k Tc/Omega_log; the largest weak one if it is not known.

    Omega_log is that of tunnelling, or of a Debye spectrum.
    """
    if material is None or not material.has("critical_temperature"):
        return _LARGEST_STRENGTH
    if material.has("logarithmic_phonon_temperature"):
        phonons = material.value("logarithmic_phonon_temperature").value
    elif material.has("debye_temperature"):
        phonons = DEBYE_LOGARITHM * material.value("debye_temperature").value
    else:
        return _LARGEST_STRENGTH
    return min(material.critical_temperature / phonons, formulas.STRONGEST)


def correction(relation: Callable[[float], float], material: Material | None) -> float:
    """Return the factor by which strong coupling raises a ratio, such as `formulas.gap_ratio`."""
    return relation(strength(material)) / relation(1e-9)


def outside(family: str, material: Material | None = None) -> str:
    """Return why one gap in weak coupling does not describe a family, or a material of it; "" where it does."""
    if family not in ONE_GAP:
        return f"{family}: {'strong coupling' if family in BY_PHONONS else UNLIKE}"
    if material is None:
        return ""
    missing = correction(formulas.gap_ratio, material) - 1
    strong = missing > LARGEST_CORRECTION
    return f"strong coupling, which raises 2 Delta/k Tc by {100 * missing:.0f} %" if strong else ""
