"""The picture: every identity with its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROW, _WIDTH = 0.56, 12.5
"""Height of a row and width of the picture, in inches."""
_CODE, _FORMULA, _VERDICT = 0.012, 0.06, 0.985
"""Places across the page, in its width."""
_SIZE = 12.5
"""Size of formulas in points."""
_KEY = (r"$D$: left less right side of Schrödinger's equation. $R$: right less left side of the phase equation. "
        r"$Q = \hbar^2\nabla^2\Psi_0/(2m\Psi_0)$. Both $D$ and $R$ are zero in motion.")
_COLOURS = {True: "#009E73", False: "#D55E00"}


def picture(result: Result) -> Figure:
    """Draw a row for each identity: formula, words, and what remains of left - right."""
    from onnes.experiments.derivation.rows import rows
    from onnes.plots import figure, style
    from onnes.problems.macroscopic_model.written import latex

    shown = rows(result, latex)
    made, ax = figure(size=(_WIDTH, _ROW * (len(shown) + 1.6)))
    with style():
        ax.text(_CODE, -0.3, _KEY, va="center", fontsize=9, color="#555555")
        ax.set(xlim=(0, 1), ylim=(len(shown), -0.6))
        ax.axis("off")
        ax.set_title(f"From Schrödinger's equation to London's: {result['holding']} identities hold, "
                     f"{result['failing']} fail by the remainder shown", loc="left", fontsize=13)
        for place, row in enumerate(shown):
            colour = _COLOURS[row.holds]
            if place % 2 == 0:
                ax.axhspan(place, place + 1, color="#f6f6f6", linewidth=0)
            ax.text(_CODE, place + 0.5, row.code, va="center", fontsize=10, color="#555555")
            ax.text(_FORMULA, place + 0.33, f"${row.formula}$", va="center", fontsize=_SIZE)
            words = (row.says + (f"  Assumes {row.assumes}." if row.assumes else "")).replace("n_s", "nₛ")
            ax.text(_FORMULA, place + 0.84, words, va="center", fontsize=8, color="#555555")
            verdict = "holds" if row.holds else f"fails by ${row.remainder}$"
            ax.text(_VERDICT, place + 0.4, verdict, va="center", ha="right", fontsize=11, color=colour, weight="bold")
    return made
