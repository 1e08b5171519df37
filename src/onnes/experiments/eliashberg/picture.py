"""The picture: phonon spectrum, gap function, density of states, Tc and critical field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result
from onnes.units.constants import ELEMENTARY_CHARGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw alpha^2F, Delta on both axes, density of states beside BCS, Tc beside formulas, Bc(T)."""
    from onnes.plots import figure

    made, axes = figure(2, 3, size=(14.4, 7.6), title=_sentence(result))
    for draw, ax in zip((_phonons, _matsubara, _real, _states, _bars, _field), axes.flat, strict=True):
        draw(ax, result)
    return made


def _sentence(result: Result) -> str:
    of = result.material or result.inputs["spectrum"] or f"model {result.inputs['model']}"
    return (rf"{of}: $\lambda$ = {result['coupling']:.3g}, $\mu^*$ = {result['mu_star']:.3g}, "
            rf"$T_c$ = {result['critical_temperature']:.4g} K")


def _phonons(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, curves, style

    energy, height = _electronvolts(result, "phonon_energy"), result.arrays["alpha2f"].values
    sharp = len(energy) == 1
    if sharp:
        energy, height = np.repeat(energy, 3), np.array([0.0, height[0], 0.0])
    curves(ax, np.append(0, energy), {r"$\alpha^2F$": np.append(0, height)}, x_label=r"$\Omega$", x_unit="eV",
           label=r"$\lambda$ of the phonon" if sharp else r"$\alpha^2F(\Omega)$", title="Phonons")
    ax.set_ylim(0)
    if sharp:
        return
    with style():
        beside = ax.twinx()
        beside.plot(*_scaled(energy, result.arrays["coupling_below"].values), color=PALETTE[1], linewidth=1.2)
        beside.set_ylabel(r"coupling $\lambda$ of the phonons below", color=PALETTE[1])
        beside.set_ylim(0)
        beside.spines["right"].set_visible(True)


def _electronvolts(result: Result, name: str) -> np.ndarray:
    """Return an array of energies in eV."""
    return result.arrays[name].values / ELEMENTARY_CHARGE


def _scaled(energy: np.ndarray, line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a curve with its energies in the unit that the axis shows."""
    from onnes.plots import prefixed

    return energy * prefixed(np.append(0, energy), "eV")[0], line


def _matsubara(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, curves, style

    frequency = _electronvolts(result, "matsubara")
    curves(ax, frequency, {r"$\Delta(i\omega_n)$": _electronvolts(result, "gap_matsubara")},
           x_label=r"$\omega_n$", x_unit="eV",
           label=r"$\Delta(i\omega_n)$", unit="eV", title=f"Matsubara's axis, {result['temperature']:.3g} K")
    with style():
        ax.lines[0].set_marker(".")
        beside = ax.twinx()
        beside.plot(*_scaled(frequency, result.arrays["mass_matsubara"].values), color=PALETTE[1], linewidth=1.2)
        beside.set_ylabel(r"mass $Z(i\omega_n)$ over that of the band", color=PALETTE[1])
        beside.spines["right"].set_visible(True)


def _real(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    gap = result["gap"]
    lines = {rf"{part} $\Delta$": _electronvolts(result, name)
             for part, name in (("Re", "gap_real"), ("Im", "gap_imaginary"))}
    curves(ax, _electronvolts(result, "real_energy"), lines,
           x_label=r"energy $\omega$", x_unit="eV", label=r"$\Delta(\omega)$", unit="eV", title="Real energies",
           marks={r"$\Delta_0$": gap / ELEMENTARY_CHARGE} if gap else None)


def _states(ax: Axes, result: Result) -> None:
    from onnes.plots import curves, style

    energy = _electronvolts(result, "energy")
    gap = (result["gap"] or result["gap_matsubara"]) / ELEMENTARY_CHARGE
    shown = energy < gap + 1.6 * _electronvolts(result, "phonon_energy")[-1]
    energy, states, bcs = (each[shown] for each in (energy, result.arrays["density_of_states"].values,
                                                    result.arrays["density_of_states_bcs"].values))
    curves(ax, energy, {"strong coupling": states}, reference={"BCS, same gap": bcs}, x_label="energy", x_unit="eV",
           label="$N(E)/N(0)$", title="Density of states")
    ax.set_ylim(0, 6)
    with style():
        ax.legend(loc="upper right")
    outside = energy > 1.2 * gap
    inset = ax.inset_axes((0.42, 0.36, 0.56, 0.36))
    curves(inset, energy[outside], {"": states[outside] / bcs[outside]}, x_unit="eV",
           title="over BCS: the phonons' marks")
    inset.title.set_fontsize(8)
    inset.tick_params(labelsize=7)
    inset.set(xlabel="", ylabel="")


def _bars(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    names = {"critical_temperature": "Eliashberg", "critical_temperature_allen_dynes": "Allen, Dynes",
             "critical_temperature_mcmillan": "McMillan", "critical_temperature_measured": "measured"}
    shown = {text: result[name] for name, text in names.items() if name in result.readings}
    with style():
        colours = [PALETTE[index] for index in (0, 5, 5, 6)]
        bars = ax.barh(list(shown), list(shown.values()), color=colours[: len(shown)])
        ax.bar_label(bars, fmt=" %.4g K", fontsize=9)
        ax.invert_yaxis()
        ax.margins(x=0.2)
        ax.set(xlabel="$T_c$ (K)", title="Critical temperature")
        ax.spines[["top", "right"]].set_visible(False)


def _field(ax: Axes, result: Result) -> None:
    from onnes.materials.models import bcs
    from onnes.plots import curves

    t = result.arrays["t"].values
    curves(ax, t, {"strong coupling": result.arrays["hc_deviation"].values},
           reference={"BCS": np.asarray(bcs.critical_field(t)) - (1 - t**2)}, x_label="$T/T_c$",
           label="$B_c(T)/B_c(0) - (1 - t^2)$", title=_ratios(result))


def _ratios(result: Result) -> str:
    ratio = result["gap_ratio"]
    gap = "" if ratio is None else rf"$2\Delta_0/kT_c$ = {ratio:.3f}, "
    return rf"{gap}$\Delta C/\gamma T_c$ = {result['heat_jump']:.3f}"
