"""Vortices that freeze into a narrow strip on cooling: landscape, rates over the edges, frozen density."""

from onnes.problems.strip_freezing.cooling import Frozen, cool, expulsion_field
from onnes.problems.strip_freezing.exchange import Exchange, barrier, exchange, hop_rates
from onnes.problems.strip_freezing.landscape import (
    Landscape,
    favourable_field,
    metastable_field,
    narrow_landscape,
    pair_field,
)
from onnes.problems.strip_freezing.material import gorkov, strip_of
from onnes.problems.strip_freezing.strip import NarrowStrip

__all__ = [
    "Exchange",
    "Frozen",
    "Landscape",
    "NarrowStrip",
    "barrier",
    "cool",
    "exchange",
    "expulsion_field",
    "favourable_field",
    "gorkov",
    "hop_rates",
    "metastable_field",
    "narrow_landscape",
    "pair_field",
    "strip_of",
]
