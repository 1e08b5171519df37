"""A film of round numbers: xi = 10 nm, lambda = 200 nm, d = 10 nm, so Lambda = 4 um; a metal of 15 ohm a square."""

import pytest

import onnes


@pytest.fixture(scope="session")
def metal():
    """Arguments of `onnes.Film` that describe the metal."""
    return {"coherence_length": "10 nm", "penetration_depth": "200 nm", "thickness": "10 nm",
            "critical_temperature": "10 K", "temperature": "5 K", "resistivity": "150 nohm m"}


@pytest.fixture(scope="session")
def film(metal):
    """Return a function that makes a film of an outline in that metal."""
    return lambda outline, **arguments: onnes.Film(outline, **{**metal, **arguments})
