"""A strip of 12 xi x 6 xi that all tests share, so that its programs are compiled once; round numbers in SI units.

xi = 10 nm, lambda = 200 nm, d = 10 nm: Lambda = 4 um, tau_0 = 0.335 ps, Bc2 = 3.29 T; normal: 15 ohm a square.
"""

from types import SimpleNamespace

import pytest

import onnes

CELLS_PER_XI = 2
METAL = {"coherence_length": "10 nm", "penetration_depth": "200 nm", "thickness": "10 nm",
         "critical_temperature": "10 K", "temperature": "5 K", "resistivity": "150 nohm m"}
STRONG = {"penetration_depth": "20 nm", "thickness": "20 nm"}
"""Lambda = 2 xi: a film that screens."""


def strip(length="120 nm", **arguments):
    """The strip between free contacts; probes 15 nm from its middle."""
    contacts = {"source": onnes.edge("left", contact="free"), "drain": onnes.edge("right", contact="free")}
    probes = {"V+": ("-15 nm", 0), "V-": ("15 nm", 0)}
    return onnes.Film(onnes.rectangle(length, "60 nm"),
                      **{**METAL, "terminals": contacts, "probes": probes, "gamma": 0.0, **arguments})


@pytest.fixture(scope="session")
def lab():
    """The strip, its metal, and `solve` on its grid.

    Attributes:
        strip: function that makes the strip, with arguments of `onnes.Film` changed.
        metal, strong: arguments of `onnes.Film`; the second makes Lambda = 2 xi.
        square: resistance of a square of the normal film in ohm.
        inductance: mu_0 Lambda in H.
        tau: tau_0 in s.
        solve: `onnes.solve` with two cells for each xi.
    """
    def solve(device, **arguments):
        return onnes.solve(device, **{"cells_per_xi": CELLS_PER_XI, "frames": 10, **arguments})

    plain = strip()
    return SimpleNamespace(strip=strip, metal=METAL, strong=STRONG, square=15.0, inductance=5.0265482457e-12,
                           tau=plain.scales.time, solve=solve)
