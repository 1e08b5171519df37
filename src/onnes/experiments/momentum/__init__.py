"""momentum: which term turns the supercurrent against the electric field, and who pays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from onnes.carriers.front_stability import critical_nucleus
from onnes.errors import InputError, OnnesError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Measurement, Progress, choice, quantity
from onnes.experiments.type_one_metal import TypeOneMetal
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.problems.front.domain import Domain
    from onnes.problems.front.tdgl import TDGLFront

_MOST_DEPTHS = 500
"""Largest size in lambda; a run takes a time that grows with its cube."""
_SIZES, _NUCLEI = (60, 18), (10, 4)
"""Size, and position of the front at the start, in lambda and in xi: the larger where none is given."""
_MOST_OF_A_SQUARE = 150
"""Largest half side of a square in lambda; a run takes minutes."""
_FEWEST = 3
"""Fewest records between which there is a balance."""
_ROOM = 6
"""Least distance from the wall to the surface at the start, in xi: the wall itself is about 4 xi wide."""


class Momentum(TypeOneMetal):
    """Momentum balance of the supercurrent while a superconducting domain grows in the field Hc (1 - p).

    Behind the front the field falls, and Faraday's field E drives electrons one way round; the Meissner current is
    that of electrons that move the other way. Which force turns them? Time-dependent Ginzburg-Landau theory answers
    term by term. With the density of pairs n = |psi|^2 and their velocity v = (hbar/m*) grad theta - (q*/m*) A::

        d_t (m n v) = n q E  +  m v d_t n  +  n grad (hbar D_t theta)

    electric force, condensation, gradient of the gauge-invariant potential. In a slab and in a cylinder theta is
    the same everywhere and v is along E: the last term and the azimuthal part of the Lorentz force n q v x B, which
    takes a radial velocity, vanish by symmetry; in a square, solved in two dimensions until the domain reaches the
    surface, they are read. So what carries the current against E is condensation: pairs form in the state that moves
    already. Its momentum comes from all that is not condensate, the normal electrons and, by their collisions, the
    lattice. The balance of the body::

        electrons  + n q E + m v d_t n        (the supercurrent gains)
        lattice    - n q E                    (E on the ions, less what friction of the normal current returns)
        lattice    - m v d_t n                (recoil of condensation)

    The field takes no part: E acts on electrons and ions of a neutral body alike, that of the sample on the magnet as
    well, and the moment of momentum eps_0 int r E_r B dV of the field in Bernoulli's E_r = -d_r (m v^2/2)/e is smaller
    by (v/c)^2; it is a reading.

    The text's account, on the same plot: pairs move outward with the front at s', and the magnetic force n q s' B on
    them cancels E in the layer (H21 to H23); normal electrons flow back and hand momentum to the lattice. For a flat
    wall in steady motion the two accounts ask for the same sum, int n q s' B dx = int m v d_t n dx, whatever its
    structure, at different places; `outflow_over_condensation` measures it.

    SI; in Gaussian units q/c stands for q beside A and B, and the final momentum is (m c/e) H/(4 pi) per area.

    Validity: Ginzburg-Landau theory with normal electrons that follow E at once (dirty metal); bodies of type I.

    Raises:
        InputError: see `TypeOneMetal`; also a material of type II, a nucleus that is too small to grow, or a body
            without room for the wall or larger than 500 lambda.
        MissingDataError: the material has no critical field (give one).

    Source: H17-H26; L. P. Gorkov and G. M. Eliashberg, Sov. Phys. JETP 27, 328 (1968).
    """

    name: ClassVar[str] = "momentum"
    summary: ClassVar[str] = "momentum balance of the supercurrent of a growing domain: E, condensation, recoil"
    dynamic: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {"size": "2.2 um", "p": 0.25}
    belonging: ClassVar[Belonging] = {"geometry": {"square": ("offset",)}}

    geometry: Literal["slab", "cylinder", "square"] = choice("cylinder", "cross-section of the body")
    p: float = quantity(0.1, "", "1 - H/Hc of the applied field", at_least=0.01, at_most=0.5)
    size: float | None = quantity(None, "m", "radius, half thickness of the slab, half side of the square; the larger "
                                  "of 60 lambda and 18 xi if left out", above=0)
    nucleus: float | None = quantity(None, "m", "position of the front at the start", above=0)
    offset: float = quantity("0 m", "m", "distance of the nucleus from the middle of a square", at_least=0)

    def check(self) -> None:
        super().check()
        self.check_type_one()
        size, depth, start = self.extent(), self.depth(), self.start()
        most = _MOST_OF_A_SQUARE if self.geometry == "square" else _MOST_DEPTHS
        if size > most * depth:
            raise InputError("size", f"{size:g} m, {size / depth:.3g} lambda",
                             f"at most {most} lambda, {most * depth:g} m, of a {self.geometry}",
                             "Make it smaller; shares are those of a larger body times its size, see the page.")
        critical = self._critical_nucleus()
        if self.nucleus is not None and self.nucleus <= critical:
            raise InputError("nucleus", f"{self.nucleus:g} m", f"more than delta/(2 p) = {critical:g} m",
                             "A smaller one shrinks. Make it larger.")
        room = _ROOM * depth / self.parameter()
        if start + self.offset + room > size:
            raise InputError("nucleus" if self.nucleus is not None else "size",
                             f"a front at {start + self.offset:g} m in a body of {size:g} m",
                             f"{room:g} m, {_ROOM} xi, between them",
                             "Make the body larger or the nucleus smaller; a larger p lets smaller ones grow.")

    def extent(self) -> float:
        """Return the size, in m."""
        if self.size is not None:
            return self.size
        return max(self._larger(_SIZES), self.start() + 2 * _ROOM * self.depth() / self.parameter())

    def start(self) -> float:
        """Return the position of the front at the start, in m."""
        return self.nucleus or max(self._larger(_NUCLEI), 2 * self._critical_nucleus())

    def _larger(self, lengths: tuple[float, float]) -> float:
        """Return the larger of two lengths, one in lambda and one in xi, in m."""
        return max(lengths[0], lengths[1] / self.parameter()) * self.depth()

    def _critical_nucleus(self) -> float:
        """Return the radius at which the front in a cylinder stands still, in m; 0 of a plane front."""
        from onnes.problems.front.tdgl import wall_energy

        if self.geometry == "slab":
            return 0.0
        return critical_nucleus(wall_energy(self.parameter()), self.p) * self.depth()

    def measure(self, progress: Progress) -> Measurement:
        return self._plane(progress) if self.geometry == "square" else self._symmetric(progress)

    def _plane(self, progress: Progress) -> Measurement:
        from onnes.experiments.momentum.plane import PlaneBalance
        from onnes.problems.front.domain import growing_domain

        depth = self.depth()
        domain = growing_domain(self.p, self.parameter(), self.extent() / depth, self.offset / depth,
                                self.start() / depth, self.relaxation, progress)
        _check_records(domain)
        read = PlaneBalance(domain, 1 - self.p, self.parameter(), depth, self.diffusion(), self.field_scale())
        return Measurement(read.readings(), read.arrays(), domain.status, read.warnings())

    def _symmetric(self, progress: Progress) -> Measurement:
        from onnes.experiments.momentum.balance import Balance
        from onnes.experiments.momentum.readings import Instruments
        from onnes.problems.front.tdgl import tdgl_front

        depth, cylinder = self.depth(), self.geometry == "cylinder"
        front = tdgl_front("cylinder" if cylinder else "slab", self.p, self.parameter(), self.extent() / depth,
                           self.start() / depth, self.relaxation, progress, closely=True)
        _check_records(front)
        if front.position[-1] <= front.position[0]:
            raise InputError("nucleus", f"{self.start():g} m", "one that grows",
                             f"It has shrunk: delta/(2 p) = {self._critical_nucleus():g} m is the critical radius of a "
                             "thin wall. Make it larger, or p.")
        read = Instruments(Balance(front, cylinder, 1 - self.p), self.parameter(), depth, self.diffusion(),
                           self.field_scale())
        return Measurement(read.readings(), read.arrays(), front.status, read.warnings())

    @classmethod
    def picture(cls, result: Result) -> Figure:
        from onnes.experiments.momentum import picture, plane_picture

        return (plane_picture if result.inputs["geometry"] == "square" else picture).picture(result)

    @classmethod
    def film(cls, result: Result, path: Path) -> None:
        from onnes.experiments.momentum import picture, plane_picture

        (plane_picture if result.inputs["geometry"] == "square" else picture).film(result, path)


def _check_records(run: TDGLFront | Domain) -> None:
    """Raise what ended a run that has too few records for a balance."""
    if len(run.time) >= _FEWEST:
        return
    if run.status == "interrupted":
        raise KeyboardInterrupt(run.message)
    raise OnnesError(f"The run ended at once, without a balance: {run.message}.")
