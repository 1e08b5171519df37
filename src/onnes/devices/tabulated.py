"""Sources of the lengths of a device of a tabulated material, and a check of its resistivity against them."""

from __future__ import annotations

import math
from contextlib import suppress

from onnes.devices.constants import RESIDUAL_RESISTANCE_RATIO, Constants
from onnes.errors import MissingDataError
from onnes.materials import material as material_of
from onnes.plots import in_words

_SAME = 1e-9


def origin_of_lengths(known: Constants) -> str:
    """Return a sentence about xi and lambda that are those of a material; empty where both were given."""
    lengths = _tabulated(known)
    if not lengths:
        return ""
    verb = "are those" if len(lengths) > 1 else "is that"
    return f"{' and '.join(lengths)} {verb} of the tabulated metal, whatever its resistivity"


def mean_free_path(known: Constants) -> float | None:
    """Return that of the electrons of a material at the resistivity of the device, in metres; None if not known."""
    if known.material and known.resistivity is not None:
        with suppress(MissingDataError):
            return material_of(known.material).mean_free_path(known.resistivity)
    return None


def impurity_warnings(known: Constants) -> tuple[str, ...]:
    """Return a warning where lengths are those of a clean metal, and the resistivity is that of a dirty one.

    ``l < xi_0``: impurities make lambda (1 + xi_0/l)^(1/2) times as long, and with the same Bc xi as much shorter. No
    warning with the resistivity that is assumed where none is given.
    """
    path, lengths = mean_free_path(known), _tabulated(known)
    if path is None or not lengths or _assumed(known):
        return ()
    metal = material_of(known.material)
    if path >= metal.coherence_length_0:
        return ()
    assert known.resistivity is not None
    factor = math.sqrt(1 + metal.coherence_length_0 / path)
    estimate = "" if len(lengths) < 2 else (
        f" With the same Bc xi would be about {in_words(known.coherence_length / factor, 'm')} and lambda "
        f"{in_words(known.penetration_depth * factor, 'm')}.")
    return (f"The resistivity of {in_words(known.resistivity, 'ohm m')} belongs to a mean free path of "
            f"{in_words(path, 'm')}, shorter than xi_0 = {in_words(metal.coherence_length_0, 'm')} of {metal.name}, "
            f"but {origin_of_lengths(known)}.{estimate} Give coherence_length= and penetration_depth=.",)


def _tabulated(known: Constants) -> list[str]:
    """Return which of xi and lambda are those of the material."""
    if not known.material or known.temperature is None or known.critical_temperature is None:
        return []
    metal, found = material_of(known.material), []
    at = known.temperature * metal.critical_temperature / known.critical_temperature
    for name, length, of in (("xi", known.coherence_length, metal.coherence_length),
                             ("lambda", known.penetration_depth, metal.penetration_depth)):
        with suppress(MissingDataError):
            if math.isclose(length, of(at), rel_tol=_SAME):
                found.append(name)
    return found


def _assumed(known: Constants) -> bool:
    """Return whether the resistivity is that of a material of which nothing else was said."""
    assert known.resistivity is not None
    with suppress(MissingDataError):
        assumed = 1 / material_of(known.material).normal_conductivity(RESIDUAL_RESISTANCE_RATIO)
        return math.isclose(known.resistivity, assumed, rel_tol=_SAME)
    return False
