"""Readings of a flight in uniform fields."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.wavepacket.scales import RATIOS, RECORDS, Reduced, reduced, spacing
from onnes.numerics.extrapolation import extrapolate_to_zero
from onnes.problems.wave_packet.flight import Flight, uniform_flight
from onnes.problems.wave_packet.motion import classical, width_at
from onnes.results import Array, Reading

if TYPE_CHECKING:
    from onnes.experiments.wavepacket import Wavepacket

_WIDEST = 200
"""Largest number of points along an axis of a stored map."""


def measured(made: Wavepacket, progress: Progress) -> Measurement:
    """Follow the packet on three grids, and read it."""
    units, finest = reduced(made), spacing(made, reduced(made))
    flights = []
    for index, ratio in enumerate(RATIOS):
        told = partial(_told, progress, index)
        half = ratio * units.half[0], ratio * units.half[1]  # grids of as many nodes share compiled programs
        flights.append(uniform_flight(units.b, (units.force, 0.0), units.width, units.start, 1.0 + 0.0j, half,
                                      ratio * finest, units.until, RECORDS, told))
    read = _Instruments(units, flights)
    unfinished = [each.status for each in flights if each.status != "completed"]
    return Measurement(read.readings(), read.arrays(), unfinished[0] if unfinished else "completed")


def _told(progress: Progress, index: int, share: float, _: str) -> None:
    progress((index + share) / len(RATIOS), f"grid {index + 1} of {len(RATIOS)}")


class _Instruments:
    """Readings of one flight on three grids."""

    def __init__(self, units: Reduced, flights: list[Flight]):
        self.units, self.flights, self.fine = units, flights, flights[-1]
        self.squares = [r**2 for r in RATIOS]
        self.time = self.fine.time
        self.path, self.path_velocity = classical(units.b, units.force, units.start, 2.0, self.time)
        self.position = self._limit([each.position for each in flights])
        self.velocity = self._limit([each.velocity for each in flights])
        self.variance = self._limit([each.variance for each in flights])
        self.meters_per_second = units.length / units.time

    def _limit(self, values: list[np.ndarray]) -> np.ndarray:
        """Return values for vanishing spacing."""
        columns = np.stack([np.ravel(each) for each in values], axis=1)
        return np.reshape([extrapolate_to_zero(self.squares, row)[0] for row in columns], values[0].shape)

    def readings(self) -> dict[str, Reading]:
        fine, length = self.fine, self.units.length
        density = np.abs(fine.psi[-1]) ** 2
        middle = tuple(int(np.argmin(np.abs(np.asarray(nodes) - at)))
                       for nodes, at in zip(fine.sample.grid.nodes[:2], fine.position[-1], strict=True))
        extent = float(np.max(np.abs(self.path - self.path[0])))
        off = float(np.max(np.abs(self.position @ [1, 1j] - self.path)))
        wide = np.sqrt(np.mean(self.variance, axis=1))
        exact = width_at(self.units.b, self.units.width, self.time)
        found = {
            "density": Reading(float(np.max(density)) / length**2, "1/m^2", meaning="largest |psi|^2 at the end"),
            "phase": Reading(float(np.angle(fine.psi[-1][middle])), "rad",
                             meaning="phase of psi at the middle of the packet at the end, for A = B x r/2"),
            "velocity": Reading(float(np.hypot(*fine.at_centre[-1])) * self.meters_per_second, "m/s",
                                meaning="speed of the flow, j/|psi|^2, at the middle of the packet at the end, on the "
                                        "finest grid"),
            "continuity_residual": Reading(float(np.max(fine.imbalance)), "", meaning="largest d_t |psi|^2 + div j "
                                           "over the largest flow through the sides of a cell"),
            "norm_error": Reading(float(np.max(np.abs(fine.norm / fine.norm[0] - 1))), "",
                                  meaning="largest change of int |psi|^2 over its value"),
            "energy_error": Reading(float(np.max(np.abs(fine.energy - fine.energy[0])))
                                    / float(np.max(np.abs(fine.energy))), "",
                                    meaning="largest change of the energy over its value"),
            "path_error": Reading(off / extent, "", meaning="largest distance of the mean position from the classical "
                                  "path, over the extent of the path"),
            "width": Reading(float(wide[-1]) * length, "m", meaning="standard deviation of |psi|^2 along an axis at "
                             "the end"),
            "width_ratio": Reading(float(wide[-1] / exact[-1]), "", meaning="width at the end over that in closed "
                                   "form"),
        }
        return found | (self._in_field() if self.units.b else {})

    def _in_field(self) -> dict[str, Reading]:
        """Return frequency, radius and drift: of a fit of velocities that turn around a drift."""
        b, speed = self.units.b, self.meters_per_second
        values = [self._turning(each.velocity @ [1, 1j]) for each in self.flights]
        limits = [extrapolate_to_zero(self.squares, column) for column in np.transpose(values)]
        (ratio, error), (radius, of_radius) = limits[0], limits[1]
        drift = complex(limits[2][0], limits[3][0])
        turning = abs(2.0 + 1j * self.units.force / b)
        exact = abs(2 * b) / self.units.time
        found = {
            "cyclotron_frequency": Reading(ratio * exact, "rad/s", error * exact,
                                           meaning="angular frequency of the mean velocity"),
            "frequency_ratio": Reading(ratio, "", error, meaning="cyclotron frequency over |q| B/m"),
            "larmor_radius": Reading(radius * self.units.length, "m", of_radius * self.units.length,
                                     meaning="radius of the turning part of the mean motion"),
            "radius_ratio": Reading(radius / (turning / abs(2 * b)), "", of_radius / (turning / abs(2 * b)),
                                    meaning="the same over m v/(|q| B), v the speed less the drift at the start"),
        }
        if self.units.force:
            found["drift_velocity"] = Reading(abs(drift) * speed, "m/s", meaning="speed of the drift of the mean")
            found["drift_ratio"] = Reading(abs(drift) / abs(self.units.force / b), "", meaning="the same over E/B")
        return found

    def _turning(self, velocity: np.ndarray) -> tuple[float, float, float, float]:
        """Return the frequency of velocities over omega_c, the radius, and the drift along x and y."""
        from scipy.optimize import least_squares

        def parts(ratio: float) -> tuple[np.ndarray, np.ndarray]:
            columns = np.stack([np.ones(len(self.time), complex), np.exp(-2j * self.units.b * ratio * self.time)], 1)
            factors = np.linalg.lstsq(columns, velocity, rcond=None)[0]
            return factors, columns @ factors - velocity

        def misfit(ratio: np.ndarray) -> np.ndarray:
            left = parts(float(ratio[0]))[1]
            return np.concatenate([np.real(left), np.imag(left)])

        ratio = float(least_squares(misfit, [1.0], xtol=1e-14, ftol=1e-14, gtol=1e-14).x[0])
        drift, turning = parts(ratio)[0]
        return ratio, float(np.abs(turning)) / abs(2 * self.units.b * ratio), drift.real, drift.imag

    def arrays(self) -> dict[str, Array]:
        units, fine = self.units, self.fine
        length, speed = units.length, self.meters_per_second
        x, y = (np.asarray(nodes) * length for nodes in fine.sample.grid.nodes[:2])
        step = max(1, -(-max(len(x), len(y)) // _WIDEST))
        psi = fine.psi[:, ::step, ::step]
        return {
            "time": Array(self.time * units.time, ("time",), "s", "time"),
            "axis": Array(np.arange(2), ("axis",), "", "number of the axis"),
            "x": Array(x[::step], ("x",), "m", "x"),
            "y": Array(y[::step], ("y",), "m", "y"),
            "density": Array((np.abs(psi) ** 2 / length**2).astype(np.float32), ("time", "x", "y"), "1/m^2", "|psi|^2"),
            "phase": Array(np.angle(psi).astype(np.float32), ("time", "x", "y"), "rad", "phase of psi"),
            "position": Array(self.position * length, ("time", "axis"), "m", "mean position"),
            "mean_velocity": Array(self.velocity * speed, ("time", "axis"), "m/s", "mean velocity"),
            "velocity_at_centre": Array(fine.at_centre * speed, ("time", "axis"), "m/s",
                                        "velocity of the flow in the middle"),
            "classical_position": Array(_pair(self.path) * length, ("time", "axis"), "m", "classical position"),
            "classical_velocity": Array(_pair(self.path_velocity) * speed, ("time", "axis"), "m/s",
                                        "classical velocity"),
            "spread": Array(np.sqrt(np.maximum(self.variance, 0.0)) * length, ("time", "axis"), "m",
                            "standard deviation of |psi|^2"),
            "spread_in_closed_form": Array(width_at(units.b, units.width, self.time) * length, ("time",), "m",
                                           "standard deviation of |psi|^2 in closed form"),
        }


def _pair(values: np.ndarray) -> np.ndarray:
    return np.stack([np.real(values), np.imag(values)], axis=1)
