"""dc SQUID of a film with one hole: the elements of its lumped circuit, and its critical current in a field.

The film has held terminals "bottom" and "top", at the ends of leads, and on both sides of the hole an arm with a
constriction. Its static states are those of Ginzburg-Landau theory at a given difference of phase between the
terminals, and the critical current of a field is the largest current of all of them, as it is of the lumped circuit.
The film has to be small beside its Pearl length: the field of its own current counts in the inductance, not in the
states. Leads as long as they are wide keep the terminals from changing the effective area.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely

from onnes.circuits.units import FLUX
from onnes.errors import InputError
from onnes.geometry import Shape, rectangle
from onnes.problems.squid.lumped import DcSquid
from onnes.readouts.fields import supercurrent
from onnes.solutions import minimize

if TYPE_CHECKING:
    from onnes.devices import Film
    from onnes.solutions import Solution

Side = Literal["left", "right"]

_STEP, _FINER, _SMALL = 0.3, 12, 0.05
"""Step of the phase between the terminals [rad], its division at the largest current, and a phase of linear answer."""
_CUT = 3.0
"""Height of the cut through an arm, in cells."""


@dataclass(frozen=True, eq=False)
class FilmSquid:
    """A film with one hole between terminals "bottom" and "top".

    Attributes:
        film: the device.
        cells_per_xi: of the grid.
    """

    film: Film
    cells_per_xi: float

    @cached_property
    def area(self) -> float:
        """Effective area: flux into the hole over the field [m^2], by London's theory."""
        return float(self.film.flux_from(1.0, cells_per_xi=self.cells_per_xi, extrapolate=False).values[0])

    @cached_property
    def loop(self) -> tuple[float, float]:
        """Geometric and kinetic inductance of the whole loop at small currents, junctions included [H]."""
        found = self.film.inductance(cells_per_xi=self.cells_per_xi, extrapolate=False)
        return float(found.geometric.values[0, 0]), float(found.kinetic.values[0, 0])

    def lumped(self, resistance: float) -> DcSquid:
        """Return the lumped circuit.

        The critical current I_k of an arm is that of the film with the other arm cut. A small current divides between
        the arms as the inverse of their inductances, which add up to that of the loop. Each is that of the arm and of
        the junction, Phi_0/(2 pi I_k), in series.

        Args:
            resistance: of each junction [ohm].

        Raises:
            InputError: an arm whose inductance is all that of its junction: its phase does not sit in a constriction.
        """
        currents = tuple(self._alone(side).critical_current(0.0)[0] for side in ("left", "right"))
        left, right = self._arms(self._state(_SMALL, 0.0, None))
        total = sum(self.loop)
        arms = (total * right / (left + right) - FLUX / currents[0], total * left / (left + right) - FLUX / currents[1])
        if min(arms) <= 0:
            raise InputError("film", f"an arm of {min(arms):.3g} H beside its junction", "arms that are longer than "
                             "their constrictions", "Take a narrower constriction, or a larger hole.")
        return DcSquid(currents, (resistance, resistance), (0.0, 0.0), arms)  # type: ignore[arg-type]

    def critical_current(self, field: float) -> tuple[float, Solution]:
        """Return the largest current [A] of a static state in a field [T], and that state.

        The phase between the terminals turns twice, so that a loop with hysteresis slips through all of its states;
        where the current is largest it turns in finer steps, and the top is that of a parabola.

        Raises:
            InputError: no static state at any phase.
        """
        walked = list(self._walk(np.arange(0.0, 4 * np.pi, _STEP), field, None))
        currents = np.array([current for _, current, _ in walked])
        if not np.any(np.isfinite(currents)):
            raise InputError("film", "no static state in the field", "a film that stays superconducting",
                             "Lower the field, or increase cells_per_xi.")
        top = int(np.nanargmax(currents))
        phase, _, state = walked[max(top - 1, 0)]
        fine = list(self._walk(phase + _STEP * np.arange(1, 2 * _FINER + 1) / _FINER, field, state))
        found = np.array([current for _, current, _ in fine])
        best = int(np.nanargmax(found))
        if 0 < best < len(found) - 1 and np.all(np.isfinite(found[best - 1:best + 2])):
            before, here, after = found[best - 1:best + 2]
            if min(before, after) > 0.9 * here:  # not beside a slip
                return float(here + (after - before) ** 2 / (16 * here - 8 * (after + before))), fine[best][2]
        return float(found[best]), fine[best][2]

    def _walk(self, phases: np.ndarray, field: float, start: Any) -> Iterator[tuple[float, float, Any]]:
        """Yield phases, currents [A] and states, each from the one before; NaN where there is no static state."""
        for phase in phases:
            state = self._state(float(phase), field, start)
            settled = state.status == "converged"
            yield float(phase), sum(self._arms(state)) if settled else math.nan, state
            start = state if settled else None

    def _state(self, phase: float, field: float, start: Solution | None) -> Solution:
        return minimize(self.film, phase={"bottom": 0.0, "top": phase}, field=field, start=start, self_field=False,
                        cells_per_xi=self.cells_per_xi)

    def _arms(self, state: Solution) -> tuple[float, float]:
        """Return the currents through the arms left and right of the middle of the hole [A]."""
        x, y = (np.asarray(axis) * state.model.unit for axis in state.model.grid.nodes[:2])
        row = int(np.searchsorted(y, self._middle[1])) - 1
        along = np.asarray(supercurrent(state.model.energy, state.outcome.state)[1])[:, row] * self.film.current_unit
        return float(along[x < self._middle[0]].sum()), float(along[x >= self._middle[0]].sum())

    @cached_property
    def _middle(self) -> tuple[float, float]:
        """Middle of the hole, or of the film without one [m]."""
        region = self.film.outline.holes[0].region if self.film.outline.holes else self.film.outline.region
        low_x, low_y, high_x, high_y = region.bounds
        return 0.5 * (low_x + high_x), 0.5 * (low_y + high_y)

    def _alone(self, side: Side) -> FilmSquid:
        """Return the film with one arm alone."""
        low, _, high, _ = self.film.outline.bounds
        x, y = self._middle
        half = 0.5 * _CUT * self.film.spacing(self.cells_per_xi)
        away = (x, high) if side == "left" else (low, x)
        beyond = high - low
        cut = shapely.box(away[0] - (0 if side == "left" else beyond), y - half,
                          away[1] + (beyond if side == "left" else 0), y + half)
        return replace(self, film=self.film.replace(outline=self.film.outline - Shape(cut)))


def square_washer(hole: float, arm: float, links: tuple[float, float], length: float, lead: float) -> Shape:
    """Return a square film with a square hole, a constriction in the left and in the right arm, and two leads.

    Args:
        hole: side of the hole [m].
        arm: width of the film around it [m].
        links: widths of the constrictions [m].
        length: of the constrictions [m].
        lead: width and length of the leads, at the middle of bottom and top [m].
    """
    side, middle = 2 * arm + hole, 0.5 * (hole + arm)
    film = rectangle(side, side) + rectangle(lead, side + 2 * lead) - rectangle(hole, hole)
    for x, link in ((-middle, links[0]), (middle, links[1])):
        film = film - (rectangle(arm, length, (x, 0.0)) - rectangle(link, 2 * length, (x, 0.0)))
    return film
