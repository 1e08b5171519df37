"""Names of observables, quantities and theories as they are printed: proper names with their capitals."""

from __future__ import annotations

import re

_PROPER = {
    "silsbee rule": "Silsbee's rule", "ginzburg landau": "Ginzburg-Landau", "two fluid": "two-fluid", "mu star": "mu*",
    **{name: name.capitalize() for name in (
        "cooper", "coulomb", "debye", "eliashberg", "fermi", "hall", "josephson", "knight", "london", "meissner",
        "pauli", "silsbee")},
    "ac": "AC", "nmr": "NMR", "tc": "Tc", "hc2": "Hc2", "hc3": "Hc3",
}  # fmt: skip
_WORDS = re.compile(rf"\b({'|'.join(_PROPER)})\b")
_OPENING = re.compile(r"(?:an? )?[a-z]{2,}(?=[ ',;:.-]|$)")
"""Beginning of a phrase in words; one with a symbol, as in "k Tc" or "dv/dt", is a formula."""
_SYMBOL = re.compile(r"(?:alpha|beta|chi|cos|delta|eps|epsilon|eta|exp|gamma|hbar|kappa|lambda|ln|mu|omega|phi|pi|psi|"
                     r"rho|sigma|sin|sqrt|tau|theta|xi|zeta)\b")


def printed(name: str) -> str:
    """Return a name of the program as it is printed within a sentence: "london_depth_0" as "London depth at 0 K"."""
    words = re.sub("_0$", " at 0 K", name).replace("_", " ")
    return _WORDS.sub(lambda found: _PROPER[found[1]], words)


def opening(text: str) -> str:
    """Return text with a capital at its beginning, unless it begins with a symbol."""
    if _SYMBOL.match(text) or not _OPENING.match(text):
        return text
    return text[0].upper() + text[1:]
