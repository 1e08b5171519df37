"""Readings of a run in SI units: order beside Langevin's law, chains, and how far the run can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onnes.chains.lattice import ground_energy
from onnes.chains.monte_carlo.clusters import Chains, chains
from onnes.chains.monte_carlo.convergence import LARGEST_R_HAT, Series, binder
from onnes.chains.thermal_moment import langevin
from onnes.experiments.chain_order.run import Sample
from onnes.results import Array, Reading, Status
from onnes.units.constants import BOLTZMANN, VACUUM_PERMEABILITY

_TRIALS = 20
"""Samples of random directions to which chains are compared."""
_ORDERED = 0.6
"""Binder's cumulant of the coldest state above which there is order in the scan."""
_AT_CORE = 1.1
"""Spacing over the smallest distance below which units count as collapsed."""


@dataclass(frozen=True)
class Instruments:
    """Instruments that read a sample."""

    sample: Sample

    @property
    def temperature_unit(self) -> float:
        """The scale over k [K]."""
        return self.sample.scale / BOLTZMANN

    @property
    def kelvin(self) -> np.ndarray:
        """Temperatures of the scan and of the experiment [K], hot to cold."""
        return self.sample.temperatures * self.temperature_unit

    @property
    def state(self) -> int:
        """Index of the experiment's own temperature and field among all states."""
        return len(self.sample.curve) + self.sample.main

    @property
    def reduced_field(self) -> float:
        """mu B/kT."""
        asked = self.sample.asked
        return asked.moment * asked.largest_field() / (BOLTZMANN * asked.temperature)

    def independent(self, field: float) -> float:
        """Return <mu>/mu of units without interaction: Langevin's law (two directions: tanh), averaged over a disc."""
        sites = self.sample.lattice
        sizes = np.ones(1) if sites is None else sites.at_units(np.broadcast_to(sites.profile, sites.along.shape))[:, 0]
        law = np.tanh if self.sample.asked.directions == "two" else langevin
        return float(np.mean(law(field * sizes)))

    def series(self, values: np.ndarray, state: int) -> Series:
        """Return the series of one state."""
        return Series(values[:, :, state])

    @cached_property
    def order_size(self) -> np.ndarray:
        """Size of the order parameter, shape (sweeps, repeats, all states)."""
        return np.linalg.norm(self.sample.record.order, axis=-1)

    @cached_property
    def interaction(self) -> np.ndarray:
        """Energy of all pairs per unit, in the scale, shape (sweeps, repeats, all states)."""
        record, asked = self.sample.record, self.sample.asked
        charged = self.sample.coulomb if asked.moves() and asked.coulomb == "on" else 0.0
        return (record.energy + charged * record.coulomb) / self.sample.number

    @cached_property
    def agreement(self) -> np.ndarray:
        """The larger split R-hat of energy and order, shape (temperatures,)."""
        first = len(self.sample.curve)
        return np.array([max(self.series(each, first + at).r_hat for each in (self.interaction, self.order_size))
                         for at in range(len(self.kelvin))])

    def status(self) -> Status:
        """Return whether the repeats agree at the temperature of the experiment."""
        return "converged" if self.agreement[self.sample.main] <= LARGEST_R_HAT else "not_converged"

    def warnings(self) -> tuple[str, ...]:
        """Return warnings of states that are not sampled well."""
        found = []
        if self.status() != "converged":
            found.append(f"Not converged: at {self.sample.asked.temperature:g} K split R-hat is "
                         f"{self.agreement[self.sample.main]:.3g}, above {LARGEST_R_HAT:g}. More sweeps would tell "
                         "whether there is an equilibrium.")
        late = np.flatnonzero(self.agreement > LARGEST_R_HAT)
        if len(late):
            found.append(f"Split R-hat is above {LARGEST_R_HAT:g} at {len(late)} of {len(self.kelvin)} temperatures, "
                         f"the largest, {self.agreement.max():.3g}, at "
                         f"{self.kelvin[np.argmax(self.agreement)]:.3g} K.")
        return tuple(found)

    def readings(self) -> dict[str, Reading]:
        """Return scales, moment, order, chains and diagnostics."""
        moving = self._moving() if self.sample.asked.moves() else {}
        return self._scales() | self._moment() | self._order() | self._chains() | moving | self._diagnostics()

    def _scales(self) -> dict[str, Reading]:
        return {
            "units": Reading(self.sample.number, "", None, "number N"),
            "scale": Reading(self.temperature_unit, "K", None, "eta (mu_0/4 pi) mu^2/(a^3 k); head to tail twice it"),
            "temperature_over_scale": Reading(float(self.sample.temperatures[self.sample.main]), "", None,
                                              "kT over the scale"),
            "field_over_temperature": Reading(self.reduced_field, "", None, "mu B/kT"),
            "coulomb_over_magnetic": Reading(self.sample.coulomb, "", None,
                                             "Coulomb energy of two units a apart over the scale"),
        } | self._current()

    def _current(self) -> dict[str, Reading]:
        asked = self.sample.asked
        if asked.arrangement != "disc":
            return {}
        around = np.pi * asked.spacing * asked.size()
        return {"current": Reading(around * asked.self_field / VACUUM_PERMEABILITY, "A", None,
                                   "current with that field at the rim of the disc")}

    def _moment(self) -> dict[str, Reading]:
        aligned = self.series(self.sample.record.aligned, self.state)
        law = "tanh" if self.sample.asked.directions == "two" else "Langevin's law"
        number, scaled = self.sample.number, 1 if self.sample.asked.directions == "two" else 3
        spread = Series((self.series(self.sample.record.aligned, self.state).values - aligned.mean) ** 2)
        return {
            "mean_moment": Reading(aligned.mean, "", aligned.error, "<mu>/mu along the field"),
            "langevin_moment": Reading(self.independent(self.reduced_field), "", None, f"the same by {law}, no forces"),
            "susceptibility_over_curie": Reading(scaled * number * spread.mean, "", scaled * number * spread.error,
                                                 "N (<m^2> - <m>^2) over that of no field and no forces, 1/3 (two "
                                                 "directions: 1)"),
        }

    def _order(self) -> dict[str, Reading]:
        main, cold = (self.series(self.order_size, at) for at in (self.state, -1))
        energy = self.series(self.interaction, self.state)
        unit, absent = self.temperature_unit, "no peak inside of the scan"
        peak = self._peak()
        readings = {
            "order": Reading(main.mean, "", main.error, "order parameter"),
            "order_cold": Reading(cold.mean, "", cold.error, f"order parameter at {self.kelvin[-1]:.3g} K"),
            "binder": Reading(binder(self.sample.record.order[:, :, self.state]), "", None,
                              "Binder's cumulant: 2/3 of full order, 1 - (K + 2)/3K without any, K components"),
            "fluctuation_peak": Reading(None if peak is None else peak * unit, "K", None,
                                        "temperature of the largest N <(O - <O>)^2>/kT", absent),
            "energy": Reading(energy.mean * self.sample.scale, "J", energy.error * self.sample.scale,
                              "energy of all pairs, per unit; of charges against their neutralising background"),
        }
        sites = self.sample.lattice
        if sites is not None and sites.padded == sites.shape and sites.form == "dipole":
            readings["ground_energy"] = Reading(ground_energy(sites) * self.sample.scale, "J", None,
                                                "lowest energy per unit, of columns that alternate")
        if self.sample.smaller is None:
            return readings
        crossing, error = self._crossing()
        asked = self.sample.asked
        of_scale = None if crossing is None else crossing * unit
        needed = None if crossing is None else asked.moment * (asked.temperature / (crossing * unit)) ** 0.5
        return readings | {
            "ordering_temperature": Reading(of_scale, "K", None if error is None else error * unit,
                                            "Binder's cumulants of two sizes cross", "no crossing in the scan"),
            "ordering_temperature_over_scale": Reading(crossing, "", error, "the same in the scale",
                                                       "no crossing in the scan"),
            "moment_to_order": Reading(needed, "J/T", None, "mu with which units a apart order at the temperature",
                                       "no crossing in the scan"),
        }

    @cached_property
    def fluctuation(self) -> np.ndarray:
        """N <(O - <O>)^2>/kT of the order parameter, shape (temperatures,)."""
        values = self.order_size[:, :, len(self.sample.curve):]
        return self.sample.number * np.var(values, axis=(0, 1)) / self.sample.temperatures

    def _peak(self) -> float | None:
        """Return the temperature of the largest fluctuation, in the scale; None at an end of the scan."""
        scan = np.delete(np.arange(len(self.kelvin)), self.sample.main)
        highest = int(np.argmax(self.fluctuation[scan]))
        return None if highest in (0, len(scan) - 1) else float(self.sample.temperatures[scan[highest]])

    def _crossing(self) -> tuple[float | None, float | None]:
        """Return where the cumulant of the larger cell begins to exceed that of the smaller one, with standard error.

        Where both are disordered their difference is noise about zero. So the place is sought from the largest
        difference, which is in the ordered part, towards hotter states. The error is that of the difference there by
        the repeats (jackknife), over its slope, with that of a place somewhere between two temperatures of the scan.
        """
        assert self.sample.smaller is not None
        repeats = np.arange(self.sample.asked.repeats)
        excess = self._excess(repeats)
        below = np.flatnonzero(excess[:np.argmax(excess)] < 0)
        if len(below) == 0 or binder(self.sample.record.order[:, :, -1]) < _ORDERED:
            return None, None
        at = int(below[-1])
        hot, cold = self.sample.temperatures[at:at + 2]
        share = excess[at] / (excess[at] - excess[at + 1])
        parts = np.array([self._excess(np.delete(repeats, out))[at:at + 2] for out in repeats])
        spread = (len(repeats) - 1) * np.var(parts @ np.array([1 - share, share]))
        slope = (excess[at + 1] - excess[at]) / (hot - cold)
        return float(hot ** (1 - share) * cold**share), float(np.sqrt(spread / slope**2 + (hot - cold) ** 2 / 12))

    def _excess(self, repeats: np.ndarray) -> np.ndarray:
        """Return the cumulant of the larger cell less that of the smaller one at each temperature, of some repeats."""
        assert self.sample.smaller is not None
        large, small = self.sample.record.order[:, :, len(self.sample.curve):], self.sample.smaller[1].order
        states = range(len(self.kelvin))
        return np.array([binder(large[:, repeats, at]) - binder(small[:, repeats, at]) for at in states])

    def found_chains(self, places: np.ndarray, directions: np.ndarray, spacing: float) -> Chains:
        """Return chains of places in a, with the energy head to tail of nearest units."""
        return chains(places, directions, self.sample.side, self.sample.form, self.sample.asked.bond, spacing)

    @cached_property
    def chains_of(self) -> dict[str, list[Chains]]:
        """Chains at the end of each repeat at the temperature, in the cold, and of random directions."""
        record, rng = self.sample.record, np.random.default_rng(self.sample.asked.seed)
        found = {name: [self.found_chains(record.places[repeat, at], record.directions[repeat, at],
                                          record.spacing[-1, repeat, at]) for repeat in range(len(record.places))]
                 for name, at in (("", self.state), ("_cold", -1))}
        places = record.places[0, self.state]
        drawn = rng.normal(size=(_TRIALS, *places.shape))
        if self.sample.asked.directions == "two":
            drawn = drawn[..., :1] * np.array([1.0, 0.0, 0.0])
        drawn /= np.linalg.norm(drawn, axis=-1, keepdims=True)
        found["_random"] = [self.found_chains(places, each, record.spacing[-1, 0, self.state]) for each in drawn]
        return found

    def _chains(self) -> dict[str, Reading]:
        words = {"": "at the temperature", "_cold": f"at {self.kelvin[-1]:.3g} K", "_random": "of random directions"}
        readings = {}
        for name, found in self.chains_of.items():
            lengths = np.array([each.mean_length for each in found])
            readings[f"chain_length{name}"] = Reading(
                float(lengths.mean()), "", float(lengths.std() / len(lengths) ** 0.5),
                f"mean number of units in a chain, {words[name]}")
            readings[f"longest_chain{name}"] = Reading(max(int(each.lengths.max()) for each in found), "", None,
                                                       f"units in the longest chain, {words[name]}")
            persistence = [each.persistence for each in found if each.persistence is not None]
            if name != "_random":
                readings[f"persistence_length{name}"] = Reading(
                    float(np.mean(persistence)) * self.sample.asked.spacing if persistence else None, "m", None,
                    f"-d/ln <cos> of bound units, {words[name]}", "no bound units, or all parallel")
        return readings

    def _moving(self) -> dict[str, Reading]:
        asked, unit = self.sample.asked, self.sample.asked.spacing
        states = {"": self.state, "_hot": 0, "_cold": -1}
        readings = {}
        for name, at in states.items():
            found = self.series(self.sample.record.spacing, at)
            readings[f"neighbour_distance{name}"] = Reading(
                found.mean * unit, "m", found.error * unit,
                f"mean distance of the nearest unit at {self.kelvin[at - len(self.sample.curve)]:.3g} K")
        nearest = float(self.sample.record.spacing[:, :, self.state].mean()) * unit
        return readings | {
            "collapsed": Reading(bool(nearest < _AT_CORE * asked.closest()), "", None,
                                 "whether units sit at the smallest distance, which the text does not have"),
            "growth": Reading(float(np.mean(self.sample.record.spacing[-1, :, self.state])
                                    / np.mean(self.sample.record.spacing[0, :, self.state])), "", None,
                              "mean distance of the nearest unit, last over first sweep: above 1, they fly apart"),
        }

    def _diagnostics(self) -> dict[str, Reading]:
        order = self.series(self.order_size, self.state)
        return {
            "r_hat": Reading(float(self.agreement[self.sample.main]), "", None,
                             "split R-hat at the temperature, the larger of energy and order"),
            "r_hat_scan": Reading(float(self.agreement.max()), "", None, "the largest of all temperatures"),
            "autocorrelation": Reading(order.autocorrelation, "", None,
                                       "integrated, of the order parameter, in sweeps"),
            "effective_samples": Reading(order.effective, "", None, "independent values of the order parameter"),
            "acceptance": Reading(float(self.sample.record.accepted[self.state]), "", None, "of trajectories or moves"),
        }

    def arrays(self) -> dict[str, Array]:
        """Return the scans, the chains, and frames of the first repeat at the temperature and in the cold."""
        sample, record, first = self.sample, self.sample.record, len(self.sample.curve)
        unit, scale = sample.asked.spacing, sample.scale
        order = [self.series(self.order_size, first + at) for at in range(len(self.kelvin))]
        energy = [self.series(self.interaction, first + at) for at in range(len(self.kelvin))]
        distance = [self.series(record.spacing, first + at).mean for at in range(len(self.kelvin))]
        arrays = {
            "temperature": Array(self.kelvin, ("temperature",), "K", "temperature"),
            "order": Array(np.array([each.mean for each in order]), ("temperature",), "", "order parameter"),
            "order_error": Array(np.array([each.error for each in order]), ("temperature",), "", "its standard error"),
            "pair_energy": Array(np.array([each.mean for each in energy]) * scale, ("temperature",), "J",
                                 "energy per unit"),
            "neighbour_distance": Array(np.array(distance) * unit, ("temperature",), "m", "distance of nearest units"),
            "frame_sweep": Array(record.frame_sweeps, ("frame",), "", "sweep of a frame, 0 after warming up"),
            "frame_place": Array(record.frame_places * unit, ("frame", "shown", "unit", "axis"), "m", "places"),
            "frame_direction": Array(record.frames, ("frame", "shown", "unit", "axis"), "", "directions mu/|mu|"),
            "frame_chain": Array(self._labels(), ("frame", "shown", "unit"), "", "number of the chain of each unit, "
                                 "-1 of a single one"),
            "frame_order": Array(self._frame_order(), ("frame", "shown"), "", "order parameter"),
        }
        lengths = np.arange(1, 1 + max(int(each.lengths.max()) for found in self.chains_of.values() for each in found))
        arrays["length"] = Array(lengths, ("length",), "", "units in a chain")
        for name, found in self.chains_of.items():
            counts = sum(np.bincount(each.lengths, minlength=lengths[-1] + 1)[1:] for each in found)
            share = lengths * counts / (len(found) * sample.number)
            arrays[f"share{name}"] = Array(share, ("length",), "", "part of the units in chains of this length")
        if first:
            aligned = [self.series(record.aligned, at) for at in range(first)]
            arrays["curve_field"] = Array(sample.curve, ("curve",), "", "mu B/kT")
            arrays["curve_moment"] = Array(np.array([each.mean for each in aligned]), ("curve",), "", "<mu>/mu")
            close = np.linspace(0, sample.curve[-1], 101)
            arrays["law_field"] = Array(close, ("law",), "", "mu B/kT")
            arrays["law_moment"] = Array(np.array([self.independent(each) for each in close]), ("law",), "",
                                         "<mu>/mu without forces")
        if sample.smaller is not None:
            arrays["order_smaller"] = Array(np.linalg.norm(sample.smaller[1].order, axis=-1).mean(axis=(0, 1)),
                                            ("temperature",), "", f"order parameter of {sample.smaller[0]} units")
        return arrays

    def _labels(self) -> np.ndarray:
        record = self.sample.record
        labels = np.full(record.frames.shape[:3], -1)
        for frame, shown in np.ndindex(labels.shape[:2]):
            places = record.frame_places[frame, shown]
            at = (self.state, -1)[shown]
            spacing = float(record.spacing[0, 0, at])
            found = self.found_chains(places, record.frames[frame, shown], spacing)
            labels[frame, shown] = np.where(found.lengths[found.label] > 1, found.label, -1)
        return labels

    def _frame_order(self) -> np.ndarray:
        sites, frames = self.sample.lattice, self.sample.record.frames
        if sites is None:
            return np.linalg.norm(frames.mean(axis=2), axis=-1)
        order = np.einsum("fsna,kna->fsk", frames, sites.at_units(sites.patterns)) / sites.number
        return np.linalg.norm(order, axis=-1)
