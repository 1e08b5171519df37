"""Vortices that freeze into a narrow strip on cooling: landscape, rates over the edges, frozen density."""

from onnes.problems.strip_freezing.cooling import Frozen, cool, expulsion_field
from onnes.problems.strip_freezing.exchange import Exchange, barrier, exchange, hop_rates
from onnes.problems.strip_freezing.landscape import (
    Landscape,
    narrow_landscape,
    pair_field,
)
from onnes.problems.strip_freezing.material import film_of, gorkov, strip_of
from onnes.problems.strip_freezing.strip import FilmNearTc, NarrowStrip

__all__ = [
    "Exchange",
    "FilmNearTc",
    "Frozen",
    "Landscape",
    "NarrowStrip",
    "barrier",
    "cool",
    "exchange",
    "expulsion_field",
    "film_of",
    "gorkov",
    "hop_rates",
    "narrow_landscape",
    "pair_field",
    "strip_of",
]
