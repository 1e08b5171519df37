"""boundary-layer: forces, momentum and energy at a flat normal-superconductor boundary that moves in a field."""

from __future__ import annotations

from typing import ClassVar, Literal

from onnes.carriers.boundary import MovingBoundary
from onnes.carriers.london_depth import superfluid_density
from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import given_or_recorded, material, penetration_depth_of, temperature_of
from onnes.materials.models import MODELS
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, SPEED_OF_LIGHT

FEWEST_WIDTHS, MOST_WIDTHS, MOST_THRUST = 0.1, 10.0, 20.0
"""Range of the width, and largest thrust, in lambda."""
MOST_THRUST_IN_WIDTHS = 4.0
"""Largest thrust under law=perfect-conductor; superfluid ahead of the conversion then moves at u_s = x0' to 1e-7."""
_FIELD, _CONDUCTIVITY, _FRACTION = 30e-3, 1e10, 1 - 0.5**4
"""Field [T], conductivity [S/m], n_s/n (two-fluid model at half of Tc) where neither they nor a material are given."""


class BoundaryLayer(Experiment):
    """A boundary at x0(t) moves along x at the speed V = x0' into normal metal in the field B0 along z.

    Both readings of the text's Fig. 3 have the same fields (SI; in Gaussian units E_y = V B/c and 4 pi/c for mu_0)::

        B = B0 exp((x - x0)/lambda),   E_y = V B,   v_y = -B/(mu_0 n_s q lambda)            x <= x0
        d_t v_y + v_x d_x v_y = (q/m)(E_y - v_x B)

    (a) Carriers that do not move along x: at a fixed place d_t v_y = (q/m) E_y holds, contrary to what the text says,
    as each carrier is slowed down while the boundary moves on. What is open is the momentum of the carriers that become
    superfluid at the boundary: they must start with v_y(x0), n_s m v_y(x0) V per area and time.
    (b) Superfluid that moves with the boundary, v_x = V: the forces cancel, and the work against the magnetic force
    q v_y B is V B0^2/(2 mu_0), what the field takes.

    The two-fluid layer of Figs 4 and 5 is solved (equations, and what is prescribed: `onnes.problems.two_fluid_layer`):
    the superfluid density rises over ``width``, superfluid thrusts forward by the length ``thrust``, normal carriers
    flow back and condense there, so that j_x = 0; the normal fluid hands its y momentum to the lattice at the rate
    1/tau. law=london gives the superfluid the velocity field of one phase and reads off what the condensing carriers
    must be given; with thrust=0 this is conventional theory's account, in which condensation supplies it and the normal
    fluid, and by collisions the lattice, takes the recoil. law=perfect-conductor gives them nothing: the field that is
    left behind is then part of the solution.

    Forces along x follow from the normal fluid, which only E_x, the magnetic force and friction act on; the force of
    condensation acts on the superfluid, and its reaction on the lattice. Both are assumptions.

    Validity: steady motion, x0' far below c; a flat layer far thinner than the range of the eddy currents ahead,
    1/(mu_0 sigma V), else a warning; local electrodynamics. The shape of n_s is prescribed.

    Raises:
        InputError: see `Experiment`; also a conductivity beside a collision time, a width outside 0.1 to 10 lambda,
            a thrust above 20 lambda, or under law=perfect-conductor above 4 widths.
        MissingDataError: the material lacks a depth or a critical field (give them).

    Source: H17-H26, Figs 3 to 5.
    """

    name: ClassVar[str] = "boundary-layer"
    summary: ClassVar[str] = "moving boundary: forces, backflow of normal carriers, momentum of what condenses"

    field: float | None = quantity(None, "T", "B0; the material's critical field, or 30 mT", above=0)
    speed: float = quantity("1 mm/s", "m/s", "x0' of the boundary", above=0, at_most=1e-3 * SPEED_OF_LIGHT)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)
    superfluid_fraction: float | None = quantity(None, "", "n_s/n far behind; (lambda(0)/lambda(T))^2, or 0.9375",
                                                 above=0, at_most=0.9999)
    conductivity: float | None = quantity(None, "S/m", "of the normal metal; 1e10 S/m if left out", above=0)
    collision_time: float | None = quantity(None, "s", "tau, instead of the conductivity", above=0)
    carriers: Literal["electrons", "holes"] = choice("electrons", "sign of the charge q = -e or e")
    law: Literal["london", "perfect-conductor"] = choice("london", "superfluid of one phase, or free carriers")
    thrust: float | None = quantity(None, "m", "distance behind the boundary at which carriers condense; lambda if "
                                    "left out", at_least=0)
    width: float | None = quantity(None, "m", "n_s over its steepest slope; lambda if left out", above=0)

    def check(self) -> None:
        if self.conductivity is not None and self.collision_time is not None:
            raise InputError("collision_time", f"{self.collision_time:g} s", "none beside a conductivity",
                             "Give one of the two: tau = m sigma/(n e^2).")
        self.boundary()
        if self.share() >= 1:
            raise InputError("temperature", f"{self.temperature or 0:g} K", "a temperature with normal carriers",
                             "Without any nothing can flow back. Raise it, or give superfluid_fraction.")
        thrust, width = self.lengths()
        if not FEWEST_WIDTHS * (1 - 1e-9) <= width <= MOST_WIDTHS * (1 + 1e-9):
            raise InputError("width", f"{width:.3g} lambda", f"{FEWEST_WIDTHS:g} to {MOST_WIDTHS:g} lambda")
        if thrust > MOST_THRUST:
            raise InputError("thrust", f"{thrust:.3g} lambda", f"at most {MOST_THRUST:g} lambda", "Make it shorter.")
        if self.law == "perfect-conductor" and thrust > MOST_THRUST_IN_WIDTHS * width * (1 + 1e-9):
            raise InputError("thrust", f"{thrust / width:.3g} widths",
                             f"at most {MOST_THRUST_IN_WIDTHS:g} widths under law=perfect-conductor",
                             "No field is left then. Make it smaller, or the layer wider.")

    def depth(self) -> float:
        """Return lambda, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def lengths(self) -> tuple[float, float]:
        """Return thrust and width, in lambda."""
        depth = self.depth()
        return (1.0 if self.thrust is None else self.thrust / depth), (self.width or depth) / depth

    def share(self) -> float:
        """Return n_s/n far behind the boundary."""
        kelvin = temperature_of(self.material, self.temperature)
        if self.superfluid_fraction is not None:
            return self.superfluid_fraction
        if kelvin is None:
            return _FRACTION
        return float(MODELS[self.model].superfluid_density(kelvin / material(self.material).critical_temperature))

    def boundary(self) -> MovingBoundary:
        """Return the boundary without width."""
        kelvin = temperature_of(self.material, self.temperature)
        field = (self.field or _FIELD) if kelvin is None else given_or_recorded(
            "field", self.field, lambda: material(self.material).critical_field(kelvin, self.model))
        charge = ELEMENTARY_CHARGE * (-1 if self.carriers == "electrons" else 1)
        return MovingBoundary(field, self.speed, superfluid_density(self.depth()), charge)

    def relaxation_time(self) -> float:
        """Return tau of the normal carriers, in s."""
        if self.collision_time is not None:
            return self.collision_time
        density = superfluid_density(self.depth()) / self.share()
        return ELECTRON_MASS * (self.conductivity or _CONDUCTIVITY) / (density * ELEMENTARY_CHARGE**2)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.boundary_layer.readings import Instruments

        thrust, width = self.lengths()
        read = Instruments(self.boundary(), self.law, thrust, width, self.share(), self.relaxation_time())
        return Measurement(read.readings(), read.arrays(), warnings=read.warnings())
