"""Readings of a moving boundary in SI units: without width, and with the solved two-fluid layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onnes.carriers.boundary import MovingBoundary
from onnes.problems.layer_ledgers import Ledgers
from onnes.problems.two_fluid_layer import Law, TwoFluidLayer, mean, two_fluid_layer
from onnes.results import Array, Reading
from onnes.units.constants import VACUUM_PERMEABILITY, VACUUM_PERMITTIVITY

_SCANNED, _FARTHEST = 17, 4.0
"""Thrusts that are compared, and the largest of them in lambda and in widths."""
_EDDY = 0.1
"""Fall of the field over the layer ahead, relative, from which a warning is given."""


@dataclass(frozen=True)
class Instruments:
    """A boundary, the law of the superfluid, thrust and width [lambda], n_s/n far behind, tau [s]."""

    boundary: MovingBoundary
    law: Law
    thrust: float
    width: float
    fraction: float
    relaxation_time: float

    @cached_property
    def layer(self) -> TwoFluidLayer:
        """The layer that the inputs ask for."""
        return self.solved(self.law, self.thrust)

    @cached_property
    def ledgers(self) -> Ledgers:
        """Its ledgers."""
        return Ledgers(self.layer, self.inertia)

    def solved(self, law: Law, thrust: float) -> TwoFluidLayer:
        """Return the layer under another law or with another thrust [lambda]."""
        friction = self.boundary.depth / (self.boundary.speed * self.relaxation_time)
        return two_fluid_layer(law, thrust, self.width, self.fraction, friction)

    @property
    def inertia(self) -> float:
        """(V/v_0)^2."""
        return (self.boundary.speed / self.boundary.start) ** 2

    @property
    def momentum_unit(self) -> float:
        """n_0 m v_0 V, in Pa: momentum along y per area and time."""
        return self.boundary.open_momentum_rate()

    @property
    def pressure(self) -> float:
        """B_0^2/mu_0, in Pa."""
        return self.boundary.field**2 / VACUUM_PERMEABILITY

    def readings(self) -> dict[str, Reading]:
        """Return both readings of Fig. 3, the momenta and energies of the layer, and how well they balance."""
        return self._sharp() | self._momentum() | self._across() | self._energy()

    def _sharp(self) -> dict[str, Reading]:
        boundary, inside = self.boundary, -np.linspace(0, 5, 51) * self.boundary.depth
        local = boundary.local_acceleration(inside, 0.0)
        scale = np.max(np.abs(local))
        resting = boundary.transverse_acceleration(inside, 0.0, forward=0.0) - local
        moving = boundary.transverse_acceleration(inside, 0.0, forward=boundary.speed)
        return {
            "depth": Reading(boundary.depth, "m", None, "lambda"),
            "layer_width": Reading(self.width * boundary.depth, "m", None, "n_s over its steepest slope"),
            "layer_thrust": Reading(self.thrust * boundary.depth, "m", None, "from the boundary to the condensing"),
            "carrier_velocity": Reading(boundary.start, "m/s", None, "v_y at the boundary"),
            "power": Reading(boundary.power_per_area(), "W/m^2", None, "(B0^2/2 mu_0) x0', which the field takes"),
            "resting_residual": Reading(np.max(np.abs(resting)) / scale, "", None, "(a), inside: largest d_t v_y - "
                                        "(q/m) E_y over the largest d_t v_y"),
            "moving_residual": Reading(np.max(np.abs(moving)) / scale, "", None, "(b): largest (q/m)(E_y - x0' B) over "
                                       "the same"),
            "electric_momentum": Reading(boundary.electric_momentum_rate(), "Pa", None, "y momentum that E_y gives to "
                                         "the superfluid, per area and time"),
            "open_momentum": Reading(boundary.open_momentum_rate(), "Pa", None, "(a), at the boundary: n_s m v_y(x0) "
                                     "x0', which condensing carriers need and no force gives; (b): magnetic"),
        }

    def _momentum(self) -> dict[str, Reading]:
        layer, unit = self.layer, self.momentum_unit
        on_super, on_normal = ({name: float(layer.box @ force) for name, force in forces.items()}
                               for forces in (layer.super_forces(), layer.normal_forces()))
        needed = _given(layer)
        on_ions = -on_super["electric"] - on_normal["electric"]
        left = sum(on_super.values()) + sum(on_normal.values()) - sum(layer.end_fluxes())
        return {
            "field_left": Reading(layer.field_left * self.boundary.field, "T", None, "field that stays behind"),
            "super_electric": Reading(on_super["electric"] * unit, "Pa", None, "y momentum: E_y to the superfluid"),
            "super_magnetic": Reading(on_super["magnetic"] * unit, "Pa", None, "y momentum: magnetic force on the "
                                      "superfluid that thrusts forward"),
            "super_conversion": Reading(on_super["conversion"] * unit, "Pa", None, "y momentum that condensing "
                                        "carriers bring to the superfluid"),
            "condensation_momentum": Reading(needed * unit, "Pa", None, "of it, what they did not have as normal "
                                             "carriers: open in the text, the term of condensation in conventional "
                                             "theory"),
            "condensation_share": Reading(needed, "", None, "the same over open_momentum"),
            "lattice_friction": Reading(-on_normal["friction"] * unit, "Pa", None, "y momentum that collisions give "
                                        "to the lattice"),
            "lattice_electric": Reading(on_ions * unit, "Pa", None, "y momentum that E_y gives to the lattice"),
            "momentum_balance_y": Reading(left, "", None, "what is unaccounted for, over open_momentum"),
        }

    def _across(self) -> dict[str, Reading]:
        boundary, ledgers, layer = self.boundary, self.ledgers, self.layer
        field = self._electric_field()
        peak = field[np.argmax(np.abs(field))]
        charge = np.gradient(field, mean(layer.place) * boundary.depth) * VACUUM_PERMITTIVITY
        density = boundary.density / self.fraction
        lattice = sum(float(layer.box @ force) for force in ledgers.lattice_forces().values())
        stress = -(1 - layer.field[0] ** 2) / 2
        return {
            "backflow": Reading(np.min(ledgers.velocities()[1]) * boundary.speed, "m/s", None, "fastest u_n"),
            "electric_field_x": Reading(peak, "V/m", None, "largest E_x; positive: along the motion of the boundary"),
            "force_x_on_carriers": Reading(peak * boundary.charge, "N", None, "q E_x there; negative: it drives "
                                           "the backflow"),
            "bernoulli_field": Reading(-boundary.start * boundary.field, "V/m", None, "E_x that would hold "
                                       "the superfluid at the boundary if condensation did not: -v_y B"),
            "charge_share": Reading(np.max(np.abs(charge)) / abs(boundary.charge * density), "", None, "largest "
                                    "eps_0 d_x E_x over |q| n: how well the layer is neutral"),
            "pressure_on_lattice": Reading(lattice * self.pressure, "Pa", None, "x force on the lattice per area"),
            "momentum_balance_x": Reading((lattice + ledgers.end_flux() - stress) * 2, "", None, "its difference from "
                                          "that of the field, -(B0^2 - B_left^2)/2 mu_0, over B0^2/2 mu_0"),
        }

    def _energy(self) -> dict[str, Reading]:
        powers = {name: power * 2 for name, power in self.ledgers.powers().items()}
        unit = self.boundary.power_per_area()
        given = powers["condensation_work"] + powers["condensation_kinetic"]
        taken = powers["field"] + powers["friction"] + powers["joining"] + 2 * self.ledgers.energy_flux()
        conventional = Ledgers(self.solved("london", 0.0), self.inertia).powers()["condensation_kinetic"] * 2
        meanings = {
            "condensation_work": "work of the force of condensation on superfluid that moves along x",
            "condensation_kinetic": "kinetic energy that condensation gives to carriers that join the superfluid",
            "field": "taken by the field: current against E_y; H25",
            "friction": "heat of the normal fluid",
            "joining": "heat of carriers that join a fluid of another velocity",
        }
        readings = {f"power_{name}": Reading(powers[name] * unit, "W/m^2", None, text)
                    for name, text in meanings.items()}
        return readings | {
            "energy_balance": Reading(given - taken, "", None, "given less taken, over the power of H25"),
            "conventional_kinetic": Reading(conventional, "", None, "conventional account (thrust 0, law=london): "
                                            "kinetic energy of condensing carriers over the power of H25"),
        }

    def _electric_field(self) -> np.ndarray:
        """Return E_x in the boxes, in V/m."""
        scale = self.pressure / (self.boundary.depth * self.boundary.density * self.boundary.charge)
        return self.ledgers.electric_field() * scale

    def arrays(self) -> dict[str, Array]:
        """Return profiles without width, profiles and forces of the layer, and what the thrust changes."""
        boundary, layer, ledgers = self.boundary, self.layer, self.ledgers
        x = mean(layer.place) * boundary.depth
        forward, back = (mean(speed) * boundary.speed for speed in ledgers.velocities())
        total = layer.superfluid + layer.normal
        volume = self.momentum_unit / boundary.depth
        super_y, normal_y = layer.super_forces(), layer.normal_forces()
        profiles = {
            "sharp_field": (boundary.magnetic_field(x, 0.0), "T", "B without width"),
            "sharp_electric_field": (boundary.electric_field(x, 0.0), "V/m", "E_y without width"),
            "sharp_velocity": (boundary.carrier_velocity(x, 0.0), "m/s", "v_y without width"),
            "sharp_force_x": (boundary.forward_force(x, 0.0), "N", "magnetic force q v_y B along x on a carrier"),
            "superfluid": (mean(layer.superfluid / total), "", "n_s/n"),
            "superfluid_x": (forward, "m/s", "u_s"), "normal_x": (back, "m/s", "u_n"),
            "magnetic_field": (mean(layer.field) * boundary.field, "T", "B"),
            "electric_field_y": (layer.electric_field * boundary.field * boundary.speed, "V/m", "E_y"),
            "electric_field_x": (self._electric_field(), "V/m", "E_x"),
            "superfluid_y": (mean(layer.super_current / layer.superfluid) * boundary.start, "m/s", "v_s along y"),
            "normal_y": (mean(layer.normal_current / layer.normal) * boundary.start, "m/s", "v_n along y"),
            "conversion": (layer.conversion * boundary.density * boundary.speed / boundary.depth, "1/(m^3*s)", "Gamma"),
            "super_condensation_x": (ledgers.super_forces()["condensation"] * self.pressure / boundary.depth, "N/m^3",
                                     "force of condensation along x"),
        }
        profiles |= {f"super_{name}_y": (force * volume, "N/m^3", f"{name}, y force on the superfluid")
                     for name, force in super_y.items()}
        profiles |= {f"normal_{name}_y": (force * volume, "N/m^3", f"{name}, y force on the normal fluid")
                     for name, force in normal_y.items()}
        thrusts = np.linspace(0, _FARTHEST * min(1.0, self.width), _SCANNED)
        open_share, left = zip(*(self._of_thrust(thrust) for thrust in thrusts), strict=True)
        return {"x": Array(x, ("x",), "m", "distance from the boundary"),
                "thrust": Array(thrusts * boundary.depth, ("thrust",), "m", "thrust"),
                "share_of_thrust": Array(np.array(open_share), ("thrust",), "", "law=london: condensation_share"),
                "left_of_thrust": Array(np.array(left), ("thrust",), "", "law=perfect-conductor: field left over B0"),
                } | {name: Array(values, ("x",), unit, text) for name, (values, unit, text) in profiles.items()}

    def _of_thrust(self, thrust: float) -> tuple[float, float]:
        """Return what condensing carriers must be given under law=london, and the field left if they get nothing."""
        return _given(self.solved("london", thrust)), self.solved("perfect-conductor", thrust).field_left

    def warnings(self) -> tuple[str, ...]:
        """Return a warning where eddy currents change the field across the layer."""
        fall = float(np.max(self.layer.field)) - 1
        if fall < _EDDY:
            return ()
        return (f"Eddy currents change the field by {fall:.0%} ahead of the boundary, within the layer. Choose a "
                "smaller speed or conductivity.",)


def _given(layer: TwoFluidLayer) -> float:
    """Return the y momentum that condensing carriers did not have as normal carriers, over that of H26."""
    return float(layer.box @ (layer.conversion * (layer.condensing - mean(layer.normal_current / layer.normal))))
