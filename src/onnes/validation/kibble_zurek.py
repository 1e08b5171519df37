"""Vortices left by a quench without a field, against the scaling of Kibble and Zurek."""

from __future__ import annotations

from onnes.validation.checks import check

_SIDE = 192.0
_SEEDS = {50.0: 5, 200.0: 8, 800.0: 8}
"""Quench time in tau_0 -> number of runs."""


@check("exponent of the density of vortices against the quench time, 2D, relaxation", tolerance=0.2, slow=True,
       source="Kibble and Zurek, nu = 1/2 and z = 2; standard error of 21 runs 0.04")
def exponent_of_the_density() -> tuple[float, float]:
    from onnes.problems.trapped_flux.zero_field import exponent, numbers

    return exponent({time: numbers(time, range(seeds), side=_SIDE) for time, seeds in _SEEDS.items()}).value, 0.5
