"""Mathematics in running text: sub- and superscripts and Greek letters as HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eps": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "hbar": "ħ", "Delta": "Δ", "Lambda": "Λ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
_NAME = re.compile(rf"(?<![A-Za-z])({'|'.join(_LETTERS)})(?![A-Za-z])")
_ROOT = re.compile(r"\bsqrt ?(?=[0-9(])")
_CRITICAL = re.compile(r"(?<![A-Za-z])([TBHI])c([123]?)(?![A-Za-z])")
_POWER = re.compile(r"\^(?:\(([^()]*)\)|([-−+]?(?:\d+(?:[./]\d+)*|[A-Za-z])\*?))")
_INDEX = re.compile(r"(?<![A-Za-z_])([A-Za-zα-ωΑ-Ωħ])_([A-Za-z0-9]{1,3}|[α-ω])(?![A-Za-z0-9_])")


def typeset(text: str) -> Markup:
    """Return text as HTML, with "lambda_L^2", "sqrt2" or "Tc" as a reader of physics expects them."""
    shown = str(escape(text)).replace("`", "")
    shown = _NAME.sub(lambda found: _LETTERS[found[1]], shown.replace("mu*", "μ*"))
    shown = _ROOT.sub("√", shown)
    shown = _CRITICAL.sub(r"\1<sub>c\2</sub>", shown)
    shown = _POWER.sub(lambda found: f"<sup>{found[1] or found[2]}</sup>", shown)
    return Markup(_INDEX.sub(r"\1<sub>\2</sub>", shown))
