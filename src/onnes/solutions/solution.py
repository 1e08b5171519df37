"""Solution of a run of a device: fields, voltages, moments, vortices in SI units, and all that is needed to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from onnes.devices import Device
from onnes.devices.model import Model
from onnes.errors import InputError, check_name, unknown_name
from onnes.laws.outcome import Outcome
from onnes.results import SUCCESSFUL, Reading
from onnes.solutions.drive import DeviceDrive
from onnes.solutions.readings import readings_of
from onnes.solutions.warnings import warnings_of
from onnes.units import to_si

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from onnes.energies import Term
    from onnes.solutions.tracks import Tracks


@dataclass(frozen=True, eq=False)
class Solution:
    """The solution of a run of a device.

    Attributes:
        device: film or body.
        model: the device on its grid, in reduced units.
        data: everything recorded, in SI units, as an xarray Dataset; psi over its value at the device's temperature.
            psi and vector_potential of a film are in the gauge in which the vector potential is that of the applied
            field and of the currents; of a body, in which it is minus the integral of the electric field.
            With noise, fields and currents are those of one moment, with Johnson noise of every edge: average over
            frames.
        outcome: of the law, in reduced units: the last state, and all that is needed to go on.
        drive: field, currents and temperature of the run.
        inputs: law, time, noise, seed, tolerance, frames of the run.
        seconds: wall time.
        lost_terms: names of energy terms of one's own that the file from which the solution was loaded does not hold.
        compile_seconds: part of the wall time in which programs were traced, compiled, or loaded from disk.
    """

    device: Device
    model: Model
    data: xr.Dataset
    outcome: Outcome
    drive: DeviceDrive
    inputs: Mapping[str, Any]
    seconds: float
    lost_terms: tuple[str, ...] = ()
    compile_seconds: float = 0.0

    # ---- how it ended

    @property
    def status(self) -> str:
        """Word for the end of the run, one of `onnes.results.status`."""
        return self.outcome.status

    @property
    def ok(self) -> bool:
        """Return whether the run ended as it should."""
        return self.outcome.status in SUCCESSFUL

    @property
    def end(self) -> float:
        """Time at the end of the run, in s."""
        return float(self.data["time"].values[-1])

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Warnings: unresolved lengths, states that still change, ends near probes, limits of the model."""
        return warnings_of(self)

    def __repr__(self) -> str:
        shape = " x ".join(map(str, self.model.grid.shape))
        steps = int(self.data["steps"].values[-1])
        lines = [f"Solution: {self.status} at {self.end:.4g} s, {steps} steps in {self.seconds:.2f} s "
                 f"({self.compile_seconds:.2f} s of it for compilation), {shape} nodes, "
                 f"spacing {self.model.spacing:.3g} m, "
                 f"{'with' if self.model.self_field else 'without'} self-field"]
        return "\n".join([*lines, *(f"  warning: {warning}" for warning in self.warnings)])

    # ---- what it found

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """Voltage, moment, vortices, fluxoids, energy, heats at the end of the run, in SI units."""
        return readings_of(self)

    @property
    def reduced(self) -> xr.Dataset:
        """The data in reduced units: lengths in xi, times in tau_0, fields in Bc2, for theorists."""
        from onnes.solutions.dataset import reduced

        return reduced(self.data, self.device)

    def series(self, name: str) -> xr.DataArray:
        """Return a number of `data` against time.

        Raises:
            InputError: there is no such number.
        """
        if not isinstance(name, str) or name not in self.data.data_vars or self.data.variables[name].dims != ("time",):
            names = [str(each) for each, values in self.data.data_vars.items() if values.dims == ("time",)]
            raise unknown_name("reading", name, ["voltage", *names])
        return self.data[name]

    @property
    def moment(self) -> xr.DataArray:
        """Magnetic moment along z against time, ``(1/2) int r x K``, in A m^2; of a `Bulk` per length, in A m.

        Raises:
            InputError: a cell that repeats in both directions, which has no moment of its own.
        """
        if "moment" not in self.data:
            raise InputError("device", f"{self.device!r}, which repeats in both directions", "a device that ends",
                             "A cell without ends has no moment of its own.")
        return self.data["moment"]

    @property
    def energy(self) -> xr.DataArray:
        """Free energy against time, in J; of a `Bulk` per length, in J/m."""
        return self.data["energy"]

    @property
    def vortices(self) -> xr.Dataset:
        """Vortices at the end: x and y in m, and charge, +1 for flux along z and -1 against it."""
        return self.vortices_at(-1)

    def vortices_at(self, time: Any) -> xr.Dataset:
        """Return the vortices at a time ("0.5 ns"), or of a record with the given number."""
        from onnes.solutions.vortices import vortices_of

        return vortices_of(self, self._frame(time))

    def tracks(self) -> Tracks:
        """Return the vortices of all records, each followed from birth to death: see `Tracks`.

        Records are linked by the assignment of least squared displacement, in which a vortex moves, annihilates, or
        leaves over the nearest edge or hole. Positions are zeros of psi between nodes of the grid.

        Raises:
            InputError: a perfect conductor, which has no vortices.
        """
        from onnes.solutions.tracks import tracks_of

        return tracks_of(self)

    def fluxoid(self, hole: int | str = 0) -> xr.DataArray:
        """Return the fluxoid of a hole against time, in flux quanta.

        ``(B flux + mu_0 oint lambda^2 J/|psi|^2 . dl)/Phi_0`` along a loop around the hole: the turns of the phase.

        Args:
            hole: its name, or its number.

        Raises:
            InputError: no such hole; a perfect conductor, which has no order parameter and no fluxoid.
        """
        if "fluxoid" not in self.data:
            raise InputError("law", self.inputs["law"], "a law with an order parameter",
                             "A perfect conductor keeps the flux, not the fluxoid: see data[\"field\"].")
        return self.data["fluxoid"].isel(hole=self.device.hole_index(hole))

    def voltage(self, plus: str | None = None, minus: str | None = None) -> xr.DataArray:
        """Return the voltage between two probes or terminals, in V, the mean since the record before.

        ``V = d/dt (chi_plus - chi_minus) Phi_0/(2 pi)``: differences of the electric potential, exact however fast it
        oscillates between two records.

        Args:
            plus, minus: names; if left out the first two probes, or else the first two terminals.
        """
        if "contact_potential" not in self.data:
            raise InputError("device", self.device.title, "a film", "A body has neither probes nor terminals.")
        names = [*self.device.probes, *self.device.terminals]
        pair = [name for name in (plus, minus) if name is not None] or (
            list(self.device.probes)[:2] if len(self.device.probes) > 1 else list(self.device.terminals)[:2])
        if len(pair) != 2:
            raise InputError("probes", pair, "two probes or terminals", "Give the device probes={name: (x, y), ...}.")
        for name in pair:
            check_name("probe", name, names)
        V = self.data["contact_potential"]
        return (V.sel(contact=pair[0], drop=True) - V.sel(contact=pair[1], drop=True)).rename("voltage").assign_attrs(
            units="V", long_name=f"voltage {pair[0]} - {pair[1]}")

    def mean_voltage(self, plus: str | None = None, minus: str | None = None, since: Any = None) -> tuple[float, float]:
        """Return the mean voltage and its uncertainty, in V.

        Args:
            since: from which time on; the second half of the run if left out.

        Returns:
            The mean under a window that falls to zero at both ends, so that no whole number of periods is needed; and
            half the difference of the means over both halves of the stretch, which is large while the voltage drifts.
        """
        from onnes.solutions.averages import windowed_mean

        V = self.voltage(plus, minus)
        times = V["time"].values
        start = 0.5 * (times[0] + times[-1]) if since is None else to_si(since, "s", "since")
        values = V.values[(times > start) & np.isfinite(V.values)]
        if len(values) < 4:
            raise InputError("since", since, "a stretch with at least four records", "Take more frames.")
        halves = np.array_split(values, 2)
        return windowed_mean(values), 0.5 * abs(windowed_mean(halves[1]) - windowed_mean(halves[0]))

    # ---- around a film

    def field_at(self, x: Any = None, y: Any = None, *, z: Any, time: Any = None) -> xr.DataArray:
        """Return the magnetic field above or below a film, in T: that of its sheet current K and of the sources.

            B(r) = (mu_0/4 pi) int K(r') x (r - r')/|r - r'|^3 d^2r' + B_applied(r),    z' = 0

        K is constant over each cell of the grid, which is integrated exactly: B is right at distances from the film
        above about a spacing. With a ground plane its image is included; below a perfect plane there is no field.

        Args:
            x, y: lengths [m], numbers or one-dimensional arrays, on the product of which B is returned. The nodes of
                the grid if both are left out, which is much faster.
            z: height above the film, negative below it; a number or a one-dimensional array.
            time: such as "0.5 ns"; the end if left out.

        Returns:
            B over ``component`` ("x", "y", "z") and those of x, y, z that are no single numbers.

        Raises:
            InputError: z = 0; a bulk device; a film that repeats; an applied field that is a map of B_z in the film,
                and unknown outside; a height in or below a ground plane that the field enters.
        """
        from onnes.solutions.around import field_around

        return field_around(self, x, y, z, self._frame(time))

    def flux_through(self, contour: Any, *, z: Any = 0.0, time: Any = None) -> float:
        """Return the flux of B_z through a region at a height above a film, ``oint A . dl`` around it, in Wb.

        Args:
            contour: the region, a `Shape` or what `onnes.shape` accepts; its holes do not count.
            z: height [m]; 0 is the plane of the film.
            time: such as "0.5 ns"; the end if left out.

        Raises:
            InputError: as `field_at`, except at z = 0.
        """
        from onnes.solutions.around import flux_through

        return flux_through(self, contour, z, self._frame(time))

    def in_space(self) -> xr.Dataset:
        """Return psi, A, B and the current density of a solid in all space, at the end of the run, in SI units.

        Over ``x``, ``y``, ``z``, the nodes of body and vacuum, which are not evenly spaced in the vacuum, and vectors
        over ``component``; with ``inside``, the fraction of the cell of a node inside the body. psi is over its value
        at the device's temperature, A in the gauge in which it is minus the integral of the electric field.

        Raises:
            InputError: another device.
        """
        from onnes.solutions.in_space import in_space

        return in_space(self)

    # ---- pictures

    def plot(self, name: str = "psi", time: Any = None, ax: Axes | None = None, *,
             cells: tuple[int, int] = (1, 1)) -> Axes:
        """Draw a field at a time (the end if left out), or a number against time.

        Args:
            name: "psi" (|psi|^2), "phase", "field", "sheet_current" of a film, "current_density" of a body,
                "electric_potential"; "electron_temperature", "phonon_temperature" of a film with heat; "voltage",
                "moment", "vortices", "energy", or any other name in ``data`` that depends on time alone; "fluxoid",
                "current", "contact_potential": a line for each hole, terminal or contact.
            time: such as "0.5 ns".
            cells: of "psi" or "field" of a periodic device, how many of its cells to show along x and y.

        Raises:
            InputError: a name of nothing that can be drawn; several cells of what does not repeat.
        """
        from onnes.solutions.pictures import plot

        return plot(self, name, time, ax, cells)

    def plot_section(self, name: str = "psi", *, x: Any = None, y: Any = None, z: Any = None,
                     ax: Axes | None = None) -> Axes:
        """Draw a section of a solid at the end of the run.

        Args:
            name: "psi" (|psi|^2), "field" (|B| with its lines, also in the vacuum around), "current_density".
            x, y, z: place of the section across this axis [m], one of the three; a vertical one through the middle of
                the body, across y, if all are left out.

        Raises:
            InputError: another device; a plane that misses the body.
        """
        from onnes.solutions.section_pictures import plot_section

        return plot_section(self, name, x, y, z, ax)

    def movie(self, path: str | Path, names: str | Sequence[str] | None = None, fps: int = 20) -> Path:
        """Write a film (.mp4 or .gif) of a field, or of several side by side."""
        from onnes.solutions.pictures import movie

        return movie(self, Path(path), names, fps)

    # ---- going on, and keeping it

    @property
    def unstored(self) -> list[str]:
        """Names of the arguments that `resume` needs again, since the file of the solution does not hold them, see
        `save`: any of field, current, temperature, device, terms.
        """
        return self.drive.unstored + ["device"] * (not self.device.is_whole) + ["terms"] * bool(self.lost_terms)

    def resume(self, time: Any, frames: int | None = None, *, device: Device | None = None,
               terms: Sequence[Term] | None = None, **changes: Any) -> Solution:
        """Go on for another stretch of time with the same drive on the same clock; the records are those of both.

        Args:
            time: how much longer [s].
            frames: recorded times of the new stretch; as many as before if left out.
            device, terms: the device and the energy terms of one's own of the run, where the solution was loaded from
                a file that does not hold them, see `save`.
            changes: ``field=``, ``current=`` or ``temperature=`` of the new stretch, asked at the running clock.

        Raises:
            InputError: a function or a term of one's own is not stored and not given again.
        """
        from onnes.solutions.tdgl import resumed

        return resumed(self, time, frames, device, terms, **changes)

    def save(self, path: str | Path) -> Path:
        """Write everything to an HDF5 file, completely or not at all, and return its path.

        `onnes.load` reads it, and ``xarray.open_dataset(path)`` opens `data`, with device, drive and inputs as JSON in
        its attribute ``about``. The device and the drive are kept: ramps, sines, pulses, arrays, tables,
        `onnes.fields`, and their sums and products. Functions of one's own of place are kept as tables on the grid in
        the device and in the temperature; of other functions and of energy terms of one's own the file keeps what they
        did: to `resume` asks for them.

        Raises:
            InputError: the folder cannot be written or the disk is full.
        """
        from onnes.solutions.storage import save

        return save(self, path)

    def to_vtkhdf(self, path: str | Path) -> Path:
        """Write all maps with their times to a VTKHDF file (.vtkhdf), completely or not at all, and return its path.

        ParaView opens it as an image in metres with times in seconds. On its points are the maps on nodes of `data`
        under their names, with vectors in space and psi as its real and imaginary part, ``density`` |psi|^2 and
        ``phase``; in its cells is ``field``, a vector along z. Units are those of `data`.

        Raises:
            InputError: the folder cannot be written or the disk is full.

        Source: VTKHDF file format 2.0, ImageData with time steps (docs.vtk.org).
        """
        from onnes.solutions.vtkhdf import to_vtkhdf

        return to_vtkhdf(self, path)

    def _frame(self, time: Any) -> int:
        """Return the number of the record nearest to a time, or the number itself."""
        times = self.data["time"].values
        if time is None:
            return len(times) - 1
        if isinstance(time, (int, np.integer)) and not isinstance(time, bool):
            return int(time) % len(times)
        seconds = to_si(time, "s", "time")
        if not times[0] - 1e-9 * times[-1] <= seconds <= times[-1] * (1 + 1e-9):
            raise InputError("time", time, f"a time from {times[0]:g} s to {times[-1]:g} s")
        return int(np.argmin(np.abs(times - seconds)))
