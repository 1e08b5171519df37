"""parallel-pair: two electrons moving in the same direction, and why they do not pair."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity
from onnes.results import Array, Reading, Result
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DECADES = math.log10(math.e)


class ParallelPair(Experiment):
    """A pair with total momentum P = 2 p_F. Its potential is a tube of length l = beta d and width d, no sphere.

    | reading ends in | angular average of the tube | coupling |
    |---|---|---|
    | rough | taken at the far end for the whole, the text's estimate | B / beta^2 |
    | averaged | taken at every distance, into the matrix element of S-states | B pi / (4 beta) for a long tube |

    Bindings are read as logarithms, since the numbers underflow. The Fermi sea leaves almost no free states to such a
    pair, and so no binding below a coupling that no metal has; this is read, too.

    Raises:
        InputError: a coupling outside 0.01 to 1; cutoff or Fermi energy not positive; a beta outside 1 to 1e6; a Fermi
            energy below the cutoff.

    Source: Appendix I of Weisskopf's text, with W20-W23.
    """

    name: ClassVar[str] = "parallel-pair"
    summary: ClassVar[str] = "binding of two electrons that move in the same direction, beside a head-on pair"
    theories: ClassVar[tuple[str, ...]] = ("pair",)
    uses_material: ClassVar[bool] = False

    theory: str = pydantic.Field(default="pair", description="the theory the pair belongs to")
    coupling: float = quantity(0.25, "", "strength B of the attraction of a head-on pair", at_least=0.01, at_most=1)
    beta: float = quantity(300.0, "", "length over width of the tube, (M/m)^(1/2)", at_least=1.0, at_most=1e6)
    cutoff: float = quantity("30 meV", "J", "energy hbar omega_D that the attraction reaches", above=0)
    fermi_energy: float = quantity("10 eV", "J", "Fermi energy", above=0)

    def check(self) -> None:
        if self.fermi_energy < self.cutoff:
            raise InputError("fermi_energy", f"{self.fermi_energy:g} J", f"at least the cutoff, {self.cutoff:g} J",
                             "Raise it or lower the cutoff.")

    def measure(self, progress: Progress) -> Measurement:
        from onnes.pairing import parallel_pair as pair

        rough, averaged = pair.thinning(self.beta), pair.element_share(self.beta)
        strengths = {"head_on": self.coupling, "rough": self.coupling * rough, "averaged": self.coupling * averaged}
        readings = {
            "share_rough": Reading(rough, meaning="d^2/l^2 = 1/beta^2: the text's angular average"),
            "share_at_end": Reading(float(pair.share_of_directions(np.array([self.beta]))[0]),
                                    meaning="share of directions inside the tube at its far end, d^2/8l^2"),
            "share_averaged": Reading(averaged, "", abs(averaged - pair.element_share_closed(self.beta)),
                                      "matrix element of the averaged tube over that of a sphere, by quadrature"),
            "share_closed_form": Reading(pair.element_share_closed(self.beta), meaning="the same in closed form"),
        }
        for name, strength in strengths.items():
            readings |= self._binding(name, strength)
        head_on = pair.log_binding(self.coupling)
        for name in ("rough", "averaged"):
            readings[f"log10_ratio_{name}"] = Reading(
                (pair.log_binding(strengths[name]) - head_on) * _DECADES,
                meaning="log10 of the binding over that of the head-on pair")
        return Measurement(readings | self._sea(), self._arrays())

    def _binding(self, name: str, strength: float) -> dict[str, Reading]:
        """Return log10 of the binding by the pair equation and in closed form, and of its temperature."""
        from onnes.pairing import parallel_pair as pair

        numerical = pair.log_binding_numerical(strength)
        kelvin = math.log10(self.cutoff / BOLTZMANN)
        return {
            f"log10_binding_{name}": Reading(numerical * _DECADES, meaning="log10 of Delta/hbar omega_D, solved"),
            f"log10_closed_form_{name}": Reading(pair.log_binding(strength) * _DECADES,
                                                 meaning="the same from 1/(exp(1/B) - 1)"),
            f"log10_temperature_{name}": Reading(numerical * _DECADES + kelvin, meaning="log10 of Delta/k in kelvin"),
        }

    def _sea(self) -> dict[str, Reading]:
        from onnes.pairing import parallel_pair as pair

        ratio = self.cutoff / self.fermi_energy
        return {
            "states_left": Reading(float(pair.states_left(np.array([1.0]), ratio)[0]),
                                   meaning="free pair states of P = 2 p_F at hbar omega_D over those of P = 0"),
            "least_coupling": Reading(pair.least_coupling(ratio), meaning="B below which those states bind no pair, "
                                      "even with the full attraction; about 4 e_F/hbar omega_D"),
        }

    def _arrays(self) -> dict[str, Array]:
        from onnes.pairing import parallel_pair as pair

        distance = np.geomspace(0.1, self.beta, 200)
        total = np.linspace(0.0, 1.0, 201)
        betas = np.geomspace(1.0, max(1000.0, self.beta), 61)
        arrays = {
            "distance": Array(distance, ("distance",), "", "distance of the electrons in d"),
            "share": Array(pair.share_of_directions(distance), ("distance",), "", "share of directions in the tube"),
            "beta": Array(betas, ("beta",), "", "length over width of the tube"),
            "total": Array(total, ("total",), "", "total momentum of the pair in 2 p_F"),
            "left": Array(pair.states_left(total, self.cutoff / self.fermi_energy), ("total",), "",
                          "free states at hbar omega_D over those of P = 0"),
        }
        for name, share in (("rough", pair.thinning), ("averaged", pair.element_share_closed)):
            values = np.array([pair.log_binding(self.coupling * share(beta)) for beta in betas]) * _DECADES
            arrays[f"log10_{name}"] = Array(values, ("beta",), "", "log10 of Delta/hbar omega_D")
        return arrays

    @classmethod
    def picture(cls, result: Result) -> Figure:
        """Draw the averaged tube, the binding over beta, and the free states."""
        from onnes.plots import curves, figure

        arrays = {name: array.values for name, array in result.arrays.items()}
        made, (tube, binding, sea) = figure(1, 3, size=(15, 4.6), title=(
            f"two electrons one behind the other, B = {result.inputs['coupling']:g}: a binding of "
            f"$10^{{{result['log10_binding_rough']:.0f}}}\\,\\hbar\\omega_D$"))
        curves(tube, arrays["distance"], {"averaged over directions": arrays["share"]},
               reference={"sphere of Weisskopf, Eq. (8)": np.ones_like(arrays["distance"])},
               x_label="distance of the electrons ($d$)", label="potential ($-U$)",
               title="potential averaged over directions")
        tube.set(xscale="log", yscale="log")
        _draw_binding(binding, result)
        curves(sea, arrays["total"], {"": arrays["left"]}, x_label="total momentum of the pair ($2p_F$)",
               label=r"free states at $\hbar\omega_D$ ($P=0$: 1)", title="free states above the sea")
        sea.set(yscale="log", ylim=(arrays["left"].min() / 2, 2))
        return made


def _draw_binding(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    with style():
        ax.axhline(-result["log10_binding_head_on"], color="black", linestyle="--", linewidth=1.2, label="head-on")
        for name, text, colour in (("averaged", "averaged at every distance", PALETTE[0]),
                                   ("rough", r"$1/B$ times $\beta^2$, the text", PALETTE[1])):
            ax.plot(arrays["beta"], -arrays[f"log10_{name}"], color=colour, label=text)
            ax.plot(result.inputs["beta"], -result[f"log10_binding_{name}"], "o", color=colour)
        ax.set(xscale="log", yscale="log", xlabel=r"$\beta=\ell/d$", ylabel=r"$-\log_{10}(\Delta/\hbar\omega_D)$",
               title="decimal places of the binding")
        ax.grid(True)
        ax.legend()
