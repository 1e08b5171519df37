"""Diamagnetism of noble gases: measured molar susceptibilities, and the best computed ones."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import Literal


@dataclass(frozen=True)
class Susceptibility:
    """Molar susceptibility of one atom from one source.

    Attributes:
        atom: helium, neon or argon.
        gaussian: chi in 1e-6 cm^3/mol, as tables give it.
        kind: measured or computed.
        label: a word or two for pictures.
        source: where it is from.
        checked: yes if the number was read in the source, no if it is a textbook value from memory, partly if another
            source that was read agrees with it.
    """

    atom: str
    gaussian: float
    kind: Literal["measured", "computed"]
    label: str
    source: str
    checked: Literal["yes", "partly", "no"]

    @property
    def si(self) -> float:
        """chi in m^3/mol."""
        return molar_si(self.gaussian)


def molar_si(gaussian: float) -> float:
    """Return chi in m^3/mol (SI) from 1e-6 cm^3/mol (Gaussian), a factor 4 pi 1e-12."""
    return gaussian * 4 * pi * 1e-12


def molar_gaussian(si: float) -> float:
    """Return chi in 1e-6 cm^3/mol (Gaussian) from m^3/mol (SI)."""
    return si / molar_si(1.0)


_HANDBOOK = "CRC Handbook of Chemistry and Physics, table of magnetic susceptibilities, editions to the 1990s"
_NEWER_HANDBOOK = ("CRC Handbook of Chemistry and Physics (2019), p. 4-145; 9 % less than -8.484e-5 a_0^3 according to "
                   "M. Lesiuk, M. Przybytek, B. Jeziorski, arXiv:2006.15448")
_MANN = "K. E. Mann, Z. Phys. 98, 548 (1936), Faraday's method, based on chi(O2)"
_WARSAW = "M. Lesiuk, B. Jeziorski, arXiv:2311.11357 (2023), coupled clusters with relativity, from chi_0 in a_0^3"

_CUBIC_BOHR = 0.0892386
"""N_A a_0^3 in cm^3/mol."""

SUSCEPTIBILITIES = (
    Susceptibility("helium", -1.88, "measured", "CRC handbook", _HANDBOOK, "no"),
    Susceptibility("helium", -1.906, "measured", "Mann 1936", _MANN, "yes"),
    Susceptibility("neon", -6.74, "measured", "CRC handbook", _HANDBOOK, "no"),
    Susceptibility("neon", -6.96, "measured", "CRC 2019", _NEWER_HANDBOOK, "partly"),
    Susceptibility("neon", -7.651, "measured", "Mann 1936", _MANN, "yes"),
    Susceptibility("neon", -84.786 * _CUBIC_BOHR, "computed", "coupled clusters", _WARSAW, "yes"),
    Susceptibility("argon", -19.6, "measured", "CRC handbook", _HANDBOOK, "no"),
    Susceptibility("argon", -19.23, "measured", "Mann 1936", _MANN, "yes"),
    Susceptibility("argon", -229.545 * _CUBIC_BOHR, "computed", "coupled clusters", _WARSAW, "yes"),
)
"""Susceptibilities; the first measured one of an atom is the reference, the others show the spread."""


def susceptibilities(atom: str) -> tuple[Susceptibility, ...]:
    """Return all susceptibilities of one atom, the reference first."""
    return tuple(one for one in SUSCEPTIBILITIES if one.atom == atom)
