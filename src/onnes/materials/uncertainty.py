"""Standard uncertainty of a number in the tables, where its source states none or where sources disagree.

A measured number without a stated uncertainty is good to one unit of its last digit, at best. A number that was
calculated is as good as such numbers are found to be where measured ones are known: `FREE_ELECTRON_SCATTER`,
`NORMAL_STATE_SCATTER`. Where the tables hold several numbers for one quantity, half the range that they span is the
least uncertainty of each.
"""

from __future__ import annotations

from collections.abc import Sequence

from onnes.numerics.uncertainty import last_digit

FREE_ELECTRON_SCATTER = 0.5
"""Relative uncertainty of a density, Fermi velocity or Fermi energy of free electrons.

It is the root mean square of ln(gamma/gamma_free) over the ten simple metals of the tables, 0.48, of the measured
electronic heat to that of free electrons, which is the ratio of v_F at the same k_F. The Fermi surfaces of polyvalent
metals are smaller than the sphere as well: lambda_L of Sn, Pb and In is 2.1 to 2.5 times that of free electrons. In
niobium, where one electron per atom is counted and d bands carry the states, the heat is 12 times that of free
electrons, so that its numbers are labels rather than estimates.
"""

NORMAL_STATE_SCATTER = 0.1
"""Relative uncertainty of a lambda_L or xi_0 calculated from normal-state data (heat, anomalous skin effect).

It is the root mean square of lambda_L xi_0 Bc(0)/(0.1241 Phi_0) - 1, which is zero in weak coupling, over the metals of
the tables that have both lengths calculated and Bc(0) measured (Al, Cd, Nb, Pb, Sn): 0.09.
"""

_FREE_ELECTRON = frozenset({"carrier_density", "fermi_energy", "fermi_velocity"})
_NORMAL_STATE = frozenset({"london_depth_0", "coherence_length_0"})


def own_uncertainty(quantity: str, kind: str, printed: str, stated: str) -> float:
    """Return the standard uncertainty of one row, in the unit of the row.

    Args:
        quantity: name of the quantity.
        kind: as in `onnes.materials.value.Value`.
        printed, stated: the number and its uncertainty as the table has them; ``stated`` empty if there is none.
    """
    if stated:
        return float(stated)
    if kind == "calculated" and quantity in _FREE_ELECTRON:
        return FREE_ELECTRON_SCATTER * float(printed)
    if kind == "calculated" and quantity in _NORMAL_STATE:
        return NORMAL_STATE_SCATTER * float(printed)
    return last_digit(printed)


def half_range(values: Sequence[float]) -> float:
    """Return half the range that values of one quantity span; zero for one value."""
    return (max(values) - min(values)) / 2
