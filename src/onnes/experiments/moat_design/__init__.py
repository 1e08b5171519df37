"""moat-design: expulsion field of a ground plane against the area that its moats take."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity
from onnes.units import positive_si

if TYPE_CHECKING:
    from onnes.problems.strip_freezing import FilmNearTc

MOST_DESIGNS = 200
LARGEST_SEED = 2**32 - 1
_LONGEST = 0.95
"""Largest length of a moat over the pitch."""
_SECONDS_PER_HOP = 15.0
"""Time of computing [s] per design and unit of the input hops."""


class Design(NamedTuple):
    """A square array of moats.

    Attributes:
        pitch: of the array [m].
        moat: side of a square of the same area [m].
        aspect: length of a moat over its width.
    """

    pitch: float
    moat: float
    aspect: float

    @property
    def width(self) -> float:
        """Width of a moat [m]."""
        return self.moat / math.sqrt(self.aspect)

    @property
    def area_lost(self) -> float:
        """Share of the plane that moats take."""
        return (self.moat / self.pitch) ** 2


class MoatDesign(Experiment):
    """Expulsion field of a ground plane with moats, against the area that they take: pitch, size and shape of moats.

    Each design is a square array of ``count`` times ``count`` moats in a plane with as much metal outside of the last
    moats as between them. Moats of different aspect have the same area: width = moat/sqrt(aspect), length = moat
    sqrt(aspect). Designs whose moats are longer than 0.95 of the pitch are left out. The expulsion field is that of
    `flux-trapping`: the largest in which no vortex stays in the film, from ``repeats`` runs of kinetic Monte Carlo in
    each of ``fields`` fields. A design is on the Pareto front if no other has a larger expulsion field at no more area.

    All designs are cooled at one rate, ``effective_cooling_rate``, that of the design with the largest cells with
    ``hops`` as in `flux-trapping`.

    Validity: as `flux-trapping`. A plane of few moats also loses vortices over its edges; in a large one the field that
    counts is lower by what the plane's edge concentrates.

    Raises:
        InputError: see `Experiment`; also lists that are none, designs of which none has room.

    Source: as `flux-trapping`; moats of Nb were measured by G. Kapur et al., arXiv:2602.18345 (2026).
    """

    name: ClassVar[str] = "moat-design"
    summary: ClassVar[str] = "moats of a ground plane: expulsion field against area lost, slits against squares"
    example: ClassVar[dict[str, Any]] = {"pitches": "30 um", "moats": "12 um, 16 um", "aspects": "1, 2", "count": 1,
                                         "hops": 0.05, "repeats": 2, "fields": 4}

    material: str = pydantic.Field(default="Nb", description="name of the metal")
    pitches: str = pydantic.Field(default="20 um, 40 um", description="distances of moats, centre to centre")
    moats: str = pydantic.Field(default="5 um, 8 um, 12 um", description="sides of square moats; slits have their area")
    aspects: str = pydantic.Field(default="1, 4", description="lengths of moats over their widths")
    count: int = pydantic.Field(default=2, description="moats along a side of the plane")
    thickness: float = quantity("200 nm", "m", "d of the film", above=0)
    resistivity: float = quantity("50 nohm m", "ohm m", "of the normal metal just above Tc", above=0)
    cooling_rate: float = quantity("1 K/s", "K/s", "-dT/dt", above=0)
    repeats: int = pydantic.Field(default=6, description="runs in each field")
    fields: int = pydantic.Field(default=7, description="fields for each design")
    hops: float = quantity(0.5, "", "D dt/a in a step of temperature up to which rates are real, see flux-trapping",
                           above=0, at_most=1e4)
    seed: int = pydantic.Field(default=0, description="of chance")

    def check(self) -> None:
        for name, least, most in (("repeats", 1, 1000), ("fields", 2, 100), ("seed", 0, LARGEST_SEED),
                                  ("count", 1, 20)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        self.designs()
        self.metal()

    def metal(self) -> FilmNearTc:
        """Return the film of the metal near Tc."""
        from onnes.problems.strip_freezing import film_of

        return film_of(self.material, self.thickness, self.resistivity)

    def designs(self) -> list[Design]:
        """Return all designs with room for their moats.

        Raises:
            InputError: a list that is none; no design with room; more than 200.
        """
        pitches, moats, aspects = (_listed(getattr(self, name), unit, name) for name, unit in
                                   (("pitches", "m"), ("moats", "m"), ("aspects", "")))
        if min(aspects) < 1:
            raise InputError("aspects", self.aspects, "lengths over widths of at least 1")
        every = [Design(p, m, a) for p in pitches for m in moats for a in aspects if m * math.sqrt(a) <= _LONGEST * p]
        if not every:
            raise InputError("moats", self.moats, f"a moat shorter than {_LONGEST:g} of a pitch",
                             "Moats overlap in all designs. Increase the pitches, or make moats smaller.")
        if len(every) > MOST_DESIGNS:
            raise InputError("moats", self.moats, f"at most {MOST_DESIGNS} designs, not {len(every)}")
        return every

    def expected_seconds(self) -> float:
        return _SECONDS_PER_HOP * self.hops * len(self.designs())

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.moat_design.run import measure

        return measure(self, progress)


def _listed(text: str, unit: str, argument: str) -> list[float]:
    """Return positive numbers from text such as "20 um, 40 um"."""
    return sorted({positive_si(part.strip(), unit, argument) for part in text.split(",")})
