"""A thin film: the device of two-dimensional superconductivity."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.devices.constants import RESIDUAL_RESISTANCE_RATIO, constants
from onnes.devices.describe import Fact
from onnes.devices.device import Device, named
from onnes.devices.recording import OF_CONDENSATE, OF_HEAT, Quantity, Unit
from onnes.devices.terminal import terminal
from onnes.drives import AppliedField, Signal, signal
from onnes.errors import InputError
from onnes.plots import in_words
from onnes.units import to_si
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    import jax

    from onnes.devices.model import Model
    from onnes.energies import Term
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
    **OF_HEAT,
}


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
                 resistivity: Any = None, residual_resistance_ratio: Any = RESIDUAL_RESISTANCE_RATIO,
                 disorder: Any = None, terminals: Mapping[str, Any] | None = None,
                 probes: Mapping[str, Any] | None = None, holes: Mapping[str, Any] | None = None,
                 gamma: Any = 10.0, u: Any = 5.79):
        given = {**locals()}
        known = constants(material, temperature, coherence_length, penetration_depth, critical_temperature, resistivity,
                          residual_resistance_ratio)
        super().__init__(given, outline, known, disorder, holes, gamma, u)
        self.thickness_profile: Signal = signal(thickness, "m", "thickness")
        self.terminals = {name: terminal(each, argument=f"terminals[{name!r}]")
                          for name, each in named("terminals", terminals)}
        self.probes = {name: self._probe(name, place) for name, place in named("probes", probes)}
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

    # ---- shape

    @property
    def thickness(self) -> float:
        """d in metres; its largest value where it varies."""
        return float(np.max(self.thickness_profile.on(*self.places, 0.0)))

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

    def needs_self_field(self) -> bool:
        """Return whether the film is wide enough, beside its Pearl length, for its own field to matter."""
        return self.extent > SELF_FIELD_FROM * self.pearl_length

    @property
    def step_cost(self) -> float:
        """Most where self-field and an outline that is no rectangle leave the sheet current to an iteration."""
        if not self.needs_self_field():
            return 3e-7
        return 9e-7 if self.outline.region.equals(self.outline.region.envelope) else 25e-7

    @property
    def shielding_depth(self) -> float:
        """Infinite: the grid need not resolve the Pearl length."""
        return math.inf

    def checked_field(self, field: AppliedField) -> AppliedField:
        return field

    # ---- discretisation

    def finest_length(self, rigid: bool) -> float:
        """xi; with |psi| held the Pearl length, or a fiftieth of the film if that is more: edges are sharp anyway."""
        return max(self.pearl_length, self.extent / _PARTS_OF_A_FILM) if rigid else self.constants.coherence_length

    def _model(self, spacing: float, self_field: bool, terms: tuple[Term, ...]) -> Model:
        from onnes.devices.film_model import film_model

        return film_model(self, spacing, self_field, terms)

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
        from onnes.readouts.film_frame import film_frame
        from onnes.readouts.heat_frame import heat_frame

        frame = film_frame(model.sample, now, model.holes, model.terminal_shares)
        # The weights of the sample count the local thickness over the largest.
        frame["sheet_current"] = frame["sheet_current"] * np.float32(model.thickness)
        terminals = frame.pop("terminal_potential")[:len(model.terminals)]
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
            "probes": self.probes,
            "terminals": {name: each.to_dict() for name, each in self.terminals.items()}}

    @property
    def _signals(self) -> dict[str, Signal | None]:
        return {"thickness": self.thickness_profile, "disorder": self.disorder}

    @property
    def facts(self) -> list[Fact]:
        low_x, low_y, high_x, high_y = self.outline.bounds
        width = min(high_x - low_x, high_y - low_y)
        return [
            Fact("thickness d", self.thickness, "m"), Fact("Pearl length Lambda = lambda^2/d", self.pearl_length, "m"),
            Fact("upper critical field Bc2", self.upper_critical_field, "T"),
            Fact("depairing current of the shorter side", self.depairing_sheet_current * width, "A"),
            Fact("sheet resistance", self.sheet_resistance, "ohm"),
            Fact("charge-imbalance length", self.charge_imbalance_length, "m"),
        ]

    @property
    def headline(self) -> str:
        self_field = "on" if self.needs_self_field() else "off, Lambda is far larger than the film"
        return f"terminals: {', '.join(self.terminals) or 'none'}, self-field: {self_field}"
