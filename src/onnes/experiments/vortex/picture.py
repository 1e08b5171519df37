"""The picture: profiles, maps of the plane across the axis, and the energy of several quanta."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from onnes.plots import Panel
    from onnes.plots.style import Kind

_FAR_APART = 5.0
_POINTS = 241


def picture(result: Result) -> Figure:
    """Draw |psi|, B and J over the radius; pairs, phase, field and current in the plane; energy per quantum."""
    from onnes.plots import field_map, figure, mark_field

    made, axes = figure(mosaic=[["lines", "pairs", "phase"], ["energy", "field", "current"]], size=(12.6, 7.8),
                        title=_sentence(result), width_ratios=(1.15, 1, 1))
    _profiles(axes["lines"], result)
    _energies(axes["energy"], result)
    core, tube = _reach(result)
    arrays = {name: result.arrays[name].values for name in ("radius", "modulus", "field", "current")}
    maps = {"pairs": _turned(result, core, arrays["modulus"] ** 2, "density of pairs |ψ|²", "density"),
            "phase": _phase(result, core),
            "field": _turned(result, tube, arrays["field"] / arrays["field"][0], "field $B/B(0)$", "field"),
            "current": _turned(result, tube, arrays["current"], r"current $J/J_{\rm depairing}$", "field")}
    for name, shown in maps.items():
        field_map(axes[name], shown, title=name.capitalize(), ticks=False)
    mark_field(axes["field"])
    _circling(axes["current"], result, tube)
    return made


def _reach(result: Result) -> tuple[float, float]:
    """Return the half widths in xi of the maps of the core and of the field."""
    half = result["half_density_radius_over_xi"] or 1.0
    size = half + 2.5 * max(1.0, result["kappa"])
    return min(size, 6 * half), size


def _profiles(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    arrays = {name: array.values for name, array in result.arrays.items()}
    radius, kappa = arrays["radius"], result["kappa"]
    shown = slice(1, None) if kappa > _FAR_APART else slice(None)
    lines = {r"$|\psi|$": arrays["modulus"], "$B/B(0)$": arrays["field"] / arrays["field"][0],
             r"$J/J_{\rm depairing}$": arrays["current"]}
    curves(ax, radius[shown], {name: line[shown] for name, line in lines.items()},
           x_label=r"distance from the axis ($\xi$)",
           label=r"$|\psi|$, field, current over their scales", title="From the axis outwards")
    far = 2.4 * _reach(result)[1]
    if kappa > _FAR_APART:
        ax.set_xscale("log")
        ax.set_xlim(0.1, far)
    else:
        ax.set_xlim(0, far)
    ax.set_ylim(0, 1.05)
    ax.axvline(kappa, color="#888888", linewidth=0.9, linestyle=":")
    ax.annotate(r"$\lambda$", (kappa, 1.0), xytext=(3, 0), textcoords="offset points", color="#555555")


def _plane(reach: float) -> tuple[np.ndarray, np.ndarray]:
    across = np.linspace(-reach, reach, _POINTS)
    return np.meshgrid(across, across)  # type: ignore[return-value]


def _turned(result: Result, reach: float, profile: np.ndarray, label: str, kind: Kind) -> Panel:
    """Return the map of what depends on the distance from the axis, up to ``reach`` in xi."""
    from onnes.plots import Panel

    values = np.interp(np.hypot(*_plane(reach)), result.arrays["radius"].values, profile)
    return Panel(values, (-reach, reach, -reach, reach), "", label, kind, length="ξ")


def _phase(result: Result, reach: float) -> Panel:
    """Return the map of the phase n theta."""
    from onnes.plots import Panel

    x, y = _plane(reach)
    turns = np.angle(np.exp(1j * result.inputs["quanta"] * np.arctan2(y, x)))
    return Panel(turns, (-reach, reach, -reach, reach), "", "phase of ψ (rad)", "phase", length="ξ")


def _circling(ax: Axes, result: Result, reach: float) -> None:
    """Draw arrows around the axis, of length proportional to the current."""
    shares = np.array([0.18, 0.38, 0.6, 0.84])
    current = np.interp(shares * reach, result.arrays["radius"].values, result.arrays["current"].values)
    for share, strength in zip(shares, current / current.max(), strict=True):
        angles = np.arange(12) * np.pi / 6 + share
        ax.quiver(share * reach * np.cos(angles), share * reach * np.sin(angles), -strength * np.sin(angles),
                  strength * np.cos(angles), pivot="mid", color="#56B4E9", scale=9, width=0.008)


def _energies(ax: Axes, result: Result) -> None:
    from onnes.plots import style

    quanta, per_quantum = result.arrays["quanta"].values, result.arrays["energy_per_quantum"].values
    ratio = result["two_quanta_over_one"]
    with style():
        ax.plot(quanta, per_quantum, "o-", color="#0072B2")
        ax.axhline(1.0, color="#888888", linewidth=0.9, linestyle=":")
        ax.annotate("$H_c$", (quanta[-1], 1.0), xytext=(0, 3), textcoords="offset points", ha="right", color="#555555")
        ax.set(title=_force(ratio), xlabel="flux quanta in one vortex", ylabel=r"energy per quantum ($\Phi_0 H_c$)")
        ax.set_xticks(quanta)
        ax.grid(True)


def _force(ratio: float | None) -> str:
    if ratio is None:
        return "Energy per quantum"
    if abs(ratio - 1) < 1e-6:
        return "Vortices do not act on each other"
    return "Vortices attract" if ratio < 1 else "Vortices repel"


def _sentence(result: Result) -> str:
    temperature = result.inputs.get("temperature")
    where = f"{result.material} at {temperature['value']:g} K: " if result.material and temperature else ""
    quanta = int(result.inputs["quanta"])
    what = "one flux quantum" if quanta == 1 else f"{quanta} flux quanta"
    field = result["hc1_over_hc"]
    lower = "" if field is None else rf": $H_{{c1}} = {field:.5g}\,H_c$"
    return rf"{where}Vortex with {what}, $\kappa$ = {result['kappa']:.4g}{lower}"
