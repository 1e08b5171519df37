"""A SQUID drawn as a film: the lumped circuit that it is, and its critical current against the field from the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.interpolate import CubicSpline

from onnes.devices import Film
from onnes.errors import InputError
from onnes.geometry import shape
from onnes.problems.film_junction import CurrentPhase, current_phase
from onnes.units import to_si
from onnes.units.constants import FLUX_QUANTUM

_PHASES = np.linspace(-0.5 * np.pi, 1.5 * np.pi, 41)
"""Phases of a film with a loop, on each of whose branches the largest current lies."""
_OF_AN_ARM = np.linspace(0, 2 * np.pi, 49)
_FINE = 2001


class SquidOfFilm(NamedTuple):
    """Lumped elements of a loop with two junctions.

    Attributes:
        first, second: current-phase relations of both arms, from terminal to terminal.
        geometric: inductance of the field of the current around the loop [H].
        area: effective area of the hole [m^2].
    """

    first: CurrentPhase
    second: CurrentPhase
    geometric: float
    area: float

    @property
    def critical_currents(self) -> tuple[float, float]:
        """I_c1 and I_c2 [A]."""
        return self.first.critical_current, self.second.critical_current

    @property
    def inductance(self) -> float:
        """L of the loop without its junctions [H]: geometric, and kinetic of both arms in series with theirs."""
        return self.geometric + self.first.series_inductance + self.second.series_inductance

    @property
    def beta(self) -> float:
        """``beta_L = 2 L I_c/Phi_0`` with the mean critical current of one junction."""
        return 2 * self.inductance * 0.5 * sum(self.critical_currents) / FLUX_QUANTUM

    def critical_current(self, field: float) -> float:
        """Return the largest current of both arms in parallel in a field [A], without the field of the current.

            I = I_1(phi_1) + I_2(phi_2),    phi_1 - phi_2 = 2 pi (Phi/Phi_0 - n)

        with each arm on the branch that begins at no current, and any n.
        """
        (one, first), (two, second) = (self._branch(each) for each in (self.first, self.second))
        phases = np.linspace(one[0], one[-1], _FINE)
        quanta = field * self.area / FLUX_QUANTUM
        best = -np.inf
        for n in range(int(np.floor(quanta)) - 1, int(np.ceil(quanta)) + 2):
            others = phases - 2 * np.pi * (quanta - n)
            within = (others >= two[0]) & (others <= two[-1])
            if np.any(within):
                total = np.interp(phases[within], one, first) + np.interp(others[within], two, second)
                best = max(best, float(np.max(total)))
        return best

    @staticmethod
    def _branch(relation: CurrentPhase) -> tuple[np.ndarray, np.ndarray]:
        """Return phases and currents of the first branch, which is odd."""
        phase, current = relation.phase[relation.branch], relation.current[relation.branch]
        fine = np.linspace(0, phase[-1], _FINE)
        values = CubicSpline(phase, current)(fine)
        return np.append(-fine[:0:-1], fine), np.append(-values[:0:-1], values)


def squid_of_film(film: Film, plus: str, minus: str, first: Any, second: Any, *, cells_per_xi: float | None = None
                  ) -> SquidOfFilm:
    """Return the lumped elements of a film with a hole between two terminals and a weak place in each arm.

    The relation of an arm is that of the film without the other one, which is cut.

    Args:
        film: with one hole, narrower than its Pearl length; its terminals on leads that are short beside it in the field.
        plus, minus: names of two held terminals.
        first, second: shapes that cover the weak place of one arm, and of the other.

    Raises:
        InputError: a film with another number of holes, or a shape that does not cut its arm; as `current_phase`.
    """
    if len(film.outline.holes) != 1:
        raise InputError("film", f"{len(film.outline.holes)} holes", "a film with one hole")
    arms = []
    for name, other in (("second", second), ("first", first)):
        rest = film.outline - shape(other, argument=name)
        if rest.holes or len(getattr(rest.region, "geoms", [rest.region])) != 1:
            raise InputError(name, str(other), "a shape that cuts one arm of the loop, and nothing else",
                             "Cover the weak place from the hole to the rim.")
        arms.append(current_phase(film.replace(outline=rest, holes=None), plus, minus,
                                  phases=_OF_AN_ARM, cells_per_xi=cells_per_xi))  # type: ignore[arg-type]
    loop = film.inductance().isel(hole=0, other=0)
    return SquidOfFilm(*arms, loop.geometric.item(), float(film.flux_from(1.0).values[0]))


def critical_currents(film: Film, plus: str, minus: str, fields: Sequence[Any], *, cells_per_xi: float | None = None
                      ) -> np.ndarray:
    """Return the largest supercurrent of a film between two held terminals in each field [A], shape (fields,).

    Each is the largest over the phases and over the numbers of flux quanta in the holes that are next to the applied
    flux, by Ginzburg-Landau theory without the field of the current.
    """
    (hole,), area = film.hole_names, float(film.flux_from(1.0).values[0])
    found = []
    for field in fields:
        applied = to_si(field, "T", "fields")
        n = int(np.floor(applied * area / FLUX_QUANTUM))
        relations = [current_phase(film, plus, minus, phases=_PHASES, field=applied,  # type: ignore[arg-type]
                                   start={hole: each}, cells_per_xi=cells_per_xi) for each in (n, n + 1)]
        found.append(max(float(np.max(each.current)) for each in relations))  # on whatever branch
    return np.array(found)
