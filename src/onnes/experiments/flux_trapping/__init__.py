"""flux-trapping: vortices that stay in a film when it is cooled in a field, for strips, planes with moats, layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity

if TYPE_CHECKING:
    from onnes.geometry import Shape
    from onnes.problems.strip_freezing import FilmNearTc

LARGEST_SEED = 2**32 - 1
METAL = "Nb"
"""Material of a film for which none is named."""
HOPS, REPEATS = 4.0, 4
"""Default of hops for up to 2000 sites, and of repeats."""
_SECONDS_PER_HOP, _OF_LAYOUTS = 6.0, 25.0
"""Time of computing [s] per unit of the input hops, of strips and of others."""


class FluxTrapping(Experiment):
    """Vortices that a film traps when it is cooled through Tc at a given rate in a field.

    Vortices are particles in the energy that London's theory gives them, with a core and lengths from Ginzburg-Landau
    theory near Tc and the field of all currents: signed vortices on the sites of a grid, a fluxoid in every moat::

        F = 2 pi eps_0 sum q_i q_j G_ij - 4 pi eps_0 (B/Phi_0) sum q_i G_ij a_j + sum |q_i| f_i,
        eps_0 = Phi_0^2/(4 pi mu_0 Lambda(T)),   D = kT/eta,   eta = Phi_0^2 d/(2 pi xi(T)^2 rho_n)

    They hop, come in and leave over the edges and the rims of moats, are created and annihilated in pairs, by chance,
    at rates in detailed balance with F, while T falls. ``method=tdgl`` solves the time-dependent Ginzburg-Landau
    equations with thermal noise instead, from Tc on until W is 32 xi and eps_0 30 kT: strips of 10 um at 1000 K/s or
    faster, with the damping 1.45 of these equations.

    ``expulsion_field`` is the largest field in which none is left in the film; moats may hold some. It is read from
    ``repeats`` runs in each of ``fields`` fields around Phi_0/W^2, W the diameter of the largest circle in the metal;
    its uncertainty is the standard error over the repeats combined with the distance of the fields. A strip is also
    given the rate theory of an endless one (`onnes.problems.strip_freezing`).

    Where D dt/a, a the area of a cell, exceeds ``hops`` in a step of 0.05 in ln(1 - T/Tc), D is lowered to that. The
    run is then that of a cooling that is faster by this factor, ``effective_cooling_rate``; ten times faster lowers the
    expulsion field of a strip by 3 to 5 %. Up to 3000 places all interactions are known exactly; beyond, currents are
    solved for, with errors of the work of a hop of up to 0.5 kT.

    ``device=file`` takes the metal in a layer of a GDSII layout, or the film of a device file (as of ``onnes solve``).
    All holes are moats. Material, thickness and resistivity that a device file gives hold; an input that contradicts
    them is refused. Its temperature, terminals, probes, run and output do not count here.

    Validity: films thinner than lambda; near Tc; fields far below Bc2. No vortex is nearer to a rim than xi, and
    while cells are smaller than 1.8 xi none is against the field.

    Raises:
        InputError: see `Experiment`; also moats that overlap or stick out of the plane, a file without metal or with
            holes that touch, a device file that contradicts an input, of a bulk, or of a film with regions, pins or
            lengths of its own; a grid of more than 120 000 places, a field near Bc2.

    Source: J. Pearl 1964; V. G. Kogan, Phys. Rev. B 49, 15874 (1994); J. Bardeen, M. J. Stephen, Phys. Rev. 140, A1197
        (1965); as in G. Stan, S. B. Field, J. M. Martinis, Phys. Rev. Lett. 92, 097003 (2004) for strips.
    """

    name: ClassVar[str] = "flux-trapping"
    summary: ClassVar[str] = "vortices trapped by a strip, a plane with moats or a layout that is cooled in a field"
    dynamic: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {"width": "10 um", "length": "20 um", "field": "60 uT", "spacing": "2.5 um",
                                         "hops": 0.1, "repeats": 2, "fields": 4}
    belonging: ClassVar[Belonging] = {
        "device": {"strip": ("width", "length"), "moats": ("side", "pitch", "moat", "aspect"),
                   "file": ("file", "layer")},
        "file": {"layout.gds": ("layer",)},
        "method": {"kinetic": ("fields", "spacing", "hops")}}

    material: str = pydantic.Field(default=METAL, description="name of the metal")
    device: Literal["strip", "moats", "file"] = choice(
        "strip", "a strip, a square plane with a square array of moats, or a layer of a GDSII or device file")
    width: float = quantity("10 um", "m", "W of the strip", above=0)
    length: float = quantity("40 um", "m", "of the strip", above=0)
    side: float = quantity("120 um", "m", "of the plane", above=0)
    pitch: float = quantity("40 um", "m", "distance of the moats, centre to centre", above=0)
    moat: float = quantity("12 um", "m", "width of a moat", above=0)
    aspect: float = quantity(1.0, "", "length of a moat over its width", at_least=1)
    file: str = pydantic.Field(default="", description="name of a GDSII layout or of a device file (TOML)")
    layer: int = pydantic.Field(default=0, description="of a GDSII layout: number of the layer with the metal")
    thickness: float = quantity("200 nm", "m", "d of the film", above=0)
    resistivity: float = quantity("50 nohm m", "ohm m", "of the normal metal just above Tc", above=0)
    field: float = quantity("40 uT", "T", "B, perpendicular to the film", at_least=0)
    cooling_rate: float = quantity("1 K/s", "K/s", "-dT/dt", above=0)
    pin_density: float = quantity("0 m^-2", "1/m^2", "pins per area", at_least=0)
    pin_depth: float = quantity(0.3, "", "energy of a pin over eps_0(T)", at_least=0, at_most=1)
    method: Literal["kinetic", "tdgl"] = choice("kinetic", "vortices as particles, or time-dependent Ginzburg-Landau")
    repeats: int | None = pydantic.Field(default=None, description="runs in each field; if left out 4, and 2 with "
                                         "more than 3000 sites")
    fields: int = pydantic.Field(default=7, description="fields for the expulsion field; 0: the one asked only")
    spacing: float | None = quantity(None, "m", "of the sites; if left out, one with 2000 of them or as moats need it",
                                     above=0)
    hops: float | None = quantity(None, "", "D dt/a in a step of temperature up to which rates are real; if left out, "
                                  "4 for up to 2000 sites, and fewer for more", above=0, at_most=1e4)
    seed: int = pydantic.Field(default=0, description="of chance")

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        from onnes.experiments.flux_trapping.layouts import with_the_metal_of_its_file

        return with_the_metal_of_its_file(inputs) if inputs.get("device") == "file" else inputs

    def check(self) -> None:
        from onnes.experiments.flux_trapping.layouts import outline_of
        from onnes.problems.strip_freezing import NarrowStrip

        for name, least, most in (("repeats", 1, 1000), ("fields", 0, 100), ("seed", 0, LARGEST_SEED),
                                  ("layer", 0, 65535)):
            given = getattr(self, name)
            if given is not None and not least <= given <= most:
                raise InputError(name, given, f"a whole number from {least} to {most}")
        if self.fields == 1:
            raise InputError("fields", 1, "0, or from 2 to 100", "An expulsion field lies between two fields.")
        outline_of(self)
        self.metal().starts_in(1.0, self.field)
        if self.device == "strip":
            NarrowStrip(width=self.width, **vars(self.metal()))

    def value_of_choice(self, choice: str) -> str:
        from onnes.device_files import is_device_file

        return "layout.gds" if choice == "file" and not is_device_file(self.file) else super().value_of_choice(choice)

    def metal(self) -> FilmNearTc:
        """Return the film of the metal near Tc."""
        from onnes.problems.strip_freezing import film_of

        return film_of(self.material, self.thickness, self.resistivity, pin_density=self.pin_density,
                       pin_depth=self.pin_depth)

    def outline(self) -> Shape:
        """Return the outline of the film with its moats."""
        from onnes.experiments.flux_trapping.layouts import outline_of

        return outline_of(self)

    def expected_seconds(self) -> float:
        each = _SECONDS_PER_HOP if self.device == "strip" else _OF_LAYOUTS
        return each * (self.hops or HOPS) if self.method == "kinetic" else 60.0

    def measure(self, progress: Progress) -> Measurement:
        if self.method == "tdgl":
            from onnes.experiments.flux_trapping.direct import measure
        else:
            from onnes.experiments.flux_trapping.run import measure
        return measure(self, progress)
