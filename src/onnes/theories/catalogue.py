"""List of the theories."""

from __future__ import annotations

from functools import cache

from onnes.errors import check_name, door
from onnes.theories.chain import Chain
from onnes.theories.conventional import Conventional
from onnes.theories.eliashberg import Eliashberg
from onnes.theories.hole import Hole
from onnes.theories.macroscopic import Macroscopic
from onnes.theories.pair import Pair
from onnes.theories.theory import Theory

_THEORIES = (
    Conventional,
    Eliashberg,
    Hole,
    Pair,
    Macroscopic,
    Chain,
)


@cache
def theories() -> tuple[Theory, ...]:
    """Return every theory, in the order in which they are shown."""
    return tuple(one() for one in _THEORIES)


@door
def theory(name: str) -> Theory:
    """Return the theory of that name.

    Raises:
        InputError: a name that is not on the list.
    """
    by_name = {one.name: one for one in theories()}
    check_name("theory", name, by_name, aliases())
    return by_name[name]


def aliases() -> dict[str, str]:
    """Return other words for the theories: the names of the theories that they mean."""
    return {alias: one.name for one in theories() for alias in one.aliases}


def names() -> tuple[str, ...]:
    """Return the names of the theories."""
    return tuple(one.name for one in theories())
