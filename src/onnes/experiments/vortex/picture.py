"""The picture: profiles, maps of the plane across the axis, and the energy of several quanta."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FAR_APART = 5.0
_POINTS = 401
_MOST_QUANTA_WITH_RAYS = 10


def picture(result: Result) -> Figure:
    """Draw |psi|, B and J over the radius; condensate and field in the plane; energy per quantum."""
    from onnes.plots import figure

    made, (lines, core, tube, energy) = figure(1, 4, size=(17.5, 4.3), title=_sentence(result),
                                              width_ratios=(5, 4, 4, 4))
    _profiles(lines, result)
    reach = _reach(result)
    _seen_along(core, result, "density", reach[0], r"condensate $|\psi|^2$ and phase", "viridis")
    _seen_along(tube, result, "field", reach[1], r"field $B/B(0)$ and current", "inferno")
    _energies(energy, result)
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
    lines = {r"$|\psi|$": arrays["density"], "$B/B(0)$": arrays["field"] / arrays["field"][0],
             r"$J/J_{\rm depairing}$": arrays["current"]}
    curves(ax, radius[shown], {name: line[shown] for name, line in lines.items()},
           x_label=r"distance from the axis ($\xi$)", title="from the axis outwards")
    far = 2.4 * _reach(result)[1]
    if kappa > _FAR_APART:
        ax.set_xscale("log")
        ax.set_xlim(0.1, far)
    else:
        ax.set_xlim(0, far)
    ax.set_ylim(0, 1.05)
    ax.axvline(kappa, color="#888888", linewidth=0.9, linestyle=":")
    ax.annotate(r"$\lambda$", (kappa, 1.0), xytext=(3, 0), textcoords="offset points", color="#555555")


def _seen_along(ax: Axes, result: Result, name: str, reach: float, title: str, colours: str) -> None:
    """Draw a map of the plane across the axis, with lines of equal phase or arrows of the current."""
    from onnes.plots import style

    across = np.linspace(-reach, reach, _POINTS)
    x, y = np.meshgrid(across, across)
    r = np.hypot(x, y)
    values = result.arrays[name].values
    seen = np.interp(r, result.arrays["radius"].values, values**2 if name == "density" else values / values[0])
    with style():
        image = ax.imshow(seen, origin="lower", extent=(-reach, reach, -reach, reach), cmap=colours, vmin=0, vmax=1)
        ax.figure.colorbar(image, ax=ax, shrink=0.85, pad=0.02)
        if name == "density":
            _equal_phase(ax, result.inputs["quanta"], reach)
        else:
            _circling(ax, result, reach)
        ax.set(title=title, xlabel=r"$x$ ($\xi$)", ylabel=r"$y$ ($\xi$)", xlim=(-reach, reach), ylim=(-reach, reach))
        ax.locator_params(nbins=5)
        ax.spines[:].set_visible(True)


def _equal_phase(ax: Axes, quanta: int, reach: float) -> None:
    """Draw rays a quarter turn of the phase n theta apart."""
    if quanta > _MOST_QUANTA_WITH_RAYS:
        return
    for angle in np.arange(4 * quanta) * np.pi / (2 * quanta):
        ends = np.array([0.04, 1.5]) * reach
        ax.plot(ends * np.cos(angle), ends * np.sin(angle), color="white", linewidth=0.8, alpha=0.55)


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
        return "energy per quantum"
    if abs(ratio - 1) < 1e-6:
        return "vortices do not act on each other"
    return "vortices attract" if ratio < 1 else "vortices repel"


def _sentence(result: Result) -> str:
    temperature = result.inputs.get("temperature")
    where = f"{result.material} at {temperature['value']:g} K, " if result.material and temperature else ""
    quanta = int(result.inputs["quanta"])
    what = "one flux quantum" if quanta == 1 else f"{quanta} flux quanta"
    field = result["hc1_over_hc"]
    lower = "" if field is None else rf": $H_{{c1}} = {field:.5g}\,H_c$"
    return rf"{where}vortex with {what}, $\kappa$ = {result['kappa']:.4g}{lower}"
