"""front: a superconductor grows into normal metal in a field; eddy currents hold it back."""

from __future__ import annotations

from typing import ClassVar, Literal

import pydantic

from onnes.carriers.front_stability import critical_nucleus
from onnes.errors import InputError, MissingDataError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Measurement, Progress, choice, quantity
from onnes.experiments.front.strip import WAY, check_strip, measure_strip, strip_seconds, strip_start
from onnes.experiments.type_one_metal import TypeOneMetal

NUCLEUS = 0.02
"""Position of the front at the start, in the size of the body, where a nucleus is needed and none is given; at least
twice the critical one."""
CLOSEST = 1e-4
"""Least distance of the nucleus from the surface, in the size: nearer the body counts as filled."""
SLOWEST = 1e10
"""Largest kinetics, in size/D."""
MOST_DEPTHS = 2000
"""Size in lambda up to which a wall of Ginzburg-Landau theory is followed."""
_SIZE = 5e-3
"""Size where none is given [m]."""
_SIZES, _NUCLEI = (200, 60), (10, 4)
"""Size, and position of the front at the start, in lambda and in xi: the larger, under law=tdgl where none is given."""


class Front(TypeOneMetal):
    """The boundary of a superconductor that grows into normal metal at the applied field Hc (1 - p).

    law=sharp, a boundary without width. With B in the normal metal, Bc = mu_0 Hc, position s of the boundary,
    D = 1/(mu_0 sigma)::

        d_t B = D lap B,   B(s) = Bc [1 - (delta/2) K - beta s'],   B(s) s' = -D d_r B(s)

    SI; in Gaussian units D = c^2/(4 pi sigma). E = -D d_r B is the field that Faraday's law asks for, J = sigma E the
    eddy current. The field is uniform at the start and the front leaves the middle of the body (the face of a half
    space); with kinetics beta, or in a cylinder with wall energy delta, it starts from a nucleus instead.

    Quasi-static times (p -> 0) are mu_0 sigma L^2/(2 p) of a slab of half thickness L and mu_0 sigma R^2/(4 p) of a
    cylinder. Without wall energy and kinetics a body that was cooled in a uniform field takes 1 - p times as long,
    exactly: int (L - x) B dx of the slab, and int r ln(R/r) B dr of the cylinder, fall at a constant rate.

    law=tdgl, Ginzburg-Landau theory with eddy currents in one dimension: the wall has its width and its energy, and the
    front starts from a nucleus in the uniform field. Beside it stands the sharp front with that wall energy.

    With a ``width``, in a strip of a half space and in two dimensions: the flat front has ripples cos(q y) with
    q = pi n/width, which grow or die. Where the front is slow (v much less than D q) and q much less than the inverse
    width of the wall, their rate is

        omega = v q - D (delta/2) q^3,    v = l sqrt(D/t) of the flat front.

    Measured rates stand beside this law and beside the linearised sharp front with the diffusion of its field in time,
    and kinetics and penetration of the wall to first order (`onnes.problems.front.ripples`). The front, which left
    x = 0 in the uniform field, starts at ``nucleus``; if left out, where the fastest wavelength is the width.

    Under law=sharp, and with the penetration depth of the superconductor, there is a ledger of the electrons' momentum
    (`onnes.experiments.front.momentum`) with the open term ``at_boundary``.

    Validity: type I, and bodies much larger than wall and penetration depth; long bodies along the field. A sphere has
    no such front: the field at its equator is 3/2 of that at a distance, and it goes through the intermediate state.

    Raises:
        InputError: see `Experiment`; also a nucleus in a half space, or one that is too small to grow; under law=tdgl a
            material of type II, a body of more than 2000 lambda, a wall energy or kinetics, which follow there; a
            width but in a half space under law=tdgl, or below Hc2, where the metal turns superconducting by itself.
        MissingDataError: the material has no critical field (give one).

    Source: kinetics of Hirsch's reference [36] and Fig. 6; A. B. Pippard, Phil. Mag. 41, 243 (1950); T. E. Faber,
        Proc. R. Soc. A 223, 174 (1954).
    """

    name: ClassVar[str] = "front"
    summary: ClassVar[str] = "moving normal-superconductor boundary: field, eddy currents, time to expel, energies"
    belonging: ClassVar[Belonging] = {"law": {"sharp": ("wall_energy", "kinetics"),
                                              "tdgl": ("kappa", "relaxation", "width", "ripple", "seed")}}
    dynamic: ClassVar[bool] = True
    theories: ClassVar[tuple[str, ...]] = ("conventional",)

    geometry: Literal["half-space", "slab", "cylinder"] = choice("cylinder", "what the front grows in")
    law: Literal["sharp", "tdgl"] = choice("sharp", "boundary without width, or Ginzburg-Landau theory")
    p: float = quantity(0.1, "", "1 - H/Hc of the applied field", at_least=1e-6, at_most=0.999)
    size: float | None = quantity(None, "m", "radius, half thickness of the slab, depth to which a half space is "
                                  "followed; 5 mm if left out; 200 lambda or 60 xi under law=tdgl", at_least=1e-9,
                                  at_most=1e3)
    wall_energy: float = quantity("0 m", "m", "delta: wall energy per area over Bc^2/(2 mu_0)", at_least=0)
    kinetics: float = quantity("0 s/m", "s/m", "beta: fall of B/Bc at the boundary with its speed", at_least=0)
    nucleus: float | None = quantity(None, "m", "position of the front at the start, at rest", above=0)
    width: float | None = quantity(None, "m", "of a strip of a half space, law=tdgl: the front has ripples and is "
                                   "followed in two dimensions", above=0)
    ripple: float | None = quantity(None, "m", "amplitude of each ripple at the start; 0.05 lambda if left out",
                                    above=0)
    seed: int = pydantic.Field(default=0, description="of the random signs of the ripples")

    def check(self) -> None:
        super().check()
        if self.seed < 0:
            raise InputError("seed", self.seed, "a whole number from 0")
        if self.law == "tdgl":
            self._check_tdgl()
        if self.width is not None:
            check_strip(self, self.width)
            return
        if self.ripple is not None:
            raise InputError("ripple", f"{self.ripple:g} m", "none without a strip", "Give the width of one.")
        if self.geometry == "half-space":
            for name in ("nucleus", "kinetics"):
                if getattr(self, name):
                    raise InputError(name, f"{getattr(self, name):g}", "none in a half space, which has no middle",
                                     "Leave it out, or choose a slab.")
        slowest = SLOWEST * self.extent() / self.diffusion()
        if self.kinetics > slowest:
            raise InputError("kinetics", f"{self.kinetics:g} s/m", f"at most {SLOWEST:g} size/D = {slowest:.3g} s/m",
                             "The field is uniform then and the speed p/beta, to ten digits: scale the time of a "
                             "smaller one.")
        start, extent = self.start(), self.extent()
        if start is not None and start > (1 - CLOSEST) * extent:
            raise InputError("nucleus", f"{start:.6g} m", f"less than {1 - CLOSEST:g} of the size of {extent:g} m",
                             "Make it smaller, or the body larger; with a wall energy it must exceed delta/(2 p).")
        if self.nucleus is not None and self.nucleus <= self.critical_nucleus:
            raise InputError("nucleus", f"{self.nucleus:g} m", f"more than delta/(2 p) = {self.critical_nucleus:g} m",
                             "A smaller one shrinks. Make it larger.")

    def _check_tdgl(self) -> None:
        self.check_type_one()
        if self.width is None and self.extent() > MOST_DEPTHS * self.depth():
            raise InputError("size", f"{self.extent():g} m, {self.extent() / self.depth():.3g} lambda",
                             f"at most {MOST_DEPTHS} lambda, {MOST_DEPTHS * self.depth():g} m, under law=tdgl",
                             "Make it smaller, or choose law=sharp.")

    def extent(self) -> float:
        """Return the size, in m."""
        if self.width is not None:
            return self.size or strip_start(self, self.width) + WAY * self.width
        return self.size or (self._larger(_SIZES) if self.law == "tdgl" else _SIZE)

    def _larger(self, lengths: tuple[float, float]) -> float:
        """Return the larger of two lengths, one in lambda and one in xi, in m."""
        return max(lengths[0], lengths[1] / self.parameter()) * self.depth()

    @property
    def wall(self) -> float:
        """delta, in m: the one given, or that of the flat wall of Ginzburg-Landau theory."""
        if self.law == "sharp":
            return self.wall_energy
        from onnes.problems.front.wall import wall_energy

        return wall_energy(self.parameter()) * self.depth()

    @property
    def critical_nucleus(self) -> float:
        """Radius at which the front in a cylinder stands still [m]; 0 without wall energy, and of a plane front."""
        return critical_nucleus(self.wall, self.p) if self.geometry == "cylinder" and self.wall > 0 else 0.0

    def expected_seconds(self) -> float:
        return 0.0 if self.width is None else strip_seconds(self, self.width)

    def start(self) -> float | None:
        """Return the position of the front at the start, in m; None if it leaves the middle in a uniform field."""
        if self.nucleus is not None or (self.law == "sharp" and not (self.critical_nucleus or self.kinetics)):
            return self.nucleus
        if self.width is not None:
            return strip_start(self, self.width)
        least = self._larger(_NUCLEI) if self.law == "tdgl" else NUCLEUS * self.extent()
        return max(least, 2 * self.critical_nucleus)

    def measure(self, progress: Progress) -> Measurement:
        if self.width is not None:
            return measure_strip(self, self.width, progress)
        return self._tdgl(progress) if self.law == "tdgl" else self._sharp(progress)

    def _sharp(self, progress: Progress) -> Measurement:
        from onnes.experiments.front.readings import Instruments
        from onnes.problems.front.sharp import sharp_front

        progress(0.0, "following the front")
        start, diffusion, size = self.start(), self.diffusion(), self.extent()
        front = sharp_front(self.geometry, self.p, self.wall_energy / size, self.kinetics * diffusion / size,
                            None if start is None else start / size)
        try:
            depth = self.depth()
        except MissingDataError:
            depth = None
        read = Instruments(front, self.geometry, self.p, size, diffusion, self.field_scale(), depth)
        return Measurement(read.readings(), read.arrays(), "completed", read.warnings())

    def _tdgl(self, progress: Progress) -> Measurement:
        from onnes.experiments.front.tdgl_readings import Instruments
        from onnes.problems.front.tdgl import tdgl_front
        from onnes.problems.front.wall import wall_law

        start, depth = self.start(), self.depth()
        assert start is not None
        size, nucleus = self.extent() / depth, start / depth
        front = tdgl_front(self.geometry, self.p, self.parameter(), size, nucleus, self.relaxation, progress)
        read = Instruments(front, self.geometry, self.p, size, nucleus, kappa=self.parameter(), depth=depth,
                           wall=wall_law(self.parameter(), self.relaxation), diffusion=self.diffusion(),
                           field=self.field_scale())
        return Measurement(read.readings(), read.arrays(), front.status, read.warnings())
