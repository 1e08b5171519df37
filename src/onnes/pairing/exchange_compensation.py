"""Superconductivity in a field that cancels the exchange field of magnetic ions."""

from __future__ import annotations

from onnes.pairing.bcs_ratios import PAULI_SLOPE


def compensated_window(exchange_field: float, critical_temperature: float) -> tuple[float, float]:
    """Return the fields [T] between which the spins of pairs see less than the Pauli limit: B_J -+ 1.857 T/K T_c.

    The exchange field of the ions' aligned moments acts on the spins of conduction electrons against the applied field.
    Where both cancel, pairs are as without a field.

    Args:
        exchange_field: B_J, its magnitude, T.
        critical_temperature: T_c without exchange and field, K.

    Validity: aligned moments, spins alone: no currents, no spin-orbit scattering, which widens the window. The lower
    edge is 0 where the exchange field alone is below the limit.

    Source: V. Jaccarino, M. Peter, Phys. Rev. Lett. 9, 290 (1962).
    """
    limit = PAULI_SLOPE * critical_temperature
    return max(0.0, exchange_field - limit), exchange_field + limit
