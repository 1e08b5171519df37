"""Base class of devices: shape, constants, holes, grid, description."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import shapely

from onnes.devices.constants import Constants
from onnes.devices.describe import Fact, table, title_and_size
from onnes.devices.period import Period, field_of_quanta, period_of
from onnes.devices.pins import Pin, holes_of, pins_on
from onnes.devices.pins import from_dict as pins_from_dict
from onnes.devices.pins import to_dict as pins_to_dict
from onnes.devices.recording import Quantity, Unit
from onnes.devices.regions import (
    Metal,
    Normal,
    Region,
    Superconductor,
    checked,
    refuse_all_normal,
    regions_from_dict,
)
from onnes.devices.spacing import CLOSEST_TO_TC, grid_nodes, spacing_for, wanted_spacing
from onnes.devices.tabulated import impurity_warnings
from onnes.devices.terminal import Terminal
from onnes.drives import AppliedField, Signal, signal, stored
from onnes.errors import InputError, check_name, unknown_name
from onnes.geometry import Shape, shape
from onnes.geometry.regions import coarsened
from onnes.units import to_si
from onnes.units.constants import FLUX_QUANTUM
from onnes.units.scales import Scales

if TYPE_CHECKING:
    import jax
    from matplotlib.axes import Axes

    from onnes.devices.model import Model
    from onnes.energies import Term
    from onnes.laws.outcome import Instant

_SMOOTH = 3.0
"""Radii of a pin that are as good as a coherence length: a Gaussian is smooth."""
_SMALLEST_U = 1e-2
"""Smallest relaxation time of psi in tau_0; a shorter one takes as many more stages."""

_TOLERANCE = 1e-3
"""Distance, over the root of the area, by which rims may be moved to find the hole that a shape covers."""


class Device(ABC):
    """A superconductor of given shape in the plane.

    Attributes:
        outline: the shape, in metres, without insulators and pins that are holes.
        filled: the shape with them.
        constants: of the superconductor at the temperature of the device.
        disorder: local strength of superconductivity; None where it is 1 everywhere.
        regions: name -> region of another metal.
        insulator: name -> shape of a region that does not conduct.
        metals: of the regions, beside that of the device.
        pins: weak places.
        terminals: name -> place where a current is fed in.
        probes: name -> (x, y) in metres, where potentials are read.
        holes: name -> number of a hole of the outline.
        gamma: pair breaking.
        u: relaxation time of psi over tau_0.
        period: lengths in metres along x and y over which the device repeats; None where it does not.
    """

    terminals: Mapping[str, Terminal] = {}
    probes: Mapping[str, tuple[float, float]] = {}

    def __init__(self, given: Mapping[str, Any], outline: Any, known: Constants, disorder: Any,
                 holes: Mapping[str, Any] | None, gamma: Any, u: Any, period: Any):
        self._given = {name: value for name, value in given.items() if name not in ("self", "__class__")}
        self.filled: Shape = shape(outline)
        self.constants: Constants = known
        self.period: Period = period_of(period, self.filled)
        self._compose(given)
        if self.periodic and (self.regions or any(each.mean_free_path != 1 for each in self.pins)):
            raise InputError("period", "a device with regions, or with pins of another mean free path",
                             "one of a single metal, of the same conductivity everywhere",
                             "Pins may differ in depth; draw what else differs by disorder=..., a function of place.")
        self.disorder: Signal | None = None if disorder is None else signal(disorder, "", "disorder")
        self.holes = {name: self._hole(name, shape(each, argument=f"holes[{name!r}]"))
                      for name, each in named("holes", holes)}
        if len(set(self.holes.values())) < len(self.holes):
            raise InputError("holes", list(self.holes), "one name for each hole")
        self.gamma, self.u = to_si(gamma, "", "gamma"), to_si(u, "", "u")
        if self.gamma < 0:
            raise InputError("gamma", gamma, "0 or a positive number")
        if not self.u >= _SMALLEST_U:
            raise InputError("u", u, f"at least {_SMALLEST_U:g}", "Psi relaxes in u tau_0: 5.79 in a dirty metal.")
        self.metals: tuple[Metal, ...] = tuple(
            each.metal(f"{each.argument}[{name!r}]", known, self.gamma) for name, each in self.regions.items())
        self._models: dict[Any, Model] = {}

    def _compose(self, given: Mapping[str, Any]) -> None:
        """Take regions and pins from the arguments of the device, and cut what does not conduct out of its outline."""
        self.insulator = {name: shape(each, argument=f"insulator[{name!r}]")
                          for name, each in named("insulator", given.get("insulator"))}
        self.regions: dict[str, Region] = {}
        for kind in (Normal, Superconductor):
            for name, each in named(kind.argument, given.get(kind.argument)):
                if not isinstance(each, kind):
                    raise InputError(f"{kind.argument}[{name!r}]", each, f"an onnes.{kind.argument}(shape, ...)")
                if name in self.regions:
                    raise InputError(f"{kind.argument}[{name!r}]", name, "a name that no other region has")
                self.regions[name] = each
        checked({f"{each.argument}[{name!r}]": each.shape for name, each in self.regions.items()}
                | {f"insulator[{name!r}]": each for name, each in self.insulator.items()}, self.filled)
        self.pins: tuple[Pin, ...] = pins_on(self.filled, self.period, given.get("pins"))
        cut = [*self.insulator.values(), *holes_of(self.pins)]
        self.outline: Shape = self.filled - cut if cut else self.filled
        if self.periodic and cut:
            period_of(self.period, self.outline)  # refuses what cuts through the rim of the cell
        refuse_all_normal(self.regions, self.outline)

    # ---- geometry

    @property
    def extent(self) -> float:
        """The longer side of the bounding box, in metres."""
        low_x, low_y, high_x, high_y = self.outline.bounds
        return max(high_x - low_x, high_y - low_y)

    @cached_property
    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """Points spread over the device, x and y in metres: where functions of place are sampled for their extremes."""
        low_x, low_y, high_x, high_y = self.outline.bounds
        x, y = np.meshgrid(np.linspace(low_x, high_x, 41), np.linspace(low_y, high_y, 41), indexing="ij")
        inside = self.outline.contains(x, y)
        return (x[inside], y[inside]) if np.any(inside) else (x.ravel(), y.ravel())

    @cached_property
    def _tree_of_holes(self) -> shapely.STRtree:
        """Holes of the outline by their place, with few corners."""
        holes = np.array([hole.region for hole in self.outline.holes], object)
        return shapely.STRtree(coarsened(holes, _TOLERANCE * np.sqrt(shapely.area(holes))))

    def _hole(self, name: str, region: Shape) -> int:
        """Return the number of the hole that a shape covers."""
        rims = coarsened(region.region, _TOLERANCE * math.sqrt(region.area))
        near = self._tree_of_holes.query(rims)
        holes = self._tree_of_holes.geometries[near]
        covered = near[shapely.area(shapely.intersection(rims, holes)) > 0.5 * shapely.area(holes)].tolist()
        if len(covered) != 1:
            raise InputError(f"holes[{name!r}]", f"a shape that covers {len(covered)} holes", "one that covers one",
                             "Cut the hole out of the outline, and give its shape here to name it.")
        return covered[0]

    @property
    def hole_names(self) -> list[str]:
        """Names of the holes in the order of their numbers; the number itself where none was given."""
        names = {index: name for name, index in self.holes.items()}
        return [names.get(index, str(index)) for index in range(len(self.outline.holes))]

    def hole_index(self, hole: int | str) -> int:
        """Return the number of a hole from its name or number."""
        count = len(self.outline.holes)
        if isinstance(hole, str):
            check_name("hole", hole, self.holes)
            return self.holes[hole]
        if not isinstance(hole, (int, np.integer)) or isinstance(hole, bool) or not 0 <= hole < count:
            raise InputError("hole", hole, f"the name of a hole or a number below {count}")
        return hole

    @property
    def periodic(self) -> tuple[int, ...]:
        """Directions along which the device repeats: 0 for x, 1 for y."""
        return tuple(d for d, length in enumerate(self.period) if length is not None)

    def field_of(self, quanta: int) -> float:
        """Return the field that puts a number of flux quanta through a cell of the period, n Phi_0/(a b), in tesla.

        Raises:
            InputError: no whole number, or a device that does not repeat in both directions.
        """
        if isinstance(quanta, bool) or not isinstance(quanta, (int, np.integer)):
            raise InputError("quanta", quanta, "a whole number of flux quanta", "Write device.field_of(2).")
        return field_of_quanta(self.period, quanta)

    # ---- physics

    @property
    def scales(self) -> Scales:
        """Units of length, field and time, see `onnes.units.Scales`."""
        return self.constants.scales

    @property
    def upper_critical_field(self) -> float:
        """Bc2 = Phi_0/(2 pi xi^2), in tesla."""
        return FLUX_QUANTUM / (2 * math.pi * self.constants.coherence_length**2)

    @property
    def charge_imbalance_length(self) -> float:
        """xi ((1 + gamma^2)^(1/2)/u)^(1/2), in metres: over which a normal current becomes a supercurrent."""
        return self.constants.coherence_length * math.sqrt(math.sqrt(1 + self.gamma**2) / self.u)

    @property
    @abstractmethod
    def current_unit(self) -> float:
        """The unit of `Drive.current`, in amperes."""

    @property
    @abstractmethod
    def fluctuation_energy(self) -> float:
        """The energy with which kT is compared, in joules: one unit of energy inside of what fluctuates as a whole."""

    @abstractmethod
    def needs_self_field(self) -> bool:
        """Return whether the field of the device's own current matters."""

    @property
    def sheet_resistance(self) -> float | None:
        """Sheet resistance of a normal film, in ohm; None for other devices, and where the resistivity is not known."""
        return None

    @property
    @abstractmethod
    def shielding_depth(self) -> float:
        """Depth of the field that the grid must resolve, at the temperature of the device, in metres."""

    @property
    @abstractmethod
    def step_cost(self) -> float:
        """Seconds of a time step on two cores, per node of the grid, as measured; see docs/performance.md."""

    @abstractmethod
    def checked_field(self, field: AppliedField) -> AppliedField:
        """Return an applied field that the device can be in.

        Raises:
            InputError: one that it cannot be in.
        """

    def weakening(self, field: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Return by how much a uniform field (B_x, B_y, B_z) [T] lowers epsilon at points [m] beside what A does in the
        plane: 0 but for a film in a field along it.
        """
        return np.zeros(())

    def field_on_grid(self, field: AppliedField) -> AppliedField:
        """Return an applied field as the edges of the grid of the device see it."""
        return field

    # ---- discretisation

    @abstractmethod
    def finest_length(self, rigid: bool) -> float:
        """Return the length in metres that the grid of the metal of the device resolves, at its temperature.

        Args:
            rigid: whether |psi| is held, so that it does not vary over the coherence length.
        """

    def spacing(self, cells_per_xi: float | None = None, condensation: float = 1.0, rigid: bool = False) -> float:
        """Return the grid spacing in metres, see `onnes.devices.spacing.spacing_for`.

        Args:
            condensation: the largest epsilon of the run: lengths are those at the lowest temperature. Close to Tc,
                where xi is longer than any device, 0.01.
            rigid: see `finest_length`.
        """
        colder = math.sqrt(max(condensation, CLOSEST_TO_TC))
        return spacing_for(self.outline, self.constants.coherence_length / colder, cells_per_xi,
                           self.resolved_length(rigid) / colder, rigid)

    def resolved_length(self, rigid: bool) -> float:
        """Return `finest_length` or, if shorter, the length over which psi varies in a region or a pin, in metres."""
        own = self.finest_length(rigid)
        if rigid:
            return own
        radii = (_SMOOTH * each.radius for each in self.pins if not each.hole)
        return min([own, *(each.length for each in self.metals), *radii])

    @property
    def wanted_spacing(self) -> float:
        """The spacing of a grid that is chosen, in metres, whether or not it can be afforded."""
        return wanted_spacing(self.outline, self.resolved_length(rigid=False))

    def number_of_nodes(self, spacing: float) -> float:
        """Return the number of nodes of a grid with a spacing in metres."""
        low_x, low_y, high_x, high_y = self.outline.bounds
        return ((high_x - low_x) / spacing + 1) * ((high_y - low_y) / spacing + 1)

    def grid_nodes(self, spacing: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the nodes of the grid along x and y in metres, evenly spaced by ``spacing`` or a little less."""
        return grid_nodes(self.outline, spacing)

    def grid_shape(self, spacing: float) -> tuple[int, ...]:
        """Return the number of nodes of the grid along each direction."""
        return tuple(map(len, self.grid_nodes(spacing)))

    def model(self, spacing: float | None = None, self_field: bool | None = None,
              terms: tuple[Term, ...] = ()) -> Model:
        """Return the device on a grid: sample, free energy, terminals, probes, holes; in reduced units.

        Models are kept, so that runs of the same device on the same grid share their set-up.
        """
        spacing = self.spacing() if spacing is None else spacing
        self_field = self.needs_self_field() if self_field is None else self_field
        key = (tuple(len(n) for n in self.grid_nodes(spacing)), self_field, *map(id, terms))
        if key not in self._models:
            self._models[key] = self._model(spacing, self_field, terms)
        return self._models[key]

    @abstractmethod
    def _model(self, spacing: float, self_field: bool, terms: tuple[Term, ...]) -> Model:
        """Make the model."""

    # ---- records

    @abstractmethod
    def units(self, time: float) -> dict[str, Unit]:
        """Return the units of every kind of quantity.

        Args:
            time: the unit of time in seconds.
        """

    @property
    @abstractmethod
    def quantities(self) -> dict[str, Quantity]:
        """Quantities that `frame` returns, by name."""

    @abstractmethod
    def frame(self, model: Model, now: Instant) -> dict[str, jax.Array | np.ndarray]:
        """Return what is recorded of one moment, in reduced units."""

    # ---- copies

    def replace(self, **changes: Any) -> Self:
        """Return the device with some of its arguments changed: ``film.replace(temperature="9 K")``."""
        unknown = set(changes) - set(self._given)
        if unknown:
            raise unknown_name(f"argument of {type(self).__name__}", sorted(unknown)[0], self._given)
        return type(self)(**(self._given | changes))

    def to_dict(self, model: Model | None = None) -> dict[str, Any]:
        """Return the device as text, numbers and arrays, see `from_dict`.

        Functions of place become tables, see `sampled`; of functions of time only the text is kept.

        Args:
            model: the device on the grid of a run; that of its own spacing if left out.
        """
        known = self.constants
        return {
            "kind": type(self).__name__,
            "outline": self.filled.to_wkt(), "material": known.material, "temperature": known.temperature,
            "coherence_length": known.coherence_length, "penetration_depth": known.penetration_depth,
            "critical_temperature": known.critical_temperature, "resistivity": known.resistivity,
            "gamma": self.gamma, "u": self.u, "period": list(self.period) if self.periodic else None,
            "holes": {name: self.outline.holes[index].to_wkt() for name, index in self.holes.items()},
            **{name: stored.to_dict(self.sampled(each, model)) for name, each in self._signals.items()},
            **{kind.argument: {name: each.to_dict() for name, each in self.regions.items() if isinstance(each, kind)}
               for kind in (Normal, Superconductor)},
            "insulator": {name: each.to_wkt() for name, each in self.insulator.items()},
            "pins": pins_to_dict(self.pins) if self.pins else None,
        }

    def sampled(self, given: Signal | None, model: Model | None = None) -> Signal | None:
        """Return a signal with tables in place of a user's functions of place, exact where a run asks for them.

        Args:
            model: see `to_dict`.
        """
        if given is None or given.uniform:
            return given
        model = model or self.model()
        nodes, middles = (model.geometry.grid.points(spanned) for spanned in ((), (0, 1)))
        x = np.concatenate([points[0][:, 0] * model.unit for points in (nodes, middles)])
        y = np.concatenate([points[1][0] * model.unit for points in (nodes, middles)])
        return given.sampled(np.union1d(x, self.places[0]), np.union1d(y, self.places[1]))

    @property
    def is_whole(self) -> bool:
        """True if `to_dict` keeps all of it: False if its disorder is a function of time that a file does not hold."""
        return all(stored.is_whole(each) for each in self._signals.values())

    @property
    def _signals(self) -> dict[str, Signal | None]:
        """Arguments that may be functions of place or time."""
        return {"disorder": self.disorder}

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Self:
        """Return the device that `to_dict` described."""
        arguments = {name: value for name, value in given.items() if name != "kind"}
        arguments |= {name: stored.from_dict(given[name]) for name in ("disorder", "thickness") if name in given}
        arguments |= {kind.argument: regions_from_dict(given[kind.argument], kind) for kind in (Normal, Superconductor)
                      if kind.argument in given}
        if given.get("pins"):
            arguments["pins"] = pins_from_dict(given["pins"])
        if "terminals" in given:
            arguments["terminals"] = {name: Terminal.from_dict(each) for name, each in given["terminals"].items()}
        return cls(**arguments)

    # ---- description

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings about the device: constants that contradict each other or the model."""
        return impurity_warnings(self.constants)

    @property
    @abstractmethod
    def facts(self) -> list[Fact]:
        """Name, value and unit of what a reader wants to know besides the lengths and the grid."""

    @property
    @abstractmethod
    def headline(self) -> str:
        """End of the first line of the description."""

    def __str__(self) -> str:
        return table(self)

    def __repr__(self) -> str:
        return f"<{title_and_size(self)}>"

    @property
    def title(self) -> str:
        """One line that names the device."""
        return type(self).__name__ + (f" of {self.constants.material}" if self.constants.material else "")

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw outline, holes, regions, pins, terminals and probes with a scale bar."""
        from onnes.devices.drawing import draw

        return draw(self, ax)


def named(argument: str, given: Any) -> list[tuple[str, Any]]:
    """Return names and values of a mapping that a user gave.

    Raises:
        InputError: no mapping, or names that are no text or empty.
    """
    if given is None:
        return []
    if not isinstance(given, Mapping) or not all(isinstance(name, str) and name for name in given):
        raise InputError(argument, given, "a mapping of names", f"Write {argument}={{name: ...}}.")
    return list(given.items())
