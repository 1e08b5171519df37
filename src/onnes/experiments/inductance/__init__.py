"""inductance: self and mutual inductances of film loops and lines, geometric and kinetic, beside what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import penetration_depth_of

if TYPE_CHECKING:
    from onnes.devices import Film
    from onnes.devices.ground_plane import GroundPlane
    from onnes.geometry import Shape

LAYOUT, DRAWN = "layout.gds", "polygon or device file"
_KINDS = ("washer", "ring", "stacked", "coplanar", "microstrip")
_HELD = ("material", "temperature", "thickness", "penetration_depth")
_REFUSED = ("disorder", "normal", "superconductor", "pins", "period", "ground_plane")
"""Arguments of a film in a device file: those that are inputs here, and those that are not taken."""
_COHERENCE_LENGTH = 10e-9
"""xi, on which no inductance depends."""
_DISTANCE = 200e-9
"""Distance of layers and of the plane of a microstrip that is not given [m]."""
_NARROWEST = 1 / 40
"""Least width of metal or gap over the extent of a device."""


class Inductance(Experiment):
    """Inductances of loops and lines of a superconducting film: of the field, and of the inertia of the carriers.

        L_mn = int K_m . (A[K_n] + mu_0 Lambda K_n) d^2r,    Lambda = lambda^2/d

    K_n is the sheet current of one ampere around hole n with the fluxoid that belongs to it, A[K] its vector potential;
    the first part is geometric, the second kinetic (`onnes.Film.inductance`, ``inductance_between``).

    washer: a square with a square hole of side ``hole`` and metal of ``width`` around it; ring: the same with circles.
    stacked: two rings, ``distance`` apart. coplanar: two strips of ``width``, ``gap`` apart, with opposite currents.
    microstrip: a strip of ``width`` over a plane at ``distance``. Of the last two a piece of ``length`` of an endless
    line is read, from the difference of two lengths. Any other device is a polygon with holes, or a file.

    Beside the number stands a ``reference`` and the ratio of both, where there is one: 1.25 mu_0 times the hole of a
    washer (Lambda far below its hole; beside the geometric part); London's equation on rings of rings, alone and
    stacked (there of the mutual inductance), across endless strips of lines, over none or a perfect plane. Numbers are
    extrapolated from two grids; ``uncertainty`` is what the order of the error leaves open.

    Validity: thickness below lambda; currents far below the depairing current; no vortices.

    Raises:
        InputError: see `Experiment`; also metal or gaps narrower than a fortieth of the device, a device that is no
            polygon and no file, one without holes, a plane or a layer within the thickness.
        MissingDataError: a material without a penetration depth (give one).

    Source: E. H. Brandt, Phys. Rev. B 72, 024529 (2005); J. M. Jaycox, M. B. Ketchen, IEEE Trans. Magn. 17, 400
    (1981).
    """

    name: ClassVar[str] = "inductance"
    summary: ClassVar[str] = "inductances of washers, rings, slits, microstrips and layers, with their kinetic part"
    example: ClassVar[dict[str, Any]] = {"device": "washer", "penetration_depth": "30 nm"}

    belonging: ClassVar[Belonging] = {"device": {
        "washer": ("hole", "width", "distance", "plane"), "ring": ("hole", "width", "distance", "plane"),
        "stacked": ("hole", "width", "distance"), "coplanar": ("width", "gap", "length", "distance", "plane"),
        "microstrip": ("width", "length", "distance", "plane"), LAYOUT: ("layer", "distance", "plane"),
        DRAWN: ("distance", "plane")}}

    device: str = pydantic.Field(default="washer", description="washer, ring, stacked, coplanar, microstrip; a polygon "
                                 "with holes as well-known text in m; or the name of a GDSII or device file")
    layer: int = pydantic.Field(default=0, description="of a GDSII file: number of the layer with the film")
    hole: float = quantity("10 um", "m", "side of the hole of a washer, diameter of that of a ring", above=0)
    width: float = quantity("20 um", "m", "of the metal around a hole, or of a strip", above=0)
    gap: float = quantity("10 um", "m", "between coplanar strips", above=0)
    length: float = quantity("100 um", "m", "of a line", above=0)
    distance: float | None = quantity(None, "m", "between stacked layers, or of the plane below a film: none if left "
                                      "out, 200 nm for stacked and microstrip", above=0)
    plane: Literal["perfect", "thick", "same"] = choice(
        "perfect", "plane below a film: lets no field in, thick with the same lambda, or a film like the device")
    thickness: float = quantity("40 nm", "m", "thickness d of the film", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        from onnes.device_files import is_device_file, with_film_of

        device = inputs.get("device", "")
        return with_film_of(device, "device", inputs, _HELD, _REFUSED) if is_device_file(device) else inputs

    def value_of_choice(self, choice: str) -> str:
        from onnes.device_files import is_layout

        return self.device if self.device in _KINDS else LAYOUT if is_layout(self.device) else DRAWN

    def check(self) -> None:
        film = self.film_of()
        if self.device in _KINDS:
            extent = max(film.outline.bounds[2] - film.outline.bounds[0],
                         film.outline.bounds[3] - film.outline.bounds[1])
            for name in self._across():
                if getattr(self, name) < _NARROWEST * extent:
                    raise InputError(name, f"{getattr(self, name):g} m", f"at least {_NARROWEST * extent:.3g} m, a "
                                     f"{1 / _NARROWEST:.0f}th of the device of {extent:.3g} m",
                                     "A grid that resolves it would be too large: take a wider one.")
        elif not film.outline.holes:
            raise InputError("device", self.device, "a device with at least one hole", "Cut a hole out of the polygon.")

    def _across(self) -> tuple[str, ...]:
        """Return the names of the lengths that a grid must resolve."""
        return {"coplanar": ("width", "gap"), "microstrip": ("width",)}.get(self.device, ("hole", "width"))

    def depth(self) -> float:
        """Return lambda, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def outline(self, length: float = 0.0) -> Shape:
        """Return the outline of the film; of a line with a length [m]."""
        from onnes.device_files import drawn
        from onnes.geometry import rectangle, ring

        if self.device == "washer":
            outer = self.hole + 2 * self.width
            return rectangle(outer, outer) - rectangle(self.hole, self.hole)
        if self.device in ("ring", "stacked"):
            return ring(0.5 * self.hole + self.width, 0.5 * self.hole)
        if self.device == "coplanar":
            return (rectangle(length + 2 * self.width, self.gap + 2 * self.width) - rectangle(length, self.gap))
        if self.device == "microstrip":
            return rectangle(length, self.width)
        return drawn(self.device, self.layer, "device", as_text=True)

    def lengths(self) -> tuple[float, float]:
        """Return two lengths of a line [m] whose difference has no ends."""
        across = self.width if self.device == "microstrip" else self.gap + 2 * self.width
        return (4 * across, 2 * across)

    def ground(self) -> GroundPlane | None:
        """Return the plane below the film; None for none."""
        from onnes.devices import ground_plane

        distance = self.distance or (_DISTANCE if self.device == "microstrip" else None)
        if distance is None or self.device == "stacked":
            return None
        if self.plane == "perfect":
            return ground_plane(distance)
        return ground_plane(distance, penetration_depth=self.depth(),
                            thickness=self.thickness if self.plane == "same" else None)

    def heights(self) -> tuple[float, float]:
        """Return z of the stacked layers [m]."""
        return 0.0, self.distance or _DISTANCE

    def film_of(self, length: float | None = None) -> Film:
        """Return the device; of a line with a length [m], the longer one if left out."""
        from onnes.devices import Film, Stack, edge

        is_line = self.device in ("coplanar", "microstrip")
        outline = self.outline(length or self.lengths()[0]) if is_line else self.outline()
        ends = ({"a": edge("left", contact="free"), "b": edge("right", contact="free")}
                if self.device == "microstrip" else None)
        film = Film(outline, coherence_length=_COHERENCE_LENGTH, penetration_depth=self.depth(),
                    thickness=self.thickness, terminals=ends, ground_plane=self.ground())
        if self.device != "stacked":
            return film
        return Stack({"lower": film, "upper": film}, heights=self.heights())

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.inductance.run import measure

        return measure(self, progress)
