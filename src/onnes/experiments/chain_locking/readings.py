"""Readings of units that lock: order, threshold, windows, and the theory beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from onnes.chains.energies import duty
from onnes.chains.zero_coupling import coupled_share, moment_product, shared_product, staggered_duty, window_of_order
from onnes.experiments.chain_locking.run import Runs
from onnes.problems.phase_locking.theory import (
    chain_correlation,
    chain_duty,
    chain_order,
    order_of_equally_coupled,
    window_of_jump,
)
from onnes.results import Array, Reading, Status
from onnes.units.constants import BOLTZMANN, HBAR

if TYPE_CHECKING:
    from onnes.experiments.chain_locking import ChainLocking

_SETTLED = 0.25
"""Share of the steps that is left out at the start."""
_BLOCKS = 16
"""Parts of a run whose means are taken as independent."""
_APART = 0.2
"""Difference of r by which the two starts of a run count as two states."""
_TURNS, _SHOWN = 180, 300
"""Moments of a cycle; units whose phases are kept."""
_ORDERED = (0.5, 0.95)
"""Range of r in which K_c is read from it."""


@dataclass(frozen=True)
class Mean:
    """Means of runs side by side with their standard errors, shape (runs,) each."""

    value: np.ndarray
    error: np.ndarray


def mean_of(series: np.ndarray) -> Mean:
    """Return the mean over the settled part of series of shape (steps, runs), with the error from its blocks."""
    settled = series[int(_SETTLED * len(series)):]
    blocks = np.array([block.mean(axis=0) for block in np.array_split(settled, min(_BLOCKS, len(settled)))])
    return Mean(blocks.mean(axis=0), blocks.std(axis=0, ddof=1) / np.sqrt(len(blocks)))


@dataclass(frozen=True, eq=False)
class Instruments:
    """Inputs of a run with its outcome."""

    asked: ChainLocking
    runs: Runs

    @cached_property
    def order(self) -> Mean:
        """r of each run of the scan and of the coupling asked for, from random phases, then from equal ones."""
        square = mean_of(self.runs.scanned.order**2)
        value = np.sqrt(square.value)
        return Mean(value, square.error / (2 * value))

    @cached_property
    def duty(self) -> Mean:
        """eta of the same runs."""
        return mean_of(self.runs.scanned.duty)

    @property
    def _own(self) -> tuple[int, int]:
        """Indices of the coupling asked for, from random and from equal phases."""
        return len(self.runs.scan), -1

    def readings(self) -> dict[str, Reading]:
        """Return scale, order, threshold, windows and feedback."""
        return self._scale() | self._ordered() | self._threshold() | self._windows() | self._fed_back() | self._chain()

    def _scale(self) -> dict[str, Reading]:
        asked = self.asked
        return {
            "coupling_temperature": Reading(asked.coupling_energy() / BOLTZMANN, "K", None, "hbar K/k = z |U_m|/k"),
            "temperature": Reading(asked.kelvin(), "K", None, "temperature"),
            "coupling_over_noise": Reading(asked.coupling, "", None, "K/D = z |U_m|/k T"),
            "noise_rate": Reading(BOLTZMANN * asked.kelvin() / HBAR, "rad/s", None, "D = k T/hbar"),
        }

    def _ordered(self) -> dict[str, Reading]:
        random, equal = self._own
        found = {}
        for name, index, locked in (("order", random, False), ("order_from_locked", equal, True)):
            start = "equal" if locked else "random"
            found[name] = Reading(self.order.value[index], "", self.order.error[index],
                                  f"r, root of the mean of r^2, from {start} phases")
            found[f"{name}_exact"] = Reading(self._exact_order(self.asked.coupling, locked), "", None,
                                             "r of theory", absent="no exact theory")
        return found

    def _exact_order(self, coupling: float, locked: bool) -> float | None:
        """Return r of mean-field theory for all with all, of N units of a chain; None on lattices."""
        if self.asked.network == "all":
            return self.runs.mean_field.at(coupling, locked)[0]
        return chain_order(coupling, self.asked.units) if self._is_exact_chain else None

    @property
    def _is_exact_chain(self) -> bool:
        return self.asked.network == "chain" and not self.asked.spread and not self.asked.feedback

    def _threshold(self) -> dict[str, Reading]:
        threshold, energy = self.runs.threshold, self.asked.coupling_energy()
        why = "no order in a long chain" if self.asked.network == "chain" else "read with network=all only"
        unordered = "no order in the scan" if self.asked.network == "all" else why
        measured, ordered = self._from_fluctuations(), self._from_order()
        return {
            "critical_coupling": Reading(measured[0], "", measured[1], "K_c/D from N <r^2> = 1/(1 - K/K_c)",
                                         absent=why),
            "critical_coupling_from_order": Reading(ordered[0], "", ordered[1], "K_c/D from the curve r(K/K_c)",
                                                    absent=unordered),
            "critical_coupling_exact": Reading(threshold, "", None, "K_c/D of theory: 2 (1 + gamma/D) of all with all"
                                               + ", over (1 - w)^2 with feedback" * self.asked.feedback,
                                               absent=why if self.asked.network == "chain" else "not known"),
            "locking_temperature": Reading(energy / BOLTZMANN / threshold if threshold else None, "K", None,
                                           "temperature at which K is K_c", absent=why),
        }

    @cached_property
    def disordered(self) -> Mean | None:
        """1/(N <r^2>) of the runs below the threshold, with its error; None on a lattice."""
        if self.runs.disordered is None:
            return None
        square = mean_of(self.runs.network.number * self.runs.disordered.order**2)
        return Mean(1 / square.value, square.error / square.value**2)

    def _from_fluctuations(self) -> tuple[float | None, float | None]:
        """Return K_c/D and its error: least squares of 1/(N <r^2>) = 1 - K/K_c, over runs of one coupling together."""
        if self.disordered is None or self.runs.disordered is None:
            return None, None
        coupling, number = self.runs.below, self.runs.network.number
        square = mean_of(number * self.runs.disordered.order**2).value
        levels = np.unique(coupling)
        groups = [square[coupling == each] for each in levels]
        inverse = np.array([1 / group.mean() for group in groups])
        error = np.array([group.std(ddof=1) / np.sqrt(len(group)) / group.mean() ** 2 for group in groups])
        weight = (levels / error) ** 2
        slopes = (1 - inverse) / levels
        slope = float(np.sum(weight * slopes) / np.sum(weight))
        return 1 / slope, float(1 / np.sqrt(np.sum(weight)) / slope**2)

    def _from_order(self) -> tuple[float | None, float | None]:
        """Return K_c/D and its error from the scan: where theory has the r that was measured."""
        if self.asked.network != "all":
            return None, None
        theory, scan = self.runs.mean_field, self.runs.scan
        along = slice(theory.fold or 0, None)
        r, error = (np.concatenate([each[:-1] for each in np.split(both, 2)])
                    for both in (self.order.value, self.order.error))
        used = (r > max(_ORDERED[0], theory.order[along][0])) & (r < _ORDERED[1])
        if used.sum() < 2:
            return None, None
        there, beyond = (np.interp(each, theory.order[along], theory.coupling[along])[used] for each in (r, r + error))
        estimates = np.tile(scan, 2)[used] / there * theory.critical
        weight = 1 / (estimates * (beyond / there - 1)) ** 2
        found = float(np.sum(weight * estimates) / np.sum(weight))
        # Runs scatter by more than their blocks tell where phases change slowly.
        excess = np.sum(weight * (estimates - found) ** 2) / (used.sum() - 1)
        return found, float(np.sqrt(max(1.0, excess) / np.sum(weight)))

    def _windows(self) -> dict[str, Reading]:
        random, equal = self._own
        windows = self.runs.windows
        window, share = self._window_now, self._cycle()
        return {
            "window": Reading(window, "", None, "w at this order"),
            "duty": Reading(self.duty.value[random], "", self.duty.error[random],
                            "eta: part of the time in which two units couple, over pairs; from random phases"),
            "duty_from_locked": Reading(self.duty.value[equal], "", self.duty.error[equal],
                                        "the same, from equal phases"),
            "duty_exact": Reading(self._exact_duty(self.asked.coupling, False), "", None, "eta of theory, from random "
                                  "phases", absent="no exact theory"),
            "duty_shared": Reading(duty(1.0, windows.locked), "", None, "1 - w: equal phases, windows shared"),
            "duty_staggered": Reading(staggered_duty(windows.unlocked), "", None,
                                      "(1 - w)^2: independent phases, windows staggered"),
            "lowest_coupling": Reading(share[0].min() ** 2, "", None,
                                       "least share of all pairs that couple in a cycle"),
            "lowest_coupling_staggered": Reading(share[1].min() ** 2, "", None, "the same of independent phases"),
            "moment_product": Reading(moment_product(self._phases, window, _TURNS), "", None,
                                      "mean of cos(phi_i) cos(phi_j) outside of windows, over a cycle and pairs"),
            "moment_product_shared": Reading(shared_product(windows.locked), "", None,
                                             "the same of equal phases; zero of independent ones"),
        }

    @property
    def _phases(self) -> np.ndarray:
        """Phases at the end of the start from random ones, shape (N,)."""
        return self.runs.watched.frames[-1, 0]

    @property
    def _window_now(self) -> float:
        windows = self.runs.windows
        return float(window_of_order(self.order.value[self._own[0]], windows.locked, windows.unlocked))

    def _cycle(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the share of units that couple over a cycle: at the end of the start, and of independent phases."""
        return (coupled_share(self._phases, self._window_now, _TURNS),
                coupled_share(self.runs.scattered, self.runs.windows.unlocked, _TURNS))

    def _exact_duty(self, coupling: float, locked: bool) -> float | None:
        if self.asked.network == "all":
            return self.runs.mean_field.at(coupling, locked)[1]
        return chain_duty(coupling, self.runs.windows, self.asked.units) if self._is_exact_chain else None

    def _fed_back(self) -> dict[str, Reading]:
        if not self.asked.feedback:
            return {}
        theory, fold = self.runs.mean_field, self.runs.mean_field.fold
        apart = self.runs.scan[self._bistable]
        none = "none in the scan"
        readings = {"effective_coupling": Reading(self.asked.coupling * self.duty.value[self._own[0]], "", None,
                                                  "K_0 eta/D, from random phases")}
        if self.asked.network == "all":
            smooth = "r rises from zero"
            readings |= {
                "jump_coupling": Reading(theory.coupling[fold] if fold else None, "", None,
                                         "K_0/D of theory above which locked phases stay locked", absent=smooth),
                "jump_order": Reading(theory.order[fold] if fold else None, "", None, "r of theory there",
                                      absent=smooth),
                "jump_window": Reading(window_of_jump(self.runs.windows.locked, self.asked.spread), "", None,
                                       "window of unlocked units beyond which r jumps at K_c"),
            }
        return readings | {
            "bistable_from": Reading(apart[0] if len(apart) else None, "", None,
                                     "first K_0/D of the scan with two states", absent=none),
            "bistable_to": Reading(apart[-1] if len(apart) else None, "", None, "last one", absent=none),
        }

    @property
    def _bistable(self) -> np.ndarray:
        """Return whether the two starts are apart over the last quarter, for each coupling of the scan."""
        last = self.runs.scanned.order[-(len(self.runs.scanned.order) // 4):].mean(axis=0)
        random, equal = np.split(last, 2)
        return (equal - random)[:-1] > _APART

    def _chain(self) -> dict[str, Reading]:
        if self.asked.network != "chain":
            return {}
        correlation = self._correlation()
        near = float(np.clip(correlation[1], 1e-300, 1 - 1e-12))
        exact = chain_correlation(self.asked.coupling, self.asked.units)[1] if self._is_exact_chain else None
        return {
            "correlation_length": Reading(-1 / np.log(near) * self.asked.spacing, "m", None,
                                          "length in which <cos(phi_i - phi_j)> falls by e, from that of neighbours"),
            "correlation_length_exact": Reading(-1 / np.log(exact) * self.asked.spacing if exact else None, "m", None,
                                                "a/ln(I_0/I_1)", absent="no exact theory"),
        }

    def _correlation(self) -> np.ndarray:
        """Return <cos(phi_i - phi_(i+n))> along the first axis, n up to half of it, in the start from random phases."""
        network = self.runs.network
        wave = np.exp(1j * self.runs.watched.frames[len(self.runs.watched.frames) // 2:, 0])
        placed = np.fft.fft(wave.reshape(-1, *network.shape), axis=1)
        spectrum = np.mean(np.abs(placed) ** 2, axis=tuple(axis for axis in range(placed.ndim) if axis != 1))
        return np.fft.ifft(spectrum).real[:network.across // 2 + 1] / network.across

    def arrays(self) -> dict[str, Array]:
        """Return scan, theory, fluctuations, cycle, and the phases of the start that was watched."""
        return self._scan_arrays() | self._theory_arrays() | self._aside_arrays() | self._start_arrays()

    def _scan_arrays(self) -> dict[str, Array]:
        scan, energy = self.runs.scan, self.asked.coupling_energy()

        def both(mean: np.ndarray) -> np.ndarray:
            return np.stack([each[:-1] for each in np.split(mean, 2)])

        return {
            "coupling": Array(scan, ("coupling",), "", "coupling over noise K/D"),
            "scan_temperature": Array(energy / BOLTZMANN / scan, ("coupling",), "K", "temperature of that coupling"),
            "order": Array(both(self.order.value), ("start", "coupling"), "",
                           "order parameter r, from random and equal phases"),
            "order_error": Array(both(self.order.error), ("start", "coupling"), "", "its standard error"),
            "duty": Array(both(self.duty.value), ("start", "coupling"), "", "coupled share of the time, eta"),
        }

    def _theory_arrays(self) -> dict[str, Array]:
        scan, theory = self.runs.scan, self.runs.mean_field
        found = {
            "coupling_mean_field": Array(theory.coupling, ("branch",), "", "coupling of mean-field theory"),
            "order_mean_field": Array(theory.order, ("branch",), "", "its r"),
            "duty_mean_field": Array(theory.duty, ("branch",), "", "its eta"),
        }
        plain = not self.asked.spread and not self.asked.feedback
        if plain and self.asked.network in ("all", "chain"):
            exact = order_of_equally_coupled if self.asked.network == "all" else chain_order
            values = np.array([exact(each, self.asked.units) for each in scan])
            found["order_of_units"] = Array(values, ("coupling",), "", "exact r of N units")
        if self._is_exact_chain:
            values = np.array([chain_duty(each, self.runs.windows, self.asked.units) for each in scan])
            found["duty_of_units"] = Array(values, ("coupling",), "", "exact eta of a chain")
        return found

    def _aside_arrays(self) -> dict[str, Array]:
        """Return fluctuations below the threshold, or correlations against distance on a lattice."""
        if self.disordered is not None:
            return {
                "coupling_below": Array(self.runs.below, ("below",), "", "coupling over noise K/D"),
                "inverse_fluctuation": Array(self.disordered.value, ("below",), "", "1/(N <r^2>)"),
                "inverse_fluctuation_error": Array(self.disordered.error, ("below",), "", "its standard error"),
            }
        correlation = self._correlation()
        found = {
            "neighbour": Array(np.arange(len(correlation)), ("neighbour",), "", "number of units apart"),
            "correlation": Array(correlation, ("neighbour",), "", "<cos(phi_i - phi_j)>"),
        }
        if self._is_exact_chain:
            exact = chain_correlation(self.asked.coupling, self.asked.units)[:len(correlation)]
            found["correlation_exact"] = Array(exact, ("neighbour",), "", "<cos(phi_i - phi_j)>, exact")
        return found

    def _start_arrays(self) -> dict[str, Array]:
        watched = self.runs.watched
        rate = BOLTZMANN * self.asked.kelvin() / HBAR
        steps, frames = len(watched.order), len(watched.frames)
        shown = np.linspace(0, self.runs.network.number - 1, min(_SHOWN, self.runs.network.number)).astype(int)
        turn = 360 * np.arange(_TURNS) / _TURNS
        own, scattered = self._cycle()
        return {
            "time": Array(watched.time[:, 0] / rate, ("time",), "s", "time"),
            "order_start": Array(watched.order.T, ("start", "time"), "",
                                 "order parameter r, from random and equal phases"),
            "phase": Array(watched.frames[:, 0, shown], ("frame", "unit"), "rad", "phases, from random ones"),
            "frame_step": Array((np.arange(1, frames + 1) * steps) // frames - 1, ("frame",), "", "index of its time"),
            "phase_scattered": Array(self.runs.scattered[shown], ("unit",), "rad", "independent phases"),
            "turn": Array(turn, ("turn",), "deg", "turn of the moments in a cycle"),
            "coupled": Array(own**2, ("turn",), "", "share of pairs that couple, at this coupling"),
            "coupled_scattered": Array(scattered**2, ("turn",), "", "the same of independent phases"),
        }

    def status(self) -> Status:
        """Return whether r is the same from both starts, or theory has two states."""
        return "not_converged" if self.warnings() else "converged"

    def warnings(self) -> tuple[str, ...]:
        """Return a warning where r depends on the start although theory has one state."""
        random, equal = self._own
        gap = abs(self.order.value[equal] - self.order.value[random])
        spread = 5 * np.hypot(self.order.error[equal], self.order.error[random]) + 0.02
        jumps = self.asked.feedback and self.asked.network == "all" and self.runs.mean_field.fold is not None
        if gap <= spread or jumps:
            return ()
        return (f"Not converged: r depends on the start, {self.order.value[random]:.2f} from random and "
                f"{self.order.value[equal]:.2f} from equal phases: more steps would bring them together.",)
