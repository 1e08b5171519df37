"""The picture of a pair above a Fermi sea: Figs 3 and 4 of Weisskopf's text, binding over its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result
from onnes.units.constants import ELEMENTARY_CHARGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_PANELS = [["near", "far", "motion"], ["element", "coupling", "heat"]]


def picture(result: Result) -> Figure:
    """Draw the wave near and far and the motion; matrix element, couplings, temperatures."""
    from onnes.plots import figure

    made, ax = figure(mosaic=_PANELS, size=(13.5, 7.8), title=_sentence(result))
    if result["bound"]:
        _near(ax["near"], result)
        _far(ax["far"], result)
        _motion(ax["motion"], result)
    else:
        for name in _PANELS[0]:
            ax[name].set_axis_off()
        ax["near"].text(0, 0.5, "No pair at this temperature.", fontsize=12)
    _element(ax["element"], result)
    _coupling(ax["coupling"], result)
    _heat(ax["heat"], result)
    return made


def _near(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    arrays = result.arrays
    curves(ax, arrays["near_distance"].values, {"pair (Weisskopf, Fig. 3b)": arrays["near_wave"].values},
           reference={"two free electrons (Weisskopf, Fig. 3a)": arrays["free_wave"].values},
           x_label="distance r (Fermi wavelengths)", label=r"$r\psi$ over its largest",
           title="Close by: like free electrons")
    ax.set_ylim(-1.2, 1.7)


def _far(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, curves

    distance, envelope = result.arrays["distance"].values, result.arrays["envelope"].values
    curves(ax, distance, {"": envelope}, x_label=r"distance r ($\rho=\hbar v_F/\Delta$)",
           label=r"$r\psi$ ($\rho^{-1/2}$)", title="Far out: the waves of Weisskopf, Fig. 3b, die away")
    ax.plot(distance, -envelope, color=PALETTE[0])
    ax.fill_between(distance, -envelope, envelope, color=PALETTE[0], alpha=0.25, linewidth=0)
    waves = result["coherence_length"] / _wavelength(result)
    ax.annotate(f"{waves:.3g} Fermi wavelengths in one $\\rho$", (0.98, 0.95), xycoords="axes fraction", ha="right")


def _motion(ax: Axes, result: Result) -> None:
    """Draw Fig. 4: motion to and fro in all directions, |r psi| as grey."""
    from onnes.plots import PALETTE

    distance, density = result.arrays["distance"].values, result.arrays["envelope"].values ** 2
    axis = np.linspace(-3, 3, 241)
    radius = np.hypot(axis, axis[:, None])
    shown = np.interp(radius, distance, np.sqrt(density / density[0]))
    image = ax.imshow(shown, extent=(-3, 3, -3, 3), origin="lower", cmap="Greys", vmin=0, vmax=1)
    ax.figure.colorbar(image, ax=ax, pad=0.02, label=r"$|r\psi|$ over its largest").outline.set_visible(False)  # type: ignore[union-attr, operator]
    for angle in np.arange(12) * np.pi / 6:
        x, y = np.cos(angle), np.sin(angle)
        arrow = {"arrowstyle": "<->", "color": PALETTE[1], "linewidth": 1.2}
        ax.annotate("", (x, y), (0.25 * x, 0.25 * y), arrowprops=arrow)
    turn = np.linspace(0, 2 * np.pi, 181)
    half = result["half_radius_over_coherence_length"]
    ax.plot(np.cos(turn), np.sin(turn), color=PALETTE[1], linewidth=1.2, label=r"$\rho$")
    ax.plot(half * np.cos(turn), half * np.sin(turn), "--", color=PALETTE[2], linewidth=1.2,
            label="half the probability")
    ax.set(xlim=(-3, 3), ylim=(-3, 3), xlabel=r"$x/\rho$", ylabel=r"$y/\rho$", aspect="equal",
           title="To and fro in every direction (Weisskopf, Fig. 4)")
    ax.legend(loc="upper right", facecolor="white", frameon=True)


def _element(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    arrays = result.arrays
    curves(ax, arrays["difference"].values, {"exact": arrays["exact_element"].values},
           reference={"step": arrays["step_element"].values}, x_label=r"$(p'-p_F)\,\ell/\hbar$",
           label=r"$(p_F|V|p')$ ($-U\ell/R$)", title="Matrix element (Weisskopf, Eqs. 13, 17)")


def _coupling(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    arrays = result.arrays
    coupling = arrays["couplings"].values
    with style():
        ax.plot(coupling, 1 / np.expm1(1 / coupling), "--", color="black", linewidth=1.2, label=r"$1/(e^{1/B}-1)$")
        ax.plot(coupling, arrays["weak_binding"].values, ":", color="#777777", label=r"$e^{-1/B}$ (Weisskopf, Eq. 23)")
        ax.plot(coupling, arrays["step_binding"].values, "o", color=PALETTE[0], label="eigenproblem, step")
        ax.plot(coupling, arrays["exact_binding"].values, "s", color=PALETTE[1], label="eigenproblem, exact")
        if "core_binding" in arrays:
            ax.plot(coupling, arrays["core_binding"].values, "^", color=PALETTE[3], label="with a Coulomb core")
        ax.plot(result.inputs["coupling"], result["binding_over_cutoff"], "*", color=PALETTE[2], markersize=14,
                label="this pair")
        ax.set(xscale="log", yscale="log", xlabel="coupling B", ylabel=r"$\Delta/\hbar\omega_D$",
               title="Binding over coupling" if "core_binding" in arrays else "Bound at any coupling")
        ax.grid(True)
        ax.legend()


def _heat(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    arrays = result.arrays
    binding = arrays["warm_binding"].values / ELEMENTARY_CHARGE
    curves(ax, arrays["temperatures"].values, {"": binding}, x_label="temperature", x_unit="K", label="binding",
           unit="eV", title=f"A warm sea undoes the pair at {result['vanishing_temperature']:.3g} K")
    ax.set_ylim(0, None)
    warm = result.inputs["temperature"]["value"]
    if result["bound"] and warm <= arrays["temperatures"].values[-1]:
        ax.axvline(warm, color="#888888", linewidth=0.9, linestyle=":")


def _wavelength(result: Result) -> float:
    """Return 2 pi / k_F [m], from k_F l = 4 e_F / (hbar omega_D)."""
    inputs = result.inputs
    fermi = 4 * inputs["fermi_energy"]["value"] / inputs["cutoff"]["value"] / result["tube_length"]
    return 2 * np.pi / fermi


def _sentence(result: Result) -> str:
    inputs = result.inputs
    text = f"B = {inputs['coupling']:g}, {inputs['element']} element, T = {inputs['temperature']['value']:.3g} K: "
    if not result["bound"]:
        return text + "not bound"
    return text + rf"$\Delta$ = {result['binding_over_cutoff']:.4g} $\hbar\omega_D$, " + (
        rf"$\sqrt{{\langle r^2\rangle}}$ = {result['size_over_coherence_length']:.4g} $\hbar v_F/\Delta$")
