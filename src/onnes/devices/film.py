"""A thin film: the device of two-dimensional superconductivity."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.devices.constants import Constants, constants
from onnes.devices.describe import table
from onnes.devices.spacing import CLOSEST_TO_TC, grid_nodes, spacing_for
from onnes.devices.terminal import Terminal, terminal
from onnes.drives import Signal, signal
from onnes.errors import InputError, unknown_name
from onnes.geometry import Shape, shape
from onnes.units import to_si
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY
from onnes.units.scales import Scales

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from onnes.devices.model import Model
    from onnes.energies import Term

SELF_FIELD_FROM = 0.05
"""Extent of a film over its Pearl length above which the field of its own current is computed."""


class Film:
    """A superconducting film thinner than its penetration depth, in the plane z = 0.

    Ginzburg-Landau theory averaged over the thickness d: the sheet current K screens over the Pearl length
    Lambda = lambda^2/d, and its field fills all space. Valid for d below lambda and xi, near Tc for quantitative
    answers.

    Args:
        outline: a `Shape`, any shapely polygon in metres, or well-known text in metres.
        material: name of a material, whose constants at ``temperature`` are used where none is given.
        temperature: of the device [K], below Tc; runs at other temperatures are described relative to it.
        thickness: d [m], or a function d(x, y).
        coherence_length, penetration_depth: xi and lambda [m] at the temperature of the device.
        critical_temperature: Tc [K].
        resistivity: of the normal state [ohm m]; sets the unit of time tau_0 = mu_0 lambda^2/resistivity.
        residual_resistance_ratio: of the material's resistivity at 273 K over that just above Tc.
        disorder: local strength of superconductivity epsilon(x, y) or epsilon(x, y, t): the local Tc - T over that of
            the device; 1 where nothing is disturbed, 0 at Tc, negative where the metal is normal.
        terminals: name -> place where a current is fed in: an `onnes.edge`, a shape, or an `onnes.terminal`.
        probes: name -> (x, y), where potentials are read.
        holes: name -> shape that covers one hole; holes without a name have numbers, in the order of ``hole_shapes``.
        gamma: pair breaking 2 tau_E Delta_0/hbar with tau_E the inelastic time of the electrons; 0 is gapless.
        u: relaxation time of psi over tau_0: 5.79 of a dirty metal with magnetic impurities or strong scattering.

    Raises:
        InputError: a quantity of the wrong dimension, sign or size; a probe, terminal or hole that is not on the
            device.
        MissingDataError: a material that lacks a quantity.

    Source: Pearl, Appl. Phys. Lett. 5, 65 (1964); Kramer and Watts-Tobin, Phys. Rev. Lett. 40, 1041 (1978).
    """

    def __init__(self, outline: Any, *, material: str = "", temperature: Any = None, thickness: Any,
                 coherence_length: Any = None, penetration_depth: Any = None, critical_temperature: Any = None,
                 resistivity: Any = None, residual_resistance_ratio: Any = 10.0, disorder: Any = None,
                 terminals: Mapping[str, Any] | None = None, probes: Mapping[str, Any] | None = None,
                 holes: Mapping[str, Any] | None = None, gamma: Any = 10.0, u: Any = 5.79):
        self._given = {name: value for name, value in locals().items() if name != "self"}
        self.outline: Shape = shape(outline)
        self.constants: Constants = constants(material, temperature, coherence_length, penetration_depth,
                                              critical_temperature, resistivity, residual_resistance_ratio)
        self.thickness_profile: Signal = signal(thickness, "m", "thickness")
        self.disorder: Signal | None = None if disorder is None else signal(disorder, "", "disorder")
        self.terminals: dict[str, Terminal] = {name: terminal(each, argument=f"terminals[{name!r}]")
                                               for name, each in _named("terminals", terminals)}
        self.probes = {name: self._probe(name, place) for name, place in _named("probes", probes)}
        self.holes = {name: self._hole(name, shape(each, argument=f"holes[{name!r}]"))
                      for name, each in _named("holes", holes)}
        if len(set(self.holes.values())) < len(self.holes):
            raise InputError("holes", list(self.holes), "one name for each hole")
        self.gamma, self.u = to_si(gamma, "", "gamma"), to_si(u, "", "u")
        if self.gamma < 0:
            raise InputError("gamma", gamma, "0 or a positive number")
        if not self.u > 0:
            raise InputError("u", u, "a positive number")
        if not (self.thickness_profile.steady and np.min(self.thickness_profile.on(*self.places, 0.0)) > 0):
            raise InputError("thickness", thickness, "a length that is positive everywhere on the device",
                             "Give a length, or a function of x and y.")
        self._models: dict[Any, Model] = {}

    # ---- geometry

    @property
    def thickness(self) -> float:
        """d in metres; its largest value where it varies."""
        return float(np.max(self.thickness_profile.on(*self.places, 0.0)))

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

    def _probe(self, name: str, place: Any) -> tuple[float, float]:
        try:
            x, y = (to_si(value, "m", f"probes[{name!r}]") for value in place)
        except (TypeError, ValueError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError(f"probes[{name!r}]", place, 'a point such as ("200 nm", "150 nm")') from error
        if not bool(self.outline.contains(np.asarray(x), np.asarray(y))):
            raise InputError(f"probes[{name!r}]", f"({x:g} m, {y:g} m)", "a point on the device",
                             "Move the probe onto the superconductor.")
        return x, y

    def _hole(self, name: str, region: Shape) -> int:
        """Return the number of the hole that a shape covers."""
        covered = [index for index, hole in enumerate(self.outline.holes)
                   if region.region.intersection(hole.region).area > 0.5 * hole.area]
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
            if hole not in self.holes:
                raise unknown_name("hole", hole, self.holes)
            return self.holes[hole]
        if not isinstance(hole, (int, np.integer)) or isinstance(hole, bool) or not 0 <= hole < count:
            raise InputError("hole", hole, f"the name of a hole or a number below {count}")
        return hole

    # ---- physics

    @property
    def scales(self) -> Scales:
        """Units of length, field and time, see `onnes.units.Scales`."""
        return self.constants.scales

    @property
    def pearl_length(self) -> float:
        """Lambda = lambda^2/d, in metres."""
        return self.constants.penetration_depth**2 / self.thickness

    @property
    def upper_critical_field(self) -> float:
        """Bc2 = Phi_0/(2 pi xi^2), in tesla."""
        return FLUX_QUANTUM / (2 * math.pi * self.constants.coherence_length**2)

    @property
    def current_unit(self) -> float:
        """Phi_0/(2 pi mu_0 Lambda), in amperes: the unit of currents inside."""
        return FLUX_QUANTUM / (2 * math.pi * VACUUM_PERMEABILITY * self.pearl_length)

    @property
    def energy_unit(self) -> float:
        """(Bc^2/mu_0) xi^2 d, in joules: the unit of energies inside."""
        known = self.constants
        field = FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * known.coherence_length * known.penetration_depth)
        return field**2 / VACUUM_PERMEABILITY * known.coherence_length**2 * self.thickness

    @property
    def depairing_sheet_current(self) -> float:
        """K_d = 2/(3 sqrt3) Phi_0/(2 pi mu_0 xi Lambda), in A/m."""
        return 2 / (3 * math.sqrt(3)) * self.current_unit / self.constants.coherence_length

    @property
    def sheet_resistance(self) -> float | None:
        """Of the normal film, resistivity/d in ohm; None where the resistivity is not known."""
        rho = self.constants.resistivity
        return None if rho is None else rho / self.thickness

    @property
    def charge_imbalance_length(self) -> float:
        """xi ((1 + gamma^2)^(1/2)/u)^(1/2), in metres: over which a normal current becomes a supercurrent."""
        return self.constants.coherence_length * math.sqrt(math.sqrt(1 + self.gamma**2) / self.u)

    def needs_self_field(self) -> bool:
        """Return whether the film is wide enough, beside its Pearl length, for its own field to matter."""
        return self.extent > SELF_FIELD_FROM * self.pearl_length

    # ---- discretisation

    def spacing(self, cells_per_xi: float | None = None, condensation: float = 1.0) -> float:
        """Return the grid spacing in metres, see `onnes.devices.spacing.spacing_for`.

        Args:
            condensation: the largest epsilon of the run: xi is that at the lowest temperature. Close to Tc, where xi is
                longer than any film, 0.01.
        """
        xi = self.constants.coherence_length / math.sqrt(max(condensation, CLOSEST_TO_TC))
        return spacing_for(self.outline, xi, cells_per_xi)

    def model(self, spacing: float | None = None, self_field: bool | None = None,
              terms: tuple[Term, ...] = ()) -> Model:
        """Return the film on a grid: sample, free energy, terminals, probes, holes; in reduced units.

        Models are kept, so that runs of the same film on the same grid share their set-up.
        """
        from onnes.devices.film_model import film_model

        spacing = self.spacing() if spacing is None else spacing
        self_field = self.needs_self_field() if self_field is None else self_field
        key = (tuple(len(n) for n in grid_nodes(self.outline, spacing)), self_field, *map(id, terms))
        if key not in self._models:
            self._models[key] = film_model(self, spacing, self_field, terms)
        return self._models[key]

    # ---- copies

    def replace(self, **changes: Any) -> Film:
        """Return the film with some of its arguments changed: ``film.replace(temperature="9 K")``."""
        unknown = set(changes) - set(self._given)
        if unknown:
            raise unknown_name("argument of Film", sorted(unknown)[0], self._given)
        return Film(**(self._given | changes))

    def to_dict(self) -> dict[str, Any]:
        """Return the film as JSON-ready numbers and text, see `from_dict`; functions are left out."""
        known = self.constants
        return {
            "outline": self.outline.to_wkt(), "material": known.material, "temperature": known.temperature,
            "thickness": self.thickness, "coherence_length": known.coherence_length,
            "penetration_depth": known.penetration_depth, "critical_temperature": known.critical_temperature,
            "resistivity": known.resistivity, "gamma": self.gamma, "u": self.u,
            "terminals": {name: each.to_dict() for name, each in self.terminals.items()}, "probes": self.probes,
            "holes": {name: self.outline.holes[index].to_wkt() for name, index in self.holes.items()},
            "disorder": None if self.disorder is None or self.disorder.variables else self.disorder.at(),
            "functions": [name for name, each in (("thickness", self.thickness_profile), ("disorder", self.disorder))
                          if each is not None and each.variables],
        }

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Film:
        """Return the film that `to_dict` described.

        Raises:
            InputError: it had a thickness or disorder that is a function of place or time, which is not stored.
        """
        if given["functions"]:
            raise InputError(given["functions"][0], "a function", "a film without functions of place or time",
                             "They are not stored in files: open the data with xarray instead.")
        arguments: dict[str, Any] = {name: value for name, value in given.items() if name != "functions"}
        arguments["terminals"] = {name: Terminal.from_dict(each) for name, each in given["terminals"].items()}
        return cls(**arguments)

    # ---- description

    def __str__(self) -> str:
        return table(self)

    @property
    def title(self) -> str:
        """One line that names the film."""
        return f"Film{' of ' + self.constants.material if self.constants.material else ''}"

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw outline, holes, terminals and probes with a scale bar."""
        from onnes.devices.drawing import draw

        return draw(self, ax)


def _named(argument: str, given: Any) -> list[tuple[str, Any]]:
    """Return names and values of a mapping that a user gave.

    Raises:
        InputError: no mapping, or names that are no text.
    """
    if given is None:
        return []
    if not isinstance(given, Mapping) or not all(isinstance(name, str) for name in given):
        raise InputError(argument, given, "a mapping of names", f"Write {argument}={{name: ...}}.")
    return list(given.items())
