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
_CELLS = 2.2
"""Cells across the narrowest part of a moat or gap."""
COARSEST, _FINEST = 12.0, 21.0
"""Cells per pitch."""
_SECONDS_PER_RUN = 0.5
"""Time of computing [s] of a run of one film at the coarsest grid and hops of 0.1, per moat over 9."""


class Design(NamedTuple):
    """A square array of moats.

    Attributes:
        pitch: of the array [m].
        share: of the area that moats take.
        aspect: length of a moat over its width.
    """

    pitch: float
    share: float
    aspect: float

    @property
    def moat(self) -> float:
        """Side of a square of the area of a moat [m]."""
        return self.pitch * math.sqrt(self.share)

    @property
    def width(self) -> float:
        """Width of a moat [m]."""
        return self.moat / math.sqrt(self.aspect)

    @property
    def length(self) -> float:
        """Length of a moat [m]."""
        return self.moat * math.sqrt(self.aspect)

    @property
    def cells(self) -> float:
        """Cells per pitch that resolve moats and the gaps between them; infinite if they overlap."""
        narrowest = min(self.width, self.pitch - self.length)
        return max(COARSEST, _CELLS * self.pitch / narrowest) if narrowest > 0 else math.inf


class MoatDesign(Experiment):
    """Fields that moats expel from a ground plane, against the area that they take: pitch, size and shape of moats.

    Each design is a square array of ``count`` times ``count`` moats. Counted are vortices between the centres of the
    outermost moats, in (count - 1)^2 cells of the array: what stays beside the edge of the plane does not count.
    The expulsion field is that in which ``tolerated`` vortices per cell stay on average. It is interpolated in ln B
    between means that do not fall with the field (isotonic regression), over runs of kinetic Monte Carlo as
    of `flux-trapping`: a coarse series of fields, then ``repeats`` in each of ``fields`` fields within a factor of 1.4
    of what was found, and once or twice more where that lies outside.
    The uncertainty is the scatter of the repeats, by resampling, combined with the distance of fields over sqrt(12).

    A design is on the Pareto front if no other has a larger expulsion field at no more area; ``distinct_on_front``
    counts those that exceed the one before by two standard errors. All designs of a pitch are cooled at one rate, that
    of ``hops`` with cells of pitch/12 (see `flux-trapping`); it goes as 1/pitch^2.

    Designs with moats or gaps narrower than a tenth of the pitch are left out and named in a warning.

    Validity: as `flux-trapping`.

    Raises:
        InputError: see `Experiment`; also lists that are none, designs of which none can be resolved.

    Source: as `flux-trapping`; moats of Nb were measured by R. T. Kapur et al., arXiv:2602.18345 (2026).
    """

    name: ClassVar[str] = "moat-design"
    summary: ClassVar[str] = "moats of a ground plane: expulsion field against area lost, slits against squares"
    example: ClassVar[dict[str, Any]] = {"pitches": "30 um", "shares": "0.16", "aspects": "1", "count": 2,
                                         "hops": 0.02, "repeats": 2, "fields": 3}

    material: str = pydantic.Field(default="Nb", description="name of the metal")
    pitches: str = pydantic.Field(default="20 um, 30 um, 40 um", description="distances of moats, centre to centre")
    shares: str = pydantic.Field(default="0.04, 0.09, 0.16, 0.25, 0.36", description="shares of the area for moats")
    aspects: str = pydantic.Field(default="1, 4", description="lengths of moats over their widths")
    count: int = pydantic.Field(default=3, description="moats along a side of the plane")
    tolerated: float = quantity(0.1, "", "vortices per cell of the array that stay in the expulsion field", above=0,
                                at_most=1)
    thickness: float = quantity("200 nm", "m", "d of the film", above=0)
    resistivity: float = quantity("50 nohm m", "ohm m", "of the normal metal just above Tc", above=0)
    cooling_rate: float = quantity("1 K/s", "K/s", "-dT/dt", above=0)
    repeats: int = pydantic.Field(default=8, description="runs in each field")
    fields: int = pydantic.Field(default=7, description="fields for each design")
    hops: float = quantity(0.1, "", "D dt/a in a step of temperature up to which rates are real, see flux-trapping; "
                           "with cells of pitch/12", above=0, at_most=1e4)
    seed: int = pydantic.Field(default=0, description="of chance")

    def check(self) -> None:
        for name, least, most in (("repeats", 2, 1000), ("fields", 2, 100), ("seed", 0, LARGEST_SEED),
                                  ("count", 2, 20)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        self.designs()
        self.metal()

    def metal(self) -> FilmNearTc:
        """Return the film of the metal near Tc."""
        from onnes.problems.strip_freezing import film_of

        return film_of(self.material, self.thickness, self.resistivity)

    def designs(self) -> list[Design]:
        """Return the designs that can be resolved.

        Raises:
            InputError: a list that is none; no design left; more than 200.
        """
        kept = [each for each in self.all_designs() if each.cells <= _FINEST]
        if not kept:
            raise InputError("shares", self.shares, "a design with moats and gaps wider than a tenth of a pitch",
                             "Moats are too narrow, or overlap: change the shares, or take smaller aspects.")
        if len(kept) > MOST_DESIGNS:
            raise InputError("shares", self.shares, f"at most {MOST_DESIGNS} designs, not {len(kept)}")
        return kept

    def all_designs(self) -> list[Design]:
        """Return all designs, those among them of which moats overlap; InputError for a list that is none."""
        pitches, shares, aspects = (_listed(getattr(self, name), unit, name) for name, unit in
                                    (("pitches", "m"), ("shares", ""), ("aspects", "")))
        if min(aspects) < 1:
            raise InputError("aspects", self.aspects, "lengths over widths of at least 1")
        if max(shares) >= 1:
            raise InputError("shares", self.shares, "numbers below 1", "A tenth of the area is 0.1.")
        return [Design(p, s, a) for p in pitches for s in shares for a in aspects]

    def expected_seconds(self) -> float:
        finer = sum((each.cells / COARSEST) ** 4 for each in self.designs())
        return (_SECONDS_PER_RUN * finer * self.hops / 0.1 * self.count**2 / 9 * self.fields * self.repeats)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.moat_design.run import measure

        return measure(self, progress)


def _listed(text: str, unit: str, argument: str) -> list[float]:
    """Return positive numbers from text such as "20 um, 40 um"."""
    return sorted({positive_si(part.strip(), unit, argument) for part in text.split(",")})
