"""Mathematics in text: Greek letters, sub- and superscripts, as HTML and in SVG."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from onnes.report.names import printed

_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eps": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "hbar": "ħ", "Delta": "Δ", "Lambda": "Λ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
_NAME = re.compile(rf"(?<![A-Za-z])({'|'.join(_LETTERS)})(?![A-Za-z])")
_CODE = re.compile(r"\b[a-z]{3,}(?:_[a-z]+)+\b")
"""Name of the program, such as gap_ratio."""
_ROOT = re.compile(r"\bsqrt ?(?=[0-9(])")
_CRITICAL = re.compile(r"(?<![A-Za-z])([TBHI])c([123]?)(?![A-Za-z])")
_ELEMENTS = "Al|Be|Cd|Ga|Hf|Hg|In|Ir|La|Li|Mo|Nb|Os|Pb|Re|Rh|Ru|Sn|Ta|Th|Ti|Tl|Zn|Zr"
_TECHNETIUM = re.compile(rf"(?<![A-Za-z])(?:(?<=(?:{_ELEMENTS}), )Tc(?![A-Za-z])|Tc(?=(?:,| and) (?:{_ELEMENTS})\b))")
"""Tc in a list of elements."""
_POWER = re.compile(r"\^(?:\(([^()]*)\)|([-−+]?(?:\d+(?:[./]\d+)*|[A-Za-zα-ω⅓])\*?))")
_INDEX = re.compile(r"(?<![A-Za-z_])([A-Za-zα-ωΑ-Ωħ])_([A-Za-z0-9]{1,3}|[α-ω])(?![A-Za-z0-9_])")
_SCRIPT = re.compile(r"<(su[bp])>(.*?)</su[bp]>")
_SHIFTS = {"sub": 0.25, "sup": -0.35}
"""Depth of sub- and superscripts below the line, in em; in SVG they are moved, since not all browsers know
baseline-shift."""
_SCRIPT_SIZE = 0.7


def typeset(text: str) -> Markup:
    """Return text as HTML, with "lambda_L^2", "sqrt2" or "Tc" as a reader of physics expects them."""
    shown = str(escape(text)).replace("`", "")
    shown = _NAME.sub(lambda found: _LETTERS[found[1]], shown.replace("mu*", "μ*"))
    shown = _CODE.sub(lambda found: printed(found[0]), shown)
    shown = _ROOT.sub("√", shown)
    shown = _TECHNETIUM.sub("T\u2060c", shown)
    shown = _CRITICAL.sub(r"\1<sub>c\2</sub>", shown)
    shown = _POWER.sub(lambda found: f"<sup>{found[1] or found[2]}</sup>", shown)
    return Markup(_INDEX.sub(r"\1<sub>\2</sub>", shown))


def tspans(text: str) -> str:
    """Return text as the content of an SVG text element, typeset as by `typeset`."""
    plain, *rest = _SCRIPT.split(typeset(text))
    parts, offset = [plain], 0.0
    for kind, script, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        lower = (_SHIFTS[kind] - offset) / _SCRIPT_SIZE
        parts.append(f'<tspan dy="{lower:.2f}em" font-size="{_SCRIPT_SIZE:.0%}">{script}</tspan>')
        offset = _SHIFTS[kind]
        if after:
            parts.append(f'<tspan dy="{-offset:.2f}em">{after}</tspan>')
            offset = 0.0
    return "".join(parts)
