"""vortex-landscape: energy of a vortex at every place of a film, and the fields at which it stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import pydantic

from onnes.errors import InputError, shortened
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity

if TYPE_CHECKING:
    from onnes.devices import Film

STRIP, LAYOUT = "strip", "layout.gds"
_COHERENCE_LENGTH, _PENETRATION_DEPTH = 50e-9, 5e-6
"""Lengths of a film for which neither they nor a material are given [m]: of niobium 0.03 K below its Tc."""
_COLD, _NEAR_TC = 4.2, 0.99
"""Temperature in K of a film of no material; T/Tc of one of a material."""
_HELD = ("material", "temperature", "thickness", "coherence_length", "penetration_depth")
_REFUSED = ("disorder", "normal", "superconductor", "pins", "ground_plane", "period", "critical_temperature")
"""Arguments of a film in a device file: those that are inputs here, and those that the landscape does not take."""
_MOST_CELLS = 192
"""Cells across a strip, which are at most twice as large as the Pearl length."""


class VortexLandscape(Experiment):
    """A Pearl vortex in a film: its energy at every place, the fields at which it may stay, its barrier to leave.

        G(r) = eps_0 [ln(rho(r)/xi) + 0.381] + B m(r),    eps_0 = Phi_0^2/(4 pi mu_0 Lambda),  Lambda = lambda^2/d

    London's theory with the field of the sheet current for any Lambda over width; the energy of the core is that of
    Ginzburg-Landau theory. A strip much narrower than Lambda has rho = (2 W/pi) sin(pi x/W) and
    m = -(Phi_0/2 mu_0 Lambda) x (W - x): a vortex in the middle is locally stable from B W^2/Phi_0 = pi/4, and lowers
    the energy from (2/pi) ln(alpha W/xi) with alpha = 0.93. Texts with other cores have alpha = 2/pi or 1/4.

    The strip is endless. In a device with holes each holds the flux quanta of lowest energy. Its W is the diameter of
    the largest disc on it, its vortex that of the deepest well, its barrier that of the lowest way out. A device file
    (as of ``onnes solve``) gives outline, material, temperature, thickness and lengths of its film; an input that
    contradicts it is refused.

    Validity: |psi| = 1 but for the core, so at a distance of more than about xi from the edges; fields well below Bc2.

    Raises:
        InputError: see `Experiment`; also a strip narrower than 4.4 xi or wider than 384 Pearl lengths, a field of Bc2
            or more, a device that is no polygon, no GDSII and no device file, or of which holes touch, or a device file
            that contradicts an input.
        MissingDataError: a material that lacks a length.

    Source: V. G. Kogan, Phys. Rev. B 49, 15874 (1994); K. H. Kuit et al., Phys. Rev. B 77, 134504 (2008).
    """

    name: ClassVar[str] = "vortex-landscape"
    summary: ClassVar[str] = "energy of a vortex at every place of a film: fields at which it stays, barrier to leave"
    example: ClassVar[dict[str, Any]] = {"field": "150 uT"}
    belonging: ClassVar[Belonging] = {"device": {STRIP: ("width",), LAYOUT: ("layer",)}}

    device: str = pydantic.Field(default=STRIP, description="strip; a polygon as well-known text in m: POLYGON ((0 0, "
                                 "1e-5 0, 1e-5 1e-5, 0 0)), with holes; or the name of a GDSII or device file")
    layer: int = pydantic.Field(default=0, description="of a GDSII file: number of the layer with the film")
    width: float | None = quantity(None, "m", "of the strip; 5 um if left out", above=0)
    thickness: float = quantity("100 nm", "m", "thickness d of the film", above=0)
    coherence_length: float | None = quantity(None, "m", "xi, in place of the material's; 50 nm without either",
                                              above=0)
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 5 um without either",
                                               above=0)
    temperature: float | None = quantity(None, "K", "temperature; if left out 0.99 Tc of the material, 4.2 K without",
                                         above=0)
    field: float = quantity("150 uT", "T", "applied field, in which the barrier is read", at_least=0)
    ground_plane: float | None = quantity(None, "m", "distance of a superconducting plane below; none if left out",
                                          above=0)

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        from onnes.device_files import is_device_file, with_film_of

        device = inputs.get("device", STRIP)
        if not is_device_file(device):
            return inputs
        return with_film_of(device, "device", inputs, _HELD, _REFUSED, _besides(inputs))

    def value_of_choice(self, choice: str) -> str:
        from onnes.device_files import is_layout

        return LAYOUT if is_layout(self.device) else shortened(self.device)

    def check(self) -> None:
        from onnes.problems.strip_freezing.strip import ROOM_FOR_A_VORTEX
        from onnes.problems.vortex_kinetics import largest_width

        film, field = self.film_of(), self.field
        xi, limit = film.constants.coherence_length, film.upper_critical_field
        if field >= limit:
            raise InputError("field", f"{field:g} T", f"a field below Bc2 = {limit:.3g} T", "Lower the field.")
        width = self.strip_width() if self.device == STRIP else largest_width(film.outline)
        if width < ROOM_FOR_A_VORTEX * xi:
            raise InputError("width" if self.device == STRIP else "device", f"{width:.3g} m of metal",
                             f"at least {ROOM_FOR_A_VORTEX:g} xi = {ROOM_FOR_A_VORTEX * xi:.3g} m",
                             "There is no room for a vortex in a narrower one.")
        if self.device != STRIP:
            return
        if width > 2 * _MOST_CELLS * film.pearl_length:
            raise InputError("width", f"{width:g} m", f"at most {2 * _MOST_CELLS} Pearl lengths = "
                             f"{2 * _MOST_CELLS * film.pearl_length:.3g} m",
                             "A vortex far from the edges does not feel them: take a narrower strip.")

    def strip_width(self) -> float:
        """Return the width of the strip [m]."""
        return 5e-6 if self.width is None else self.width

    def temperature_of_film(self) -> float:
        """Return the temperature [K]."""
        if self.temperature is not None:
            return self.temperature
        if not self.material:
            return _COLD
        from onnes.materials import material

        return _NEAR_TC * material(self.material).critical_temperature

    def film_of(self) -> Film:
        """Return the film: the device, or a piece of the strip."""
        from onnes.device_files import drawn, film_in, is_device_file
        from onnes.devices import Film
        from onnes.geometry import rectangle

        if self.device == STRIP:
            outline = rectangle(self.strip_width(), self.strip_width())
        elif is_device_file(self.device):
            outline = film_in(self.device, "device", _besides(vars(self)))[0].outline
        else:
            outline = drawn(self.device, self.layer, "device", as_text=True)
        xi, depth = self.coherence_length, self.penetration_depth
        if not self.material:
            xi, depth = xi or _COHERENCE_LENGTH, depth or _PENETRATION_DEPTH
        return Film(outline, material=self.material, temperature=self.temperature_of_film(), thickness=self.thickness,
                    coherence_length=xi, penetration_depth=depth, ground_plane=self.ground_plane)

    def depth(self) -> float:
        """Return lambda, in m."""
        return self.film_of().constants.penetration_depth

    def cells(self, film: Film) -> int:
        """Return the number of cells across the strip, even."""
        from onnes.problems.vortex_landscape.strip import CELLS

        return max(CELLS, 2 * int(self.strip_width() / (2 * film.pearl_length) + 1))

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.vortex_landscape import device, strip

        return (strip if self.device == STRIP else device).measure(self, progress)


def _besides(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a device file need not say of its film, as it is an input; of the film read here the outline counts.

    Without a temperature the film is described near zero, below every Tc.
    """
    return {"material": inputs.get("material", ""), "temperature": inputs.get("temperature") or 1e-3}
