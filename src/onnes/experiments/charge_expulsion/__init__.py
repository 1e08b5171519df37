"""charge-expulsion: charge, electric field and potential of a body in Hirsch's electrodynamics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.carriers.london_depth import DEPTH_OF_THE_TEXT
from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.geometry import Shape
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DIMENSIONS = {"slab": 1, "cylinder": 2, "sphere": 3}
"""Bodies of one radial coordinate, for which there is a closed form."""
MOST_NODES = 300_000
"""Nodes of the largest grid."""
FEWEST_ACROSS = 4
"""Spacings of the grid across a body, at least."""
SMALLEST, LARGEST = 1e-5, 1e8
"""Sizes in lambda between which the closed forms keep their digits."""
_SIZE, _ASPECT = 500e-9, 2.0


class ChargeExpulsion(Experiment):
    """Positive interior, negative surface layer and electric field of a superconductor by Hirsch, at T = 0.

    In SI units, with e > 0::

        lap(E - E_0) = (E - E_0)/lambda^2,    rho = rho_0 - (eps_0/lambda^2)(phi - phi_0 - mu),    div E = rho/eps_0
        E_m = c B_sigma = hbar c/(4 e lambda^2),    rho_0 = eps_0 E_m (surface)/(volume)

    In Gaussian units rho = rho_0 - (phi - phi_0 - mu)/(4 pi lambda^2), div E = 4 pi rho, E_m = hbar c/(4 e lambda^2),
    rho_0 = E_m (surface)/(4 pi volume). E_0, phi_0: field and potential of the uniform density rho_0 in the body, in
    free space. phi and grad phi are continuous at the surface; mu makes the body neutral.

    A slab, a cylinder and a sphere have closed forms and no field outside (`onnes.carriers.charge_expulsion`). Any
    other body, long along an axis (body=section) or round about one (body=round), is solved on a grid; its field leaks
    out. The negative charge per area tends to eps_0 E_m for size >> lambda, the density of the layer over that of the
    carriers to v_0/c.

    The field fills the body: it does not fall with the size. So its energy per volume is d/(d + 2) of eps_0 E_m^2/2 =
    B_sigma^2/(2 mu_0) in a large body of d = 1, 2, 3 dimensions, and the potential of the middle grows with the size.

    Conventional theory beside it: no field in the interior at rest, charges screened within the Thomas-Fermi length,
    and where carriers move at v_s a potential -m v_s^2/(2 e) (London's Bernoulli potential; here at Bc of the material,
    or at B_sigma without one).

    Validity: T = 0. rho_0 follows from E_m for d = 1, 2, 3; for other bodies it is taken from surface and volume.

    Raises:
        InputError: see `Experiment`; an outline beside size or aspect or in several parts, a meridian at r < 0, a body
            of more nodes than `MOST_NODES` or too thin for the spacing; a closed form beyond `SMALLEST` and `LARGEST`.
        MissingDataError: the material has no penetration depth (give one).

    Source: section XIII of Hirsch and his references [45, 46]; J. E. Hirsch, Phys. Rev. B 69, 214515 (2004); Phys. Rev.
        Lett. 92, 016402 (2004).
    """

    name: ClassVar[str] = "charge-expulsion"
    summary: ClassVar[str] = "charge, field and potential of a body in Hirsch's electrodynamics, and what leaks out"
    theories: ClassVar[tuple[str, ...]] = ("hole",)
    example: ClassVar[dict[str, Any]] = {"body": "section", "size": "150 nm", "spacing_over_depth": 0.5}
    belonging: ClassVar[Belonging] = {"body": dict.fromkeys(("section", "round"),
                                                       ("aspect", "outline", "spacing_over_depth"))}

    theory: str = pydantic.Field(default="hole", description="theory whose electrodynamics this is")
    body: Literal["slab", "cylinder", "sphere", "section", "round"] = choice(
        "cylinder", "closed forms; long body of a cross-section; body round about an axis")
    size: float | None = quantity(None, "m", "radius or half thickness; half extent along x, or radius of a round "
                                  "body; 500 nm if left out", at_least=1e-9, at_most=1)
    aspect: float | None = quantity(None, "", "extent along y or along the axis over that across; 2 if left out",
                                    at_least=0.1, at_most=10)
    outline: str = pydantic.Field(default="ellipse", description="cross-section or meridian: ellipse, rectangle, or a "
                                  "polygon as well-known text in m: POLYGON ((0 0, 2e-7 0, 1e-7 2e-7, 0 0)); of a "
                                  "round body x is the distance from the axis")
    penetration_depth: float | None = quantity(None, "m", "lambda_L, in place of the material's; 39 nm without either",
                                               above=0)
    spacing_over_depth: float = quantity(0.25, "", "of the grid, over lambda", above=0, at_most=1)

    def check(self) -> None:
        depth = self.depth()
        if self.body not in DIMENSIONS:
            self._check_grid(self.shape(), depth)
            return
        if not SMALLEST <= self.extent() / depth <= LARGEST:
            raise InputError("size", f"{self.extent():g} m, {self.extent() / depth:.3g} lambda",
                             f"{SMALLEST:g} to {LARGEST:g} lambda, {SMALLEST * depth:g} to {LARGEST * depth:g} m",
                             "Results of larger and smaller bodies go as powers of the size.")

    def _check_grid(self, shape: Shape, depth: float) -> None:
        low_x, low_y, high_x, high_y = shape.bounds
        across, along, spacing = high_x - low_x, high_y - low_y, self.spacing_over_depth * depth
        nodes = 2.3 * across * along / spacing**2
        if nodes > MOST_NODES:
            raise InputError("outline" if self._is_polygon() else "size", f"a body of {across:g} m by {along:g} m",
                             f"a grid of at most {MOST_NODES:,} nodes, not {nodes:.2g}",
                             "Take a smaller body, a larger spacing, or a closed form: slab, cylinder, sphere.")
        thickness = min(2 * across if self.body == "round" and low_x == 0 else across, along)
        if thickness < FEWEST_ACROSS * spacing:
            raise InputError("spacing_over_depth", f"{self.spacing_over_depth:g}",
                             f"at most {thickness / (FEWEST_ACROSS * depth):.3g}: {FEWEST_ACROSS} spacings across "
                             f"{thickness:g} m of the body", "Make it smaller, or the body larger.")

    def _is_polygon(self) -> bool:
        return self.outline not in ("ellipse", "rectangle")

    def depth(self) -> float:
        """Return lambda_L, in m."""
        from onnes.materials import given_or_recorded, material

        if not self.material:
            return self.penetration_depth or DEPTH_OF_THE_TEXT
        return given_or_recorded("penetration_depth", self.penetration_depth,
                                 lambda: material(self.material).london_depth_0)

    def extent(self) -> float:
        """Return radius, half thickness or half extent, in m."""
        return self.size or _SIZE

    def shape(self) -> Shape:
        """Return the cross-section, or the half of the meridian at r >= 0, in m."""
        from onnes.geometry import ellipse, rectangle, shape

        half, aspect = self.extent(), self.aspect or _ASPECT
        if self._is_polygon():
            return self._checked(shape(self.outline, argument="outline"))
        whole = ellipse(half, aspect * half) if self.outline == "ellipse" else rectangle(2 * half, 2 * aspect * half)
        return whole & rectangle(2 * half, 4 * aspect * half, (half, 0)) if self.body == "round" else whole

    def _checked(self, given: Shape) -> Shape:
        for name in ("size", "aspect"):
            if getattr(self, name) is not None:
                raise InputError(name, getattr(self, name), "none beside a polygon", "The polygon has its own size.")
        if given.region.geom_type != "Polygon":
            raise InputError("outline", "several parts", "a body in one part",
                             "Parts that do not touch would each be neutral.")
        if self.body == "round" and given.bounds[0] < 0:
            raise InputError("outline", f"a smallest x of {given.bounds[0]:g} m", "x >= 0, the distance from the axis",
                             "Give one half of the meridian section.")
        return given

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.charge_expulsion.readings import closed_form, conventional, scales, solved

        progress(0.0, "solving for charge and field")
        depth = self.depth()
        if self.body in DIMENSIONS:
            readings, arrays = closed_form(DIMENSIONS[self.body], self.extent(), depth)
        else:
            readings, arrays = solved(self.shape(), self.body == "round", self.spacing_over_depth, depth)
        return Measurement(scales(depth) | readings | conventional(self.material, depth, readings), arrays)

    @classmethod
    def picture(cls, result: Result) -> Figure:
        from onnes.experiments.charge_expulsion.picture import maps, profiles

        if "r" in result.arrays:
            return profiles(result)
        values = {name: given["value"] if isinstance(given, dict) else given for name, given in result.inputs.items()}
        return maps(result, cls(material=result.material, **values).shape())
