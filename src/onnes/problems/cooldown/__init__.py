"""A cold front that sweeps flux lines through a metal with pins: what stays behind it."""

from onnes.problems.cooldown.metal import Metal, metal_of
from onnes.problems.cooldown.pins import Pins
from onnes.problems.cooldown.scaled import Scaled
from onnes.problems.cooldown.slow_front import few_pins_limit, slow_front
from onnes.problems.cooldown.sweep import Sweep, sweep
from onnes.problems.cooldown.trapped import expelling_gradient, trapped_fraction

__all__ = ["Metal", "Pins", "Scaled", "Sweep", "expelling_gradient", "few_pins_limit", "metal_of", "slow_front",
           "sweep", "trapped_fraction"]
