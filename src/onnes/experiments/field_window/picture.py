"""The picture: order over the field by the model, measured windows, and the moments that they would need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result
from onnes.units.constants import BOHR_MAGNETON

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHORT = {"Eu0.75Sn0.25Mo6S7.2Se0.8": "(Eu,Sn)Mo6(S,Se)8", "lambda-(BETS)2FeCl4": "λ-(BETS)2FeCl4",
          "rhombohedral hexalayer graphene": "hexalayer graphene"}


def picture(result: Result) -> Figure:
    """Draw attraction over repulsion against the field, and measured windows with their moments."""
    from onnes.plots import figure

    made, axes = figure(mosaic=[["model", "model"], ["windows", "moments"]], size=(11.5, 7.6), title=_sentence(result))
    _draw_model(axes["model"], result)
    _draw_windows(axes["windows"], result)
    _draw_moments(axes["moments"], result)
    return made


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    if result["share_needed"] is None:
        return f"No chains in any field: {float(result['moment_needed_over_mu_b']):.0f} Bohr magnetons would be needed"
    if result["restoring_field"] is None and result["onset_field"] is not None:
        onset = float(result["onset_field"])
        start = f" from {in_words(onset, 'T')} on" if onset else ""
        breaking = in_words(float(result["breaking_field"]), "T")
        return f"Chains in every field{start}: {breaking} breaks them, but has already aligned their moments"
    told = [f"{word} {in_words(float(result[key]), 'T')}" for word, key in
            (("Chains from", "onset_field"), ("to", "breaking_field"), ("and again from", "restoring_field"))
            if result[key] is not None]
    return " ".join(told) or "No window: the field breaks chains before it has aligned the moments"


def _draw_model(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    field, ratio = arrays["field"], arrays["attraction_over_repulsion"]
    with style():
        ax.plot(field, ratio, color=PALETTE[0], label="attraction over (repulsion + kT)")
        ax.axhline(1, color="black", linewidth=1, linestyle="--", label="needed")
        ax.axvline(float(result["critical_field"]), color=PALETTE[1], linewidth=1.4, label="field that breaks chains")
        ax.fill_between(field, 0, 1, where=arrays["superconducting"], transform=ax.get_xaxis_transform(),
                        color=PALETTE[2], alpha=0.18, linewidth=0, label="chains exist")
        ax.set(xscale="log", yscale="log", xlim=(field[0], field[-1]), xlabel="magnetic field (T)",
               ylabel="attraction over (repulsion + kT)", title="Chains of moments in a field, by the least model")
        ax.set_ylim(max(ratio.min(), ratio.max() * 1e-4) / 2, 20 * max(ratio.max(), 1))
        ax.legend(loc="upper left", ncols=4)
        ax.grid(True)


def _names(result: Result) -> list[str]:
    return [_SHORT.get(str(name), str(name)) for name in result.arrays["sample"].values]


def _draw_windows(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    names = _names(result)
    least = 1e-10
    with style():
        for place, (low, high, predicted) in enumerate(zip(arrays["window_low"], arrays["window_high"],
                                                           arrays["onset_predicted"], strict=True)):
            start = least if np.isnan(low) else low
            ax.barh(place, high - start, left=start, height=0.45, color=PALETTE[2],
                    alpha=0.35 if np.isnan(low) else 1.0, label="measured" if not place else "")
            if not np.isnan(predicted):
                ax.plot(predicted, place, "<", color=PALETTE[1], markersize=8)
        ax.plot([], [], "<", color=PALETTE[1], linestyle="none", label="lower edge by chains")
        rival = [float(result[key]) for key in ("compensated_low", "compensated_high")]
        ax.barh(len(names), rival[1] - max(rival[0], least), left=max(rival[0], least), height=0.45, color=PALETTE[5],
                label="conventional")
        ax.set(xscale="log", xlim=(least, 1e4), xlabel="magnetic field (T)", ylim=(-0.6, len(names) + 1.6),
               title="Measured windows (pale: lower edge not known)")
        ax.set_yticks(range(len(names) + 1), [*names, "exchange compensated"])
        ax.grid(True, axis="x")
        ax.legend(loc="upper left", ncols=3, handletextpad=0.4, columnspacing=0.8, fontsize=8)


def _draw_moments(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    names = _names(result)
    shown = {"kT/B, lower edge": ("moment_lower", "v", 4), "least that binds": ("moment_binding", "o", 0),
             "of upper edge": ("moment_upper", "^", 1)}
    with style():
        for label, (key, marker, colour) in shown.items():
            ax.plot(result.arrays[key].values / BOHR_MAGNETON, np.arange(len(names)), marker, color=PALETTE[colour],
                    markersize=8, linestyle="none", label=label)
        ax.set(xscale="log", xlabel="moment over Bohr's magneton", ylim=(-0.6, len(names) + 0.8), xlim=(1e-3, 1e8),
               title="Moment needed: equal if one moment did it")
        ax.set_yticks(range(len(names)), names)
        ax.grid(True, axis="x")
        ax.legend(loc="upper left", ncols=3, handletextpad=0.1, columnspacing=0.6, fontsize=8)
