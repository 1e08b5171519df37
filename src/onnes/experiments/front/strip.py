"""A flat front with ripples in a strip of a half space: what it needs of the inputs, and its run."""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING

from onnes.carriers.stefan import similarity_root
from onnes.errors import InputError
from onnes.experiments.expected_time import refuse_endless
from onnes.experiments.experiment import Measurement, Progress

if TYPE_CHECKING:
    from onnes.experiments.front import Front

NARROWEST, WIDEST = 4, 1000
"""Smallest width in xi, and largest in lambda."""
WAY = 0.25
"""Way of the front where no size is given, in the width."""
_RIPPLE = 0.05
"""Amplitude of each ripple at the start where none is given, in lambda."""
_SECONDS = 2e-6
"""Time of computing per node and tau, in s, measured on two cores."""
_THINNEST = 2.0
"""Least reach 1/k into the metal of what a ripple changes in the field, in lambda: a wall is about as wide."""
_SHARPEST = 1.5
"""Wave number of the last ripple over the marginal one at the start."""


def strip_start(front: Front, width: float) -> float:
    """Return the position of the front at the start, in m, with v = 2 D l^2/x0: the fastest wavelength is the width."""
    if front.nucleus is not None:
        return front.nucleus
    return 2 * similarity_root(front.p) ** 2 / (1.5 * front.wall * (2 * pi / width) ** 2)


def _waves(front: Front, width: float) -> int:
    """Return the number of ripples, up to 1.5 times the marginal wave number sqrt(2 v/(D delta))."""
    marginal = 2 * similarity_root(front.p) / sqrt(strip_start(front, width) * front.wall)
    return max(2, int(_SHARPEST * marginal * width / pi))


def _reach(front: Front, width: float, count: int) -> float:
    """Return 1/k of the last ripple at the start, in m, with k^2 - v k = q^2 (`onnes.problems.front.ripples`)."""
    half_speed, q = similarity_root(front.p) ** 2 / strip_start(front, width), pi * count / width
    return 1 / (half_speed + sqrt(half_speed**2 + q**2))


def strip_seconds(front: Front, width: float) -> float:
    """Return the expected time of computing, in s, to a factor of about three."""
    from onnes.problems.front.rippled import strip_grid, times

    depth = front.depth()
    start, end = strip_start(front, width) / depth, front.extent() / depth
    began, ends = times(front.p, start, end)
    x, y = strip_grid(front.parameter(), width / depth, start, end, ends)
    return _SECONDS * len(x) * len(y) * (ends - began) / front.relaxation


def _ripple(front: Front) -> float:
    """Return the amplitude of each ripple at the start, in m."""
    return front.ripple or _RIPPLE * front.depth()


def check_strip(front: Front, width: float) -> None:
    """Raise InputError for inputs that do not go with a width."""
    if front.law != "tdgl" or front.geometry != "half-space":
        raise InputError("width", f"{width:g} m", "none but in a half space under law=tdgl",
                         "Choose geometry=half-space and law=tdgl, or leave it out.")
    kappa, depth = front.parameter(), front.depth()
    if not NARROWEST / kappa <= width / depth <= WIDEST:
        raise InputError("width", f"{width:g} m", f"{NARROWEST} xi to {WIDEST} lambda, "
                         f"{NARROWEST / kappa * depth:.3g} to {WIDEST * depth:.3g} m",
                         "The fastest ripples are some hundred lambda long.")
    if front.p >= 1 - sqrt(2) * kappa:
        raise InputError("p", f"{front.p:g}", f"below 1 - sqrt2 kappa = {1 - sqrt(2) * kappa:.3g} in two dimensions",
                         "Below Hc2 the metal ahead of the front turns superconducting by itself.")
    start, end, count, ripple = strip_start(front, width), front.extent(), _waves(front, width), _ripple(front)
    if start >= end:
        raise InputError("size", f"{end:g} m", f"more than the {start:g} m at which the front starts",
                         "It is followed from the nucleus to there.")
    if start < depth or _reach(front, width, count) < _THINNEST * depth:
        raise InputError("width" if front.nucleus is None else "nucleus",
                         f"{start if front.nucleus else width:g} m, for a front at {start:.3g} m with {count} ripples "
                         f"down to {2 * width / count:.3g} m", f"one at {depth:g} m or more, whose speed and ripples "
                         f"change the field over {_THINNEST * depth:g} m or more", "Make it larger: a wall is as wide.")
    if end - start > WIDEST * depth:
        raise InputError("size", f"{end:g} m, {(end - start) / depth:.3g} lambda beyond the nucleus",
                         f"at most {WIDEST} lambda beyond it, {start + WIDEST * depth:g} m", "Make it smaller.")
    if count * ripple >= start:
        raise InputError("ripple", f"{ripple:g} m", f"less than {start / count:.3g} m: the front starts at {start:g} m "
                         f"and has {count} ripples", "Make it smaller, or the nucleus larger.")
    refuse_endless("width", strip_seconds(front, width), False,
                   "Make it smaller, with a nucleus that is smaller by the square of it, or give a size nearer to the "
                   f"nucleus, which is {start:.3g} m, than {end:.3g} m.")


def measure_strip(front: Front, width: float, progress: Progress) -> Measurement:
    """Return the readings of a front with ripples of random signs."""
    import numpy as np

    from onnes.experiments.front.ripple_readings import RippleInstruments
    from onnes.problems.front.rippled import rippled_front
    from onnes.problems.front.wall import wall_law

    depth, kappa, count = front.depth(), front.parameter(), _waves(front, width)
    signs = np.random.default_rng(front.seed).choice([-1.0, 1.0], count)
    course = rippled_front(front.p, kappa, width / depth, strip_start(front, width) / depth, front.extent() / depth,
                           signs * _ripple(front) / depth, front.relaxation, progress)
    read = RippleInstruments(course, count, front.p, width / depth, wall=wall_law(kappa, front.relaxation), kappa=kappa,
                             depth=depth, diffusion=front.diffusion(), field=front.field_scale())
    return Measurement(read.readings(), read.arrays(), course.status, read.warnings())
