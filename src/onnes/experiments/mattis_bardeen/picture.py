"""The picture: sigma_1, sigma_2, and the surface resistance over temperature and frequency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw sigma_1 and sigma_2 over frequency at several temperatures, R over Tc/T and over f."""
    from onnes.plots import figure, in_words

    limit = {"local": "local (dirty) limit", "anomalous": "anomalous limit"}[result.inputs["limit"]]
    title = f"{result.material or 'Superconductor'}: $T_c$ = {in_words(result['critical_temperature'], 'K')}, {limit}"
    made, axes = figure(2, 2, size=(10.4, 7.8), title=title)
    _conductivity(axes[0, 0], result, "sigma_1", r"$\sigma_1/\sigma_n$", "Absorption")
    axes[0, 0].set_ylim(0, 2.5)
    _conductivity(axes[0, 1], result, "sigma_2", r"$\sigma_2/\sigma_n$", "Supercurrent")
    axes[0, 1].set(yscale="log", ylim=(1e-2, 1e3))
    _over_temperature(axes[1, 0], result)
    _over_frequency(axes[1, 1], result)
    return made


def _conductivity(ax: Axes, result: Result, name: str, label: str, title: str) -> None:
    from onnes.plots import curves

    t = result.arrays["t"].values
    lines = {f"$T/T_c$ = {at:g}": line for at, line in zip(t, result.arrays[name].values, strict=True)}
    curves(ax, result.arrays["photon"].values, lines, reference={"$T$ = 0": result.arrays[f"{name}_cold"].values},
           x_label=r"$hf/2\Delta_0$", label=label, title=title)
    ax.set_xscale("log")


def _over_temperature(ax: Axes, result: Result) -> None:
    """Draw ln R against Tc/T, with the fitted exp(-s Delta/kT)/T through the middle of the fit."""
    from onnes.experiments.mattis_bardeen.scaling import COLD, COOL
    from onnes.plots import axis_label, curves

    t, resistance = (result.arrays[name].values for name in ("cooling", "resistance_over_temperature"))
    slope = result["activation_energy_over_gap"] * _gap_over_tc(result)
    fitted = (t >= COLD) & (t <= COOL)
    middle = int(np.argmin(np.abs(1 / t - 0.5 * (1 / COLD + 1 / COOL))))
    line = np.where(fitted, resistance[middle] * t[middle] / t * np.exp(slope * (1 / t[middle] - 1 / t)), np.nan)
    curves(ax, 1 / t, {"computed": resistance},
           reference={rf"$\exp(-{result['activation_energy_over_gap']:.3f}\,\Delta_0/kT)/T$": line}, x_label="$T_c/T$",
           title=f"Loss over temperature at {_frequency(result)}")
    ax.set(ylabel=axis_label("surface resistance", "Ω"))
    _in_ohms(ax, resistance, line)


def _over_frequency(ax: Axes, result: Result) -> None:
    from onnes.plots import axis_label, curves

    f, resistance = (result.arrays[name].values for name in ("sweep", "resistance_over_frequency"))
    reference, exponent = {}, result.readings.get("frequency_exponent")
    if exponent is not None:
        middle = len(f) // 2
        reference["$f^2$"] = resistance[middle] * (f / f[middle]) ** 2
    gap = result["gap_frequency"]
    marks = {r"$2\Delta/h$": gap} if f[0] < gap < f[-1] else {}
    title = "Loss over frequency" + (f", exponent {exponent.value:.3f}" if exponent else "")
    curves(ax, f, {"computed": resistance}, reference=reference, x_label="frequency", x_unit="Hz", marks=marks,
           title=title)
    ax.set(xscale="log", ylabel=axis_label("surface resistance", "Ω"))
    _in_ohms(ax, resistance, *reference.values())


def _in_ohms(ax: Axes, *lines: np.ndarray) -> None:
    """Make the resistance axis logarithmic, over the decades that are above rounding."""
    positive = np.concatenate(lines)
    positive = positive[np.isfinite(positive) & (positive > 0)]
    if positive.size == 0:
        ax.text(0.5, 0.5, "no loss", ha="center", transform=ax.transAxes)
        return
    ax.set(yscale="log", ylim=(max(positive.min() / 2, positive.max() * 1e-14), positive.max() * 2))


def _gap_over_tc(result: Result) -> float:
    """Return Delta(0)/k Tc of the sample."""
    return float(result.readings["gap_0_over_ktc"].value)  # type: ignore[arg-type]


def _frequency(result: Result) -> str:
    from onnes.plots import in_words

    return in_words(result.inputs["frequency"]["value"], "Hz")
