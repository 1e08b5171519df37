"""A thin film: the device of two-dimensional superconductivity."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from onnes.devices.constants import RESIDUAL_RESISTANCE_RATIO, constants
from onnes.devices.describe import Fact
from onnes.devices.device import Device, named
from onnes.devices.ground_plane import plane_of
from onnes.devices.period import field_in_cells
from onnes.devices.pins import Pin, Random
from onnes.devices.recording import OF_CONDENSATE, OF_HEAT, OF_PHONONS, Quantity, Unit
from onnes.devices.regions import Normal, Superconductor
from onnes.devices.terminal import terminal
from onnes.drives import AppliedField, Signal, applied_field, signal
from onnes.errors import InputError, door
from onnes.plots import in_words
from onnes.units import to_si
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    import jax
    import xarray as xr

    from onnes.devices.model import Model
    from onnes.energies import Term
    from onnes.grids import Grid
    from onnes.grids.layered_kernel import LayeredKernel
    from onnes.grids.sheet_kernel import SheetKernel
    from onnes.laws.outcome import Instant

SELF_FIELD_FROM = 0.05
"""Extent of a film over its Pearl length above which the field of its own current is computed."""
_PARTS_OF_A_FILM = 50
_THICKEST = 1e4
"""Thickness in lambda from which on a length was meant in another unit; above lambda there is a warning."""
_QUANTITIES = OF_CONDENSATE | {
    "sheet_current": Quantity("sheet_current", ("component", "x", "y"), "sheet current"),
    "electric_potential": Quantity("potential", ("x", "y"), "electric potential, mean since the record before", True),
    "contact_potential": Quantity("potential", ("contact",),
                                  "electric potential of probes and terminals, mean since the record before", True),
    **OF_HEAT, **OF_PHONONS,
}


class Sheet(NamedTuple):
    """Place of one film among the nodes of a grid.

    Attributes:
        first, beyond: its nodes along x, ``x[first:beyond]``.
        shift: how far it is drawn along x from where it is, in m.
        height: z in m.
    """

    first: int
    beyond: int
    shift: float
    height: float


class Film(Device):
    """A superconducting film thinner than its penetration depth, in the plane z = 0.

    Ginzburg-Landau theory averaged over the thickness d: the sheet current K screens over the Pearl length
    Lambda = lambda^2/d, and its field fills all space. Valid for d below lambda and xi, near Tc for quantitative
    answers.

    Args:
        outline: a `Shape`, any shapely polygon in metres, or well-known text in metres.
        material: name of a material, whose constants at ``temperature`` are used where none is given: those of the
            two-fluid model, in which 1/lambda^2 goes as 4 (1 - T/Tc) near Tc; of BCS theory as 2 (1 - T/Tc).
        temperature: of the device [K], below Tc; runs at other temperatures are described relative to it.
        thickness: d [m], or a function d(x, y).
        coherence_length, penetration_depth: xi and lambda [m] at the temperature of the device.
        critical_temperature: Tc [K].
        resistivity: of the normal state [ohm m]; sets the unit of time tau_0 = mu_0 lambda^2/resistivity.
            The lengths of a material stay what they are: `warnings` tells where they do not belong to it.
        residual_resistance_ratio: of the material's resistivity at 273 K over that just above Tc.
        disorder: local strength of superconductivity epsilon(x, y) or epsilon(x, y, t): the local Tc - T over that of
            the device; 1 where nothing is disturbed, 0 at Tc, negative where the metal is normal.
        normal: name -> region of normal metal, an `onnes.normal`.
        superconductor: name -> region of another superconductor, an `onnes.superconductor`.
        insulator: name -> shape that does not conduct.
        pins: weak places: a list of `onnes.pin`, or `onnes.pins.random`.
        terminals: name -> place where a current is fed in: an `onnes.edge`, a shape, or an `onnes.terminal`.
        probes: name -> (x, y), where potentials are read.
        holes: name -> shape that covers one hole; holes without a name have numbers, in the order of ``hole_shapes``.
        ground_plane: an infinite superconducting plane below the film, in which the currents of the film and of the
            sources of the field have images: its distance [m] from the middle of the film, for one that lets no field
            in, or an `onnes.ground_plane` with a penetration depth. None for none.
        gamma: pair breaking 2 tau_E Delta_0/hbar with tau_E the inelastic time of the electrons; 0 is gapless.
        u: relaxation time of psi over tau_0: 5.79 of a dirty metal with magnetic impurities or strong scattering.
        period: (a, b), the sides of the outline, along which the device repeats without end, see
            `onnes.energies.periodic`; None for a side at which it ends. No net current flows along a period. Through a
            cell that repeats in both directions ``field=`` puts a whole number of flux quanta, see `field_of`.

    Raises:
        InputError: a quantity of the wrong dimension, sign or size; a probe, terminal, hole or pin that is not on the
            device; regions that overlap or stick out of it, a pin that is larger than it; an outline that does not
            fill its period; terminals, regions, pins of another mean free path, a ground plane or
            a varying thickness of a periodic film.
        MissingDataError: a material that lacks a quantity.

    Source: Pearl, Appl. Phys. Lett. 5, 65 (1964); Kramer and Watts-Tobin, Phys. Rev. Lett. 40, 1041 (1978).
    """

    @door
    def __init__(self, outline: Any, *, material: str = "", temperature: Any = None, thickness: Any,
                 coherence_length: Any = None, penetration_depth: Any = None, critical_temperature: Any = None,
                 resistivity: Any = None, residual_resistance_ratio: Any = RESIDUAL_RESISTANCE_RATIO,
                 disorder: Any = None, normal: Mapping[str, Normal] | None = None,
                 superconductor: Mapping[str, Superconductor] | None = None,
                 insulator: Mapping[str, Any] | None = None, pins: Sequence[Pin] | Random | None = None,
                 terminals: Mapping[str, Any] | None = None,
                 probes: Mapping[str, Any] | None = None, holes: Mapping[str, Any] | None = None,
                 ground_plane: Any = None, gamma: Any = 10.0, u: Any = 5.79,
                 period: Any = None):
        given = {**locals()}
        known = constants(material, temperature, coherence_length, penetration_depth, critical_temperature, resistivity,
                          residual_resistance_ratio)
        super().__init__(given, outline, known, disorder, holes, gamma, u, period)
        self.thickness_profile: Signal = signal(thickness, "m", "thickness")
        self.terminals = {name: terminal(each, argument=f"terminals[{name!r}]")
                          for name, each in named("terminals", terminals)}
        self.probes = {name: self._probe(name, place) for name, place in named("probes", probes)}
        self.ground_plane = plane_of(ground_plane)
        for name, each in self.terminals.items():
            each.check_on(self.outline, name)
            if name in self.probes:
                raise InputError(f"probes[{name!r}]", name, "a name that no terminal has")
        if self.thickness_profile.steady and self.thickness > _THICKEST * known.penetration_depth:
            raise InputError("thickness", thickness, f"at most {_THICKEST:g} lambda, "
                             f"{_THICKEST * known.penetration_depth:.2g} m",
                             'A bare number is in metres: write "20 nm" for nanometres.')
        if not (self.thickness_profile.steady and np.min(self.thickness_profile.on(*self.places, 0.0)) > 0):
            raise InputError("thickness", thickness, "a length that is positive everywhere on the device",
                             "Give a length, or a function of x and y.")
        if self.ground_plane is not None:
            self.ground_plane.check_below(self.underside, ground_plane)
        if self.periodic and (self.terminals or self.ground_plane is not None or not self.thickness_profile.uniform):
            raise InputError("period", "a film with terminals, over a ground plane, or of varying thickness",
                             "a film of one thickness that no current is fed into, if it repeats",
                             "Leave period out, or vary the strength of superconductivity by disorder=....")

    # ---- shape

    @property
    def thickness(self) -> float:
        """d in metres; its largest value where it varies."""
        return float(np.max(self.thickness_profile.on(*self.places, 0.0)))

    @property
    def underside(self) -> float:
        """z of the lowest surface, in metres; the sheet current flows at z = 0."""
        return -0.5 * self.thickness

    def _probe(self, name: str, place: Any) -> tuple[float, float]:
        try:
            x, y = (to_si(value, "m", f"probes[{name!r}]") for value in place)
        except (TypeError, ValueError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError(f"probes[{name!r}]", place, 'a point such as ("200 nm", "150 nm")') from error
        if not bool(self.outline.contains(np.asarray(x), np.asarray(y))):
            raise InputError(f"probes[{name!r}]", f"({in_words(x, 'm')}, {in_words(y, 'm')})", "a point on the device",
                             "Move the probe onto the superconductor.")
        return x, y

    # ---- physics

    @property
    def pearl_length(self) -> float:
        """Lambda = lambda^2/d, in metres."""
        return self.constants.penetration_depth**2 / self.thickness

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
    def fluctuation_energy(self) -> float:
        """That of a piece of the film of area xi^2."""
        return self.energy_unit

    @property
    def depairing_sheet_current(self) -> float:
        """K_d = 2/(3 sqrt3) Phi_0/(2 pi mu_0 xi Lambda), in A/m."""
        return 2 / (3 * math.sqrt(3)) * self.current_unit / self.constants.coherence_length

    @property
    def sheet_resistance(self) -> float | None:
        """Sheet resistance of the normal film, resistivity/d, in ohm; None where the resistivity is not known."""
        rho = self.constants.resistivity
        return None if rho is None else rho / self.thickness

    # ---- inductances

    def inductance(self, *, cells_per_xi: float | None = None, extrapolate: bool = True) -> xr.Dataset:
        """Return the inductances between the holes, by London's theory with the field of the sheet current.

            Phi_m = sum_n L_mn I_n,    L_mn = int K_m . (A[K_n] + mu_0 Lambda K_n/n) d^2r

        Phi_m is the fluxoid of hole m [Wb], I_n the current around hole n [A], K_n the sheet current of one ampere
        around hole n and none around the others, A[K] its vector potential, n the local strength of superconductivity.
        The first part is the geometric inductance, twice the energy of the field; the second is the kinetic one, twice
        that of the carriers. Valid for currents far below the depairing current, at the temperature of the device. What
        the carriers of a ground plane store counts as geometric.

        Args:
            cells_per_xi: sets the grid; if left out, the Pearl length or the size of the film does.
            extrapolate: whether to extrapolate from two grids to a spacing of zero.

        Returns:
            Dataset of ``total``, ``geometric``, ``kinetic`` and the ``uncertainty`` of the total by the spacing (NaN
            from a single grid), in H, over ``hole`` and ``other``.

        Raises:
            InputError: a film without holes, or that repeats, a grid that does not resolve it, a hole that no
                superconductor surrounds.

        Source: Brandt, Phys. Rev. B 72, 024529 (2005).
        """
        from onnes.devices.inductance import inductance

        return inductance(self, cells_per_xi, extrapolate)

    def inductance_between(self, plus: str, minus: str, *, cells_per_xi: float | None = None,
                           extrapolate: bool = True) -> xr.Dataset:
        """Return the inductance between two terminals, L = 2 E/I^2, with no fluxoid in any hole; parts as `inductance`.

        The geometric part is that of the film alone, without what closes the circuit: a strip over a ground plane has
        its return current there, for any other it is a partial inductance.

        Args:
            plus, minus: names of terminals.

        Raises:
            InputError: an unknown terminal; as `inductance`.
        """
        from onnes.devices.inductance import inductance_between

        return inductance_between(self, plus, minus, cells_per_xi, extrapolate)

    def flux_from(self, field: Any, *, cells_per_xi: float | None = None, extrapolate: bool = True) -> xr.DataArray:
        """Return the flux that a field puts into each hole while the film screens it, Phi_m = -sum_n L_mn I_n.

        I_n are the currents around the holes in the field without a fluxoid. That of 1 A in a coil is its mutual
        inductance with the hole in H; that of 1 T is the effective area of the hole in m^2.

        Args:
            field: as in `onnes.solve`; taken at time 0.

        Returns:
            Flux in Wb over ``hole``, with its ``uncertainty`` as a coordinate.

        Raises:
            InputError: as `inductance`.
        """
        from onnes.devices.inductance import flux_from

        return flux_from(self, applied_field(field), cells_per_xi, extrapolate)

    def needs_self_field(self) -> bool:
        """Return whether the film is wide enough, beside its Pearl length, for its own field to matter."""
        return self.extent > SELF_FIELD_FROM * self.pearl_length

    @property
    def step_cost(self) -> float:
        """Most where self-field and an outline that is no rectangle leave the sheet current to an iteration."""
        if not self.needs_self_field():
            return 1.5e-7
        return 3e-7 if all(part.equals(part.envelope) for part in shapely.get_parts(self.outline.region)) else 3.5e-7

    @property
    def shielding_depth(self) -> float:
        """Infinite: the grid need not resolve the Pearl length."""
        return math.inf

    def checked_field(self, field: AppliedField) -> AppliedField:
        if self.periodic:
            return field_in_cells(field, self.period)
        self.field_with_images(field)
        return field

    @property
    def parallel_critical_field(self) -> float:
        """sqrt(3) Phi_0/(pi d xi), in tesla: the field along a film, of its largest thickness, at which psi vanishes.

        Source: Tinkham, Introduction to Superconductivity (1996), section 4.6.
        """
        return math.sqrt(3) * FLUX_QUANTUM / (math.pi * self.thickness * self.constants.coherence_length)

    def weakening(self, field: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Return ``(B_parallel/B_c,parallel)^2``, from the mean of A^2 = B^2 z^2 over the thickness, B^2 d^2/12."""
        relative = self.thickness_profile.on(x, y, 0.0) / self.thickness
        return (field[0]**2 + field[1]**2) * (relative / self.parallel_critical_field)**2

    def field_on_grid(self, field: AppliedField) -> AppliedField:
        return self.field_with_images(field)

    def field_with_images(self, field: AppliedField) -> AppliedField:
        """Return an applied field with that of the images of its sources in the ground plane."""
        return field if self.ground_plane is None else field.over_planes(self.mirrors)

    @cached_property
    def mirrors(self) -> tuple[tuple[float, float], ...]:
        """Weights and depths below z = 0 [m] of the perfect planes as whose sum the ground plane acts; none without."""
        plane = self.ground_plane
        return () if plane is None else plane.perfect_planes(plane.distance + self.underside)

    # ---- discretisation

    def finest_length(self, rigid: bool) -> float:
        """xi; with |psi| held the Pearl length, or a fiftieth of the film if that is more: edges are sharp anyway."""
        return max(self.pearl_length, self.extent / _PARTS_OF_A_FILM) if rigid else self.constants.coherence_length

    def _model(self, spacing: float, self_field: bool, terms: tuple[Term, ...]) -> Model:
        from onnes.devices.film_model import film_model

        return film_model(self, spacing, self_field, terms)

    def kernel_on(self, grid: Grid) -> SheetKernel | LayeredKernel:
        """Return the map from the currents on a grid in units of xi to the vector potential of their field."""
        from onnes.grids.sheet_kernel import sheet_kernel

        return sheet_kernel(grid, [(weight, depth / self.constants.coherence_length) for weight, depth in self.mirrors])

    def sheets(self, x: np.ndarray) -> list[Sheet]:
        """Return the places of the film, or of the films of a stack, among the nodes of the grid along x [m]."""
        return [Sheet(0, len(x), 0.0, 0.0)]

    # ---- records

    def units(self, time: float) -> dict[str, Unit]:
        xi, bc2, current = self.constants.coherence_length, self.upper_critical_field, self.current_unit
        return {
            "number": Unit(1.0, "", ""), "length": Unit(xi, "m", "xi"), "time": Unit(time, "s", "tau_0"),
            "field": Unit(bc2, "T", "Bc2"), "vector_potential": Unit(bc2 * xi, "T m", "Phi_0/(2 pi xi)"),
            "sheet_current": Unit(current / xi, "A/m", "Phi_0/(2 pi mu_0 xi Lambda)"),
            "current": Unit(current, "A", "Phi_0/(2 pi mu_0 Lambda)"),
            "potential": Unit(FLUX_QUANTUM / (2 * math.pi * time), "V", "Phi_0/(2 pi tau_0)"),
            "moment": Unit(current * xi**2, "A m^2", "Phi_0 xi^2/(2 pi mu_0 Lambda)"),
            "energy": Unit(self.energy_unit, "J", "(Bc^2/mu_0) xi^2 d"),
            "area": Unit(xi**2, "m^2", "xi^2"),
            "temperature": Unit(self.constants.degrees_below_tc or 1.0, "K", "Tc - T_device"),
        }

    @property
    def quantities(self) -> dict[str, Quantity]:
        return _QUANTITIES

    def frame(self, model: Model, now: Instant) -> dict[str, jax.Array | np.ndarray]:
        from onnes.grids.gathering import on_host
        from onnes.readouts.film_frame import film_frame
        from onnes.readouts.heat_frame import heat_frame

        frame = film_frame(model.plane, now)
        # The weights of the outline count the local thickness over the largest.
        frame["sheet_current"] = on_host(frame["sheet_current"]) * np.float32(model.thickness)
        terminals = on_host(frame.pop("terminal_potential"))[:len(model.terminals)]
        contacts = np.concatenate([model.probes.read(np.asarray(now.potential)), terminals])
        if now.heat is not None:
            known = self.constants
            assert known.critical_temperature is not None
            assert known.degrees_below_tc is not None
            frame |= heat_frame(model.area, now.heat, known.critical_temperature / known.degrees_below_tc)
        return frame | {"electric_potential": frame.pop("potential"), "contact_potential": contacts}

    # ---- copies and description

    @property
    def warnings(self) -> tuple[str, ...]:
        depth = self.constants.penetration_depth
        if self.thickness <= depth:
            return super().warnings
        return (f"The film is {in_words(self.thickness, 'm')} thick, more than lambda = {in_words(depth, 'm')}: its "
                "current is taken as the same through the thickness, which holds for d below lambda.",
                *super().warnings)

    def to_dict(self, model: Model | None = None) -> dict[str, Any]:
        return super().to_dict(model) | {
            "probes": self.probes, "ground_plane": self.ground_plane and self.ground_plane.to_dict(),
            "terminals": {name: each.to_dict() for name, each in self.terminals.items()}}

    @property
    def _signals(self) -> dict[str, Signal | None]:
        return {"thickness": self.thickness_profile, "disorder": self.disorder}

    @property
    def facts(self) -> list[Fact]:
        low_x, low_y, high_x, high_y = self.outline.bounds
        width = min(high_x - low_x, high_y - low_y)
        return [
            *([] if self.ground_plane is None else self.ground_plane.facts),
            Fact("thickness d", self.thickness, "m"), Fact("Pearl length Lambda = lambda^2/d", self.pearl_length, "m"),
            Fact("upper critical field Bc2", self.upper_critical_field, "T"),
            Fact("critical field along the film", self.parallel_critical_field, "T"),
            Fact("depairing current of the shorter side", self.depairing_sheet_current * width, "A"),
            Fact("sheet resistance", self.sheet_resistance, "ohm"),
            Fact("charge-imbalance length", self.charge_imbalance_length, "m"),
        ]

    @property
    def headline(self) -> str:
        self_field = "on" if self.needs_self_field() else "off, Lambda is far larger than the film"
        return f"terminals: {', '.join(self.terminals) or 'none'}, self-field: {self_field}"
