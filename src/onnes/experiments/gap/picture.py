"""The picture: gap, density of states, heat, critical field, penetration depth and coherence factors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


_ROOM = 0.12
"""Room for the mark of Tc above the curves, over their height."""
_TEMPERATURES = (-0.06, 1.26)
"""T/Tc of the frames."""


def picture(result: Result) -> Figure:
    """Draw Delta(T), density of states, heat and entropy, Bc minus the parabola, lambda(T), coherence factors."""
    from onnes.plots import figure

    made, axes = figure(2, 3, size=(14.4, 7.6), title=_sentence(result))
    for draw, ax in zip((_gap, _states, _heat, _field, _depth, _coherence), axes.flat, strict=True):
        draw(ax, result)
    return made


def _sentence(result: Result) -> str:
    tc = result.readings.get("critical_temperature")
    if tc is None:
        return "A superconductor in weak-coupling BCS theory"
    of = result.material or f"N(0)V = {result.inputs['coupling']:g}, cutoff {result.inputs['cutoff']['value']:g} K"
    return f"{of} in weak-coupling BCS theory, $T_c$ = {tc.value:.4g} K"


def _over_temperature(ax: Axes, result: Result, lines: dict[str, str], **how: Any) -> None:
    """Draw curves over T/Tc; ``lines`` maps legend to name of the array."""
    from onnes.plots import curves

    curves(ax, result.arrays["t"].values, {text: result.arrays[name].values for text, name in lines.items()},
           x_label="$T/T_c$", **how)
    ax.set_xlim(_TEMPERATURES)


def _point(ax: Axes, result: Result, reading: str, at: float, text: str, value=lambda number: number) -> None:
    """Mark a measured value, if the result has it."""
    from onnes.plots import PALETTE, style

    if reading not in result.readings:
        return
    number = result.readings[reading].value
    with style():
        ax.plot([at], [value(number)], "D", color=PALETTE[1], label=text, clip_on=False, zorder=5)
        ax.legend()


def _gap(ax: Axes, result: Result) -> None:
    lines = {"weak coupling": "gap"}
    if "gap_with_cutoff" in result.arrays:
        lines[f"with the cutoff, {result['gap_ratio_with_cutoff']:.4g}"] = "gap_with_cutoff"
    _over_temperature(ax, result, lines, label=r"$\Delta/kT_c$", title=f"Gap, $2\\Delta_0/kT_c$ = "
                      f"{result['gap_ratio']:.6f}", marks={"$T_c$": 1.0})
    _point(ax, result, "gap_ratio_measured", 0.0, "measured", lambda ratio: ratio / 2)
    ax.set_ylim(0, (1 + _ROOM) * ax.get_ylim()[1])


def _states(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    states = result.arrays["density_of_states"].values
    lines = {f"$T/T_c$ = {t:g}": line for t, line in zip(result.arrays["dos_t"].values, states, strict=True)}
    curves(ax, result.arrays["energy"].values, lines, x_label=r"$E/\Delta_0$", label="$N(E)/N(0)$",
           title=rf"Density of states, $\Gamma$ = {result.inputs['broadening']:g} $\Delta_0$")
    ax.set_ylim(0, min(6.0, 1.05 * float(np.max(states))))


def _heat(ax: Axes, result: Result) -> None:
    t = result.arrays["t"].values
    _over_temperature(ax, result, {"heat $C$": "heat", "entropy $S$": "entropy"}, reference={"normal metal": t},
                      label=r"$C$, $S$ over $\gamma T_c$", title=f"Heat and entropy, jump {result['heat_jump']:.6f}")
    _point(ax, result, "heat_jump_measured", 1.0, "measured jump", lambda jump: 1 + jump)


def _field(ax: Axes, result: Result) -> None:
    from onnes.plots import in_words

    _over_temperature(ax, result, {"": "critical_field_deviation"}, marks={"$T_c$": 1.0},
                      label="$B_c/B_c(0) - (1 - (T/T_c)^2)$",
                      title=f"Critical field less the parabola, most {result['hc_deviation']:.4f}")
    text = [f"{name}: {in_words(result[reading], 'T')}" for name, reading in
            (("$B_c(0)$, BCS", "critical_field_0"), ("measured", "critical_field_0_measured"))
            if reading in result.readings]
    ax.text(0.04, 0.06, "\n".join(text), transform=ax.transAxes, fontsize=9)
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + _ROOM * (high - low))  # for the mark of Tc


def _depth(ax: Axes, result: Result) -> None:
    from onnes.plots import curves, prefixed

    if "penetration_depth" not in result.arrays:
        ax.set_axis_off()
        ax.text(0.5, 0.5, "no lengths in the tables:\nno penetration depth", ha="center", va="center",
                transform=ax.transAxes)
        return
    t, at_zero = result.arrays["t"].values, result["penetration_depth_0"]

    def shown(depth: np.ndarray) -> np.ndarray:
        """Leave out the divergence near Tc."""
        return np.where(depth < 8 * at_zero, depth, np.nan)

    lines = {text: shown(result.arrays[name].values) for text, name in
             {"BCS kernel": "penetration_depth", "local limit": "penetration_depth_local",
              "anomalous limit": "penetration_depth_anomalous"}.items()}
    two_fluid = shown(at_zero / np.sqrt(np.where(t < 1, 1 - t**4, np.nan)))
    curves(ax, t, lines, reference={"two-fluid, $1 - t^4$": two_fluid}, x_label="$T/T_c$", label="penetration depth",
           unit="m", marks={"$T_c$": 1.0}, title=f"Penetration depth, {result.inputs['surface']} surface")
    factor, _ = prefixed(np.concatenate([*lines.values(), two_fluid]), "m")
    ax.set(xlim=_TEMPERATURES, ylim=(0, 5 * at_zero * factor))
    _point(ax, result, "penetration_depth_0_measured", 0.0, "measured", lambda depth: depth * factor)


def _coherence(ax: Axes, result: Result) -> None:
    _over_temperature(ax, result, {"nuclear relaxation $1/T_1$": "nuclear_relaxation",
                                   "damping of sound, $2f(\\Delta)$": "sound_attenuation"},
                      label="rate over that of the normal metal", marks={"$T_c$": 1.0},
                      title=rf"Coherence factors, $\Gamma$ = {result.inputs['broadening']:g} $\Delta_0$")
