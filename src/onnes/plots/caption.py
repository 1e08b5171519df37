"""The line below a picture that gives the parameters of the run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onnes.plots.axis_units import in_words
from onnes.plots.style import style
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_POINTS, _COLOUR = 7.5, "#666666"
_LETTERS_PER_INCH = 17.5
"""Letters of the caption that fit in an inch."""
_LINE = 0.14
"""Height of a line of it, in inches."""
_LONGEST_TEXT = 60
"""Letters of an input that is text, as an outline is; the rest is left out."""
_SYMBOLS = {"xi": "ξ", "kappa": "κ", "gamma": "γ", "beta": "β", "mu star": "μ*"}
_CONTROLS = {"seed", "tolerance"}
"""Inputs that the caption leaves out: they change nothing that is seen."""


def parameters(result: Result) -> str:
    """Return material, theory and inputs of a run in one line, without those left empty and those it did not use."""
    of = [result.material] * bool(result.material)
    of += [f"theory {result.theory}"] * (result.theory not in ("", "conventional"))
    used = result.inputs.keys() if result.used is None else set(result.used)
    given = {name: each for name, each in result.inputs.items() if name in used and name not in _CONTROLS}
    return " · ".join([*of, *(_words(name) + _value(each) for name, each in given.items() if _is_given(each))])


def write_caption(made: Figure, text: str) -> None:
    """Write a caption below all axes of a figure, which becomes higher by that much."""
    width, height = made.get_size_inches()
    lines = _wrapped(text, int(width * _LETTERS_PER_INCH))
    with style():
        made.set_size_inches(width, height + _LINE * len(lines))
        made.supxlabel("\n".join(lines), x=0.5, fontsize=_POINTS, color=_COLOUR, gid="caption")


def _is_given(value: Any) -> bool:
    number = value["value"] if isinstance(value, Mapping) else value
    return number is not None and number != ""


def _words(name: str) -> str:
    words = name.replace("_over_", "/").replace("_", " ")
    for word, symbol in _SYMBOLS.items():
        words = re.sub(rf"\b{word}\b", symbol, words)
    return words


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return " = " + in_words(float(value["value"]), value["unit"])
    if isinstance(value, bool):
        return ": yes" if value else ": no"
    if isinstance(value, str):
        text = value.replace("_", "-")
        return f": {text}" if len(text) <= _LONGEST_TEXT else f": {text[:_LONGEST_TEXT - 1]}…"
    return f" = {value:.4g}"


def _wrapped(text: str, letters: int) -> list[str]:
    """Return lines of at most so many letters, broken between parameters."""
    lines: list[str] = []
    for part in text.split(" · "):
        if lines and len(lines[-1]) + 3 + len(part) <= letters:
            lines[-1] += f" · {part}"
        else:
            lines.append(part)
    return lines
